/** Messages between windows and workers: what is no message is not heard, and what is one says no more than its form (S-40). */

import { type CustomerMessage, openCustomerChannel } from '../../../src/devices/customer-channel.ts';
import { openOptics } from '../../../src/devices/optics.ts';
import type { CopyAnswer } from '../../../src/store/mirror/copy-messages.ts';
import { serveCopy } from '../../../src/store/mirror/copy-service.ts';
import { createSecondCopy } from '../../../src/store/mirror/second-copy.ts';
import { openTillChannel } from '../../../src/sync/till-channel.ts';
import { createMemoryFolder } from '../../unit/store/mirror/folder.ts';
import type { Chance } from '../chance.ts';
import { damagedValue } from '../damage.ts';
import { law, type Target } from '../target.ts';

type Listener = (event: { readonly data: unknown }) => void;

/** Opens something over a channel that only this test can speak on. */
function listening(open: () => void): Listener {
  const real = globalThis.BroadcastChannel;
  const made: { onmessage?: Listener }[] = [];
  class Quiet {
    onmessage?: Listener;
    constructor() {
      made.push(this);
    }
    postMessage(): void {
      // Nobody is there.
    }
    close(): void {
      // Nothing is open.
    }
  }
  globalThis.BroadcastChannel = Quiet as never;
  open();
  globalThis.BroadcastChannel = real;
  return (event) => made[0]?.onmessage?.(event);
}

const attempt = {
  id: 'A1',
  rail: 'alipay',
  presentation: 'payment_qr',
  amount: { currency: 'CNY', amountMinor: 1250 },
  orderNumber: 'GTA1',
  state: 'awaiting_payer',
  reversalWanted: false,
  returnWanted: false,
  openedAt: 1,
  deadlineAt: 2,
  expiresAt: 2,
  changedAt: 1,
  refunds: [],
  frozen: false,
};
const sale = {
  number: 1,
  due: { currency: 'CNY', amountMinor: 1250 },
  attempts: [attempt],
  isVoid: false,
  abandoned: [],
};
const shown = { v: 1, kind: 'shown', from: 'w1', at: 1, isSeen: true, language: 'en', shopName: 's' };

const MESSAGES: readonly unknown[] = [
  { v: 1, kind: 'changed', seq: 7 },
  { v: 1, kind: 'turn' },
  { v: 1, kind: 'here' },
  { v: 1, kind: 'hidden' },
  { ...shown, what: { kind: 'welcome' } },
  { ...shown, what: { kind: 'amount', amount: { currency: 'CNY', amountMinor: 1250 } } },
  { ...shown, what: { kind: 'sale', stage: 'qr', sale, attempt: 'A1' } },
  { v: 1, kind: 'tick', from: 'w1', at: 2 },
  { v: 1, kind: 'gone', from: 'w1' },
  { v: 1, kind: 'hello' },
  { v: 1, kind: 'shown-qr', content: 'https://qr', amountMinor: 1250, currency: 'CNY', orderNumber: 'GTA1' },
  { v: 1, kind: 'qr-gone' },
  { v: 1, kind: 'ask-shown' },
  { v: 1, kind: 'presented-code', code: '281234567890123456' },
  { v: 1, kind: 'held-up', content: 'anything' },
  {
    v: 1,
    kind: 'till-ledger',
    rows: [{ orderNumber: 'GTA1', kind: 'charge', amountMinor: 1250, currency: 'CNY', at: 1 }],
  },
  { id: 1, do: 'tails' },
  { id: 2, do: 'read', till: 'T7K2' },
  { id: 3, do: 'begin', till: 'T7K2', run: 'r1' },
  { id: 4, do: 'append', lines: ['{}'] },
  { id: 1, ok: true, value: [] },
  { id: 1, ok: false, problem: 'no' },
  { type: 'SKIP_WAITING' },
  'text',
  null,
];

const messageBy = (chance: Chance): unknown => {
  const message = chance.pick(MESSAGES);
  return chance.in(10) ? message : damagedValue(message, chance);
};

