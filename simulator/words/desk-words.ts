/** What the desk says to trainers and testers; each language has a file of its own. */

import type { FaultKind } from '../faults/catalogue.ts';
import type { Operation, WalletState } from '../world/model.ts';

export interface DeskWords {
  readonly title: string;
  readonly opening: string;
  readonly noAnswer: string;
  readonly newerWorld: string;
  readonly rail: string;
  readonly anyRail: string;
  readonly faults: {
    readonly title: string;
    readonly hint: string;
    readonly hops: Readonly<Record<FaultKind['hop'], string>>;
    readonly arm: string;
    readonly armed: string;
    readonly noneArmed: string;
    readonly clear: (title: string) => string;
    readonly clearWord: string;
    readonly clearAll: string;
    readonly operation: string;
    readonly anyOperation: string;
    readonly times: string;
    readonly untilCleared: string;
    readonly timesLeft: (times: number) => string;
    readonly struck: (times: number) => string;
    readonly world: string;
    readonly charged: string;
    readonly notCharged: string;
    readonly delay: string;
    readonly skew: string;
    /** In hundredths of a per cent. */
    readonly rate: string;
    readonly overlap: string;
    readonly code: string;
    readonly as: string;
    readonly waiting: string;
    readonly absent: string;
    readonly answer: string;
    readonly first: string;
    readonly second: string;
    readonly after: string;
    readonly standard: string;
    readonly refused: (message: string) => string;
  };
  readonly operations: Readonly<Record<Operation, string>>;
  readonly clock: {
    readonly title: string;
    readonly beijing: string;
    readonly ahead: (text: string) => string;
    readonly realTime: string;
    readonly stop: string;
    readonly advance: string;
    readonly seconds: (count: number) => string;
    readonly minutes: (count: number) => string;
    readonly hours: (count: number) => string;
    readonly midnight: string;
    readonly speed: string;
    readonly till: string;
    readonly tillOffline: string;
  };
  readonly ledgers: {
    readonly title: string;
    readonly order: string;
    readonly inCurrency: (currency: string) => string;
    readonly customer: string;
    readonly provider: string;
    readonly till: string;
    readonly tillSilent: string;
    readonly none: string;
    readonly agree: string;
    readonly differ: string;
    readonly checking: string;
    readonly total: string;
    readonly nothing: string;
    readonly kinds: Readonly<Record<string, string>>;
    readonly discount: (amount: string) => string;
    readonly auditFine: string;
    readonly auditBad: string;
    readonly differing: (count: number) => string;
    readonly allAgree: string;
    /** Paid to a code on the wall. */
    readonly printed: string;
  };
  readonly messages: {
    readonly title: string;
    readonly none: string;
    readonly request: string;
    readonly answer: string;
    readonly noAnswer: string;
    readonly checks: string;
    readonly passed: string;
    readonly failed: string;
    readonly empty: string;
    readonly noneOfRail: string;
    readonly checksFine: (count: number) => string;
    readonly checksFailed: (names: string) => string;
    readonly arrivals: Readonly<Record<'never-arrived' | 'late' | 'repeated', string>>;
    readonly unknownOperation: string;
  };
  readonly wallets: {
    readonly title: string;
    readonly customer: string;
    readonly balance: (sign: string) => string;
    readonly state: string;
    readonly states: Readonly<Record<WalletState, string>>;
    readonly offline: string;
    readonly noPasswordBelow: (sign: string) => string;
    readonly perPayment: (sign: string) => string;
    readonly perDay: (sign: string) => string;
    readonly coupons: string;
    readonly coupon: (off: string, from: string, payer: string) => string;
    readonly payers: Readonly<Record<'platform' | 'shop', string>>;
    readonly used: string;
    readonly addCoupon: string;
    readonly removeCoupons: string;
    readonly off: (sign: string) => string;
    readonly from: (sign: string) => string;
    readonly payer: string;
    readonly save: string;
    readonly saved: (name: string) => string;
    readonly badAmount: string;
  };
  readonly shop: { readonly title: string };
  readonly stickers: {
    readonly title: string;
    readonly hint: string;
    readonly qrLabel: (rail: string) => string;
    readonly received: (amount: string) => string;
    readonly hold: (rail: string) => string;
    readonly held: string;
  };
  readonly demos: string;
  readonly reset: {
    readonly title: string;
    readonly seed: string;
    readonly hint: string;
    readonly ask: string;
    readonly sure: string;
    readonly confirm: string;
    readonly no: string;
    readonly done: string;
  };
}
