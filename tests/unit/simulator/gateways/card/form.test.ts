/** Forms with brackets: what they nest into, and what is no form at all. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readForm } from '../../../../../simulator/gateways/card/form.ts';

const plain = (text: string): unknown => {
  const tree = readForm(text);
  return tree === undefined ? undefined : JSON.parse(JSON.stringify(tree));
};

describe('a form', () => {
  it.each([
    ['amount=1250&currency=usd', { amount: '1250', currency: 'usd' }],
    ['metadata[order]=A1&metadata[note]=%E5%92%96%E5%95%A1', { metadata: { order: 'A1', note: '咖啡' } }],
    ['types[0]=card&types[1]=card_present', { types: { 0: 'card', 1: 'card_present' } }],
    ['types[]=card&types[]=card_present', { types: { 0: 'card', 1: 'card_present' } }],
    ['a%5Bb%5D%5Bc%5D=1', { a: { b: { c: '1' } } }],
    ['a=1&a=2', { a: '2' }],
    ['', {}],
    ['flag', { flag: '' }],
  ])('%s', (text, expected) => {
    expect(plain(text)).toEqual(expected);
  });

  it.each([
    ['a value and values under one name', 'a=1&a[b]=2'],
    ['values and a value under one name', 'a[b]=2&a=1'],
    ['a bracket that is not closed', 'a[b=1'],
    ['brackets without a name', '[b]=1'],
    ['something behind the brackets', 'a[b]c=1'],
    ['too deep', `a${'[b]'.repeat(9)}=1`],
    ['too many', Array.from({ length: 1_001 }, (_, index) => `k${index}=1`).join('&')],
  ])('is none with %s', (_, text) => {
    expect(readForm(text)).toBeUndefined();
  });

  it('reaches nothing that every object has', () => {
    readForm('__proto__[polluted]=1&constructor[prototype][polluted]=1');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('of any bytes is read or refused, never more', () => {
    fc.assert(
      fc.property(fc.string(), (text) => typeof readForm(text) === 'object' || readForm(text) === undefined),
    );
  });
});
