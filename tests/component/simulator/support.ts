/** A real simulated world in memory for the screens, with a till's orders made by hand. */

import { signal } from '@preact/signals';
import { createMemoryHost } from '../../../simulator/hosts/memory.ts';
import { createClient } from '../../../simulator/parts/client.ts';
import type { ShownQr, TillRow } from '../../../simulator/parts/optics.ts';
import { isPracticeCode, redeemCode } from '../../../simulator/world/codes.ts';
import {
  askPassword,
  bindCode,
  createTrade,
  payTrade,
  presentQr,
  refundTrade,
} from '../../../simulator/world/trades.ts';
import { asksPassword, walletById } from '../../../simulator/world/wallets.ts';

const LIFE_MS = 120_000;

export function createStage() {
  let realMs = Date.UTC(2026, 10, 23, 2, 0);
  const now = () => realMs;
  const host = createMemoryHost({ now, seed: 'stage' });
  const shown = signal<ShownQr | undefined>(undefined);
  const tillRows = signal<readonly TillRow[] | undefined>(undefined);
  const presented: string[] = [];
  const heldUp: string[] = [];
  const order = (orderNumber: string, amountMinor: number, at: number) => ({
    rail: 'alipay' as const,
    orderNumber,
    subject: 'Tea',
    amountMinor,
    currency: 'CNY' as const,
    expiresAt: at + LIFE_MS,
    notifyUrl: null,
  });
  return {
    host,
    now,
    shown,
    tillRows,
    presented,
    heldUp,
    client: createClient(host.handle, 'http://localhost'),
    optics: {
      shown,
      tillRows,
      present: (code: string) => void presented.push(code),
      holdUp: (content: string) => void heldUp.push(content),
    },
    pass: (ms: number) => {
      realMs += ms;
    },
    /** The till shows a payment QR. */
    show: (orderNumber: string, amountMinor: number): string => {
      const content = host.run((world, at) => {
        const trade = createTrade(world, at, { ...order(orderNumber, amountMinor, at), flow: 'payment-qr' });
        const content = `https://qr.alipay.com/bax${world.serial}`;
        presentQr(world, trade, { content, expiresAt: at + LIFE_MS });
        return content;
      });
      shown.value = { content, amountMinor, currency: 'CNY', orderNumber };
      return content;
    },
    /** The till charges a payment code, as the gateway does. */
    charge: (orderNumber: string, amountMinor: number, code: string): void =>
      host.run((world, at) => {
        const redeemed = isPracticeCode(code) ? redeemCode(world, code, at) : null;
        const wallet = redeemed && walletById(world, redeemed.walletId);
        if (!redeemed || !wallet) throw new Error('the code is not good');
        const trade = createTrade(world, at, {
          ...order(orderNumber, amountMinor, at),
          flow: 'payment-code',
        });
        bindCode(world, trade, redeemed);
        if (asksPassword(wallet, amountMinor)) askPassword(world, trade);
        else payTrade(world, trade, { wallet, at });
      }),
    refund: (orderNumber: string, amountMinor: number): void =>
      host.run((world, at) => {
        const trade = world.trades[`alipay/${orderNumber}`];
        if (!trade) throw new Error('no such order');
        refundTrade(world, trade, { requestNumber: 'R1', kind: 'refund', amountMinor, reason: '', at });
      }),
  };
}

export type Stage = ReturnType<typeof createStage>;
