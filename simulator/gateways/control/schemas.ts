/** What may be said to the control interface; anything else is refused with the name of the field. */

import * as v from 'valibot';
import { type FaultName, isFaultName } from '../../faults/catalogue.ts';
import { CURRENCIES, OPERATIONS, RAILS } from '../../world/model.ts';

const DAY_MS = 86_400_000;
const minor = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const rail = v.picklist(RAILS);
const operation = v.picklist(OPERATIONS);
const durationMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(400 * DAY_MS));

export const nothing = v.optional(v.strictObject({}), {});
export const railName = rail;
export const key = v.strictObject({ publicKey: v.pipe(v.string(), v.maxLength(8_192)) });

export const merchantChange = v.strictObject({
  balanceMinor: v.optional(minor),
  currency: v.optional(v.picklist(CURRENCIES)),
  permissions: v.optional(v.array(operation)),
});

export const walletChange = v.strictObject({
  state: v.optional(v.picklist(['normal', 'frozen', 'locked', 'risk'])),
  riskClass: v.optional(v.picklist(['A', 'B', 'C'])),
  balanceMinor: v.optional(minor),
  phoneOffline: v.optional(v.boolean()),
  password: v.optional(v.pipe(v.string(), v.regex(/^\d{6}$/))),
  limits: v.optional(
    v.strictObject({
      noPasswordBelowMinor: v.optional(minor),
      perPaymentMinor: v.optional(minor),
      perDayMinor: v.optional(minor),
    }),
  ),
  coupons: v.optional(
    v.array(
      v.strictObject({
        id: v.pipe(v.string(), v.nonEmpty()),
        name: v.string(),
        payer: v.picklist(['platform', 'shop']),
        amountMinor: v.pipe(minor, v.minValue(1)),
        minimumMinor: minor,
        used: v.optional(v.boolean(), false),
      }),
    ),
  ),
});

export const scanned = v.strictObject({ content: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4_096)) });
export const confirmation = v.optional(
  v.strictObject({
    password: v.optional(v.string()),
    amountMinor: v.optional(v.pipe(minor, v.minValue(1))),
  }),
  {},
);

export const fault = v.strictObject({
  name: v.custom<FaultName>((name) => typeof name === 'string' && isFaultName(name), 'no such fault'),
  rail: v.optional(rail),
  operation: v.optional(operation),
  times: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  parameters: v.optional(
    v.strictObject({
      world: v.optional(v.picklist(['charged', 'not-charged'])),
      delayMs: v.optional(durationMs),
      skewMs: v.optional(
        v.pipe(v.number(), v.safeInteger(), v.minValue(-400 * DAY_MS), v.maxValue(400 * DAY_MS)),
      ),
      code: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))),
      as: v.optional(v.picklist(['waiting', 'absent'])),
      answer: v.optional(v.picklist(['first', 'second'])),
      after: v.optional(operation),
      basisPoints: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000))),
      overlapMs: v.optional(durationMs),
    }),
  ),
});

export const clock = v.union([
  v.strictObject({ advanceMs: durationMs }),
  v.strictObject({ factor: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(10_000)) }),
]);

export const reset = v.optional(
  v.strictObject({ seed: v.optional(v.pipe(v.string(), v.maxLength(200))) }),
  {},
);
