/** What a provider keeps of a payment by its bills: rounded once, and given back whole with the whole payment. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWorld } from '../../../../simulator/world/create.ts';
import { feeBackMinor, feeMinor } from '../../../../simulator/world/fees.ts';
import { createTrade, payTrade, refundTrade } from '../../../../simulator/world/trades.ts';
import { walletById } from '../../../../simulator/world/wallets.ts';
import { NOON } from '../merchant.ts';

function paid(amountMinor: number, feeBasisPoints: number) {
  const world = createWorld('fees', NOON);
  const trade = createTrade(world, NOON, {
    rail: 'alipay',
    orderNumber: 'A1',
    flow: 'payment-qr',
    subject: 'Tea',
    amountMinor,
    currency: 'CNY',
    expiresAt: NOON + 1,
    notifyUrl: null,
  });
  const wallet = walletById(world, 'lin');
  if (!wallet) throw new Error('no customer');
  payTrade(world, trade, { wallet, at: NOON });
  if (trade.payment) trade.payment.feeBasisPoints = feeBasisPoints;
  return { world, trade };
}

it.each([
  [10_000, 38, 38],
  [10_000, 60, 60],
  [1_250, 60, 8],
  [1_250, 36, 5],
  [1_250, 35, 4],
  [83, 60, 0],
  [84, 60, 1],
  [1_250, 0, 0],
])('%d fen at %d basis points cost %d fen', (amountMinor, basisPoints, fee) => {
  expect(feeMinor(paid(amountMinor, basisPoints).trade)).toBe(fee);
});

it('goes back to the last fen with a payment that is refunded in parts', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 0, max: 1_000 }), (parts, basisPoints) => {
      const { world, trade } = paid(
        parts.reduce((total, part) => total + part, 0),
        basisPoints,
      );
      for (const [index, amountMinor] of parts.entries()) {
        const order = {
          requestNumber: `R${index}`,
          kind: 'refund',
          amountMinor,
          reason: '',
          at: NOON,
        } as const;
        refundTrade(world, trade, order);
      }
      const back = trade.refunds.map((refund) => feeBackMinor(trade, refund));
      expect(back.reduce((total, part) => total + part, 0)).toBe(feeMinor(trade));
      expect(back.every((part) => part >= 0)).toBe(true);
    }),
  );
});
