/** Mutants that change nothing anybody could see, each with the reason; everything else has to be noticed by a test. */

import type { Mutant } from './changes.ts';

interface Equivalent {
  readonly path: string;
  /** The line as it stands, without its indentation. */
  readonly inLine: string;
  /** The piece before and after; without them every change that begins in that line. */
  readonly before?: string;
  readonly after?: string;
  readonly why: string;
}

const TRANSITION = 'src/domain/transition.ts';
const STEP = 'src/domain/next-step.ts';

/** A time that stands for "long ago" may as well be a millisecond later. */
const LONG_AGO = 'one millisecond after 1970 is as long ago as 1970';
const UNDEFINED = 'a field that is undefined is read like one that is not there';

const EQUIVALENT: readonly Equivalent[] = [
  ...['check(', "'cancel-sticks',"].map((inLine) => ({
    path: TRANSITION,
    inLine,
    why: 'an assertion that nothing reaches as long as `heldBack` stands: its own mutants are noticed',
  })),
  {
    path: TRANSITION,
    inLine:
      "const isAfterwards = before.state === 'declined' && after.state === 'declined' && event.type !== 'DECLINED';",
    after: "(after.state === 'declined')",
    why: 'only DECLINED leads into `declined`, and it is left out by itself',
  },
  {
    path: TRANSITION,
    inLine:
      "if (event.type === 'REVERSED' && before.state === 'paid' && refundableMinor(before) === 0) return 'paid';",
    after: "(before.state === 'paid')",
    why: 'whatever else a paid attempt hears leaves it paid',
  },
  {
    path: TRANSITION,
    inLine: 'if (isOpen(next)) return { ...next, watched: false };',
    before: ', watched: false',
    after: '',
    why: 'an open attempt was never closed, so it is not watched',
  },
  {
    path: TRANSITION,
    inLine:
      "const isWord = LAST_WORDS.includes(event.type) || (HOLDS.includes(attempt.state) && event.type === 'PAID');",
    after: "(event.type === 'PAID')",
    why: 'after PAID the attempt holds money or is open again, and what is open is not watched',
  },
  {
    path: TRANSITION,
    inLine: 'return attempt.watched && isLastWord ? { ...attempt, watched: false } : attempt;',
    after: '(isLastWord)',
    why: 'what is not watched is not watched afterwards either',
  },
  {
    path: STEP,
    inLine: 'return isClosed(attempt) && attempt.watched ? stepWatched(attempt, now) : REST;',
    after: '(attempt.watched)',
    why: 'only what is closed is watched',
  },
  {
    path: STEP,
    inLine: 'if (newest <= now) return attempt;',
    why: 'a short cut: where no time lies ahead, nothing below changes any',
  },
  {
    path: STEP,
    inLine: "if (restMs > 0 && isAnswered) return { do: 'wait', until: now + restMs };",
    before: '0',
    after: '1',
    why: 'what is left to see is more than a second, or nothing',
  },
  {
    path: STEP,
    inLine: 'const past = (time: number): number => (time > now ? 0 : time);',
    why: `this very moment is as good as long ago only where nothing waits for it, and ${LONG_AGO}`,
    before: '0',
  },
  ...[
    'const newest = Math.max(changedAt, openedAt, askedAt ?? 0, refundAskedAt ?? 0, ...sentTimes(attempt));',
  ].flatMap((inLine) => [
    { path: STEP, inLine, before: '0', why: LONG_AGO },
    {
      path: STEP,
      inLine,
      after: '(askedAt)',
      why: 'without a number the short cut is not taken, which changes nothing',
    },
    { path: STEP, inLine, after: '(refundAskedAt)', why: 'the same' },
  ]),
  ...[
    '...(submittedAt === undefined ? {} : { submittedAt: past(submittedAt) }),',
    '...(askedAt === undefined ? {} : { askedAt: past(askedAt) }),',
    '...(refundAskedAt === undefined ? {} : { refundAskedAt: past(refundAskedAt) }),',
    '...(one.sentAt === undefined ? {} : { sentAt: past(one.sentAt) }),',
  ].map((inLine) => ({
    path: STEP,
    inLine,
    after: `(${inLine.slice(inLine.indexOf('{}') + 5, -2)})`,
    why: UNDEFINED,
  })),
  {
    path: STEP,
    inLine: '...refunds.map((one) => Math.max(one.changedAt, one.sentAt ?? 0)),',
    before: '0',
    why: LONG_AGO,
  },
  ...[
    'if (!wasAskedSince) return askNoSoonerThan(attempt, now, 0);',
    'const notBefore = (attempt.submittedAt ?? 0) + cancelPatienceMs(attempt.rail, attempt.presentation);',
    'const askAt = Math.max(earliest, attempt.askedAt === undefined ? 0 : attempt.askedAt + ASK_GAP_MS);',
    'const pause = isAskedSince ? askIntervalMs(attempt.presentation, 0, attempt.unanswered) : 0;',
    'return askNoSoonerThan(attempt, now, (attempt.askedAt ?? 0) + pause);',
    "sent.lastAt + Math.max(patience, askIntervalMs('payment_code', 0, attempt.unanswered) - CANCEL_RETRY_MS);",
    'if (askedAt === undefined || askedAt <= last.sentAt) return askNoSoonerThan(attempt, now, 0);',
    "if (last?.state === 'refused' && (attempt.askedAt ?? 0) <= last.sentAt)",
    'return askNoSoonerThan(attempt, now, 0);',
    'const againAt = (last?.sentAt ?? 0) + CANCEL_RETRY_MS;',
    'return askNoSoonerThan(attempt, now, attempt.askedAt !== undefined ? attempt.askedAt + pause : 0);',
    'const since = isAccepted ? Math.max(refund.changedAt, askedAt ?? 0) : refund.changedAt;',
    'const sentAt = refund.sentAt ?? 0;',
    'const lastAt = Math.max(askedAt ?? 0, sentAt);',
  ].map((inLine) => ({ path: STEP, inLine, before: '0', after: '1', why: LONG_AGO })),
  {
    path: STEP,
    inLine: 'deadlineAt: deadlineAt - now > 2 * (deadlineAt - openedAt) ? 0 : deadlineAt,',
    before: '0',
    why: LONG_AGO,
  },
  {
    path: STEP,
    inLine: '...refunds.map((one) => Math.max(one.changedAt, one.sentAt ?? 0)),',
    after: '(one.sentAt)',
    why: 'without a number the short cut is not taken, which changes nothing',
  },
  {
    path: STEP,
    inLine:
      'const notBefore = (attempt.submittedAt ?? 0) + cancelPatienceMs(attempt.rail, attempt.presentation);',
    after: '(attempt.submittedAt)',
    why: 'read only where it was sent',
  },
  {
    path: STEP,
    inLine: 'if (now < notBefore && attempt.submittedAt !== undefined) {',
    after: '(now < notBefore)',
    why: 'the type asks for it: what was never sent has been old enough since 1970',
  },
  {
    path: STEP,
    inLine:
      "sent.lastAt + Math.max(patience, askIntervalMs('payment_code', 0, attempt.unanswered) - CANCEL_RETRY_MS);",
    before: "'payment_code'",
    why: 'every way to pay that shows nothing has the pace of a code',
  },
  ...[
    [
      'const wasAskedSince = attempt.askedAt !== undefined && attempt.askedAt >= attempt.changedAt;',
      '(attempt.askedAt >= attempt.changedAt)',
    ],
    [
      'return attempt.askedAt !== undefined && attempt.askedAt >= attempt.changedAt && attempt.unanswered === 0;',
      '(attempt.askedAt >= attempt.changedAt)',
    ],
    [
      'const isEarlier = sent.lastAt !== undefined && sent.lastAt < attempt.changedAt;',
      '(sent.lastAt < attempt.changedAt)',
    ],
    [
      'const isAskedSince = attempt.askedAt !== undefined && attempt.askedAt >= sent.lastAt;',
      '(attempt.askedAt >= sent.lastAt)',
    ],
    ['const wasAsked = askedAt !== undefined && askedAt >= sentAt;', '(askedAt >= sentAt)'],
  ].map(([inLine = '', after = '']) => ({
    path: STEP,
    inLine,
    after,
    why: 'the type asks for it: no comparison with undefined is true',
  })),
];

/** Why nobody can notice a mutant; undefined for one that has to be noticed. */
export function excuseOf(mutant: Mutant, text: string): string | undefined {
  const line = text.split('\n')[mutant.line - 1]?.trim();
  return EQUIVALENT.find(
    ({ path, inLine, before, after }) =>
      path === mutant.path &&
      inLine === line &&
      (before ?? mutant.before) === mutant.before &&
      (after ?? mutant.text) === mutant.text,
  )?.why;
}
