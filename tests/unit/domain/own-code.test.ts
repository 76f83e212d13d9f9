/** The shop's own printed code: what may be kept as one, and in what words a swapped sticker is found. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareOwnCode,
  isSwapped,
  type OwnCode,
  type OwnCodeRefusal,
  type OwnCodeScheme,
  readOwnCode,
} from '../../../src/domain/own-code.ts';
import { makeReceiptCode } from '../../../src/domain/receipt-code.ts';
import { emvRow, shopCode } from '../../support/emv-code.ts';

const WECHAT = 'wxp://f2f0AbCdEfGhIjKlMnOpQrStUvWxYz012345';
const ALIPAY = 'https://qr.alipay.com/fkx12345abcdef67890xyz';

function ownCode(payload: string): OwnCode {
  const read = readOwnCode(payload);
  if (!read.ok) throw new Error(read.refusal);
  return read.code;
}

/** Control characters, letters, marks and Chinese. */
const anyText = fc.string({
  unit: fc.nat({ max: 0x4fff }).map((code) => String.fromCharCode(code)),
  maxLength: 200,
});

describe('the code of the practice shop', () => {
  const CODES = [
    ['alipay', 'https://qr.alipay.com/fkx00000practice8c4t2k7m'],
    ['wechatpay', 'wxp://f2f0practice3n7q0v5x1b9d4h8k2m6p'],
  ] as const;
  const link = (content: string) =>
    `http://localhost:4173/simulator/?world=one#scan=${encodeURIComponent(content)}`;

  test.each(CODES)(
    'of %s is kept in a practice book, also from the link that stands for it',
    (scheme, payload) => {
      for (const shown of [payload, link(payload)])
        expect(readOwnCode(shown, 'practice')).toEqual({ ok: true, code: { scheme, payload } });
    },
  );

  test.each(CODES)('of %s is never kept where money is real', (_, payload) => {
    for (const shown of [payload, payload.toUpperCase(), link(payload)])
      expect(readOwnCode(shown, 'live')).toEqual({ ok: false, refusal: 'practice' });
  });

  test('in a link is read as strictly as any other', () => {
    expect(readOwnCode(link('https://qr.alipay.com/bax03206ug0kul'), 'practice')).toEqual({
      ok: false,
      refusal: 'one_time',
    });
    expect(readOwnCode(`${link('')}%E0%A4%A`, 'practice').ok).toBe(false);
  });
});

describe('what may be kept', () => {
  test.each<[OwnCodeScheme, string]>([
    ['wechatpay', WECHAT],
    ['alipay', ALIPAY],
    ['unionpay', 'https://qr.95516.com/00010000/62012345678901234567890123456789'],
    ['emv', shopCode()],
    ['web', 'https://pay.acquirer.example/q/0123456789'],
  ])('a code of %s', (scheme, payload) => {
    expect(readOwnCode(`  ${payload}\n`)).toEqual({ ok: true, code: { scheme, payload } });
  });

  test.each<[OwnCodeRefusal, string]>([
    ['empty', '  '],
    ['too_long', `https://pay.acquirer.example/${'x'.repeat(1024)}`],
    ['not_printable', 'wxp://\u0007'],
    ['damaged', shopCode().slice(0, -2)],
    ['damaged', `${shopCode().slice(0, -4)}0000`],
    ['damaged', shopCode({ '59': 'CORNER SHOP', '63': 'XXXX' })],
    ['payment_code', '134567890123456789'],
    ['payment_code', '0123456789012345678'],
    ['payment_code', 'hQVDUFYwMWERTwegAAADMwEBVwZiEjRWeJ8='],
    ['one_time', 'weixin://wxpay/bizpayurl?pr=AbCdEf'],
    ['one_time', 'https://qr.alipay.com/bax03206ug0kulveltqc80a8'],
    ['one_time', shopCode({ '01': '12' })],
    ['fixed_amount', shopCode({ '54': '12.50' })],
    ['practice', 'https://guitai.example/simulator/#scan=https%3A%2F%2Fqr.alipay.com%2Fbax'],
    ['friend', 'https://u.wechat.com/AbCdEf'],
    ['card_number', '4242 4242 4242 4242'],
    ['receipt', makeReceiptCode('GT000000000000000000000000A1')],
    ['other_money', 'https://www.paypal.com/paypalme/cornershop'],
    ['other_money', 'bitcoin:175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W'],
    ['not_a_code', 'just words'],
    ['not_a_code', 'https://localhost'],
    ['not_a_code', '6901234567892'],
    ['not_a_code', '1234567890123456'],
  ])('%s is refused', (refusal, payload) => {
    expect(readOwnCode(payload)).toEqual({ ok: false, refusal });
  });

  test('whatever is scanned is answered, and what is kept is kept as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const read = readOwnCode(text);
        if (read.ok) expect(readOwnCode(read.code.payload)).toEqual(read);
      }),
    );
  });
});

