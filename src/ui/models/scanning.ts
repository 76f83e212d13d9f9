/** What the counter does with something that was held up to it: a code to charge, a sale to open, or a sentence to say. */

import { type CodeWallet, recogniseScan, type UnknownScan } from '../../domain/scan.ts';

export type ScanProblem =
  | { readonly kind: 'no_amount' }
  /** A real customer's code in a practice book: refused and never sent. */
  | { readonly kind: 'real_code_in_practice' }
  | { readonly kind: 'other_wallet'; readonly wallet: CodeWallet }
  | { readonly kind: 'payment_qr' }
  | { readonly kind: 'own_practice_qr' }
  | { readonly kind: 'url' }
  | { readonly kind: 'card_number' }
  | { readonly kind: 'unknown_receipt' }
  | { readonly kind: 'still_checking' }
  | { readonly kind: UnknownScan };

export type ScanAnswer =
  /** The code is a secret: it goes to the counter and nowhere else. */
  | { readonly do: 'charge'; readonly code: string }
  | { readonly do: 'look_up'; readonly orderNumber: string }
  | { readonly do: 'say'; readonly problem: ScanProblem };

/** Says what to do with a scan. Only codes that the simulator issued are taken in a practice book (INV-10). */
export function answerScan(raw: string, book: 'practice' | 'live'): ScanAnswer {
  const scan = recogniseScan(raw);
  switch (scan.kind) {
    case 'practice_code':
      return { do: 'charge', code: scan.code };
    case 'payment_code':
      if (book === 'practice') return say({ kind: 'real_code_in_practice' });
      return scan.rail === 'alipay'
        ? { do: 'charge', code: scan.code }
        : say({ kind: 'other_wallet', wallet: scan.rail });
    case 'receipt':
      return { do: 'look_up', orderNumber: scan.orderNumber };
    case 'payment_qr':
      return say({ kind: scan.of === 'practice' ? 'own_practice_qr' : 'payment_qr' });
    case 'unknown':
      return say({ kind: scan.reason });
    default:
      return say({ kind: scan.kind });
  }
}

function say(problem: ScanProblem): ScanAnswer {
  return { do: 'say', problem };
}
