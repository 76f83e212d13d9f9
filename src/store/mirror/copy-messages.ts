/** What page and worker say to each other about the second copy; both sides check what they hear. */

import * as v from 'valibot';

const id = v.pipe(v.number(), v.safeInteger());
const name = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));

const call = v.variant('do', [
  /** The newest entry of every till that has files. */
  v.object({ id, do: v.literal('tails') }),
  /** All that a till's files hold, oldest file first. */
  v.object({ id, do: v.literal('read'), till: name }),
  /** Begins this run's file. */
  v.object({ id, do: v.literal('begin'), till: name, run: name }),
  /** Lines for this run's file, on disk before the answer. */
  v.object({ id, do: v.literal('append'), lines: v.array(v.string()) }),
]);

const answer = v.variant('ok', [
  v.object({ id, ok: v.literal(true), value: v.unknown() }),
  v.object({ id, ok: v.literal(false), problem: v.string() }),
]);

const tails = v.array(
  v.object({
    till: v.string(),
    epoch: v.pipe(v.number(), v.safeInteger()),
    seq: v.pipe(v.number(), v.safeInteger()),
    at: v.pipe(v.number(), v.safeInteger()),
    line: v.string(),
  }),
);

export type CopyCall = v.InferOutput<typeof call>;
export type CopyAnswer = v.InferOutput<typeof answer>;
/** A call without the number that pairs it with its answer. */
export type CopyWish = CopyCall extends infer One ? (One extends CopyCall ? Omit<One, 'id'> : never) : never;

export function readCall(data: unknown): CopyCall | undefined {
  const read = v.safeParse(call, data);
  return read.success ? read.output : undefined;
}

export function readAnswer(data: unknown): CopyAnswer | undefined {
  const read = v.safeParse(answer, data);
  return read.success ? read.output : undefined;
}

/** Throws when the worker's answer is no list of tails. */
export function readTails(value: unknown): v.InferOutput<typeof tails> {
  return v.parse(tails, value);
}

/** Throws when the worker's answer is no list of texts. */
export function readTexts(value: unknown): readonly string[] {
  return v.parse(v.array(v.string()), value);
}
