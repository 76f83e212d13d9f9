/** Amounts in words, for the voice: written out, so that no speech engine reads digits its own way. */

import { CURRENCY_EXPONENTS, type Currency, type Money } from '../domain/money.ts';
import type { Language } from './languages.ts';

interface CurrencyWords {
  readonly zh: string;
  /** The hundredth or thousandth; none for yuan, which has jiao and fen, and for currencies without parts. */
  readonly zhPart?: string;
  /** One and many. */
  readonly en: readonly [string, string];
  readonly enPart: readonly [string, string];
}

const words: Readonly<Record<Currency, CurrencyWords>> = {
  CNY: { zh: '元', en: ['yuan', 'yuan'], enPart: ['fen', 'fen'] },
  HKD: {
    zh: '港元',
    zhPart: '港仙',
    en: ['Hong Kong dollar', 'Hong Kong dollars'],
    enPart: ['cent', 'cents'],
  },
  USD: { zh: '美元', zhPart: '美分', en: ['dollar', 'dollars'], enPart: ['cent', 'cents'] },
  EUR: { zh: '欧元', zhPart: '欧分', en: ['euro', 'euros'], enPart: ['cent', 'cents'] },
  GBP: { zh: '英镑', zhPart: '便士', en: ['pound', 'pounds'], enPart: ['penny', 'pence'] },
  SGD: {
    zh: '新加坡元',
    zhPart: '分',
    en: ['Singapore dollar', 'Singapore dollars'],
    enPart: ['cent', 'cents'],
  },
  JPY: { zh: '日元', en: ['yen', 'yen'], enPart: ['', ''] },
  KRW: { zh: '韩元', en: ['won', 'won'], enPart: ['', ''] },
  KWD: {
    zh: '科威特第纳尔',
    zhPart: '费尔',
    en: ['Kuwaiti dinar', 'Kuwaiti dinars'],
    enPart: ['fils', 'fils'],
  },
};

/** `12.50` yuan as `十二元五角`, or as `twelve yuan fifty`. */
export function amountInWords(amount: Money, language: Language): string {
  return language === 'zh-CN' ? amountInChinese(amount) : amountInEnglish(amount);
}

/** What the voice says of a payment that came in: `支付宝到账十二元五角`, `Alipay, twelve fifty`. */
export function announcement(railName: string, amount: Money, language: Language): string {
  if (language === 'zh-CN') return `${railName}到账${amountInChinese(amount)}`;
  return `${railName}, ${shortAmountInEnglish(amount) ?? amountInEnglish(amount)}`;
}

/**
 * As people say prices: "twelve fifty", "nine oh five". A shop has one currency, so nobody misses its name; from a hundred
 * on it stays, since "one hundred fifty" would be heard as 150, and so it does where there is no part to follow.
 */
function shortAmountInEnglish(amount: Money): string | undefined {
  const { whole, part, perWhole } = splitAmount(amount);
  if (perWhole !== 100 || part === 0 || whole === 0 || whole >= 100) return undefined;
  return `${numberInEnglish(whole)} ${part < 10 ? 'oh ' : ''}${numberInEnglish(part)}`;
}

function splitAmount(amount: Money): {
  readonly whole: number;
  readonly part: number;
  readonly perWhole: number;
} {
  const perWhole = 10 ** CURRENCY_EXPONENTS[amount.currency];
  const part = amount.amountMinor % perWhole;
  return { whole: (amount.amountMinor - part) / perWhole, part, perWhole };
}

const chineseDigits = '零一二三四五六七八九';

function amountInChinese(amount: Money): string {
  const { whole, part } = splitAmount(amount);
  const { zh, zhPart } = words[amount.currency];
  const wholeWords = whole === 2 ? `两${zh}` : `${numberInChinese(whole)}${zh}`;
  if (part === 0) return wholeWords;
  if (zhPart !== undefined) return (whole === 0 ? '' : wholeWords) + numberInChinese(part) + zhPart;
  const jiao = Math.floor(part / 10);
  const fen = part % 10;
  const jiaoWords = jiao === 0 ? '' : `${chineseDigits[jiao] ?? ''}角`;
  const fenWords = fen === 0 ? '' : `${chineseDigits[fen] ?? ''}分`;
  // 十二元零五分: a place that is left out is said as 零.
  const gap = jiao === 0 && whole > 0 ? '零' : '';
  return (whole > 0 ? wholeWords : '') + gap + jiaoWords + fenWords;
}

/** A whole number, 0 … 2^53−1, as it is spoken: 十二, 一百零五, 一万零一十. */
export function numberInChinese(number: number): string {
  if (number === 0) return '零';
  // At the very front, and only there, ten is 十 and not 一十.
  return chinesePart(number).replace(/^一十/, '十');
}

const bigUnits = [
  [100_000_000, '亿'],
  [10_000, '万'],
  [1_000, '千'],
  [100, '百'],
  [10, '十'],
] as const;

function chinesePart(number: number): string {
  const unit = bigUnits.find(([size]) => number >= size);
  if (unit === undefined) return chineseDigits[number] ?? '';
  const [size, name] = unit;
  const rest = number % size;
  const head = (size > 1_000 ? numberInChinese : chinesePart)((number - rest) / size) + name;
  if (rest === 0) return head;
  return head + (rest * 10 < size ? '零' : '') + chinesePart(rest);
}

/**
 * The currency stands between the whole and the part: "one hundred yuan fifty". Without it, 100.50 would be heard as
 * "one hundred fifty".
 */
function amountInEnglish(amount: Money): string {
  const { whole, part, perWhole } = splitAmount(amount);
  const { en, enPart } = words[amount.currency];
  const wholeWords = `${numberInEnglish(whole)} ${whole === 1 ? en[0] : en[1]}`;
  if (part === 0) return wholeWords;
  const partName = part === 1 ? enPart[0] : enPart[1];
  if (whole === 0) return `${numberInEnglish(part)} ${partName}`;
  if (perWhole !== 100) return `${wholeWords} and ${numberInEnglish(part)} ${partName}`;
  return `${wholeWords} ${part < 10 ? 'oh ' : ''}${numberInEnglish(part)}`;
}

const small = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'seventeen eighteen nineteen',
]
  .join(' ')
  .split(' ');
const tens = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const scales = [
  [1e15, 'quadrillion'],
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
  [1e3, 'thousand'],
  [100, 'hundred'],
] as const;

/** A whole number, 0 … 2^53−1: `one hundred five`, `twenty-one`. */
export function numberInEnglish(number: number): string {
  if (number < 20) return small[number] ?? '';
  const scale = scales.find(([size]) => number >= size);
  if (scale === undefined) {
    const name = tens[Math.floor(number / 10)] ?? '';
    return number % 10 === 0 ? name : `${name}-${small[number % 10] ?? ''}`;
  }
  const [size, name] = scale;
  const rest = number % size;
  const head = `${numberInEnglish((number - rest) / size)} ${name}`;
  return rest === 0 ? head : `${head} ${numberInEnglish(rest)}`;
}
