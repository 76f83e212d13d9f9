/** The payment codes that customers' phones show: whose they are, by their digits (qr-codes.md 3.3). */

/** The wallets whose payment codes this counter can charge. */
export type CodeWallet = 'alipay' | 'wechatpay' | 'unionpay';

/** Wallets that are known by their codes too, and that no rail of this counter can charge. */
export type StrangeWallet = 'ecny' | 'qq';

export type PaymentCode =
  | {
      readonly kind: 'payment_code';
      readonly rail: CodeWallet;
      readonly code: string;
      /** Such as the simulator issues. A real code looks so about once in a million: a live book takes it for one. */
      readonly isPractice: boolean;
    }
  | { readonly kind: 'strange_wallet'; readonly wallet: StrangeWallet };

interface CodeShape {
  readonly prefix: RegExp;
  readonly lengths: readonly [number, number];
}

const chargeable: Readonly<Record<CodeWallet, CodeShape>> = {
  wechatpay: { prefix: /^1[0-5]/, lengths: [18, 18] },
  alipay: { prefix: /^(?:2[5-9]|30)/, lengths: [16, 24] },
  unionpay: { prefix: /^62/, lengths: [19, 19] },
};

/** Digital yuan, and QQ Wallet: as acquirers' documents tell them apart. */
const strange: Readonly<Record<StrangeWallet, CodeShape>> = {
  ecny: { prefix: /^01/, lengths: [19, 19] },
  qq: { prefix: /^91/, lengths: [18, 18] },
};

/** How the simulator's codes begin and how long they are (simulator/README.md, "Payment codes"). */
const practice: readonly { readonly rail: CodeWallet; readonly form: RegExp }[] = [
  { rail: 'alipay', form: /^2888\d{14}$/ },
  { rail: 'wechatpay', form: /^1388\d{14}$/ },
  { rail: 'unionpay', form: /^6288\d{15}$/ },
];

/** Alipay's face payment: a device shows it to the till, and the provider takes it where it takes a code. */
const faceToken = /^fp[0-9a-zA-Z]{33}$/;

/** Whose payment code this is, from its digits alone; undefined when it is none. The code is a secret: memory only. */
export function readPaymentCode(digits: string): PaymentCode | undefined {
  const rail = walletOf(chargeable, digits);
  if (rail !== undefined)
    return { kind: 'payment_code', rail, code: digits, isPractice: practiceRail(digits) === rail };
  const wallet = walletOf(strange, digits);
  return wallet === undefined ? undefined : { kind: 'strange_wallet', wallet };
}

/** Alipay's face token as a payment code; practice has none. */
export function readFaceToken(text: string): PaymentCode | undefined {
  if (!faceToken.test(text)) return undefined;
  return { kind: 'payment_code', rail: 'alipay', code: text, isPractice: false };
}

/** The wallet whose codes begin so, whatever the length: the scanner lost digits, or it is an old code. */
export function walletByPrefix(digits: string): CodeWallet | undefined {
  return keysOf(chargeable).find((rail) => chargeable[rail].prefix.test(digits));
}

/** The simulator's rail that issued this code, by its beginning and its two check digits: 97 − (those before, modulo 97). */
export function practiceRail(digits: string): CodeWallet | undefined {
  const shape = practice.find(({ form }) => form.test(digits));
  if (shape === undefined) return undefined;
  let rest = 0;
  // Digit by digit: seventeen digits are more than a number holds exactly.
  for (const digit of digits.slice(0, -2)) rest = (rest * 10 + Number(digit)) % 97;
  return digits.endsWith(String(97 - rest).padStart(2, '0')) ? shape.rail : undefined;
}

function walletOf<Wallet extends string>(
  shapes: Readonly<Record<Wallet, CodeShape>>,
  digits: string,
): Wallet | undefined {
  return keysOf(shapes).find((wallet) => {
    const { prefix, lengths } = shapes[wallet];
    return prefix.test(digits) && digits.length >= lengths[0] && digits.length <= lengths[1];
  });
}

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(table) as Key[];
}
