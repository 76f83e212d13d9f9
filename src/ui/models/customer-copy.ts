/** A sale as its customer may see it: copied field by field, so that nothing else ever leaves the till's window. */

import type {
  CustomerAttempt,
  CustomerSale,
  CustomerShown,
  CustomerWhat,
} from '../../devices/customer-channel.ts';
import type { Attempt } from '../../domain/attempt.ts';
import { type Money, money } from '../../domain/money.ts';
import { attemptsOf, type Sale, type Tender } from '../../domain/sale.ts';
import { type Stage, type StageKind, TONES } from './stage.ts';

/** Leaves out what is not there: a missing field and one that is `undefined` are two things. */
function present<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Present<Fields>;
}

type Present<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};

/** What a customer's window shows of a till. */
export type CustomerView =
  | { readonly kind: 'welcome' }
  /** `ask` is what the cashier waits for. */
  | { readonly kind: 'amount'; readonly amount: Money; readonly ask?: 'cash' | 'payment_code' }
  | { readonly kind: 'sale'; readonly stage: Stage };

export function whatOf(view: CustomerView): CustomerWhat {
  if (view.kind === 'welcome') return { kind: 'welcome' };
  if (view.kind === 'amount')
    return { kind: 'amount', amount: plainMoney(view.amount), ...present({ ask: view.ask }) };
  const { kind, sale, attempt } = view.stage;
  return { kind: 'sale', stage: kind, sale: copyOf(sale), ...present({ attempt: attempt?.id }) };
}

function copyOf(sale: Sale): CustomerSale {
  return {
    number: sale.number,
    due: plainMoney(sale.due),
    attempts: attemptsOf(sale).map(copyOfAttempt),
    isVoid: sale.isVoid,
    abandoned: [...(sale.abandoned ?? [])],
  };
}

function copyOfAttempt(attempt: Attempt): CustomerAttempt {
  const { id, rail, presentation, orderNumber, state, reversalWanted, returnWanted } = attempt;
  const { openedAt, deadlineAt, expiresAt, changedAt } = attempt;
  return present({
    ...{ id, rail, presentation, orderNumber, state, reversalWanted, returnWanted },
    ...{ openedAt, deadlineAt, expiresAt, changedAt },
    amount: plainMoney(attempt.amount),
    reversalCause: attempt.reversalCause,
    reversalFault: attempt.reversalFault,
    submittedAt: attempt.submittedAt,
    payerDetail: attempt.payerDetail,
    qr: attempt.qr,
    customerPaidMinor: attempt.receipt?.customerPaidMinor,
    cash: attempt.cash,
    evidence: attempt.evidence,
    fault: attempt.fault,
    refunds: attempt.refunds.map(({ amountMinor, state: refundState }) => ({
      amountMinor,
      state: refundState,
    })),
    frozen: attempt.frozen !== undefined,
  });
}

function plainMoney({ currency, amountMinor }: Money): CustomerAttempt['amount'] {
  return { currency, amountMinor };
}

/** The view as it was copied; nothing when this window is older than the till and does not know such a stage. */
export function viewOf({ what }: Pick<CustomerShown, 'what'>): CustomerView | undefined {
  switch (what.kind) {
    case 'welcome':
      return what;
    case 'amount':
      return { kind: 'amount', amount: moneyOf(what.amount), ...present({ ask: what.ask }) };
    case 'sale': {
      if (!isStageKind(what.stage)) return undefined;
      const sale = saleOf(what.sale);
      const attempt = attemptsOf(sale).find(({ id }) => id === what.attempt);
      return { kind: 'sale', stage: { kind: what.stage, sale, attempt } };
    }
    default:
      return what satisfies never;
  }
}

function isStageKind(name: string): name is StageKind {
  return Object.hasOwn(TONES, name);
}

function moneyOf({ currency, amountMinor }: CustomerAttempt['amount']): Money {
  return money(currency, amountMinor);
}

/** The copy as a sale again, so that the same words and colours are found for it; what was not copied is as if nothing had been. */
function saleOf({ number, due, attempts, isVoid, abandoned }: CustomerSale): Sale {
  const tenders = attempts.map(
    (copy): Tender => ({
      id: copy.id,
      rail: copy.rail,
      amount: moneyOf(copy.amount),
      attempts: [attemptOf(copy)],
    }),
  );
  return {
    ...{ till: '', number, id: '', due: moneyOf(due), openedAt: 0, tenders, isVoid, abandoned },
    ...{ parked: false, incidents: [], lastSeq: 0, live: false, orderNumbers: [] },
  };
}

function attemptOf({ customerPaidMinor, frozen, refunds, amount, ...copy }: CustomerAttempt): Attempt {
  const receipt =
    customerPaidMinor === undefined
      ? {}
      : { receipt: { tradeNumber: '', totalMinor: amount.amountMinor, customerPaidMinor } };
  return {
    ...copy,
    ...receipt,
    ...(frozen ? { frozen: '' } : {}),
    amount: moneyOf(amount),
    refunds: refunds.map(({ amountMinor, state }, index) => ({
      ...{ number: String(index), amountMinor, state, reason: 'other' as const },
      ...{ requestedAt: 0, changedAt: 0, tries: 0 },
    })),
    ...{ operations: [], absents: 0, cancelRefused: false, watched: false, contradicted: false },
  };
}
