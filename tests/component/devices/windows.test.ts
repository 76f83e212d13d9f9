/** What windows of one till, and counter and phone, tell each other. */

import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type OpticsMessage, openOptics } from '../../../src/devices/optics.ts';
import { openTillChannel } from '../../../src/sync/till-channel.ts';

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** The far end of a channel: what it hears, and a way to say anything at all. */
function farEnd(name: string) {
  const channel = new BroadcastChannel(name);
  const heard: unknown[] = [];
  channel.onmessage = (event: MessageEvent<unknown>) => {
    heard.push(event.data);
  };
  closers.push(() => channel.close());
  return { heard, say: (message: unknown) => channel.postMessage(message) };
}

/** Listens on a till's channel and writes down what it hears. */
function hearing(heard: unknown[]) {
  return {
    onChanged: (seq: number) => heard.push(seq),
    onAsked: () => heard.push('turn'),
    onHere: () => heard.push('here'),
    onHidden: () => heard.push('hidden'),
  };
}

async function delivered(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('two windows of one till', () => {
  it('tell each other that the journal has grown, in their own book only', async () => {
    const live: unknown[] = [];
    const practice: unknown[] = [];
    const first = openTillChannel('live', hearing([]));
    const second = openTillChannel('live', hearing(live));
    const third = openTillChannel('practice', hearing(practice));
    closers.push(first.close, second.close, third.close);
    first.tellChanged(7);
    await delivered();
    expect(live).toEqual([7]);
    expect(practice).toEqual([]);
  });

  it('drop whatever they do not know, without a stumble', async () => {
    const heard: unknown[] = [];
    const channel = openTillChannel('live', hearing(heard));
    closers.push(channel.close);
    const far = farEnd('guitai-live');
    for (const message of fc.sample(fc.anything(), 500)) {
      try {
        far.say(message);
      } catch {
        // Not everything can be sent; what cannot be sent cannot harm.
      }
    }
    for (const message of [
      { v: 2, kind: 'turn' },
      { v: 1, kind: 'turn', more: true },
      { v: 1, kind: 'changed', seq: 7, more: true },
      { v: 1, kind: 'changed', seq: -1 },
      { v: 1, kind: 'changed', seq: '7' },
    ]) {
      far.say(message);
    }
    for (const kind of ['turn', 'here', 'hidden']) far.say({ v: 1, kind });
    await delivered();
    expect(heard).toEqual(['turn', 'here', 'hidden']);
  });

  it('say nothing after they were closed', async () => {
    const far = farEnd('guitai-live');
    const channel = openTillChannel('live', hearing([]));
    channel.close();
    channel.askForTurn();
    channel.tellChanged(8);
    await delivered();
    expect(far.heard).toEqual([]);
  });
});

describe('the counter before the customer’s phone', () => {
  const qr = { content: 'https://qr.example/1', amountMinor: 1250, currency: 'CNY', orderNumber: 'T1-1' };

  it('shows a payment QR, shows it again to a phone that comes later, and takes it away', async () => {
    const phone = farEnd('practice-optics');
    const optics = openOptics(() => undefined);
    closers.push(optics.close);
    optics.show(qr);
    phone.say({ v: 1, kind: 'ask-shown' });
    await delivered();
    optics.show(undefined);
    phone.say({ v: 1, kind: 'ask-shown' });
    await delivered();
    const shown: OpticsMessage = { v: 1, kind: 'shown-qr', ...qr };
    const gone: OpticsMessage = { v: 1, kind: 'qr-gone' };
    expect(phone.heard).toEqual([shown, shown, gone, gone]);
  });

  it('reads the payment code that the phone holds up, and no other text', async () => {
    const codes: string[] = [];
    const phone = farEnd('practice-optics');
    const optics = openOptics((code) => codes.push(code));
    closers.push(optics.close);
    phone.say({ v: 1, kind: 'presented-code', code: '288800000000000123' });
    phone.say({ v: 1, kind: 'presented-code', code: '<b>1</b>' });
    phone.say({ v: 1, kind: 'presented-code', code: 288800000000000123n });
    await delivered();
    expect(codes).toEqual(['288800000000000123']);
  });

  it('reads the printed code that the desk holds up', async () => {
    const scans: string[] = [];
    const desk = farEnd('practice-optics');
    const optics = openOptics((text) => scans.push(text));
    closers.push(optics.close);
    desk.say({ v: 1, kind: 'held-up', content: 'wxp://f2f0practice' });
    desk.say({ v: 1, kind: 'held-up', content: 'x'.repeat(1025) });
    desk.say({ v: 1, kind: 'held-up', content: '' });
    await delivered();
    expect(scans).toEqual(['wxp://f2f0practice']);
  });

  it('tells the desk its ledger', async () => {
    const desk = farEnd('practice-optics');
    const optics = openOptics(() => undefined);
    closers.push(optics.close);
    const rows = [{ orderNumber: 'T1-1', kind: 'payment', amountMinor: 1250, currency: 'CNY', at: 1 }];
    optics.tellLedger(rows);
    await delivered();
    expect(desk.heard).toEqual([{ v: 1, kind: 'till-ledger', rows }]);
  });

  it('tells its ledger again to a desk that is opened later', async () => {
    const optics = openOptics(() => undefined);
    closers.push(optics.close);
    const rows = [{ orderNumber: 'T1-1', kind: 'payment', amountMinor: 1250, currency: 'CNY', at: 1 }];
    optics.tellLedger(rows);
    const desk = farEnd('practice-optics');
    desk.say({ v: 1, kind: 'ask-shown' });
    await delivered();
    expect(desk.heard).toContainEqual({ v: 1, kind: 'till-ledger', rows });
  });
});
