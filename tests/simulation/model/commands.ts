/** The commands that are drawn: what a cashier, a customer and time can do, each with what must follow from it. */

import fc from 'fast-check';
import { armFault } from '../../../simulator/faults/armed.ts';
import type { Done } from '../../../src/counter/core.ts';
import type { Counter } from '../../../src/counter/counter.ts';
import { money } from '../../../src/domain/money.ts';
import { holdCard, payByCodeOf, payShown, scanShown } from '../stops/people.ts';
import {
  attachLate,
  attest,
  cancel,
  checkNow,
  endSale,
  keep,
  managerCash,
  park,
  record,
  refund,
  returnLate,
} from './buttons.ts';
import { type Chosen, command, GIVING_BACK_MS, pick, press, type ShopCommand } from './played.ts';
import { LOOK_MS, newestOf, type Real } from './real.ts';
import {
  forgetRun,
  isOpen,
  LIFE_MS,
  type Model,
  type ModelRail,
  type ModelSale,
  mayCharge,
  owedMinor,
  paid,
  paidInVain,
  takes,
  type Way,
} from './shop-model.ts';

const WALLETS: Readonly<Partial<Record<ModelRail, string>>> = {
  alipay: 'lin',
  wechatpay: 'wechatpay-lin',
  unionpay: 'unionpay-lin',
  paypal: 'paypal-amy',
};

interface Charge {
  readonly which: number;
  readonly isNew: boolean;
  readonly rail: ModelRail;
  readonly way: Way;
  readonly amountMinor: number;
  readonly isPart: boolean;
}

/** What a customer is charged, in each of the ways; a code and cash bring the money at once. */
function charge({ which, isNew, rail, way, amountMinor, isPart }: Charge): ShopCommand {
  const say = `${isNew ? `new sale of ${amountMinor}` : `sale ${which}`} by ${rail} ${way}${isPart ? ', half of it' : ''}`;
  return command(say, async (model, real) => {
    const old = isNew ? undefined : pick(model, which);
    const currency = old?.sale.currency ?? (rail === 'paypal' ? 'USD' : 'CNY');
    const sale: ModelSale = old?.sale ?? newSale(currency, amountMinor);
    const partMinor = isPart ? Math.ceil(owedMinor(sale) / 2) : owedMinor(sale);
    const part = isPart ? { partMinor } : {};
    const what =
      old === undefined ? { amount: money(currency, amountMinor), ...part } : { sale: old.number, ...part };
    const since = real.now();
    if (old !== undefined && way === 'code' && sale.trying?.way === 'qr') {
      await scanInstead(
        real,
        { sale, number: old.number, rail },
        chargeBy(real, { rail, way, what, partMinor }),
      );
      return;
    }
    const isFine = takes(rail, currency) && mayCharge(sale, partMinor);
    const isBegun = await press(real, isFine, chargeBy(real, { rail, way, what, partMinor }));
    if (!isBegun) return;
    if (old === undefined) model.sales.push(sale);
    const number = old?.number ?? model.sales.length;
    const attempt = newestOf(real, number);
    sale.trying = {
      attempt,
      rail,
      way,
      amountMinor: partMinor,
      until: since + LIFE_MS[way],
      isOfAnEarlierRun: false,
    };
    if (way === 'code' || way === 'cash') paid(sale);
  });
}

/** A code is scanned while a QR waits: the QR is canceled first, then the code pays for the same. */
async function scanInstead(
  real: Real,
  { sale, number, rail }: Chosen & { readonly rail: ModelRail },
  work: (counter: Counter) => Promise<Done>,
): Promise<void> {
  const amountMinor = sale.trying?.amountMinor ?? 0;
  await press(real, true, work);
  await real.pass(LOOK_MS);
  sale.trying = undefined;
  if (!isOpen(sale) || !takes(rail, sale.currency)) return;
  const leg = { attempt: newestOf(real, number), rail, amountMinor, backMinor: 0 };
  sale.legs.push(leg);
}

function newSale(currency: 'CNY' | 'USD', dueMinor: number): ModelSale {
  const nothing = { trying: undefined, late: undefined, isVoid: false, isAttested: false };
  return { currency, dueMinor, legs: [], gone: [], ...nothing };
}

type What = Parameters<Counter['present']>[0];

function chargeBy(
  { stage }: Real,
  {
    rail,
    way,
    what,
    partMinor,
  }: Pick<Charge, 'rail' | 'way'> & { readonly what: What; readonly partMinor: number },
): (counter: Counter) => Promise<Done> {
  return (counter) => {
    if (way === 'cash') return counter.takeCash(what, { tenderedMinor: partMinor + 300 });
    if (way === 'record') return counter.showRecord(what, rail);
    if (way === 'code') return payByCodeOf(stage, WALLETS[rail] ?? '', rail)(counter, what);
    return counter.present(what, rail);
  };
}

/** A customer does what the screen asks for: scans and agrees, or holds a card to the reader. */
function pays(
  { stage }: Real,
  { rail, way }: { readonly rail: ModelRail; readonly way: Way },
  qr: string | undefined,
): void {
  if (way === 'reader') holdCard(stage, 'card-cny-visa');
  else payShown(stage, WALLETS[rail] ?? '', qr ?? '');
}

function shownQr(real: Real, number: number, attempt: string): string | undefined {
  return real
    .sale(number)
    ?.tenders.flatMap(({ attempts }) => attempts)
    .find(({ id }) => id === attempt)?.qr;
}

/** The provider of cards declines test payments by what stands behind the point. */
const SPECIAL_CENTS = [1, 2, 3, 5, 55, 65, 75];

