/** A sale as its customer may see it: the same words and amounts, and nothing that is not theirs. */

import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type CustomerMessage, openCustomerChannel } from '../../../../src/devices/customer-channel.ts';
import { ATTEMPT_STATES, type Attempt } from '../../../../src/domain/attempt.ts';
import { FAULT_CODES } from '../../../../src/domain/fault.ts';
import { money } from '../../../../src/domain/money.ts';
import { RAIL_NAMES } from '../../../../src/domain/rail.ts';
import { en } from '../../../../src/i18n/en.ts';
import { type CustomerView, viewOf, whatOf } from '../../../../src/ui/models/customer-copy.ts';
import { customerLines } from '../../../../src/ui/models/customer-lines.ts';
import { amountOf, stateWord } from '../../../../src/ui/models/labels.ts';
import { discountOf } from '../../../../src/ui/models/lines.ts';
import { type Stage, stageOf, TONES } from '../../../../src/ui/models/stage.ts';
import { customerSentence } from '../../../../src/ui/models/waiting-words.ts';
import { attemptIn } from '../../../support/attempts.ts';
import { refundIn, saleWith } from '../../../support/sales.ts';

const SECRETS = {
  trade: '2026112322001412345678',
  payer: '138****5678',
  words: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
  by: 'manager Zhao',
};

/** An attempt with everything about it that is nobody's business on the customer's side. */
function fullAttempt(more: Partial<Attempt> = {}): Attempt {
  return attemptIn('paid', {
    tradeNumber: SECRETS.trade,
    receipt: { tradeNumber: SECRETS.trade, totalMinor: 1250, customerPaidMinor: 1050, payer: SECRETS.payer },
    raw: { code: SECRETS.words, message: SECRETS.words } as never,
    attestedBy: SECRETS.by,
    operations: [{ id: 'O1', kind: 'query', key: 'k', state: 'unknown', sentAt: 1 } as never],
    ...more,
  });
}

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Sends a view through the real channel and answers what arrives. */
async function sent(view: CustomerView): Promise<CustomerView | undefined> {
  let arrived: CustomerMessage | undefined;
  const customer = openCustomerChannel('practice', (message) => {
    arrived = message;
  });
  const till = openCustomerChannel('practice', () => undefined);
  closers.push(customer.close, till.close);
  till.post({
    ...{ v: 1, kind: 'shown', from: 'till-1', at: 1, isSeen: true, language: 'en', shopName: 'Corner shop' },
    what: whatOf(view),
  });
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  return arrived?.kind === 'shown' ? viewOf(arrived) : undefined;
}

async function copyOf(stage: Stage): Promise<Stage> {
  const view = await sent({ kind: 'sale', stage });
  if (view?.kind !== 'sale') throw new Error('the sale did not arrive');
  return view.stage;
}

function saidOf(stage: Stage) {
  const { attempt, kind } = stage;
  return {
    word: stateWord(en, stage),
    tone: TONES[kind],
    amount: amountOf(stage),
    lines: customerLines(en, stage),
    sentence: attempt === undefined ? '' : customerSentence(en, kind, attempt),
    discount: attempt === undefined ? undefined : discountOf(attempt),
    qr: attempt?.qr,
    deadline: attempt?.deadlineAt,
  };
}

