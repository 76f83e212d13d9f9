/** The tender panel as data: what is offered, in which order, and why something on it is off. */

import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { PROVIDER_RAILS } from '../../../../src/domain/account.ts';
import { type Currency, money } from '../../../../src/domain/money.ts';
import type { RailName } from '../../../../src/domain/rail.ts';
import {
  chargeChoice,
  orderOfUse,
  presentationOf,
  type TenderDeps,
  takesCodes,
  tenderChoices,
  whyOff,
} from '../../../../src/ui/models/tenders.ts';

interface Shop {
  readonly accounts?: readonly RailName[];
  readonly hiddenRails?: readonly RailName[];
  readonly usual?: readonly RailName[];
  readonly readiness?: TenderDeps['readiness']['value'];
  readonly isOnline?: boolean;
  readonly book?: 'practice' | 'live';
}

function shop(options: Shop = {}): TenderDeps {
  return {
    accounts: signal(options.accounts ?? PROVIDER_RAILS),
    readiness: signal(options.readiness ?? {}),
    settings: signal({
      language: 'en',
      customerLanguage: 'en',
      sound: false,
      voice: false,
      shopName: '',
      qrLifeMinutes: 2,
      welcome: 'done',
      practiceCurrency: 'CNY',
      liveCurrency: 'CNY',
      hiddenRails: options.hiddenRails ?? [],
      cashRounding: { isOn: true, euroCoinMinor: 1 },
      ownCodes: {},
    }),
    usual: signal(options.usual ?? []),
    isOnline: signal(options.isOnline ?? true),
    book: options.book ?? 'practice',
  };
}

function offered(deps: TenderDeps, amountMinor: number, currency: Currency = 'CNY'): readonly RailName[] {
  return tenderChoices(deps, money(currency, amountMinor)).map(({ rail }) => rail);
}

describe('what is offered', () => {
  it('is every way that takes yuan, in the order of the list, before anybody has paid', () => {
    expect(offered(shop(), 1_000)).toEqual([
      'alipay',
      'wechatpay',
      'unionpay',
      'card',
      'own_code',
      'bank_terminal',
      'voucher',
      'cash',
    ]);
  });

  it('is in dollars only what takes dollars: nothing is converted', () => {
    expect(offered(shop(), 1_000, 'USD')).toEqual(['paypal', 'card', 'bank_terminal', 'voucher', 'cash']);
  });

  it('leaves out what has no account and what the shop does not want, but never cash', () => {
    const deps = shop({ accounts: ['alipay'], hiddenRails: ['voucher', 'cash', 'own_code'] });
    expect(offered(deps, 1_000)).toEqual(['alipay', 'bank_terminal', 'cash']);
  });

  it('begins with what the shop uses most', () => {
    expect(offered(shop({ usual: ['voucher', 'wechatpay'] }), 1_000).slice(0, 3)).toEqual([
      'voucher',
      'wechatpay',
      'alipay',
    ]);
  });
});

