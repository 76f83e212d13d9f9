/** What the counter does with whatever is held up to it, and what it says. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../../../../src/domain/money.ts';
import type { CodeWallet } from '../../../../src/domain/payment-code.ts';
import type { RailName } from '../../../../src/domain/rail.ts';
import { makeReceiptCode } from '../../../../src/domain/receipt-code.ts';
import { createFormats } from '../../../../src/i18n/formats.ts';
import { loadLanguage } from '../../../../src/i18n/languages.ts';
import { scanProblemText } from '../../../../src/ui/models/scan-words.ts';
import { answerScan, type ScanDesk, scanDesk } from '../../../../src/ui/models/scanning.ts';

const REAL = {
  alipay: '285012345678901234',
  wechatpay: '134512345678901234',
  unionpay: '6212345678901234567',
} as const;
const PRACTICE = {
  alipay: withCheck('2888123456789012'),
  wechatpay: withCheck('1388123456789012'),
  unionpay: withCheck('62881234567890123'),
} as const;
const CARD_APP =
  'hQVDUFYwMWFYTwigAAADMwEBAVcTYpJhA1hEQzVkHSIQIBAAABiAH180AQBjM58mCFaLEtnaC9l/nycBgJ8QEQcAAQOgAAABCDM5OTk5OTk5nzYCAAGCAgAAnzcE6gZYyA==';
const WALLETS = ['alipay', 'wechatpay', 'unionpay'] as const;

function withCheck(others: string): string {
  return others + String(97n - (BigInt(others) % 97n)).padStart(2, '0');
}

interface Shop {
  readonly book?: 'practice' | 'live';
  readonly takes?: readonly CodeWallet[];
  readonly currency?: 'CNY' | 'USD';
  readonly ownCode?: string;
}

function desk({ book = 'live', takes = WALLETS, currency = 'CNY', ownCode }: Shop = {}): ScanDesk {
  return {
    book,
    standing: (wallet) => {
      if (currency !== 'CNY') return 'other_currency';
      return takes.includes(wallet) ? 'ready' : 'not_set_up';
    },
    isOwnCode: (text) => text === ownCode,
  };
}

/** The sentence that the cashier reads; undefined when there is none. */
async function said(
  text: string,
  shop: Shop = {},
  language: 'zh-CN' | 'en' = 'en',
): Promise<string | undefined> {
  const answer = answerScan(text, desk(shop));
  const t = await loadLanguage(language);
  if (answer.do !== 'say') return undefined;
  return scanProblemText({ language, t, format: createFormats(language) }, answer.problem);
}

describe('a payment code', () => {
  it.each(WALLETS)('of %s goes to that way to pay', (rail) => {
    expect(answerScan(REAL[rail], desk())).toEqual({ do: 'charge', rail, code: REAL[rail] });
    expect(answerScan(PRACTICE[rail], desk({ book: 'practice' }))).toEqual({
      do: 'charge',
      rail,
      code: PRACTICE[rail],
    });
  });

  it.each(WALLETS)('that is a real customer’s is refused in practice: %s', async (rail) => {
    expect(answerScan(REAL[rail], desk({ book: 'practice' }))).toEqual({
      do: 'say',
      problem: { kind: 'real_in_practice', wallet: rail },
    });
  });

  it('of a wallet that the shop has not set up says so, and what to open instead', async () => {
    expect(await said(REAL.wechatpay, { takes: ['alipay', 'unionpay'] })).toBe(
      'This is a payment code of WeChat Pay, and WeChat Pay is not set up in this shop. Ask the customer to open the payment code of Alipay or UnionPay.',
    );
    expect(await said(REAL.wechatpay, { takes: ['alipay'] }, 'zh-CN')).toBe(
      '这是微信支付的付款码，本店还没有开通微信支付。请顾客打开支付宝的付款码。',
    );
    expect(await said(REAL.wechatpay, { takes: ['alipay', 'unionpay'] }, 'zh-CN')).toContain(
      '打开支付宝或云闪付的付款码',
    );
    expect(await said(REAL.alipay, { takes: [] })).toBe(
      'This is a payment code of Alipay, and Alipay is not set up in this shop. Choose another way to pay.',
    );
  });

  it('of a wallet that cannot take the shop’s currency says so', async () => {
    expect(await said(REAL.wechatpay, { currency: 'USD' })).toBe(
      'This is a payment code of WeChat Pay, and WeChat Pay cannot take this currency. Choose another way to pay.',
    );
  });
});

