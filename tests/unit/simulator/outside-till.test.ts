/** A till that nobody can drive: it is told what to do, and the provider's messages show that it was done. */

import { describe, expect, test } from 'vitest';
import { createOutsideTill } from '../../../simulator/scenarios/outside-till.ts';
import type { TillCommand } from '../../../simulator/scenarios/till.ts';

function stand() {
  const messages: { seq: number; operation: string }[] = [{ seq: 1, operation: 'query' }];
  const asked: string[] = [];
  let sayDone: () => void = () => undefined;
  let looks = 0;
  let onLook: (look: number) => void = () => undefined;
  const till = createOutsideTill({
    control: async (path) => {
      if (path === 'payment-qrs') return { status: 200, body: [{ content: 'old' }, { content: 'newest' }] };
      const after = Number(/after=(\d+)/.exec(path)?.[1]);
      return { status: 200, body: messages.filter(({ seq }) => seq > after) };
    },
    ask: (command, isVisible) => {
      asked.push(`${command.do} ${isVisible ? 'seen' : 'said'}`);
      return new Promise((resolve) => {
        sayDone = resolve;
      });
    },
    stopAsking: () => undefined,
    pause: async () => {
      looks += 1;
      onLook(looks);
    },
  });
  return {
    till,
    asked,
    done: () => sayDone(),
    send: (operation: string) => messages.push({ seq: messages.length + 1, operation }),
    whenLooking: (work: (look: number) => void) => {
      onLook = work;
    },
    looks: () => looks,
  };
}

describe('a step at the till', () => {
  test('is over when its message arrives, and no sooner', async () => {
    const { till, asked, send, whenLooking, looks } = stand();
    whenLooking((look) => {
      if (look === 2) send('query');
      if (look === 4) send('precreate');
    });
    const charge: TillCommand = { do: 'charge', rail: 'alipay', amountMinor: 1250 };
    expect(await till.act(charge)).toEqual({ ok: true });
    expect(looks()).toBe(4);
    expect(asked).toEqual(['charge seen']);
  });

  test('that no provider hears of waits for a word', async () => {
    const { till, asked, done } = stand();
    const acting = till.act({ do: 'charge', rail: 'voucher', amountMinor: 1250 });
    await Promise.resolve();
    await Promise.resolve();
    done();
    expect(await acting).toEqual({ ok: true });
    expect(asked).toEqual(['charge said']);
  });
});

test('the newest QR is the one that the till shows; its screen is never guessed at', async () => {
  const { till } = stand();
  expect(await till.shownQr()).toBe('newest');
  expect(await till.words(undefined)).toBe('unseen');
  expect(await till.differences()).toEqual([]);
});
