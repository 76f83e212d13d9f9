/** The phone's end of the channel between counter and phone. */

import { describe, expect, it } from 'vitest';
import { type Channel, openOptics } from '../../../../simulator/parts/optics.ts';

function createChannel() {
  const sent: unknown[] = [];
  const listeners: ((event: { readonly data: unknown }) => void)[] = [];
  const channel: Channel = {
    postMessage: (data) => sent.push(data),
    addEventListener: (_type, listener) => listeners.push(listener),
  };
  return {
    channel,
    sent,
    tell: (data: unknown) => {
      for (const listener of listeners) listener({ data });
    },
  };
}

const shownQr = {
  v: 1,
  kind: 'shown-qr',
  content: 'https://qr.alipay.com/bax1',
  amountMinor: 1_250,
  currency: 'CNY',
  orderNumber: 'A1',
};

describe('what counter and phone see of each other', () => {
  it('asks the counter at once what it shows', () => {
    const { channel, sent } = createChannel();
    openOptics(channel);
    expect(sent).toEqual([{ v: 1, kind: 'ask-shown' }]);
  });

  it('sees a payment QR come and go', () => {
    const { channel, tell } = createChannel();
    const optics = openOptics(channel);
    tell(shownQr);
    expect(optics.shown.value).toMatchObject({ orderNumber: 'A1', amountMinor: 1_250 });
    tell({ v: 1, kind: 'qr-gone' });
    expect(optics.shown.value).toBeUndefined();
  });

  it('hears the till’s ledger', () => {
    const { channel, tell } = createChannel();
    const optics = openOptics(channel);
    expect(optics.tillRows.value).toBeUndefined();
    tell({
      v: 1,
      kind: 'till-ledger',
      rows: [{ orderNumber: 'A1', kind: 'payment', amountMinor: 1_250, currency: 'CNY', at: 1 }],
    });
    expect(optics.tillRows.value).toHaveLength(1);
  });

  it.each([null, 'text', { kind: 'shown-qr' }, { ...shownQr, v: 2 }, { ...shownQr, amountMinor: 1.5 }])(
    'ignores %j',
    (data) => {
      const { channel, tell } = createChannel();
      const optics = openOptics(channel);
      tell(shownQr);
      tell(data);
      expect(optics.shown.value?.orderNumber).toBe('A1');
    },
  );

  it('holds a printed code before the scanner', () => {
    const { channel, sent } = createChannel();
    openOptics(channel).holdUp('wxp://f2f0practice');
    expect(sent.at(-1)).toEqual({ v: 1, kind: 'held-up', content: 'wxp://f2f0practice' });
  });

  it('holds the payment code before the scanner', () => {
    const { channel, sent } = createChannel();
    openOptics(channel).present('288812345678901234');
    expect(sent.at(-1)).toEqual({ v: 1, kind: 'presented-code', code: '288812345678901234' });
  });
});