describe('what a customer sees in a window of their own', () => {
  it.each(ATTEMPT_STATES)('is the same as on the till: %s', async (state) => {
    for (const reversalWanted of [false, true]) {
      const stage = stageOf(saleWith([attemptIn(state, { reversalWanted })]));
      expect(saidOf(await copyOf(stage))).toEqual(saidOf(stage));
    }
  });

  it('is the same for every fault, every way to pay and every detail', async () => {
    for (const fault of FAULT_CODES) {
      const stage = stageOf(saleWith([attemptIn('declined', { fault })]));
      expect(saidOf(await copyOf(stage))).toEqual(saidOf(stage));
    }
    for (const rail of RAIL_NAMES) {
      const stage = stageOf(saleWith([attemptIn('awaiting_payer', { rail, payerDetail: 'scanned' })]));
      expect(saidOf(await copyOf(stage))).toEqual(saidOf(stage));
    }
  });

  it('is the same for parts, refunds, cash and late money', async () => {
    const half = { amount: money('CNY', 600) };
    const cash = { tenderedMinor: 2000, changeMinor: 750 };
    const sales = [
      saleWith([attemptIn('paid', half)]),
      saleWith([
        attemptIn('paid', half),
        attemptIn('awaiting_payer', { id: 'A2', amount: money('CNY', 650) }),
      ]),
      saleWith([attemptIn('paid', { refunds: [refundIn('succeeded')] })]),
      saleWith([attemptIn('paid', { rail: 'cash', presentation: 'cash', cash })]),
      saleWith([attemptIn('paid', { ...half, refunds: [refundIn('sent')] })], {
        isVoid: true,
        abandoned: ['A1'],
      }),
      saleWith([attemptIn('late_paid')]),
      saleWith([attemptIn('unknown', { frozen: 'a-rule' })]),
      saleWith([
        attemptIn('paid', { rail: 'own_code', presentation: 'record', evidence: 'cashier_attested' }),
      ]),
      saleWith([]),
    ];
    for (const sale of sales) {
      const stage = stageOf(sale);
      expect(saidOf(await copyOf(stage))).toEqual(saidOf(stage));
    }
  });

  it('holds no account, no number of the provider, none of its words and nobody’s name', () => {
    const text = JSON.stringify(whatOf({ kind: 'sale', stage: stageOf(saleWith([fullAttempt()])) }));
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
    expect(text).toContain('1050');
  });

  it('greets, and shows an amount with what the cashier waits for', async () => {
    for (const view of [
      { kind: 'welcome' },
      { kind: 'amount', amount: money('CNY', 1250) },
      { kind: 'amount', amount: money('JPY', 1250), ask: 'cash' },
    ] as const) {
      expect(await sent(view)).toEqual(view);
    }
  });

  it('is nothing when the till is of a later version and speaks of something unknown', async () => {
    const what = whatOf({ kind: 'sale', stage: stageOf(saleWith([attemptIn('paid')])) });
    expect(viewOf({ what: { ...what, stage: 'beamed' } as typeof what })).toBeUndefined();
    expect(viewOf({ what: { ...what, stage: 'toString' } as typeof what })).toBeUndefined();
  });
});

describe('the channel', () => {
  it('drops whatever does not fit, and another book’s messages', async () => {
    const heard: CustomerMessage[] = [];
    const customer = openCustomerChannel('live', (message) => heard.push(message));
    const [live, practice] = [
      new BroadcastChannel('guitai-customer-live'),
      new BroadcastChannel('guitai-customer-practice'),
    ];
    closers.push(
      customer.close,
      () => live.close(),
      () => practice.close(),
    );
    const good = { v: 1, kind: 'hello' };
    practice.postMessage(good);
    for (const bad of [
      { ...good, v: 2 },
      { ...good, more: 1 },
      { v: 1, kind: 'pay', from: 'x' },
      'hello',
      null,
      7,
    ])
      live.postMessage(bad);
    live.postMessage(good);
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(heard).toEqual([good]);
  });

  it('never stumbles and never takes a message that was tampered with', async () => {
    const heard: CustomerMessage[] = [];
    const customer = openCustomerChannel('live', (message) => heard.push(message));
    const far = new BroadcastChannel('guitai-customer-live');
    closers.push(customer.close, () => far.close());
    const what = whatOf({ kind: 'sale', stage: stageOf(saleWith([attemptIn('awaiting_payer')])) });
    const shown = { v: 1, kind: 'shown', from: 'x', at: 1, isSeen: true, language: 'en', shopName: '', what };
    const paths = leavesOf(shown);
    const tampered = fc.tuple(
      fc.constantFrom(...paths),
      fc.oneof(fc.string(), fc.double(), fc.constant(null)),
    );
    const junk = [
      ...fc.sample(tampered, 500).map(([path, value]) => changed(shown, path, value)),
      ...fc.sample(fc.anything(), 500),
    ];
    for (const message of junk) {
      try {
        far.postMessage(message);
      } catch {
        // Not everything can be sent; what cannot be sent cannot harm.
      }
    }
    far.postMessage(shown);
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(heard.at(-1)).toEqual(shown);
    for (const message of heard) if (message.kind === 'shown') expect(() => viewOf(message)).not.toThrow();
  });
});

type Path = readonly string[];

function leavesOf(value: object, before: Path = []): readonly Path[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' && inner !== null ? leavesOf(inner, [...before, key]) : [[...before, key]],
  );
}

/** A copy with one leaf replaced. */
function changed(value: object, [first = '', ...rest]: Path, leaf: unknown): object {
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...value };
  copy[first] = rest.length === 0 ? leaf : changed(copy[first] as object, rest, leaf);
  return copy;
}
