/**
 * What the People's Bank of China lets one customer pay by code in a day. 银发〔2017〕296号 (条码支付业务规范, in force since
 * 1 April 2018): by how sure the wallet makes of its owner, and a code that hangs in a shop is always of class D. 银发〔2021〕259号
 * (since 1 March 2022): a personal static code is not for collecting from afar, nor for plainly doing business.
 */

/** `D`: a static code, however the customer proves who they are. Codes of the moment: `C` fewer than two proofs, `B` two, `A` with a certificate. */
export const CODE_CLASSES = ['D', 'C', 'B', 'A'] as const;

export type CodeClass = (typeof CODE_CLASSES)[number];

/** What no single payment to a static code can exceed. */
export const STATIC_CODE_LIMIT_MINOR = 50_000;

/** Yuan in minor units, by customer, day and provider; none for A, where the wallet and its owner agree on a limit. */
export const CODE_DAY_LIMITS_MINOR: Readonly<Record<CodeClass, number | undefined>> = {
  D: STATIC_CODE_LIMIT_MINOR,
  C: 100_000,
  B: 500_000,
  A: undefined,
};
