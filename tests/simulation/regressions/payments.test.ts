/** Seeds that found mistakes in how money, turns and the storage go together, each replayed: they were mended, and stay so. */

import { expect, test } from 'vitest';
import { runSeed } from '../swarm/run.ts';

test.each([
  [56, 'a till that died while the card reader was being told drove that payment no more, or tried for ever'],
  [9, 'an order that was opened while the clock was ten years ahead was waited for until then'],
  [49, 'so was its deadline'],
  [207, 'a command that was just being written let its payment leave after the right to drive was gone'],
  [1466, 'a window drove on whose turn had ended while it stood still at its beginning'],
  [
    2467,
    'a cancel that arrived late took back what the cashier had kept, and the till went on saying "paid"',
  ],
  [1598, 'money that had gone back by such a cancel stood for ever as owed to the customer'],
  [20558, 'a refund that the storage had kept, although it had said no, was not sent before the next start'],
  [201033, 'money that came late for a sale paid in parts by two wallets sent back what was accepted, too'],
  [200568, 'a refund was taken for done whose answer spoke of another currency'],
  [40715, 'a capture left, by a person and by itself, while another answer was being written'],
  [20855, 'a refund counted as done whose answer stated another sum than had been asked for'],
  [
    501371,
    'an order that was begun while the clock was put back was waited for as long as it had been put back',
  ],
  [
    4820,
    'under a clock that was put back a watch ended as it began, and a late cancel took the money unseen',
  ],
  [14135, 'so it did where the clock was put back by an hour'],
  [8085, 'what a till had to say of a book that came back was not written when the storage failed just then'],
  [7823, 'a clock that was put right just after a cancel ended the watch over it before a late payment came'],
  [
    23590,
    'a cancel that the storage had kept was followed by a second one while the book was being read again',
  ],
  [9484, 'a declined card whose order had come to life was canceled and revived in turn for ever'],
  [11169, 'a lagging look at an order that was captured already let it count as closed'],
] as const)('seed %i: %s', async (seed, _found) => {
  const { violations } = await runSeed(seed);
  expect(violations).toEqual([]);
});
