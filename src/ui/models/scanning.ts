/** What the counter does with something that was held up to it: a code to charge, a sale to open, or something to say. */

import type { Money } from '../../domain/money.ts';
import type { CodeWallet, StrangeWallet } from '../../domain/payment-code.ts';
import { railsFor } from '../../domain/rail.ts';
import { recogniseScan, type Scan } from '../../domain/scan.ts';
import { type TenderDeps, tenderChoices } from './tenders.ts';

type Recognised<Kind extends Scan['kind']> = Extract<Scan, { readonly kind: Kind }>;

/** Why a scan is not charged. Never holds what was scanned. */
export type ScanProblem =
  | { readonly kind: 'no_amount' }
  | { readonly kind: 'still_checking' }
  | { readonly kind: 'unknown_receipt' }
  /** A real customer's code in a practice book: refused and never sent. */
  | { readonly kind: 'real_in_practice'; readonly wallet: CodeWallet }
  | { readonly kind: 'not_set_up'; readonly wallet: CodeWallet; readonly instead: readonly CodeWallet[] }
  | { readonly kind: 'other_currency'; readonly wallet: CodeWallet }
  | {
      readonly kind: 'strange_wallet';
      readonly wallet: StrangeWallet;
      readonly instead: readonly CodeWallet[];
    }
  | (Recognised<'consumer_code'> & { readonly instead: readonly CodeWallet[] })
  /** `instead` names the wallets whose payment code the customer should open. */
  | (Recognised<'receive_code'> & { readonly instead: readonly CodeWallet[] })
  /** The code that the shop has printed for customers to scan. */
  | { readonly kind: 'own_code'; readonly instead: readonly CodeWallet[] }
  | Recognised<'card_number'>
  | (Recognised<'thing'> & { readonly instead: readonly CodeWallet[] })
  | Recognised<'unreadable'>;

export type ScanAnswer =
  /** The code is a secret: it goes to the counter and nowhere else. */
  | { readonly do: 'charge'; readonly rail: CodeWallet; readonly code: string }
  | { readonly do: 'look_up'; readonly orderNumber: string }
  | { readonly do: 'say'; readonly problem: ScanProblem };

/** What the shop can charge at this moment. */
export interface ScanDesk {
  readonly book: 'practice' | 'live';
  /** Whether a code of this wallet can be charged for the sale in front. */
  readonly standing: (wallet: CodeWallet) => 'ready' | 'not_set_up' | 'other_currency';
  /** Whether this is the code that the shop has printed for its customers. */
  readonly isOwnCode: (text: string) => boolean;
}

/** The same from what the till offers for what is due now. */
export function scanDesk(deps: TenderDeps, due: Money): ScanDesk {
  const choices = tenderChoices(deps, due);
  const rails = railsFor(due.currency);
  const printed = deps.settings.value.ownCodes[deps.book]?.payload;
  return {
    book: deps.book,
    standing: (wallet) => {
      const choice = choices.find(({ rail }) => rail === wallet);
      if (choice === undefined) return rails.includes(wallet) ? 'not_set_up' : 'other_currency';
      // An amount beyond its limits, or no network, is said when the code is charged.
      return choice.refusal === 'not_ready' ? 'not_set_up' : 'ready';
    },
    isOwnCode: (text) => text === printed,
  };
}

const WALLETS: readonly CodeWallet[] = ['alipay', 'wechatpay', 'unionpay'];

/** Says what to do with a scan. Only codes that the simulator issued are taken in a practice book (INV-10). */
export function answerScan(raw: string, desk: ScanDesk): ScanAnswer {
  const scan = recogniseScan(raw);
  const instead = WALLETS.filter((wallet) => desk.standing(wallet) === 'ready');
  switch (scan.kind) {
    case 'payment_code':
      return answerCode(scan, desk, instead);
    case 'receipt':
      return { do: 'look_up', orderNumber: scan.orderNumber };
    case 'receive_code':
      return say(answerReceiveCode(raw, scan, { desk, instead }));
    case 'thing':
      return say(desk.isOwnCode(raw.trim()) ? { kind: 'own_code', instead } : { ...scan, instead });
    case 'strange_wallet':
    case 'consumer_code':
      return say({ ...scan, instead });
    default:
      return say(scan);
  }
}

function answerCode(
  { rail, code, isPractice }: Recognised<'payment_code'>,
  { book, standing }: ScanDesk,
  instead: readonly CodeWallet[],
): ScanAnswer {
  if (book === 'practice' && !isPractice) return say({ kind: 'real_in_practice', wallet: rail });
  const state = standing(rail);
  if (state === 'other_currency') return say({ kind: 'other_currency', wallet: rail });
  return state === 'ready'
    ? { do: 'charge', rail, code }
    : say({ kind: 'not_set_up', wallet: rail, instead });
}

/** Somebody who opened a wallet's wrong page is told that wallet's right page, if the shop takes the wallet. */
function answerReceiveCode(
  raw: string,
  scan: Recognised<'receive_code'>,
  { desk, instead }: { readonly desk: ScanDesk; readonly instead: readonly CodeWallet[] },
): ScanProblem {
  if (desk.isOwnCode(raw.trim())) return { kind: 'own_code', instead };
  const own = instead.filter((wallet) => wallet === scan.of);
  return { ...scan, instead: own.length === 0 ? instead : own };
}

function say(problem: ScanProblem): ScanAnswer {
  return { do: 'say', problem };
}
