/** The eight demos as data: for each step its caption and what happens at the counter, on the phone and in the world. */

import { MINUTE_MS, SECOND_MS } from '../../domain/timing.ts';
import type { DemoMessages } from '../../i18n/demo-messages.ts';
import type { DemoName } from '../routes.ts';

/** What has become of the demo's sale. */
export type DemoState =
  | 'qr_shown'
  | 'scanned'
  | 'password'
  | 'checking'
  | 'paid'
  | 'declined'
  | 'canceled'
  | 'reversed'
  | 'late'
  | 'returned';

export type DemoAction =
  /** The cashier types an amount on the keypad. */
  | { readonly do: 'type'; readonly amount: string }
  | { readonly do: 'charge' }
  | { readonly do: 'check_now' }
  | { readonly do: 'cancel' }
  | { readonly do: 'take_cash'; readonly tenderedMinor: number }
  | { readonly do: 'give_back' }
  | { readonly do: 'open_sale' }
  | { readonly do: 'refund'; readonly amountMinor: number }
  /** The customer opens the payment code, and the till's scanner reads it. */
  | { readonly do: 'show_code' }
  | { readonly do: 'scan_code' }
  /** The customer scans the payment QR, and agrees. */
  | { readonly do: 'scan_qr' }
  | { readonly do: 'confirm'; readonly password?: string }
  | { readonly do: 'balance'; readonly balanceMinor: number }
  /** A fault by its name in the simulator's catalogue; without `times` as often as the catalogue says. */
  | {
      readonly do: 'fault';
      readonly name: string;
      readonly operation?: string;
      readonly times?: number;
      readonly parameters?: Readonly<Record<string, string | number>>;
    }
  | { readonly do: 'clear_faults' }
  /** Simulated time jumps; or a while of it passes, in which the till may act. */
  | { readonly do: 'advance'; readonly advanceMs: number }
  | { readonly do: 'pass'; readonly durationMs: number }
  /** Waits for a state, at most this long in simulated time. */
  | { readonly do: 'until'; readonly state: DemoState; readonly withinMs: number };

export interface DemoStep {
  readonly caption: string;
  readonly do: readonly DemoAction[];
  /** Time stands still in this step: no question of the till comes due. */
  readonly isFrozen?: true;
}

/** Every caption stands in the dictionary. */
interface CaptionedStep<Name extends DemoName> extends DemoStep {
  readonly caption: keyof DemoMessages['demos'][Name]['steps'] & string;
}

type DemoScripts = { readonly [Name in DemoName]: readonly CaptionedStep<Name>[] };

/** The password that every simulated wallet begins with. */
const PASSWORD = '123456';

/** How long the till may take to learn of something: some rounds of its questions. */
const SOON_MS = 20 * SECOND_MS;

/** Longer than a QR's life and the quiet period after it, when a closed order is asked about once more. */
const PAST_QUIET_MS = 8 * MINUTE_MS;

/** More questions than a demo can last. */
const ALL = 1_000;

function until(state: DemoState): DemoAction {
  return { do: 'until', state, withinMs: SOON_MS };
}

function shownQr(amount: string): readonly DemoAction[] {
  return [{ do: 'type', amount }, { do: 'charge' }, until('qr_shown')];
}

const SCANNED: readonly DemoAction[] = [{ do: 'scan_qr' }, until('scanned')];

export const DEMO_SCRIPTS: DemoScripts = {
  qr: [
    { caption: 'amount', do: [{ do: 'type', amount: '12.5' }] },
    { caption: 'charge', do: [{ do: 'charge' }, until('qr_shown')] },
    { caption: 'scan', do: SCANNED },
    { caption: 'confirm', do: [{ do: 'confirm' }, until('paid')] },
    { caption: 'end', do: [] },
  ],
  'code-with-password': [
    { caption: 'amount', do: [{ do: 'type', amount: '288' }] },
    { caption: 'code', do: [{ do: 'show_code' }] },
    { caption: 'scan', do: [{ do: 'scan_code' }, until('password')] },
    { caption: 'password', do: [{ do: 'confirm', password: PASSWORD }, until('paid')] },
    { caption: 'end', do: [] },
  ],
  'declined-then-cash': [
    {
      caption: 'amount',
      do: [
        { do: 'balance', balanceMinor: 20_00 },
        { do: 'type', amount: '88' },
      ],
    },
    { caption: 'scan', do: [{ do: 'show_code' }, { do: 'scan_code' }, until('declined')] },
    { caption: 'cash', do: [{ do: 'take_cash', tenderedMinor: 100_00 }, until('paid')] },
    { caption: 'end', do: [] },
  ],
  'reply-lost': [
    {
      caption: 'amount',
      do: [
        { do: 'type', amount: '36.5' },
        { do: 'fault', name: 'reply-lost', operation: 'pay' },
        { do: 'fault', name: 'request-lost', operation: 'query', times: ALL },
      ],
    },
    { caption: 'scan', do: [{ do: 'show_code' }, { do: 'scan_code' }, until('checking')] },
    { caption: 'checking', do: [{ do: 'pass', durationMs: SECOND_MS }] },
    { caption: 'back', do: [{ do: 'clear_faults' }, until('paid')] },
    { caption: 'end', do: [] },
  ],
  'paid-between-query-and-cancel': [
    { caption: 'charge', do: shownQr('45') },
    { caption: 'scan', do: SCANNED },
    { caption: 'check', do: [{ do: 'check_now' }, { do: 'pass', durationMs: SECOND_MS / 2 }] },
    { caption: 'paid', do: [{ do: 'confirm' }], isFrozen: true },
    { caption: 'cancel', do: [{ do: 'cancel' }, until('reversed')], isFrozen: true },
    { caption: 'end', do: [] },
  ],
  'late-money': [
    { caption: 'charge', do: [...shownQr('66'), ...SCANNED] },
    {
      caption: 'cancel',
      do: [
        { do: 'fault', name: 'paid-after-cancel', parameters: { delayMs: MINUTE_MS } },
        { do: 'cancel' },
        until('canceled'),
      ],
    },
    { caption: 'late', do: [{ do: 'advance', advanceMs: MINUTE_MS }] },
    { caption: 'notice', do: [{ do: 'advance', advanceMs: PAST_QUIET_MS }, until('late')] },
    { caption: 'giveBack', do: [{ do: 'give_back' }, until('returned')] },
    { caption: 'end', do: [] },
  ],
  refund: [
    { caption: 'pay', do: [...shownQr('58'), ...SCANNED, { do: 'confirm' }, until('paid')] },
    { caption: 'open', do: [{ do: 'open_sale' }] },
    { caption: 'part', do: [{ do: 'refund', amountMinor: 18_00 }, until('returned')] },
    { caption: 'rest', do: [{ do: 'refund', amountMinor: 40_00 }, until('returned')] },
    { caption: 'end', do: [] },
  ],
  offline: [
    { caption: 'charge', do: [...shownQr('23.8'), ...SCANNED] },
    { caption: 'lost', do: [{ do: 'fault', name: 'offline' }] },
    { caption: 'paid', do: [{ do: 'confirm' }, { do: 'pass', durationMs: 4 * SECOND_MS }] },
    { caption: 'back', do: [{ do: 'clear_faults' }, until('paid')] },
    { caption: 'end', do: [] },
  ],
};
