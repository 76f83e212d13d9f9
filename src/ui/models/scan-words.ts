/** The sentence for everything that is held up and cannot be charged: what it is, and what the customer should open instead. */

import type { CodeWallet } from '../../domain/payment-code.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { ScanProblem } from './scanning.ts';
import type { Reader } from './words.ts';

export function scanProblemText(reader: Reader, problem: ScanProblem): string {
  const { t } = reader;
  const next = nextStep(reader, problem);
  return [whatItIs(t, problem), ...(next === undefined ? [] : [next])].join(t.till.gap);
}

function openInstead({ t, language }: Reader, wallets: readonly CodeWallet[]): string {
  const words = t.refusals.scan;
  if (wallets.length === 0) return words.otherWay;
  const list = new Intl.ListFormat(language, { type: 'disjunction' });
  return words.openCode(list.format(wallets.map((wallet) => t.rails[wallet])));
}

/** Nothing where the first sentence says it already. */
function nextStep(reader: Reader, problem: ScanProblem): string | undefined {
  const words = reader.t.refusals.scan;
  if (problem.kind === 'other_currency') return words.otherWay;
  if (problem.kind === 'unreadable') return problem.wallet === undefined ? words.again : words.refresh;
  const isSaid = problem.kind === 'receive_code' && (problem.of === 'paypal' || problem.of === 'practice');
  return 'instead' in problem && !isSaid ? openInstead(reader, problem.instead) : undefined;
}

function whatItIs(t: Messages, problem: ScanProblem): string {
  const words = t.refusals.scan;
  switch (problem.kind) {
    case 'no_amount':
      return words.noAmount;
    case 'still_checking':
      return words.busy;
    case 'unknown_receipt':
      return words.unknownReceipt;
    case 'card_number':
      return words.cardNumber;
    case 'real_in_practice':
      return words.realInPractice(t.rails[problem.wallet]);
    case 'not_set_up':
      return words.notSetUp(t.rails[problem.wallet]);
    case 'other_currency':
      return words.otherCurrency(t.rails[problem.wallet]);
    case 'strange_wallet':
      return words.strange(words.wallets[problem.wallet]);
    case 'consumer_code':
      return problem.scheme === 'other' ? words.cardApp : words.cardAppOf(words.schemes[problem.scheme]);
    case 'receive_code':
      return receiveWords(t, problem.of);
    case 'own_code':
      return words.receive.own;
    case 'thing':
      return words.things[problem.what];
    case 'unreadable':
      return problem.wallet === undefined
        ? words.unreadable[problem.reason]
        : words.wrongLengthOf(t.rails[problem.wallet]);
    default:
      return problem satisfies never;
  }
}

function receiveWords(
  t: Messages,
  of: Extract<ScanProblem, { readonly kind: 'receive_code' }>['of'],
): string {
  const words = t.refusals.scan.receive;
  return of === 'alipay' || of === 'wechatpay' || of === 'unionpay' ? words.wallet(t.rails[of]) : words[of];
}
