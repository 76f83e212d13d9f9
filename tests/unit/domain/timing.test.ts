/** The waiting times of payment-model.md 4.7, as a table that can be held beside it. */

import { describe, expect, test } from 'vitest';
import type { Presentation, RailName } from '../../../src/domain/rail.ts';
import * as timing from '../../../src/domain/timing.ts';
import { NOW } from '../../support/attempts.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

test('the figures of the model', () => {
  expect(timing).toMatchObject({
    REQUEST_TIMEOUT_MS: { payment_code: 15 * SECOND, payment_qr: 10 * SECOND, cash: 0 },
    CODE_DEADLINE_MS: 45 * SECOND,
    QR_LIFE_MS: 2 * MINUTE,
    QR_LIFE_MAX_MS: 5 * MINUTE,
    ASK_GAP_MS: 3 * SECOND,
    CANCEL_RETRY_QUICK_MS: 2 * SECOND,
    CANCEL_QUICK_TRIES: 3,
    CANCEL_RETRY_MS: 5 * SECOND,
    ABSENTS_NEEDED: 2,
    QUIET_MS: 5 * MINUTE,
    REFUND_ASK_MS: 10 * SECOND,
    STILL_WAITING_MS: { payment_code: 10 * SECOND, payment_qr: MINUTE },
    ASK_CUSTOMER_MS: { payment_code: 30 * SECOND },
  });
});

describe('how long a payment may take', () => {
  test.each<[string, Presentation, number | undefined, number]>([
    ['cash is over at once', 'cash', undefined, 0],
    ['a payment code is given 45 seconds', 'payment_code', undefined, 45 * SECOND],
    ['a payment code takes no notice of the life of QRs', 'payment_code', 5 * MINUTE, 45 * SECOND],
    ['a QR lives two minutes', 'payment_qr', undefined, 2 * MINUTE],
    ['a QR lives as long as the shop says', 'payment_qr', 3 * MINUTE, 3 * MINUTE],
    ['a QR lives five minutes at most', 'payment_qr', 60 * MINUTE, 5 * MINUTE],
    ['a QR lives one minute at least', 'payment_qr', 1, MINUTE],
    ['a card reader waits two minutes', 'card_reader', undefined, 2 * MINUTE],
    ['what another hand took is over at once', 'record', undefined, 0],
  ])('%s', (_, presentation, qrLifeMs, lifeMs) => {
    const life = timing.lifeOf(presentation, NOW, qrLifeMs);
    expect(life).toEqual({ deadlineAt: NOW + lifeMs, expiresAt: NOW + lifeMs });
  });
});

describe('how soon a payment may be canceled', () => {
  test.each<[string, RailName, Presentation, number]>([
    ['a payment by code at WeChat Pay: not before fifteen seconds', 'wechatpay', 'payment_code', 15],
    ['a payment QR of WeChat Pay: at once', 'wechatpay', 'payment_qr', 0],
    ['a payment by code elsewhere: at once', 'alipay', 'payment_code', 0],
  ])('%s', (_, rail, presentation, seconds) => {
    expect(timing.cancelPatienceMs(rail, presentation)).toBe(seconds * SECOND);
  });
});

describe('how often the provider is asked', () => {
  test.each<[string, Presentation, number, number, number]>([
    ['a fresh QR: every 3 s', 'payment_qr', 0, 0, 3],
    ['a QR up to its first minute: every 3 s', 'payment_qr', 59.999, 0, 3],
    ['a QR after its first minute: every 5 s', 'payment_qr', 60, 0, 5],
    ['a QR while nobody answers: every 5 s', 'payment_qr', 0, 1, 5],
    ['a payment code: every 5 s', 'payment_code', 0, 0, 5],
    ['nine questions without an answer: still every 5 s', 'payment_code', 0, 9, 5],
    ['ten questions without an answer: every 15 s', 'payment_code', 0, 10, 15],
    ['a card at the reader, in its first minute: every 3 s', 'card_reader', 59.999, 0, 3],
    ['a QR, ten questions without an answer: every 15 s', 'payment_qr', 0, 10, 15],
  ])('%s', (_, presentation, ageSeconds, unanswered, seconds) => {
    expect(timing.askIntervalMs(presentation, ageSeconds * SECOND, unanswered)).toBe(seconds * SECOND);
  });

  test('never more than once in three seconds', () => {
    for (const presentation of ['payment_qr', 'payment_code', 'cash'] as const) {
      for (const unanswered of [0, 1, 9, 10, 1000]) {
        for (const age of [0, MINUTE, Number.POSITIVE_INFINITY]) {
          expect(timing.askIntervalMs(presentation, age, unanswered)).toBeGreaterThanOrEqual(
            timing.ASK_GAP_MS,
          );
        }
      }
    }
  });
});
