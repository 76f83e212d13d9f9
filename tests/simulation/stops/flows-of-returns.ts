/** The flows in which money goes back: refunds in parts, refunds that fail or take their time, and a split that is given up. */

import type { Sale } from '../../../src/domain/sale.ts';
import { attemptsOf, isSaleOpen, outstanding } from '../../../src/domain/sale.ts';
import {
  chargeUntilPaid,
  type Flow,
  openAttemptOf,
  payByCodeOf,
  refundUntilBack,
  type Scene,
  scanAndPay,
  yuan,
} from './people.ts';

const DUE_MINOR = 1250;
const due = yuan(DUE_MINOR);
const nobody = (): void => undefined;

/** The next leg of a split: what is owed still, and never more than `legMinor`. */
function nextLeg(scene: Scene, legMinor: number): void {
  const { sale, stage } = scene;
  chargeUntilPaid(scene, due, (counter, what) => {
    const partMinor = Math.min(legMinor, sale === undefined ? DUE_MINOR : outstanding(sale).amountMinor);
    const part = { ...what, partMinor };
    return isPaidBy(sale, 'alipay')
      ? counter.present(part, 'wechatpay')
      : payByCodeOf(stage, 'lin', 'alipay')(counter, part);
  });
}

function isPaidBy(sale: Sale | undefined, rail: 'alipay' | 'wechatpay'): boolean {
  return sale !== undefined && attemptsOf(sale).some((one) => one.rail === rail && one.state === 'paid');
}

export const RETURN_FLOWS: readonly Flow[] = [
  {
    name: 'paid and refunded in two parts',
    cashier: (scene) => {
      chargeUntilPaid(scene, due, payByCodeOf(scene.stage, 'lin', 'alipay'));
      refundUntilBack(scene, [500, 300]);
    },
    customer: nobody,
    ends: { isSettled: true, heldMinor: DUE_MINOR - 800 },
  },
  {
    name: 'a refund of a part that fails, and is asked for again',
    faults: [{ name: 'refund-fails', rail: 'unionpay' }],
    cashier: (scene) => {
      chargeUntilPaid(scene, due, payByCodeOf(scene.stage, 'unionpay-lin', 'unionpay'));
      refundUntilBack(scene, [500]);
    },
    customer: nobody,
    ends: { isSettled: true, heldMinor: DUE_MINOR - 500 },
  },
  {
    name: 'a refund of a part that takes its time',
    faults: [{ name: 'refund-pending', rail: 'wechatpay' }],
    cashier: (scene) => {
      chargeUntilPaid(scene, due, payByCodeOf(scene.stage, 'wechatpay-lin', 'wechatpay'));
      refundUntilBack(scene, [500]);
    },
    customer: nobody,
    ends: { isSettled: true, heldMinor: DUE_MINOR - 500 },
  },
  {
    name: 'split over two rails',
    cashier: (scene) => nextLeg(scene, 700),
    customer: (scene) => scanAndPay(scene, 'wechatpay-lin'),
    ends: { isSettled: true, heldMinor: DUE_MINOR },
  },
  {
    name: 'split over two rails and given up: the last leg goes back first',
    cashier: (scene) => {
      const { sale, run } = scene;
      const isGivenUp = isPaidBy(sale, 'alipay') && isPaidBy(sale, 'wechatpay');
      if (!isGivenUp) nextLeg(scene, 400);
      else if (sale !== undefined && isSaleOpen(sale) && openAttemptOf(scene) === undefined)
        run.command((counter) => counter.voidSale(sale.number));
    },
    customer: (scene) => scanAndPay(scene, 'wechatpay-lin'),
    ends: { isSettled: false, heldMinor: 0 },
  },
];
