/** The flows that no provider answers for: cash with change, and the shop's own code on the cashier's word. */

import { attemptsOf } from '../../../src/domain/sale.ts';
import { chargeUntilPaid, type Flow, openAttemptOf, refundUntilBack, yuan } from './people.ts';

const DUE_MINOR = 1250;
const due = yuan(DUE_MINOR);
const nobody = (): void => undefined;

export const HAND_FLOWS: readonly Flow[] = [
  {
    name: 'cash with change, and some of it handed back',
    cashier: (scene) => {
      chargeUntilPaid(scene, due, (counter, what) => counter.takeCash(what, { tenderedMinor: 2_000 }));
      refundUntilBack(scene, [250]);
    },
    customer: nobody,
    ends: { isSettled: true, heldMinor: DUE_MINOR - 250 },
  },
  {
    name: 'the shop’s own code, on the cashier’s word',
    cashier: (scene) => {
      const { run, sale } = scene;
      const shown = openAttemptOf(scene);
      const number = sale?.number ?? 0;
      if (shown !== undefined)
        run.command((counter) => counter.takeRecord({ sale: number }, 'own_code', { by: 'cashier' }));
      else if (sale === undefined || attemptsOf(sale).length === 0)
        chargeUntilPaid(scene, due, (counter, what) => counter.showRecord(what, 'own_code'));
    },
    customer: nobody,
    ends: { isSettled: true, heldMinor: DUE_MINOR },
  },
];
