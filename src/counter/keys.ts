/** Looks up a provider's new key when an answer names one that is not known here: checked before it counts, and not too often. */

import { check } from '../domain/assert.ts';
import type { FaultCode } from '../domain/fault.ts';
import { MINUTE_MS, SECOND_MS } from '../domain/timing.ts';
import type { Clock, KeyAdmission, KeyIntake, Random, Signer, Wire } from '../ports.ts';
import type { KeyStep, Rail, RailAccount } from '../providers/contract.ts';
import { createNonce } from './order-number.ts';

export type KeyLookUp =
  /** The key is known from now on; what it signed has still to be verified. */
  | { readonly ok: true }
  /** Stopped: why an answer under this key is not believed. */
  | { readonly ok: false; readonly fault: FaultCode };

export interface ProviderKeys {
  /** Looks for a key by the provider's name of it. Never rejects for anything a provider or a network can do. */
  readonly lookUp: (rail: Rail, account: RailAccount, keyId: string) => Promise<KeyLookUp>;
}

export interface KeyPorts {
  readonly wire: Wire;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly random: Random;
  readonly intake: KeyIntake;
}

/** A key that the provider did not give out is not asked for again so soon: an answer that names it may be anybody's. */
const SAME_KEY_GAP_MS = 5 * MINUTE_MS;

/** Nor is a provider asked more often than this, whatever keys are named. */
const ANY_KEY_GAP_MS = 30 * SECOND_MS;

const ADMITTED: KeyLookUp = { ok: true };

export function createProviderKeys(ports: KeyPorts): ProviderKeys {
  const flights = new Map<string, Promise<KeyLookUp>>();
  const gaps = createGaps(ports.clock);
  return {
    lookUp: async (rail, account, keyId) => {
      const kind = rail.keys?.kindOf(keyId);
      if (rail.keys === undefined || kind === undefined) return stop('answer_forged');
      if (kind === 'entered') return stop('key_unknown');
      if (!(await ports.intake.canOpen(rail.name))) return stop('key_sealed');
      const name = `${rail.name}/${keyId}`;
      const flight = flights.get(name);
      if (flight !== undefined) return flight;
      if (gaps.isOpen(rail.name) || gaps.isOpen(name)) return stop('answer_forged');
      gaps.begin(rail.name, ANY_KEY_GAP_MS);
      const asked = ask(ports, rail, { step: rail.keys, account, keyId })
        .then((outcome) => {
          if (outcome === 'not_listed' || outcome === 'refused') gaps.begin(name, SAME_KEY_GAP_MS);
          return outcome === 'admitted' ? ADMITTED : stop('answer_forged');
        })
        .finally(() => flights.delete(name));
      flights.set(name, asked);
      return asked;
    },
  };
}

function stop(fault: FaultCode): KeyLookUp {
  return { ok: false, fault };
}

interface Gaps {
  readonly isOpen: (name: string) => boolean;
  readonly begin: (name: string, lengthMs: number) => void;
}

/** Times in which something is not asked again. A clock that was put back ends them, else they would last as long. */
function createGaps(clock: Clock): Gaps {
  const open = new Map<string, { readonly from: number; readonly until: number }>();
  const isOpen: Gaps['isOpen'] = (name) => {
    const gap = open.get(name);
    const now = clock.now();
    return gap !== undefined && now >= gap.from && now < gap.until;
  };
  return {
    isOpen,
    begin: (name, lengthMs) => {
      for (const known of [...open.keys()]) if (!isOpen(known)) open.delete(known);
      const from = clock.now();
      open.set(name, { from, until: from + lengthMs });
    },
  };
}

/** One question: signed like every other, its answer judged by what is sealed in it. It moves nothing, and is not journaled. */
async function ask(
  ports: KeyPorts,
  rail: Rail,
  { step, account, keyId }: { readonly step: KeyStep; readonly account: RailAccount; readonly keyId: string },
): Promise<KeyAdmission | 'no_answer'> {
  const when = { now: ports.clock.now(), nonce: createNonce(ports.random) };
  const { request, textToSign: text } = step.build(account, when);
  check(text !== undefined, 'text-to-sign', rail.name);
  const signed = await ports.signer.sign({
    rail: rail.name,
    operation: 'key_query',
    amount: undefined,
    text,
  });
  if (!signed.ok) return 'no_answer';
  const reply = await ports.wire.send(rail.name, rail.attach(request, signed.signature));
  if (reply.kind === 'no_reply' || reply.status !== 200) return 'no_answer';
  const opened = step.open(reply, when);
  if (opened.kind !== 'signed' || opened.keyId === undefined) return 'refused';
  const { bytes, signature, content = bytes } = opened;
  const certificates = step.read(content);
  if (certificates === undefined) return 'refused';
  const proof = { keyId: opened.keyId, bytes, signature };
  return ports.intake.admit({ rail: rail.name, keyId, certificates, proof });
}
