/** The amount on the keypad: every press counts, and what is refused leaves the amount as it was. */

import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { Currency } from '../../../../src/domain/money.ts';
import { createKeypad, type Key, type Keypad } from '../../../../src/ui/models/keypad.ts';

function typed(keys: string, keypad: Keypad = createKeypad(signal<Currency>('CNY'))): Keypad {
  for (const key of keys) keypad.press(key as Key);
  return keypad;
}

describe('the keypad', () => {
  it.each([
    ['12.5', '12.5', 1250],
    ['.5', '0.5', 50],
    ['007', '7', 700],
    ['0.05', '0.05', 5],
    ['1..2', '1.2', 120],
  ])('reads %s as %s', (keys, text, minor) => {
    const keypad = typed(keys);
    expect(keypad.text.value).toBe(text);
    expect(keypad.amount.value.amountMinor).toBe(minor);
  });

  it('loses no press however quickly they come', () => {
    const keypad = createKeypad(signal<Currency>('CNY'));
    for (let time = 0; time < 200; time += 1) {
      typed('12345.67', keypad);
      expect(keypad.text.value).toBe('12345.67');
      keypad.press('clear');
    }
  });

  it('refuses a third decimal in words and keeps the amount', () => {
    const keypad = typed('1.239');
    expect(keypad.text.value).toBe('1.23');
    expect(keypad.problem.value).toBe('too_many_decimals');
    keypad.press('backspace');
    expect(keypad.problem.value).toBeUndefined();
    expect(keypad.text.value).toBe('1.2');
  });

  it('fills the last decimal place with the double nought', () => {
    const keypad = typed('1.2');
    keypad.press('00');
    expect(keypad.text.value).toBe('1.20');
  });

  it('takes no decimals of a currency that has none', () => {
    const keypad = typed('5.', createKeypad(signal<Currency>('JPY')));
    expect(keypad.text.value).toBe('5');
    expect(keypad.problem.value).toBe('too_many_decimals');
  });

  it('refuses what is over the limit and keeps the amount', () => {
    const keypad = typed('999999999');
    expect(keypad.text.value).toBe('99999999');
    expect(keypad.problem.value).toBe('too_large');
  });

  it('refuses to charge nothing', () => {
    const keypad = createKeypad(signal<Currency>('CNY'));
    expect(keypad.take()).toBeUndefined();
    expect(keypad.problem.value).toBe('zero');
  });

  it('takes back exactly the presses that turn out to be a scanner’s', () => {
    const keypad = typed('12');
    const undoFirst = keypad.press('2');
    const undoSecond = keypad.press('8');
    keypad.press('5');
    undoSecond();
    undoFirst();
    expect(keypad.text.value).toBe('125');
  });

  it.each([
    ['¥1,234.50', '1234.50'],
    ['12.5元', '12.5'],
    ['１２．５', '12.5'],
    [' 8 ', '8'],
  ])('understands the pasted text %s', (text, amount) => {
    const keypad = createKeypad(signal<Currency>('CNY'));
    keypad.paste(text);
    expect(keypad.text.value).toBe(amount);
  });

  it.each([
    ['hello', 'not_an_amount'],
    ['-5', 'negative'],
    ['1.234', 'too_many_decimals'],
    ['1e9', 'not_an_amount'],
    ['9'.repeat(30), 'too_large'],
    ['9'.repeat(3_000), 'too_large'],
    ['', 'not_an_amount'],
  ])('refuses the pasted text %s and keeps the amount', (text, problem) => {
    const keypad = typed('7');
    keypad.paste(text);
    expect(keypad.text.value).toBe('7');
    expect(keypad.problem.value).toBe(problem);
  });
});