describe('anything else that is held up', () => {
  it.each([
    [
      '0112345678901234567',
      'This is a payment code of digital yuan, which this till cannot take. Ask the customer to open the payment code of Alipay, WeChat Pay, or UnionPay.',
    ],
    [
      CARD_APP,
      'This is the code of a card app (UnionPay), which this till cannot take. Ask the customer to open the payment code of Alipay, WeChat Pay, or UnionPay.',
    ],
    [
      'wxp://f2f0abc',
      'This WeChat Pay code is for receiving money, not for paying. Ask the customer to open the payment code of WeChat Pay.',
    ],
    [
      'https://qr.alipay.com/bax0',
      'This Alipay code is for receiving money, not for paying. Ask the customer to open the payment code of Alipay.',
    ],
    [
      'https://qr.95516.com/0001/62',
      'This UnionPay code is for receiving money, not for paying. Ask the customer to open the payment code of UnionPay.',
    ],
    [
      'https://paypal.me/lin',
      'This is a PayPal link, not a payment code. Choose PayPal here; the customer scans this till’s code.',
    ],
    [
      '6901234567892',
      'This is the bar code of goods, not a payment code. Ask the customer to open the payment code of Alipay, WeChat Pay, or UnionPay.',
    ],
    [
      '28501234567890',
      'This looks like a payment code of Alipay, but has the wrong number of digits. Ask the customer to refresh it and scan again.',
    ],
    ['99', 'Wrong number of digits; part of the code may be missing. Scan again.'],
    ['000201010211', 'The code was not read completely. Scan again.'],
    ['4242424242424242', 'This is a card number. To be safe it was not kept.'],
    ['', 'Nothing was read. Scan again.'],
  ])('%s is answered in words that say what it is and what to do', async (text, sentence) => {
    expect(await said(text)).toBe(sentence);
  });

  it('names only the wallets that the shop takes', async () => {
    expect(await said('wxp://f2f0abc', { takes: ['alipay'] })).toBe(
      'This WeChat Pay code is for receiving money, not for paying. Ask the customer to open the payment code of Alipay.',
    );
  });

  it('may be the shop’s own printed code, of a wallet or of a bank’s website', async () => {
    for (const ownCode of ['wxp://f2f0shop', 'https://bank.example/qr/1']) {
      expect(await said(ownCode, { ownCode })).toContain('the shop’s own code: the customer scans it');
    }
  });

  it('may be the till’s own practice code', async () => {
    expect(await said('http://localhost:4173/simulator/#scan=x', { book: 'practice' })).toContain(
      'Scan it with the simulated phone.',
    );
  });

  it('looks a sale up when it is a receipt', () => {
    expect(answerScan(makeReceiptCode('GT42'), desk())).toEqual({ do: 'look_up', orderNumber: 'GT42' });
  });

  it('has words in both languages, and never repeats what was scanned', async () => {
    const readers = await Promise.all(
      (['zh-CN', 'en'] as const).map(async (language) => ({
        language,
        t: await loadLanguage(language),
        format: createFormats(language),
      })),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', minLength: 13, maxLength: 200 }),
          fc.stringMatching(/^[0-9]{13,30}$/),
        ),
        fc.subarray([...WALLETS]),
        (text, takes) => {
          const answer = answerScan(text, desk({ book: 'practice', takes }));
          if (answer.do !== 'say') return;
          expect(JSON.stringify(answer)).not.toContain(text);
          for (const reader of readers) expect(scanProblemText(reader, answer.problem)).toMatch(/[。.]$/);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('what the till can charge', () => {
  const shop = (accounts: readonly RailName[], notReady: readonly RailName[] = []) => ({
    accounts: { value: accounts },
    readiness: {
      value: Object.fromEntries(notReady.map((rail) => [rail, { state: 'not_ready', fault: 'setup_app' }])),
    },
    settings: { value: { hiddenRails: [], ownCodes: { live: { payload: 'wxp://f2f0shop' } } } },
    usual: { value: [] },
    isOnline: { value: true },
    book: 'live',
  });

  it('follows the accounts, their readiness and the currency', () => {
    const deps = shop(['alipay', 'wechatpay'], ['wechatpay']) as unknown as Parameters<typeof scanDesk>[0];
    const yuan = scanDesk(deps, money('CNY', 1250));
    expect(WALLETS.map(yuan.standing)).toEqual(['ready', 'not_set_up', 'not_set_up']);
    expect([yuan.isOwnCode('wxp://f2f0shop'), yuan.isOwnCode('wxp://f2f0thief')]).toEqual([true, false]);
    const dollars = scanDesk(deps, money('USD', 1250));
    expect(WALLETS.map(dollars.standing)).toEqual(['other_currency', 'other_currency', 'other_currency']);
  });
});
