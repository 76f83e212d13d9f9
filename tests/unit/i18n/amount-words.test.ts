/** Amounts in words, read back. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCY_EXPONENTS, type Currency, money } from '../../../src/domain/money.ts';
import { RAIL_NAMES } from '../../../src/domain/rail.ts';
import {
  amountInWords,
  announcement,
  numberInChinese,
  numberInEnglish,
} from '../../../src/i18n/amount-words.ts';
import { en } from '../../../src/i18n/en.ts';
import { zh } from '../../../src/i18n/zh.ts';

const anyNumber = fc.oneof(
  fc.nat(),
  fc.nat(10_000),
  fc.maxSafeNat(),
  fc.tuple(fc.nat(9), fc.nat(15)).map(([digit, zeros]) => digit * 10 ** (zeros % 15)),
);

/** Reads spoken Chinese numbers back, by the rules of the language and not by those of the code. */
function chineseToNumber(text: string): number {
  const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 };
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const character of text) {
    const value = '零一二三四五六七八九'.indexOf(character);
    const unit = units[character];
    if (value >= 0) digit = value;
    else if (unit !== undefined) {
      section += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    } else if (character === '万') {
      total += (section + digit) * 10_000;
      section = digit = 0;
    } else if (character === '亿') {
      total = (total + section + digit) * 100_000_000;
      section = digit = 0;
    }
  }
  return total + section + digit;
}

const englishValues = new Map<string, number>(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
    'seventeen eighteen nineteen'
  )
    .split(' ')
    .map((word, value) => [word, value]),
);
for (const [index, word] of 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').entries()) {
  englishValues.set(word, (index + 2) * 10);
}

function englishToNumber(text: string): number {
  const scales: Readonly<Record<string, number>> = {
    thousand: 1e3,
    million: 1e6,
    billion: 1e9,
    trillion: 1e12,
    quadrillion: 1e15,
  };
  let total = 0;
  let section = 0;
  for (const word of text.split(/[ -]/)) {
    const scale = scales[word];
    if (word === 'hundred') section *= 100;
    else if (scale !== undefined) {
      total += section * scale;
      section = 0;
    } else section += englishValues.get(word) ?? Number.NaN;
  }
  return total + section;
}

describe('an amount in Chinese words', () => {
  it.each([
    [0, '零元'],
    [1250, '十二元五角'],
    [1205, '十二元零五分'],
    [1234, '十二元三角四分'],
    [50, '五角'],
    [5, '五分'],
    [200, '两元'],
    [10_500, '一百零五元'],
    [11_000, '一百一十元'],
    [1_001_000, '一万零一十元'],
    [10_000_000_000, '一亿元'],
    [12_000_000_000_000, '一千二百亿元'],
  ])('%i fen is %s', (amountMinor, words) => {
    expect(amountInWords(money('CNY', amountMinor), 'zh-CN')).toBe(words);
  });

  it('is the same number when read back', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        expect(chineseToNumber(numberInChinese(number))).toBe(number);
      }),
    );
  });

  it('never says zero twice or at the end', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        fc.pre(number > 0);
        expect(numberInChinese(number)).not.toMatch(/零零|零$|^零/);
      }),
    );
  });
});

describe('an amount in English words', () => {
  it.each([
    [0, 'zero yuan'],
    [1250, 'twelve yuan fifty'],
    [1205, 'twelve yuan oh five'],
    [1200, 'twelve yuan'],
    [50, 'fifty fen'],
    [10_050, 'one hundred yuan fifty'],
    [15_000, 'one hundred fifty yuan'],
    [2_100_021, 'twenty-one thousand yuan twenty-one'],
  ])('%i fen is %s', (amountMinor, words) => {
    expect(amountInWords(money('CNY', amountMinor), 'en')).toBe(words);
  });

  it('is the same number when read back', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        expect(englishToNumber(numberInEnglish(number))).toBe(number);
      }),
    );
  });
});

describe('other currencies', () => {
  it.each([
    ['USD', 100, '一美元', 'one dollar'],
    ['USD', 1, '一美分', 'one cent'],
    ['EUR', 250, '两欧元五十欧分', 'two euros fifty'],
    ['GBP', 1, '一便士', 'one penny'],
    ['HKD', 1250, '十二港元五十港仙', 'twelve Hong Kong dollars fifty'],
    ['SGD', 99, '九十九分', 'ninety-nine cents'],
    ['JPY', 1250, '一千二百五十日元', 'one thousand two hundred fifty yen'],
    ['KRW', 10_000, '一万韩元', 'ten thousand won'],
    ['KWD', 1_250, '一科威特第纳尔二百五十费尔', 'one Kuwaiti dinar and two hundred fifty fils'],
  ] as const)('%s %i', (currency, amountMinor, chinese, english) => {
    expect(amountInWords(money<Currency>(currency, amountMinor), 'zh-CN')).toBe(chinese);
    expect(amountInWords(money<Currency>(currency, amountMinor), 'en')).toBe(english);
  });
});

describe('the voice', () => {
  const every = Object.keys(CURRENCY_EXPONENTS) as Currency[];

  it('says the way of paying and the amount', () => {
    expect(announcement('支付宝', money('CNY', 1250), 'zh-CN')).toBe('支付宝到账十二元五角');
    expect(announcement('Alipay', money('CNY', 1250), 'en')).toBe('Alipay, twelve fifty');
  });

  it.each([
    ['CNY', 905, 'nine oh five'],
    ['USD', 1250, 'twelve fifty'],
    ['USD', 1200, 'twelve dollars'],
    ['USD', 99, 'ninety-nine cents'],
    // "One hundred fifty" would be another amount.
    ['EUR', 10_050, 'one hundred euros fifty'],
    ['JPY', 1250, 'one thousand two hundred fifty yen'],
    ['KWD', 12_500, 'twelve Kuwaiti dinars and five hundred fils'],
  ] as const)(
    'leaves out the currency only where nobody can mishear: %s %i',
    (currency, amountMinor, said) => {
      expect(announcement('PayPal', money<Currency>(currency, amountMinor), 'en')).toBe(`PayPal, ${said}`);
    },
  );

  it('has words for every way to pay in every currency of the list', () => {
    for (const t of [zh, en]) {
      const language = t === zh ? 'zh-CN' : 'en';
      for (const rail of RAIL_NAMES) {
        for (const currency of every) {
          const text = announcement(t.rails[rail], money(currency, 12_345), language);
          expect(text.startsWith(t.rails[rail])).toBe(true);
          expect(text.slice(t.rails[rail].length)).not.toMatch(/\d|undefined/);
        }
      }
    }
  });

  it('never says two different amounts in the same words', () => {
    const amounts = fc.tuple(fc.nat(200_000), fc.nat(200_000)).filter(([left, right]) => left !== right);
    fc.assert(
      fc.property(
        amounts,
        fc.constantFrom(...every),
        fc.constantFrom('zh-CN', 'en'),
        ([left, right], currency, language) => {
          expect(announcement('', money(currency, left), language)).not.toBe(
            announcement('', money(currency, right), language),
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
