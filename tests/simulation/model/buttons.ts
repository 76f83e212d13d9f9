/** The buttons of the cashier about a sale that is there: when each may be pressed, and what comes of it. */

import { button, command, GIVING_BACK_MS, pick, press, type ShopCommand } from './played.ts';
import { LOOK_MS, newestOf } from './real.ts';
import { end, isOpen, type ModelSale, mayCharge, mayRefund, owedMinor, paid, takes } from './shop-model.ts';

/** WeChat Pay takes refunds of one order a minute apart. */
const WECHATPAY_REFUND_GAP_MS = 11 * LOOK_MS;

const noMore = (sale: ModelSale): void => {
  sale.trying = undefined;
};

export const cancel = (which: number): ShopCommand =>
  button('cancel', which, {
    isAllowed: ({ trying }) => trying !== undefined,
    work: (counter, number) => counter.cancel(number),
    follow: noMore,
  });

export const keep = (which: number): ShopCommand =>
  button('keep', which, { isAllowed: () => false, work: (counter, number) => counter.keep(number) });

export const endSale = (which: number): ShopCommand =>
  button('end', which, {
    isAllowed: isOpen,
    work: (counter, number) => counter.voidSale(number),
    follow: end,
    afterwardsMs: GIVING_BACK_MS,
  });

export const attest = (which: number): ShopCommand =>
  button('take the manager’s word for', which, {
    isAllowed: (sale) => sale.trying !== undefined && isOpen(sale),
    work: (counter, number) => counter.attest(number, 'manager'),
    follow: (sale) => {
      sale.isAttested = true;
    },
  });

/** What was shown is taken, or what is owed in one step with being shown. */
export const record = (which: number): ShopCommand =>
  command(`take as seen sale ${which}`, async (model, real) => {
    const { number, sale } = pick(model, which) ?? { number: 1, sale: undefined };
    const isShown = sale?.trying?.way === 'record';
    const isNew = sale !== undefined && takes('own_code', sale.currency) && mayCharge(sale, owedMinor(sale));
    const isTaken = await press(real, isShown || isNew, (counter) =>
      counter.takeRecord({ sale: number }, 'own_code', { by: 'cashier' }),
    );
    if (!isTaken || sale === undefined) return;
    const leg = { attempt: newestOf(real, number), rail: 'own_code', amountMinor: owedMinor(sale) } as const;
    if (isShown) paid(sale);
    else sale.legs.push({ ...leg, backMinor: 0 });
  });

export const returnLate = (which: number): ShopCommand =>
  button('send late money back from', which, {
    isAllowed: ({ late }) => late !== undefined,
    work: (counter, number) => counter.returnLate(number),
    follow: (sale) => {
      if (sale.late !== undefined) sale.gone.push({ ...sale.late, backMinor: sale.late.amountMinor });
      sale.late = undefined;
    },
  });

export const attachLate = (which: number): ShopCommand =>
  button('keep late money for', which, {
    isAllowed: (sale) => sale.late !== undefined && (isOpen(sale) || sale.isVoid),
    work: (counter, number) => counter.attachLate(number),
    follow: (sale) => {
      if (sale.late !== undefined) sale.legs.push(sale.late);
      sale.late = undefined;
    },
  });

export const park = (which: number): ShopCommand =>
  button('put aside', which, {
    isAllowed: () => true,
    work: (counter, number) => counter.park(number, true),
  });

export const checkNow = (which: number): ShopCommand =>
  button('check', which, { isAllowed: () => true, work: (counter, number) => counter.checkNow(number) });

/** A manager takes cash although somebody may still pay: that one cannot any more. */
export const managerCash = (which: number): ShopCommand =>
  command(`a manager takes cash for sale ${which}`, async (model, real) => {
    const { number, sale } = pick(model, which) ?? { number: 1, sale: undefined };
    const isAllowed = sale !== undefined && mayCharge(sale, owedMinor(sale), true);
    const cash = { tenderedMinor: 50_000, asManager: true };
    const isTaken = await press(real, isAllowed, (counter) => counter.takeCash({ sale: number }, cash));
    if (!isTaken || sale === undefined) return;
    const attempt = newestOf(real, number);
    const amountMinor = owedMinor(sale);
    noMore(sale);
    sale.legs.push({ attempt, rail: 'cash', amountMinor, backMinor: 0 });
  });

export function refund({
  which,
  leg: place,
  share,
}: {
  readonly which: number;
  readonly leg: number;
  readonly share: number;
}): ShopCommand {
  return command(`${share} of leg ${place} of sale ${which} goes back`, async (model, real) => {
    const { number, sale } = pick(model, which) ?? { number: 1, sale: undefined };
    const leg = sale?.legs[place % Math.max(1, sale.legs.length)];
    const amountMinor = Math.ceil((leg?.amountMinor ?? 100) * share);
    const wanted = { sale: number, attempt: leg?.attempt ?? 'none', amountMinor, reason: 'other' } as const;
    const isTaken = await press(real, mayRefund(leg, amountMinor), (counter) => counter.refund(wanted));
    if (!isTaken || leg === undefined) return;
    leg.backMinor += amountMinor;
    await real.pass(leg.rail === 'wechatpay' ? WECHATPAY_REFUND_GAP_MS : GIVING_BACK_MS);
  });
}
