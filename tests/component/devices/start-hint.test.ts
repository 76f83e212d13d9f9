/** What a start remembers for the next one's first picture: field by field, and never trusted with money. */

import { describe, expect, it } from 'vitest';
import { readHint, type StartHint, writeHint } from '../../../src/devices/start-hint.ts';

/** A drawer with whatever text is in it. */
function drawerWith(text: string | null) {
  const kept = { text };
  return {
    kept,
    getItem: () => kept.text,
    setItem: (_: string, next: string) => {
      kept.text = next;
    },
  };
}

const first = (): StartHint => readHint(drawerWith(null), 'en-GB');

describe('the hint of the last start', () => {
  it('is on a first start a yuan shop in practice, with nothing hidden and nothing learnt', () => {
    const { book, settings, usual, accounts } = first();
    expect([book, usual, accounts]).toEqual(['practice', [], undefined]);
    expect(settings).toMatchObject({ practiceCurrency: 'CNY', liveCurrency: 'CNY', hiddenRails: [] });
  });

  it('brings back how the tender panel stood', () => {
    const drawer = drawerWith(null);
    const { settings } = first();
    const shown = { ...settings, practiceCurrency: 'USD', hiddenRails: ['voucher'] } as const;
    writeHint(drawer, {
      book: 'live',
      settings: shown,
      usual: ['wechatpay', 'alipay'],
      accounts: ['wechatpay'],
    });
    const hint = readHint(drawer, 'zh-CN');
    expect([hint.book, hint.usual, hint.accounts]).toEqual(['live', ['wechatpay', 'alipay'], ['wechatpay']]);
    expect(hint.settings).toMatchObject({
      language: 'en',
      practiceCurrency: 'USD',
      hiddenRails: ['voucher'],
    });
  });

  it('keeps nothing that the first picture does not need', () => {
    const drawer = drawerWith(null);
    const settings = {
      ...first().settings,
      shopName: 'Corner shop',
      accounts: { alipay: { appId: '2021' } },
    };
    writeHint(drawer, { book: 'practice', settings, usual: [], accounts: undefined });
    expect(drawer.kept.text).not.toContain('Corner shop');
    expect(drawer.kept.text).not.toContain('2021');
  });

  it('that makes no sense counts as none', () => {
    const odd =
      '{"usual":"all","accounts":["barter","card"],"practiceCurrency":"XXX","hiddenRails":[1,"cash"]}';
    const hint = readHint(drawerWith(odd), 'en');
    expect([hint.usual, hint.accounts]).toEqual([[], ['card']]);
    expect(hint.settings).toMatchObject({ practiceCurrency: 'CNY', hiddenRails: ['cash'] });
    expect(readHint(drawerWith('not json'), 'en')).toEqual(first());
  });
});
