/** A payment under way: amount, QR or what the customer should do, the time left, and the ways out. Amber when nobody knows yet. */

import type { Attempt } from '../../../domain/attempt.ts';
import { useApp, useReader } from '../../context.ts';
import { doubtWords, setupFault, stateWord } from '../../models/labels.ts';
import { problemText } from '../../models/problem-words.ts';
import { type Stage, TONES } from '../../models/stage.ts';
import { waitingSentence } from '../../models/waiting-words.ts';
import { Amount } from '../../parts/amount.tsx';
import { CheckedLine } from '../../parts/checked-line.tsx';
import { Countdown } from '../../parts/countdown.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Icon } from '../../parts/icon.tsx';
import { PaymentQr } from '../../parts/payment-qr.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { CheckingActions, WaitingActions } from './actions.tsx';

export function PaymentScreen({ stage, attempt }: { readonly stage: Stage; readonly attempt: Attempt }) {
  const { till, now } = useApp();
  const reader = useReader();
  const { t } = reader;
  const { kind } = stage;
  const tone = TONES[kind];
  const isWaiting = kind === 'waiting' || kind === 'preparing' || kind === 'asking';
  const isQr = isWaiting && attempt.presentation === 'payment_qr';
  const problem = till.problem.value;
  return (
    <main class={`screen payment tone-${tone} ${isWaiting ? '' : 'is-checking'}`}>
      <header class="payment-head">
        <Heading class="state">
          <Icon name={tone} />
          {stateWord(t, stage)}
        </Heading>
        <button type="button" class="button quiet-button" onClick={() => till.flip(true)}>
          <Icon name="flip" />
          <span class="wide-words">{t.counter.turn}</span>
        </button>
      </header>
      <Amount money={attempt.amount} />
      <p class="rail-name">
        {t.rails[attempt.rail]}
        <span class="quiet">{attempt.presentation === 'payment_qr' ? t.till.byQr : t.till.byCode}</span>
      </p>
      {isQr && <PaymentQr attempt={attempt} />}
      {!isQr && <Icon name={tone} class="big-icon" />}
      <p class="sentence">{waitingSentence(t, { kind, attempt }, now.value)}</p>
      {isWaiting ? <Countdown attempt={attempt} /> : <CheckingNotes stage={stage} attempt={attempt} />}
      <CheckedLine />
      <ProblemLine text={problem === undefined ? undefined : problemText(reader, problem)} />
      {isWaiting ? <WaitingActions stage={stage} /> : <CheckingActions stage={stage} attempt={attempt} />}
    </main>
  );
}

/** Shorter than this it goes without saying. */
const SAID_SINCE_MS = 3_000;

/** What is known, what not to do, and since when it is being looked into: never only a spinner. */
function CheckingNotes({ stage, attempt }: { readonly stage: Stage; readonly attempt: Attempt }) {
  const { now } = useApp();
  const { t, format } = useReader();
  const { next } = stage.sale;
  const doubt = doubtWords(t, attempt.fault);
  const sinceMs = now.value - attempt.changedAt;
  return (
    <div class="checking-notes">
      {doubt.happened !== t.till.checkingSentence && <p>{doubt.happened}</p>}
      {setupFault(attempt.fault) && <p>{doubt.now}</p>}
      {stage.kind === 'reversing' && next !== undefined && (
        <p>
          {t.till.afterwards(
            next.presentation === 'cash' ? t.rails.cash : t.till.presentations[next.presentation],
          )}
        </p>
      )}
      <p class="do-not">
        <strong>{t.result.doNotScan}</strong>
        <strong>{t.result.doNotHandOver}</strong>
      </p>
      {sinceMs >= SAID_SINCE_MS && <p class="quiet">{t.till.since(format.duration(sinceMs))}</p>}
    </div>
  );
}
