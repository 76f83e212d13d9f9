/** What the customer sees: amount, QR, state, and after a failure the three lines; large, and in the customer's language. */

import type { ComponentChildren } from 'preact';
import type { Attempt } from '../../domain/attempt.ts';
import { isSplit, paidLegs, returningLegs } from '../../domain/legs.ts';
import { isZero, type Money, money } from '../../domain/money.ts';
import { hasProvider } from '../../domain/rail.ts';
import { outstanding } from '../../domain/sale.ts';
import { useReader, useShown } from '../context.ts';
import '../css/customer.css';
import type { CustomerView } from '../models/customer-copy.ts';
import { customerLines } from '../models/customer-lines.ts';
import { amountOf, stateWord } from '../models/labels.ts';
import { discountOf } from '../models/lines.ts';
import { type Stage, type StageKind, TONES } from '../models/stage.ts';
import { isRecordRail } from '../models/tenders.ts';
import { customerSentence } from '../models/waiting-words.ts';
import { Amount } from './amount.tsx';
import { Countdown } from './countdown.tsx';
import { Icon } from './icon.tsx';
import { LegList } from './leg-list.tsx';
import { OwnCodeQr } from './own-code-qr.tsx';
import { PaymentQr } from './payment-qr.tsx';
import { ThreeLinesList } from './three-lines.tsx';

export interface CustomerSideProps {
  /** Nothing while there is no till to show. */
  readonly view: CustomerView | undefined;
  /** What the customer can tap. */
  readonly tools?: ComponentChildren;
}

/** Must stand inside the customer's `SideContext`. */
export function CustomerSide({ view, tools }: CustomerSideProps) {
  const { deps } = useShown();
  const { t, language } = useReader();
  const { shopName } = deps.settings.value;
  return (
    <div class={`customer ${groundOf(view)}`} lang={language}>
      <header class="customer-head">
        {deps.book === 'practice' && <p class="badge">{t.practice.badge}</p>}
        <p class="shop">{shopName}</p>
        {tools}
      </header>
      <Shown view={view} />
    </div>
  );
}

function groundOf(view: CustomerView | undefined): string {
  if (view?.kind !== 'sale') return '';
  const { kind } = view.stage;
  return kind === 'paid' || kind === 'recorded' ? `ground-${kind}` : `tone-${TONES[kind]}`;
}

function Shown({ view }: { readonly view: CustomerView | undefined }) {
  const { t } = useReader();
  switch (view?.kind) {
    case undefined:
      return (
        <div class="customer-body">
          <p class="customer-greeting">{t.customer.noTill}</p>
          <p class="sentence">{t.customer.noTillHint}</p>
        </div>
      );
    case 'welcome':
      return (
        <div class="customer-body">
          <p class="customer-greeting">{t.till.welcomeCustomer}</p>
        </div>
      );
    case 'amount':
      return (
        <div class="customer-body">
          <p class="state">{t.customer.toPay}</p>
          <Amount money={view.amount} class="amount-customer" />
          {view.ask !== undefined && (
            <p class="sentence">{view.ask === 'cash' ? t.customer.payCash : t.customer.showCode}</p>
          )}
        </div>
      );
    case 'sale':
      return <StageShown stage={view.stage} />;
    default:
      return view satisfies never;
  }
}

function StageShown({ stage }: { readonly stage: Stage }) {
  const { t } = useReader();
  const { kind, sale, attempt } = stage;
  const code = attempt === undefined ? null : <Code kind={kind} attempt={attempt} />;
  return (
    <div class={hasCode(kind, attempt) ? 'customer-body has-code' : 'customer-body'}>
      <div class="customer-words">
        <p class="state">
          <Icon name={TONES[kind]} />
          {kind === 'paid' ? t.states.paid : stateWord(t, stage)}
        </p>
        {kind === 'part_paid' && <p class="sentence">{t.customer.toPay}</p>}
        <Amount money={kind === 'part_paid' ? outstanding(sale) : amountOf(stage)} class="amount-customer" />
        {attempt !== undefined && <Detail stage={stage} attempt={attempt} />}
        {isSplit(sale) && kind !== 'giving_back' && <Legs stage={stage} />}
      </div>
      {code}
    </div>
  );
}

