/** The two dictionaries against each other and against the names that must stay. */

import { describe, expect, it } from 'vitest';
import { FAULT_CODES } from '../../../src/domain/fault.ts';
import { RAIL_NAMES } from '../../../src/domain/rail.ts';
import { en } from '../../../src/i18n/en.ts';
import {
  chooseLanguage,
  isLanguage,
  LANGUAGE_NAMES,
  LANGUAGES,
  loadLanguage,
} from '../../../src/i18n/languages.ts';
import { zh } from '../../../src/i18n/zh.ts';

type Word = string | ((...parameters: string[]) => string);

/** Every text of a dictionary by its path, such as `waiting.scanNow`. */
function wordsOf(section: object, path = ''): ReadonlyMap<string, Word> {
  const words = new Map<string, Word>();
  for (const [key, value] of Object.entries(section)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'object' && value !== null)
      for (const entry of wordsOf(value, at)) words.set(...entry);
    else words.set(at, value as Word);
  }
  return words;
}

const dictionaries = [
  ['zh-CN', wordsOf(zh)],
  ['en', wordsOf(en)],
] as const;

/** What stands between two sentences or names is a blank, or nothing, by the language's custom. */
const JOINTS = ['till.gap', 'till.comma'];

/** Marks that stand for parameters and occur in no dictionary. */
const marks = ['7001', '7002', '7003'];

function said(word: Word): string {
  return typeof word === 'string' ? word : word(...marks.slice(0, word.length));
}

describe('the two languages', () => {
  it('say the same things, with the same parameters', () => {
    const shape = (words: ReadonlyMap<string, Word>) =>
      Array.from(words, ([path, word]) => `${path}/${typeof word === 'string' ? 0 : word.length}`).sort();
    // English may need a "do not" where Chinese needs none, but neither may lack one by mistake.
    expect(shape(dictionaries[1][1])).toEqual(shape(dictionaries[0][1]));
  });

  it('have words for every fault and every way to pay', () => {
    for (const messages of [zh, en]) {
      expect(Object.keys(messages.faults).sort()).toEqual([...FAULT_CODES].sort());
      for (const rail of RAIL_NAMES) expect(messages.rails[rail]).not.toBe('');
    }
  });

  it.each(dictionaries)('leave nothing empty and no blank at the edge: %s', (_, words) => {
    const bad = Array.from(words)
      .filter(([path]) => !JOINTS.includes(path))
      .filter(([, word]) => said(word) === '' || said(word) !== said(word).trim());
    expect(bad).toEqual([]);
  });

  it.each(dictionaries)('use every parameter: %s', (_, words) => {
    const unused = Array.from(words)
      .filter(([, word]) => typeof word !== 'string')
      .filter(([, word]) => marks.slice(0, word.length).some((mark) => !said(word).includes(mark)))
      .map(([path]) => path);
    expect(unused).toEqual([]);
  });

  it('mix only names: no English in the Chinese words, no Chinese in the English ones', () => {
    const names =
      /PayPal|QQ|Visa|JCB|Discover|QRIS|DuitNow|https|English|Guitai|MIT|app_?id|mchid|merId|certId|client_id|PUB_KEY_ID|PEM|RSA2?|PKCS|API(?:v3)?/g;
    const english = Array.from(dictionaries[0][1]).filter(([, word]) =>
      /[A-Za-z]/.test(said(word).replaceAll(names, '')),
    );
    const chinese = Array.from(dictionaries[1][1]).filter(
      ([path, word]) => path !== 'buttons.language' && /\p{Script=Han}/u.test(said(word)),
    );
    expect(english).toEqual([]);
    expect(chinese).toEqual([]);
  });

  it('are punctuated as Chinese is written', () => {
    const halfWidth = /\p{Script=Han}[,;:!?()]|[,;:!?()]\p{Script=Han}/u;
    expect(Array.from(dictionaries[0][1]).filter(([, word]) => halfWidth.test(said(word)))).toEqual([]);
  });

  it('keep the names that stand on the screen', () => {
    const { buttons, keypad, rails, counter, refund, attention, states } = zh;
    expect([buttons.charge, buttons.scan, buttons.checkNow, buttons.cancel, buttons.otherWay]).toEqual([
      '收款',
      '扫码',
      '立即查询',
      '取消',
      '换一种方式',
    ]);
    expect([keypad.backspace, keypad.clear, counter.recent, refund.title, attention.title]).toEqual([
      '退格',
      '清除',
      '最近交易',
      '退款',
      '待处理',
    ]);
    expect(rails).toMatchObject({ alipay: '支付宝', wechatpay: '微信支付', card: '银行卡', cash: '现金' });
    expect(states).toMatchObject({ paid: '已收款', notPaid: '未付款', checking: '正在确认' });
    expect(states).toMatchObject({ waiting: '等待顾客付款', reversed: '已撤销', refunded: '已退款' });
    expect(en.states).toMatchObject({ paid: 'Paid', notPaid: 'Not paid', checking: 'Checking' });
    expect(en.states).toMatchObject({
      waiting: 'Waiting for the customer',
      reversed: 'Reversed',
      refunded: 'Refunded',
    });
    expect(en.buttons).toMatchObject({
      charge: 'Charge',
      checkNow: 'Check now',
      otherWay: 'Other way to pay',
    });
  });
});

describe('choosing a language', () => {
  it.each([
    [['zh-TW', 'en'], 'zh-CN'],
    [['de', 'en-GB'], 'en'],
    [['fr'], 'en'],
    [[], 'en'],
  ] as const)('%j means %s', (wished, chosen) => {
    expect(chooseLanguage(wished)).toBe(chosen);
  });

  it('loads the one that was asked for', async () => {
    expect((await loadLanguage('zh-CN')).buttons.charge).toBe('收款');
    expect((await loadLanguage('en')).buttons.charge).toBe('Charge');
    expect(Object.keys(LANGUAGE_NAMES)).toEqual([...LANGUAGES]);
    expect([isLanguage('en'), isLanguage('fr')]).toEqual([true, false]);
  });
});
