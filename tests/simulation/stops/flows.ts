/** The canonical flows: what cashier and customer want, look by look, however often the till is stopped under them. */

import { money } from '../../../src/domain/money.ts';
import { HAND_FLOWS } from './flows-by-hand.ts';
import { RETURN_FLOWS } from './flows-of-returns.ts';
import {
  cancelAfter,
  capture,
  chargeOnce,
  chargeUntilPaid,
  type Flow,
  holdCard,
  payByCodeOf,
  scanAndPay,
  scanOnly,
  typePassword,
  yuan,
} from './people.ts';

const DUE_MINOR = 1250;
const due = yuan(DUE_MINOR);
const dollars = money('USD', DUE_MINOR);
const PAID = { isSettled: true, heldMinor: DUE_MINOR } as const;
const NOTHING = { isSettled: false, heldMinor: 0 } as const;
const nobody = (): void => undefined;

const QR_FLOWS: readonly Flow[] = [
  {
    name: 'payment QR, paid',
    cashier: (scene) => chargeUntilPaid(scene, due, (counter, what) => counter.present(what, 'alipay')),
    customer: (scene) => scanAndPay(scene, 'lin'),
    ends: PAID,
  },
  {
    name: 'payment QR of another rail, paid',
    cashier: (scene) => chargeUntilPaid(scene, due, (counter, what) => counter.present(what, 'unionpay')),
    customer: (scene) => scanAndPay(scene, 'unionpay-lin'),
    ends: PAID,
  },
  {
    name: 'nobody pays the QR',
    cashier: (scene) => chargeOnce(scene, due, (counter, what) => counter.present(what, 'wechatpay')),
    customer: nobody,
    ends: NOTHING,
  },
  {
    name: 'canceled while the customer looks at the QR',
    cashier: (scene) => {
      chargeOnce(scene, due, (counter, what) => counter.present(what, 'alipay'));
      cancelAfter(scene, 5_000);
    },
    customer: nobody,
    ends: NOTHING,
  },
  {
    name: 'canceled, then cash',
    cashier: (scene) => {
      chargeUntilPaid(scene, due, (counter, what) =>
        'sale' in what ? counter.takeCash(what, { tenderedMinor: 2_000 }) : counter.present(what, 'alipay'),
      );
      cancelAfter(scene, 4_000, 'cash');
    },
    customer: (scene) => scanOnly(scene, 'lin'),
    ends: PAID,
  },
  {
    name: 'paid just as the cashier cancels, then cash',
    faults: [{ name: 'paid-before-cancel', rail: 'alipay' }],
    cashier: (scene) => {
      chargeUntilPaid(scene, due, (counter, what) =>
        'sale' in what ? counter.takeCash(what, { tenderedMinor: 2_000 }) : counter.present(what, 'alipay'),
      );
      cancelAfter(scene, 4_000, 'cash');
    },
    customer: (scene) => scanOnly(scene, 'lin'),
    ends: PAID,
  },
  {
    name: 'paid after the cancel was taken',
    faults: [{ name: 'paid-after-cancel', rail: 'alipay' }],
    isDeceived: true,
    cashier: (scene) => {
      chargeOnce(scene, due, (counter, what) => counter.present(what, 'alipay'));
      cancelAfter(scene, 4_000);
    },
    customer: (scene) => scanOnly(scene, 'lin'),
    ends: NOTHING,
  },
];

const CODE_FLOWS: readonly Flow[] = [
  {
    name: 'payment code, paid',
    cashier: (scene) => chargeUntilPaid(scene, due, payByCodeOf(scene.stage, 'lin', 'alipay')),
    customer: nobody,
    ends: PAID,
  },
  {
    name: 'payment code, with the password on the phone',
    cashier: (scene) => chargeUntilPaid(scene, yuan(25_000), payByCodeOf(scene.stage, 'lin', 'alipay')),
    customer: (scene) => typePassword(scene, 'lin'),
    ends: { isSettled: true, heldMinor: 25_000 },
  },
  {
    name: 'payment code of WeChat Pay, accepted first (202) and paid with the password',
    cashier: (scene) =>
      chargeUntilPaid(scene, yuan(120_000), payByCodeOf(scene.stage, 'wechatpay-lin', 'wechatpay')),
    customer: (scene) => typePassword(scene, 'wechatpay-lin'),
    ends: { isSettled: true, heldMinor: 120_000 },
  },
  {
    name: 'payment code, the customer does nothing',
    cashier: (scene) => chargeOnce(scene, yuan(25_000), payByCodeOf(scene.stage, 'lin', 'alipay')),
    customer: nobody,
    ends: NOTHING,
  },
  {
    name: 'payment code, declined, then another wallet pays',
    cashier: (scene) => {
      const { sale, stage } = scene;
      const wallet = sale === undefined ? 'zhao' : 'lin';
      chargeUntilPaid(scene, yuan(5_000), payByCodeOf(stage, wallet, 'alipay'));
    },
    customer: nobody,
    ends: { isSettled: true, heldMinor: 5_000 },
  },
  {
    name: 'payment code, the answer is lost, a question settles it',
    faults: [{ name: 'reply-lost', rail: 'alipay', operation: 'pay', parameters: { world: 'charged' } }],
    cashier: (scene) => chargeUntilPaid(scene, due, payByCodeOf(scene.stage, 'lin', 'alipay')),
    customer: nobody,
    ends: PAID,
  },
];

const LATER_FLOWS: readonly Flow[] = [
  {
    name: 'PayPal, approved and captured',
    currency: 'USD',
    cashier: (scene) => {
      chargeUntilPaid(scene, dollars, (counter, what) => counter.present(what, 'paypal'));
      capture(scene);
    },
    customer: (scene) => scanAndPay(scene, 'paypal-amy'),
    ends: PAID,
  },
  {
    name: 'card at the reader',
    cashier: (scene) => chargeUntilPaid(scene, due, (counter, what) => counter.present(what, 'card')),
    customer: ({ stage }) => holdCard(stage, 'card-cny-visa'),
    ends: PAID,
  },
];

export const FLOWS: readonly Flow[] = [
  ...QR_FLOWS,
  ...CODE_FLOWS,
  ...LATER_FLOWS,
  ...RETURN_FLOWS,
  ...HAND_FLOWS,
];