function hasCode(kind: StageKind, attempt: Attempt | undefined): boolean {
  if (attempt?.rail === 'own_code') return kind === 'recording';
  return attempt?.presentation === 'payment_qr' && (kind === 'waiting' || kind === 'preparing');
}

/** What the customer's phone is to scan. */
function Code({ kind, attempt }: { readonly kind: StageKind; readonly attempt: Attempt }) {
  if (!hasCode(kind, attempt)) return null;
  return (
    <div class="customer-code">
      {attempt.rail === 'own_code' ? <OwnCodeQr amount={attempt.amount} /> : <PaymentQr attempt={attempt} />}
    </div>
  );
}

function Detail({ stage, attempt }: { readonly stage: Stage; readonly attempt: Attempt }) {
  const { t, format } = useReader();
  const { kind, sale } = stage;
  const say = (amount: Money): string => format.money(amount);
  switch (kind) {
    case 'paid':
    case 'recorded':
      return <Thanks attempt={attempt} />;
    case 'preparing':
    case 'waiting':
    case 'asking':
    case 'approved':
    case 'taking':
      return (
        <>
          <p class="sentence">{customerSentence(t, kind, attempt)}</p>
          <p class="rail-name">{t.rails[attempt.rail]}</p>
          <Countdown attempt={attempt} />
        </>
      );
    case 'recording':
      return (
        <>
          <p class="sentence">{recordSentence(t.customer.record, attempt, say(attempt.amount))}</p>
          <p class="rail-name">{t.rails[attempt.rail]}</p>
        </>
      );
    case 'part_paid':
      return null;
    case 'checking':
    case 'frozen':
      return (
        <>
          <p class="sentence">{customerSentence(t, kind, attempt)}</p>
          <p class="charged">{t.chargedCustomer.checking}</p>
          <Reference attempt={attempt} />
        </>
      );
    case 'giving_back':
      return (
        <>
          <p class="sentence">{t.till.returningNow}</p>
          <LegList legs={returningLegs(sale)} />
        </>
      );
    default:
      return (
        <>
          <ThreeLinesList lines={customerLines(t, stage)} />
          <Reference attempt={attempt} />
        </>
      );
  }
}

function recordSentence(
  words: {
    readonly own_code: (amount: string) => string;
    readonly bank_terminal: string;
    readonly voucher: string;
  },
  { rail }: Attempt,
  amount: string,
): string {
  if (!isRecordRail(rail)) return '';
  return rail === 'own_code' ? words.own_code(amount) : words[rail];
}

/** Thanks; for cash what was given and what comes back, for a wallet what it took off. */
function Thanks({ attempt }: { readonly attempt: Attempt }) {
  const { t, format } = useReader();
  const { cash, amount } = attempt;
  const discount = discountOf(attempt);
  const of = (minor: number): string => format.money(money(amount.currency, minor));
  return (
    <>
      {discount !== undefined && (
        <p>{t.result.discount(format.money(discount.paid), format.money(discount.off))}</p>
      )}
      {cash !== undefined && <p class="sentence">{t.customer.given(of(cash.tenderedMinor))}</p>}
      {cash !== undefined && cash.changeMinor > 0 && (
        <p class="customer-change">{t.customer.change(of(cash.changeMinor))}</p>
      )}
      <p class="sentence">{t.result.thanks}</p>
    </>
  );
}

/** By which the shop finds this payment again. */
function Reference({ attempt }: { readonly attempt: Attempt }) {
  const { t } = useReader();
  if (!hasProvider(attempt.rail)) return null;
  return <p class="quiet code">{t.customer.orderNumber(attempt.orderNumber)}</p>;
}

/** The parts that are paid already, and what is left while one more is on its way. */
function Legs({ stage: { kind, sale, attempt } }: { readonly stage: Stage }) {
  const { t, format } = useReader();
  const legs = paidLegs(sale);
  const rest = outstanding(sale);
  const isOver = kind === 'paid' || kind === 'recorded' || kind === 'part_paid';
  if (legs.length === 0 || (legs.length === 1 && isOver && kind !== 'part_paid')) return null;
  const isPart = attempt !== undefined && attempt.amount.amountMinor < rest.amountMinor;
  return (
    <div class="customer-legs">
      <LegList legs={legs} />
      {!isOver && isPart && !isZero(rest) && <p class="quiet">{t.customer.stillToPay(format.money(rest))}</p>}
    </div>
  );
}