function tillChannel(): Target {
  let heard: unknown[] = [];
  const listen = listening(() =>
    openTillChannel('practice', {
      onChanged: (seq) => heard.push(seq),
      onAsked: () => heard.push('turn'),
      onHere: () => heard.push('here'),
      onHidden: () => heard.push('hidden'),
    }),
  );
  return {
    name: 'messages-till',
    hear: (chance) => {
      const data = messageBy(chance);
      heard = [];
      listen({ data });
      if (heard.length === 0) return;
      const { v, kind, seq } = data as Record<string, unknown>;
      const isWhole = v === 1 && (kind === 'changed' ? heard[0] === seq : heard[0] === kind);
      law(
        isWhole && heard.length === 1 && (seq === undefined || Number.isSafeInteger(seq)),
        'heard what was not said',
        data,
        heard,
      );
    },
  };
}

function customerChannel(): Target {
  let heard: CustomerMessage[] = [];
  const listen = listening(() => openCustomerChannel('practice', (message) => heard.push(message)));
  return {
    name: 'messages-customer',
    hear: (chance) => {
      const data = messageBy(chance);
      heard = [];
      listen({ data });
      const [message] = heard;
      if (message === undefined) return;
      law(message.v === 1, 'another version was heard', message);
      law(JSON.stringify(message).length < 70_000, 'something huge was heard', message.kind);
      if (message.kind !== 'shown' || message.what.kind !== 'sale') return;
      const sums = message.what.sale.attempts.map((one) => one.amount.amountMinor);
      law(
        sums.every((sum) => Number.isSafeInteger(sum) && sum >= 0),
        'an amount that is none',
        sums,
      );
    },
  };
}

function optics(): Target {
  let scans: string[] = [];
  const listen = listening(() => openOptics((text) => scans.push(text)));
  return {
    name: 'messages-optics',
    hear: (chance) => {
      const data = messageBy(chance);
      scans = [];
      listen({ data });
      const [scan] = scans;
      if (scan === undefined) return;
      const { kind, code, content } = data as Record<string, unknown>;
      law(scan === (kind === 'presented-code' ? code : content), 'another scan than was held up', data, scan);
      law(scan.length <= 1_024, 'a scan that is too long', scan.length);
    },
  };
}

/** What the worker may have in its folder after any messages. */
const FILE = /^[\w-]{1,64}\.\d{6}\.[\w-]{1,64}\.jsonl$/;

function copyWorker(): Target {
  return {
    name: 'messages-copy',
    hear: async (chance) => {
      const folder = createMemoryFolder();
      const answers: CopyAnswer[] = [];
      const say = serveCopy(Promise.resolve(folder), (answer) => answers.push(answer));
      const asked = new Set<unknown>();
      for (let left = 3; left > 0; left -= 1) {
        const message = messageBy(chance);
        if (typeof message === 'object' && message !== null && 'id' in message) asked.add(message.id);
        say(message);
      }
      for (let turn = 0; turn < 24; turn += 1) await Promise.resolve();
      law(
        answers.every(({ id }) => asked.has(id)),
        'an answer to nobody',
        answers,
      );
      law(
        [...folder.files.keys()].every((name) => FILE.test(name)),
        'a file of no known name',
        [...folder.files.keys()],
      );
    },
  };
}

function copyPage(): Target {
  return {
    name: 'messages-copy-page',
    hear: async (chance) => {
      let hear: (message: unknown) => void = () => undefined;
      const answers = [
        messageBy(chance),
        messageBy(chance),
        { id: 1, ok: true, value: damagedValue([], chance) },
      ];
      const copy = createSecondCopy({
        send: () => {
          for (const answer of answers) hear(answer);
        },
        listen: (heard) => {
          hear = heard;
        },
      });
      const read = await copy.read('T7K2').catch((error: unknown) => error);
      const isTexts = Array.isArray(read) && read.every((text) => typeof text === 'string');
      law(isTexts || read instanceof Error, 'files that are no texts', read);
    },
  };
}

export const MESSAGES_HEARD: readonly Target[] = [
  tillChannel(),
  customerChannel(),
  optics(),
  copyWorker(),
  copyPage(),
];
