/** What phone and desk read from the address of the page. */

import { describe, expect, it } from 'vitest';
import { readAddress, readPlace, withQuery } from '../../../../simulator/parts/address.ts';

describe('the address of phone and desk', () => {
  it('speaks the language of the browser unless told otherwise', () => {
    expect(readAddress('', 'zh-TW').language).toBe('zh-CN');
    expect(readAddress('', 'fr').language).toBe('en');
    expect(readAddress('?lang=en', 'zh-CN').language).toBe('en');
  });

  it('knows the customer, the dock and the stand-alone simulator', () => {
    expect(readAddress('?docked=1&wallet=zhao&server=1', 'en')).toEqual({
      language: 'en',
      walletId: 'zhao',
      isDocked: true,
      isServer: true,
    });
    expect(readAddress('', 'en')).toMatchObject({ walletId: undefined, isDocked: false, isServer: false });
  });

  it('takes a QR that a camera app opened as a link', () => {
    const content = 'https://qr.alipay.com/bax1?a=b&c=%20';
    expect(readPlace(`#scan=${encodeURIComponent(content)}`)).toEqual({ name: 'scan', content });
    expect(readPlace('#scan=%E0%A4%A')).toEqual({ name: 'scan', content: '%E0%A4%A' });
    expect(readPlace('#desk')).toEqual({ name: 'desk' });
    expect(readPlace('#trace')).toEqual({ name: 'trace' });
    expect(readPlace('#trace=a-_9')).toEqual({ name: 'trace', packed: 'a-_9' });
    expect(readPlace('')).toEqual({ name: 'phone' });
    expect(readPlace('#scenario=merchant-qr')).toEqual({ name: 'desk', scenario: 'merchant-qr' });
    expect(readPlace(`#scenario=${encodeURIComponent('{"name":"own"}')}`)).toEqual({
      name: 'desk',
      scenario: '{"name":"own"}',
    });
  });

  it('changes one thing and keeps the rest', () => {
    expect(withQuery('?docked=1&lang=en', 'lang', 'zh-CN')).toBe('?docked=1&lang=zh-CN');
  });
});