describe('a sticker that is read again', () => {
  const own = ownCode(shopCode());
  const differences = (payload: string) => compareOwnCode(own, ownCode(payload));

  test('is the same whatever the order of its fields, and however often it may be used', () => {
    const inner = emvRow([
      ['05', 'A93FO3230Q'],
      ['00', 'D15600000000'],
    ]);
    expect(differences(shopCode())).toEqual([]);
    expect(differences(shopCode({ '26': inner, '01': '' }))).toEqual([]);
    expect(isSwapped([])).toBe(false);
  });

  test('with another account was swapped, whatever name stands in it', () => {
    const swapped = differences(shopCode({ '15': '3104015600000000999999999999' }));
    expect(swapped).toEqual([{ field: 'account', was: '••••9012', is: '••••9999' }]);
    expect(isSwapped(swapped)).toBe(true);
  });

  test('with one account more was swapped', () => {
    const more = emvRow([['00', 'com.example']]);
    expect(differences(shopCode({ '27': more }))).toEqual([
      { field: 'account', was: undefined, is: '••••mple' },
    ]);
  });

  test('says in which words it differs, and what only looks different is no swap', () => {
    const other = differences(
      shopCode({
        '52': '5812',
        '58': 'SG',
        '59': 'BEST TRANSPORT',
        '60': 'SHANGHAI',
        '53': '702',
        '62': '',
        '80': 'X',
      }),
    );
    expect(other).toEqual([
      { field: 'name', was: 'CORNER SHOP', is: 'BEST TRANSPORT' },
      { field: 'city', was: 'BEIJING', is: 'SHANGHAI' },
      { field: 'country', was: 'CN', is: 'SG' },
      { field: 'currency', was: '156', is: '702' },
      { field: 'category', was: '5411', is: '5812' },
      { field: 'reference', was: '07 T0001', is: undefined },
      { field: 'other', was: undefined, is: '••••X' },
    ]);
    expect(isSwapped(other)).toBe(false);
  });

  test('of another wallet was swapped', () => {
    const swapped = compareOwnCode(own, ownCode(WECHAT));
    expect(swapped[0]).toEqual({ field: 'scheme', was: 'emv', is: 'wechatpay' });
    expect(isSwapped(swapped)).toBe(true);
  });

  test('of the same wallet with another address was swapped', () => {
    const swapped = compareOwnCode(ownCode(ALIPAY), ownCode('https://qr.alipay.com/fkx99999abcdef67890qqq'));
    expect(swapped).toEqual([{ field: 'account', was: '••••0xyz', is: '••••0qqq' }]);
    expect(isSwapped(swapped)).toBe(true);
  });

  test('is the same with the host in capitals or without the s', () => {
    const shouted = ownCode('HTTP://QR.ALIPAY.COM/fkx12345abcdef67890xyz');
    expect(compareOwnCode(ownCode(ALIPAY), shouted)).toEqual([]);
  });

  test('that opens an app is compared as it stands', () => {
    const own = ownCode('alipays:platformapi/startapp?id=1');
    expect(compareOwnCode(own, own)).toEqual([]);
    expect(isSwapped(compareOwnCode(own, ownCode('alipays:platformapi/startapp?id=2')))).toBe(true);
  });

  test('of another acquirer was swapped', () => {
    const [first, second] = ['https://a.example/q/1', 'https://b.example/q/1'].map(ownCode);
    if (first === undefined || second === undefined) throw new Error('two codes');
    expect(compareOwnCode(first, second)).toEqual([{ field: 'scheme', was: 'a.example', is: 'b.example' }]);
  });

  test('of which the kept one cannot be read any more is not taken for the same', () => {
    const broken: OwnCode = { scheme: 'emv', payload: '000201' };
    expect(isSwapped(compareOwnCode(broken, own))).toBe(true);
    expect(compareOwnCode(broken, broken)).toEqual([]);
  });

  test('any one character changed is noticed', () => {
    for (const payload of [WECHAT, ALIPAY]) {
      for (let at = payload.indexOf('/', 9) + 1; at < payload.length; at += 1) {
        const changed = `${payload.slice(0, at)}${payload[at] === '0' ? '1' : '0'}${payload.slice(at + 1)}`;
        const read = readOwnCode(changed);
        if (read.ok) expect(isSwapped(compareOwnCode(ownCode(payload), read.code)), changed).toBe(true);
      }
    }
  });
});
