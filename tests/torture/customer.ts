/** The customer of a trial, at the gateway's own control interface: it goes on when the till is dead. */

import type { LiveSite } from '../support/live-shop.ts';
import type { Deed, WalletRail } from './plan.ts';

export interface CustomerAtCounter {
  readonly code: () => Promise<string>;
  /** Scans and pays the one payment QR there is; false when there is none, or it cannot be paid. */
  readonly scanAndPay: () => Promise<boolean>;
  /** Types the password; false when nobody asks for it. */
  readonly confirm: () => Promise<boolean>;
  /** Holds the card to the reader; false when it does not ask. */
  readonly holdCard: () => Promise<boolean>;
}

const PASSWORD = '123456';

export function customerOf(site: LiveSite, deed: Deed, rail: WalletRail): CustomerAtCounter {
  const person = deed === 'password' ? 'wang' : deed === 'declined' ? 'zhao' : 'lin';
  const wallet = rail === 'alipay' ? person : `${rail}-${person}`;
  const done = async (work: () => Promise<unknown>): Promise<boolean> =>
    work().then(
      () => true,
      () => false,
    );
  const confirm = (): Promise<boolean> =>
    done(() => site.control(`wallets/${wallet}/confirm`, { password: PASSWORD }));
  return {
    code: async () => (await site.control<{ code: string }>(`wallets/${wallet}/payment-code`, {})).code,
    scanAndPay: async () => {
      const [qr, ...more] = await site.control<readonly { readonly content: string }[]>('payment-qrs');
      if (qr === undefined || more.length > 0) return false;
      const isScanned = await done(() => site.control(`wallets/${wallet}/scan`, { content: qr.content }));
      return isScanned && (await confirm());
    },
    confirm,
    holdCard: async () => {
      const [reader] =
        await site.control<readonly { readonly id: string; readonly asks: string | null }[]>('readers');
      if (reader?.asks !== 'card') return false;
      const held = { wallet: 'card-cny-visa', how: 'tap' };
      return done(() => site.control(`readers/${reader.id}/present`, held));
    },
  };
}
