/** How the v3 interface answers: what travels, and what sealing has to know of it. */

import type { JsonObject } from '../../world/model.ts';
import type { Answer } from '../gateway.ts';
import { type Problem, wordsOf } from './problems.ts';
import type { Flaw } from './shapes.ts';

/** What sealing must know, written into `Answer.sealAs`. */
export type SealAs =
  | {
      readonly api: 'v3';
      /** The number at the end of `Request-ID`. */
      readonly number: number;
      /** Whose signature the caller asked for, the value of its `Wechatpay-Serial`; before sealing, whose it is. */
      readonly keyId: string | null;
      /** A signature that is wrong on purpose, to see whether the shop checks. */
      readonly isProbe?: true;
      /** For answers with something encrypted in them. */
      readonly apiV3Key?: string;
    }
  | { readonly api: 'v2'; readonly signType: string; readonly apiV2Key: string };

/** Answers in one caller's wishes. */
export interface Speaker {
  readonly ok: (fields: JsonObject, status?: 200 | 202) => Answer;
  /** 204, nothing in it. */
  readonly nothing: () => Answer;
  readonly problem: (problem: Problem) => Answer;
  readonly flaw: (flaw: Flaw) => Answer;
  /** Any status and code, as faults ask for them. */
  readonly error: (error: ErrorWords) => Answer;
}

export interface ErrorWords {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly number: number;
  readonly detail?: JsonObject;
  /** False before the provider knows to whom it speaks. */
  readonly signed?: boolean;
}

export function speakerFor(keyId: string | null): Speaker {
  const sealAs = (number: number) => writeSealAs({ api: 'v3', number, keyId });
  const error = ({ status, code, message, number, detail, signed = true }: ErrorWords): Answer => ({
    status,
    fields: { code, message, ...(detail ? { detail } : {}) },
    signed,
    sealAs: sealAs(number),
  });
  return {
    ok: (fields, status = 200) => ({ status, fields, signed: true, sealAs: sealAs(0) }),
    nothing: () => ({ status: 204, fields: null, signed: true, sealAs: sealAs(0) }),
    problem: (problem) => error(wordsOf(problem)),
    flaw: ({ field, issue, value, isExtra, location = 'body' }) => {
      const words = wordsOf(isExtra ? 'extra-parameter' : 'bad-parameter');
      const detail = { field, ...(value === undefined ? {} : { value }), issue, location };
      return error({ ...words, message: `${words.message}：${field} ${issue}`, detail });
    },
    error,
  };
}

export function writeSealAs(how: SealAs): string {
  return JSON.stringify(how);
}

export function readSealAs(text: string | undefined): SealAs | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as SealAs);
}

/** An answer in which something is to be encrypted when it is sealed. */
export function withSecret(answer: Answer, apiV3Key: string): Answer {
  const as = readSealAs(answer.sealAs);
  return as?.api === 'v3' ? { ...answer, sealAs: writeSealAs({ ...as, apiV3Key }) } : answer;
}