describe('what is off', () => {
  const refusalOf = (deps: TenderDeps, rail: RailName, amountMinor: number) =>
    tenderChoices(deps, money('CNY', amountMinor)).find((choice) => choice.rail === rail);

  it('says the limit that the amount is beyond', () => {
    expect(refusalOf(shop(), 'own_code', 50_001)).toEqual({
      rail: 'own_code',
      refusal: 'over_limit',
      limit: money('CNY', 50_000),
    });
    expect(refusalOf(shop(), 'card', 49)).toMatchObject({ refusal: 'under_limit' });
    expect(refusalOf(shop(), 'card', 0)).toEqual({ rail: 'card' });
  });

  it('is a way whose account the last test found wrong, until it is tested again', () => {
    const wrong = { wechatpay: { state: 'not_ready', fault: 'setup_signature' } } as const;
    expect(refusalOf(shop({ readiness: wrong }), 'wechatpay', 100)).toMatchObject({ refusal: 'not_ready' });
    const busy = { wechatpay: { state: 'not_ready', fault: 'no_answer' } } as const;
    expect(refusalOf(shop({ readiness: busy }), 'wechatpay', 100)).toEqual({ rail: 'wechatpay' });
  });

  it('is in a live book also a way whose answer was not the provider’s', () => {
    const forged = { alipay: { state: 'not_ready', fault: 'answer_forged', unknownKey: '5F' } } as const;
    expect(whyOff(shop({ readiness: forged, book: 'live' }), 'alipay')).toBe('answer_forged');
    expect(whyOff(shop({ readiness: forged }), 'alipay')).toBeUndefined();
  });

  it('is every wallet of a live book without a network, and nothing that is done by hand', () => {
    const deps = shop({ book: 'live', isOnline: false });
    expect(refusalOf(deps, 'alipay', 100)).toMatchObject({ refusal: 'offline' });
    expect(refusalOf(deps, 'voucher', 100)).toEqual({ rail: 'voucher' });
  });
});

describe('Charge', () => {
  const chargedBy = (deps: TenderDeps, amountMinor: number) =>
    chargeChoice(tenderChoices(deps, money('CNY', amountMinor))).rail;

  it('stands for the most used way that is not cash', () => {
    expect(chargedBy(shop({ usual: ['cash', 'wechatpay'] }), 100)).toBe('wechatpay');
  });

  it('goes on to the next way where the first cannot take the amount, or is not set up', () => {
    expect(chargedBy(shop({ usual: ['own_code'] }), 60_000)).toBe('alipay');
    const wrong = { alipay: { state: 'not_ready', fault: 'setup_app' } } as const;
    expect(chargedBy(shop({ readiness: wrong }), 100)).toBe('wechatpay');
  });

  it('does not change its meaning because the network is gone for a moment', () => {
    expect(chargedBy(shop({ book: 'live', isOnline: false }), 100)).toBe('alipay');
  });

  it('is cash where there is nothing else', () => {
    const hiddenRails = ['own_code', 'bank_terminal', 'voucher'] as const;
    expect(chargedBy(shop({ accounts: [], hiddenRails }), 100)).toBe('cash');
  });
});

describe('the order of use', () => {
  const legs = (counts: Readonly<Partial<Record<RailName, number>>>): readonly RailName[] =>
    Object.entries(counts).flatMap(([rail, count]) => Array.from({ length: count }, () => rail as RailName));

  it('follows what customers paid with', () => {
    const order = orderOfUse(legs({ wechatpay: 30, alipay: 15, card: 5 }), []);
    expect(order.slice(0, 3)).toEqual(['wechatpay', 'alipay', 'card']);
  });

  it('does not move Charge for a single sale, nor to and fro between two ways that are used alike', () => {
    expect(orderOfUse(legs({ card: 1 }), [])[0]).toBe('alipay');
    expect(orderOfUse(legs({ card: 2 }), [])[0]).toBe('card');
    expect(orderOfUse(legs({ card: 25, alipay: 25 }), ['card'])[0]).toBe('card');
    expect(orderOfUse(legs({ card: 24, alipay: 25 }), ['card'])[0]).toBe('card');
    expect(orderOfUse(legs({ card: 24, alipay: 26 }), ['card'])[0]).toBe('alipay');
  });
});

describe('how a way shows itself', () => {
  it('is a QR for a wallet, the reader for a card, and a hand for the rest', () => {
    const rails = ['alipay', 'paypal', 'card', 'voucher', 'cash'] as const;
    expect(rails.map(presentationOf)).toEqual(['payment_qr', 'payment_qr', 'card_reader', 'record', 'cash']);
  });

  it('knows whether there is a wallet whose codes can be scanned', () => {
    expect(takesCodes([{ rail: 'alipay' }])).toBe(true);
    expect(takesCodes([{ rail: 'paypal' }, { rail: 'card' }, { rail: 'cash' }])).toBe(false);
  });
});
