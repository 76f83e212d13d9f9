/** A payment under way: amount, QR or what the customer should do, the time left, and the ways out. Amber when nobody knows yet. */

import type { Attempt } from '../../../domain/attempt.ts';
import { isSplit, paidLegs } from '../../../domain/legs.ts';
import type { Presentation } from '../../../domain/rail.ts';
import type { NextTender } from '../../../domain/sale.ts';
import type { Messages } from '../../../i18n/messages.ts';
import { useApp, useReader } from '../../context.ts';
import { setupFault, stateWord } from '../../models/labels.ts';
import { doubtWords } from '../../models/lines.ts';
import { problemText } from '../../models/problem-words.ts';
import { type Stage, type StageKind, TONES } from '../../models/stage.ts';
import { waitingSentence } from '../../models/waiting-words.ts';
import { Amount } from '../../parts/amount.tsx';
import { CheckedLine } from '../../parts/checked-line.tsx';
import { Countdown } from '../../parts/countdown.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { LegList } from '../../parts/leg-list.tsx';
import { PaymentQr } from '../../parts/payment-qr.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { RawLine } from '../../parts/raw-line.tsx';
import { CheckingActions, WaitingActions } from './actions.tsx';

/** The customer is at it, and the time they have is counted. */
const WITH_CUSTOMER: readonly StageKind[] = ['preparing', 'waiting', 'asking', 'approved', 'taking'];
const SHOWS_QR: readonly StageKind[] = ['preparing', 'waiting'];

export function PaymentScreen({ stage, attempt }: { readonly stage: Stage; readonly attempt: Attempt }) {
  const { deps, till, now } = useApp();
  const reader = useReader();
  const { t } = reader;
  const { kind, sale } = stage;
  const tone = TONES[kind];
  const isWaiting = WITH_CUSTOMER.includes(kind);
  const isQr = SHOWS_QR.includes(kind) && attempt.presentation === 'payment_qr';
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
      <p class={`rail-name rail-mark rail-${attempt.rail}`}>
        {t.rails[attempt.rail]}
        <span class="quiet">{presentationWord(t, attempt.presentation)}</span>
      </p>
      {isSplit(sale) && <SplitNote stage={stage} attempt={attempt} />}
      {isQr ? <PaymentQr attempt={attempt} /> : <Icon name={pictureOf(stage, attempt)} class="big-icon" />}
      <p class="sentence">{waitingSentence(t, { kind, attempt }, now.value)}</p>
      {isWaiting ? <Countdown attempt={attempt} /> : <CheckingNotes stage={stage} attempt={attempt} />}
      {isWaiting && deps.book === 'practice' && <PhoneLink />}
      {attempt.payerDetail === 'choose_other_funding' && <RawLine raw={attempt.raw} />}
      <CheckedLine />
      <ProblemLine text={problem === undefined ? undefined : problemText(reader, problem)} />
      {isWaiting ? (
        <WaitingActions stage={stage} attempt={attempt} />
      ) : (
        <CheckingActions stage={stage} attempt={attempt} />
      )}
    </main>
  );
}

function presentationWord(t: Messages, presentation: Presentation): string {
  if (presentation === 'card_reader') return t.till.byReader;
  return presentation === 'payment_qr' ? t.till.byQr : t.till.byCode;
}

function pictureOf({ kind }: Stage, { presentation }: Attempt): IconName {
  const isCard = presentation === 'card_reader' && WITH_CUSTOMER.includes(kind);
  return isCard ? 'card' : TONES[kind];
}

/** Where the simulated phone does not stand beside the counter, it is one tap away: nobody else can pay this. */
function PhoneLink() {
  const { t } = useReader();
  return (
    <a class="button quiet-button narrow-only" href="/simulator/" target="guitai-phone">
      <Icon name="phone" />
      {t.practice.openPhone}
    </a>
  );
}

/** Of which whole this is a part, and what is paid of it; the next part waits for this one. */
function SplitNote({ stage, attempt }: { readonly stage: Stage; readonly attempt: Attempt }) {
  const { t, format } = useReader();
  const { sale, kind } = stage;
  const paid = paidLegs(sale);
  return (
    <div class="split-note">
      <p class="quiet">{t.split.thisPart(format.money(attempt.amount), format.money(sale.due))}</p>
      {paid.length > 0 && <LegList legs={paid} />}
      {(kind === 'checking' || kind === 'reversing') && <p>{t.split.notYet}</p>}
    </div>
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
      {stage.kind === 'reversing' && next !== undefined && <p>{t.till.afterwards(wayWord(t, next))}</p>}
      <p class="do-not">
        <strong>{t.result.doNotScan}</strong>
        <strong>{t.result.doNotHandOver}</strong>
      </p>
      {sinceMs >= SAID_SINCE_MS && <p class="quiet">{t.till.since(format.duration(sinceMs))}</p>}
      <RawLine raw={attempt.raw} />
    </div>
  );
}

/** What opens once the payment is canceled; a code is of whichever wallet it then is. */
function wayWord(t: Messages, { rail, presentation }: NextTender): string {
  return presentation === 'payment_code' ? t.till.presentations.payment_code : t.rails[rail];
}
