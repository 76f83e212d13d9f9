/** Whatever is held before the scanner: it is recognised, never obeyed, and a secret in it goes no further (S-42). */

import { crc16 } from '../../../src/domain/emv.ts';
import { readOwnCode } from '../../../src/domain/own-code.ts';
import { scrubCardNumbers } from '../../../src/domain/pan.ts';
import { makeReceiptCode } from '../../../src/domain/receipt-code.ts';
import { MAX_SCAN_BYTES, recogniseScan } from '../../../src/domain/scan.ts';
import type { Chance } from '../chance.ts';
import { damagedText, noise } from '../damage.ts';
import { law, type Target } from '../target.ts';

/** An EMV code with its own checksum, right for whatever stands in it. */
const sealed = (text: string): string => `${text}6304${crc16(`${text}6304`)}`;

const merchant =
  '00020101021126330015hk.com.alipay.x0110208812345652045812530315654041.005802CN5904SHOP6007BEIJING';

const CODES: readonly string[] = [
  '281234567890123456',
  '130061098828009406',
  '6220835931895481436',
  '4242424242424242',
  '6901234567892',
  '9840000000002',
  'fp00000000000000000000000000',
  'hQVDUFYwMWETTwegAAADMwEBUAhVbmlvblBheQ==',
  'https://qr.alipay.com/fkx123',
  'wxp://f2f0abc',
  'https://u.wechat.com/abc',
  'https://shop.example/coupon/1',
  'WIFI:T:WPA;S:net;P:secret;;',
  'otpauth://totp/x?secret=abc',
  'BEGIN:VCARD\nFN:Lin\nEND:VCARD',
  'javascript:alert(1)',
  'M1LIN/WANG            EABC123 PEKSHACA 0834 326Y018A0042',
  '户名：王林\n账号：6222020200001234567',
  makeReceiptCode('GT000000000000000000000000A1'),
  sealed(merchant),
];

function codeBy(chance: Chance): string {
  const code = chance.pick(CODES);
  switch (chance.below(6)) {
    case 0:
      return code;
    case 1:
      return new TextDecoder().decode(noise(1_100, chance));
    case 2:
      return sealed(damagedText(merchant, chance));
    case 3:
      return Array.from({ length: chance.below(40) }, () => chance.below(10)).join('');
    default:
      return damagedText(code, chance);
  }
}

const KINDS = [
  'payment_code',
  'consumer_code',
  'receive_code',
  'receipt',
  'card_number',
  'thing',
  'unreadable',
  'strange_wallet',
];
const HIDDEN = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

export const CODES_HEARD: Target = {
  name: 'codes',
  hear: (chance) => {
    const text = codeBy(chance);
    const scan = recogniseScan(text);
    law(KINDS.includes(scan.kind), 'a kind that nobody knows', scan);
    const isLong = new TextEncoder().encode(text).length > MAX_SCAN_BYTES;
    if (isLong) law(scan.kind === 'unreadable' && scan.reason === 'too_long', 'read although too long', scan);
    if (scan.kind === 'payment_code')
      law(
        /^(\d{16,24}|fp[0-9a-f]{33})$/i.test(scan.code),
        'a payment code of no known form',
        scan.code.length,
      );
    // Only the code that is charged leaves; whatever else was scanned is told by its kind alone.
    else law(!('code' in scan) && JSON.stringify(scan).length < 200, 'more than what it is', scan);
    if (scan.kind === 'receipt')
      law(/^[\w-]{1,64}$/.test(scan.orderNumber), 'an order number of no known form', scan);
    if (scan.kind === 'card_number')
      law(scrubCardNumbers(text) !== text, 'a card number that no text would hide', text);
    for (const book of ['practice', 'live'] as const) {
      const own = readOwnCode(text, book);
      if (own.ok) law(!HIDDEN.test(JSON.stringify(own)), 'hidden marks in what is shown', own);
    }
  },
};