/** Somebody who may pay, with time enough for it. */
function payer(model: Model, real: Real, which: number) {
  const chosen = pick(model, which);
  const trying = chosen?.sale.trying;
  if (chosen === undefined || trying === undefined || trying.way === 'record') return undefined;
  if (trying.way === 'reader' && SPECIAL_CENTS.includes(trying.amountMinor % 100)) return undefined;
  return real.now() > trying.until - 2 * LOOK_MS ? undefined : { ...chosen, trying };
}

const customerPays = (which: number): ShopCommand =>
  command(`the customer of sale ${which} pays`, async (model, real) => {
    const found = payer(model, real, which);
    if (found === undefined) return;
    pays(real, found.trying, shownQr(real, found.number, found.trying.attempt));
    if (found.trying.rail === 'paypal' && found.trying.isOfAnEarlierRun) {
      await real.pass(LOOK_MS);
      await press(real, true, (counter) => counter.capture(found.number));
    }
    paid(found.sale);
  });

const customerOnlyScans = (which: number): ShopCommand =>
  command(`the customer of sale ${which} scans, and does nothing`, async (model, real) => {
    const found = payer(model, real, which);
    if (found?.trying.way !== 'qr') return;
    const qr = shownQr(real, found.number, found.trying.attempt) ?? '';
    scanShown(real.stage, WALLETS[found.trying.rail] ?? '', qr);
  });

/** The cashier cancels in the very moment in which the customer pays: the money does not stay. */
const paysAndIsCanceled = (which: number): ShopCommand =>
  command(`the customer of sale ${which} pays while the cashier cancels`, async (model, real) => {
    const found = payer(model, real, which);
    if (found === undefined) return;
    pays(real, found.trying, shownQr(real, found.number, found.trying.attempt));
    await press(real, true, (counter) => counter.cancel(found.number));
    if (found.trying.rail === 'paypal') found.sale.trying = undefined;
    else paidInVain(found.sale);
    await real.pass(2 * GIVING_BACK_MS);
  });

/** Alipay takes money for an order that it has closed: the till notices when the QR's life is long over. */
const paysAfterCancel = (which: number): ShopCommand =>
  command(`the customer of sale ${which} pays after the cancel was taken`, async (model, real) => {
    const found = payer(model, real, which);
    if (found?.trying.rail !== 'alipay' || found.trying.way !== 'qr') return;
    const { attempt, rail, amountMinor } = found.trying;
    scanShown(real.stage, WALLETS.alipay ?? '', shownQr(real, found.number, attempt) ?? '');
    real.stage.host.run((world) => armFault(world, { name: 'paid-after-cancel', rail: 'alipay' }));
    await press(real, true, (counter) => counter.cancel(found.number));
    await real.pass(10 * 60_000);
    found.sale.trying = undefined;
    found.sale.late = { attempt, rail, amountMinor, backMinor: 0 };
  });

const wait = (looks: number): ShopCommand =>
  command(`${looks * 7} seconds pass`, async (_, real) => real.pass(looks * LOOK_MS));

const restart = command('the till dies and is opened again', (model, real) => {
  forgetRun(model);
  return real.reopen();
});

/** The till dies somewhere in a payment by code; in the end the sale has the money exactly if the customer has paid it. */
const dieInPayment = (steps: number): ShopCommand =>
  command(`a new sale of 900 by code, and the till dies after ${steps} awaits`, async (model, real) => {
    real.dieAfter(steps);
    await real.give((counter) =>
      payByCodeOf(real.stage, 'lin', 'alipay')(counter, { amount: money('CNY', 900) }),
    );
    await real.pass(LOOK_MS);
    forgetRun(model);
    await real.reopen();
    await real.pass(12 * LOOK_MS);
    if (real.sale(model.sales.length + 1) === undefined) return;
    const sale = newSale('CNY', 900);
    model.sales.push(sale);
    const attempt = newestOf(real, model.sales.length);
    const orderNumber = real.sale(model.sales.length)?.orderNumbers[0];
    const isCharged = real.stage.shop.tradeOf(orderNumber ?? '')?.status === 'paid';
    if (isCharged) sale.legs.push({ attempt, rail: 'alipay', amountMinor: 900, backMinor: 0 });
  });

const WAYS: readonly (readonly [ModelRail, Way])[] = [
  ['alipay', 'qr'],
  ['wechatpay', 'qr'],
  ['unionpay', 'qr'],
  ['paypal', 'qr'],
  ['alipay', 'code'],
  ['wechatpay', 'code'],
  ['unionpay', 'code'],
  ['card', 'reader'],
  ['own_code', 'record'],
  ['cash', 'cash'],
];

const which = fc.nat({ max: 2 });

const charges = fc
  .record({
    which,
    isNew: fc.boolean(),
    how: fc.constantFrom(...WAYS),
    amountMinor: fc.integer({ min: 100, max: 15_000 }),
    isPart: fc.boolean(),
  })
  .map(({ how: [rail, way], ...rest }) => charge({ ...rest, rail, way }));

/** What is drawn from; each as often as the others, but charging and paying. */
export const COMMANDS: readonly fc.Arbitrary<ShopCommand>[] = [
  charges,
  charges,
  which.map(customerPays),
  which.map(customerPays),
  which.map(customerOnlyScans),
  which.map(paysAndIsCanceled),
  which.map(paysAfterCancel),
  which.map(cancel),
  which.map(keep),
  which.map(endSale),
  which.map(attest),
  which.map(record),
  which.map(returnLate),
  which.map(attachLate),
  which.map(park),
  which.map(checkNow),
  which.map(managerCash),
  fc.record({ which, leg: fc.nat({ max: 2 }), share: fc.constantFrom(0, 0.3, 0.5, 1) }).map(refund),
  fc.integer({ min: 1, max: 30 }).map(wait),
  fc.constant(restart),
  fc.integer({ min: 1, max: 24 }).map(dieInPayment),
];
