/** Orders that PayPal refuses: what is wrong with each, its body, and the issue that is told. */

import { type Fields, orderBody } from './shop.ts';

export type BadOrder = readonly [what: string, body: unknown, issue: string];

export const usd = (value: unknown): Fields => ({ currency_code: 'USD', value });
const amount = (value: unknown, more: Fields = {}): Fields =>
  orderBody('', {}, { amount: { ...usd(value), ...more } });
export const unit = (more: Fields): Fields => orderBody('10.00', {}, more);
export const item = (more: Fields = {}): Fields => ({
  name: 'Tea',
  quantity: '2',
  unit_amount: usd('5.00'),
  ...more,
});
/** Items of ten dollars in all, with these parts of the amount. */
const items = (list: readonly Fields[], breakdown: Fields): Fields =>
  unit({ items: list, amount: { ...usd('10.00'), breakdown } });
const source = (paypal: unknown): Fields => orderBody('10.00', { payment_source: { paypal } });
const context = (more: Fields): Fields => source({ experience_context: more });

/** Not well-formed: status 400. */
export const MALFORMED: readonly BadOrder[] = [
  ['no JSON object', [], 'MALFORMED_REQUEST_JSON'],
  ['nothing in it', {}, 'MISSING_REQUIRED_PARAMETER'],
  ['no intent', { ...orderBody(), intent: undefined }, 'MISSING_REQUIRED_PARAMETER'],
  ['an unknown intent', orderBody('1.00', { intent: 'SALE' }), 'INVALID_PARAMETER_VALUE'],
  ['an intent that is no text', orderBody('1.00', { intent: 1 }), 'INVALID_PARAMETER_SYNTAX'],
  ['no units', orderBody('1.00', { purchase_units: undefined }), 'MISSING_REQUIRED_PARAMETER'],
  ['an empty list of units', orderBody('1.00', { purchase_units: [] }), 'INVALID_ARRAY_MIN_ITEMS'],
  ['units that are no list', orderBody('1.00', { purchase_units: {} }), 'INVALID_PARAMETER_SYNTAX'],
  ['a unit that is no object', orderBody('1.00', { purchase_units: ['one'] }), 'INVALID_PARAMETER_SYNTAX'],
  ['a unit without an amount', unit({ amount: undefined }), 'MISSING_REQUIRED_PARAMETER'],
  ['an amount that is no object', unit({ amount: '10.00' }), 'INVALID_PARAMETER_SYNTAX'],
  ['an amount without a value', unit({ amount: { currency_code: 'USD' } }), 'MISSING_REQUIRED_PARAMETER'],
  ['an amount without a currency', unit({ amount: { value: '10.00' } }), 'MISSING_REQUIRED_PARAMETER'],
  ['a value that is a number', amount(10), 'INVALID_PARAMETER_SYNTAX'],
  ['a value with a comma', amount('10,00'), 'INVALID_PARAMETER_SYNTAX'],
  ['a value with an exponent', amount('1e3'), 'INVALID_PARAMETER_SYNTAX'],
  ['a value that ends with its point', amount('10.'), 'INVALID_PARAMETER_SYNTAX'],
  ['a value that is empty', amount(''), 'INVALID_STRING_LENGTH'],
  ['a value of 33 digits', amount('1'.repeat(33)), 'INVALID_STRING_LENGTH'],
  [
    'a currency of two letters',
    unit({ amount: { currency_code: 'US', value: '1.00' } }),
    'INVALID_STRING_LENGTH',
  ],
  ['a reference of 257 letters', unit({ reference_id: 'r'.repeat(257) }), 'INVALID_STRING_LENGTH'],
  ['a description of 128 letters', unit({ description: 'd'.repeat(128) }), 'INVALID_STRING_LENGTH'],
  ['an empty custom_id', unit({ custom_id: '' }), 'INVALID_STRING_LENGTH'],
  ['a custom_id of 128 letters', unit({ custom_id: 'c'.repeat(128) }), 'INVALID_STRING_LENGTH'],
  ['an invoice_id of 128 letters', unit({ invoice_id: 'i'.repeat(128) }), 'INVALID_STRING_LENGTH'],
  ['a soft_descriptor of 23 letters', unit({ soft_descriptor: 's'.repeat(23) }), 'INVALID_STRING_LENGTH'],
  [
    'an e-mail of a payee that is none',
    unit({ payee: { email_address: 'nobody' } }),
    'INVALID_PARAMETER_SYNTAX',
  ],
  ['a fee for a platform', unit({ payment_instruction: {} }), 'NOT_SUPPORTED'],
  ['items that are no list', unit({ items: {} }), 'INVALID_PARAMETER_SYNTAX'],
  [
    'an item without a name',
    items([item({ name: undefined })], { item_total: usd('10.00') }),
    'MISSING_REQUIRED_PARAMETER',
  ],
  [
    'an item with a long name',
    items([item({ name: 'n'.repeat(128) })], { item_total: usd('10.00') }),
    'INVALID_STRING_LENGTH',
  ],
  [
    'an item without a price',
    items([item({ unit_amount: undefined })], { item_total: usd('10.00') }),
    'MISSING_REQUIRED_PARAMETER',
  ],
  [
    'no piece of an item',
    items([item({ quantity: '0' })], { item_total: usd('0.00') }),
    'INVALID_PARAMETER_SYNTAX',
  ],
  [
    'half a piece of an item',
    items([item({ quantity: '1.5' })], { item_total: usd('10.00') }),
    'INVALID_PARAMETER_SYNTAX',
  ],
  [
    'a number of pieces',
    items([item({ quantity: 2 })], { item_total: usd('10.00') }),
    'INVALID_PARAMETER_SYNTAX',
  ],
  [
    'an item of no known kind',
    items([item({ category: 'FOOD' })], { item_total: usd('10.00') }),
    'INVALID_PARAMETER_VALUE',
  ],
  ['a source without anything', orderBody('1.00', { payment_source: {} }), 'MISSING_REQUIRED_PARAMETER'],
  ['a source that is text', orderBody('1.00', { payment_source: 'paypal' }), 'INVALID_PARAMETER_SYNTAX'],
  ['a card without a key', orderBody('1.00', { payment_source: { card: {} } }), 'PAYPAL_REQUEST_ID_REQUIRED'],
  ['a vault without a key', source({ vault_id: 'V1' }), 'PAYPAL_REQUEST_ID_REQUIRED'],
  ['a brand of 128 letters', context({ brand_name: 'b'.repeat(128) }), 'INVALID_STRING_LENGTH'],
  ['a language that is none', context({ locale: 'english' }), 'INVALID_PARAMETER_SYNTAX'],
  ['an unknown page', context({ landing_page: 'BILLING' }), 'INVALID_PARAMETER_VALUE'],
  ['an unknown shipping preference', context({ shipping_preference: 'NONE' }), 'INVALID_PARAMETER_VALUE'],
  ['an unknown action', context({ user_action: 'PAY' }), 'INVALID_PARAMETER_VALUE'],
  ['an unknown preference', context({ payment_method_preference: 'INSTANT' }), 'INVALID_PARAMETER_VALUE'],
  ['a way back that is no address', context({ return_url: 'home' }), 'INVALID_PARAMETER_SYNTAX'],
  [
    'an older context with an unknown action',
    orderBody('1.00', { payment_source: undefined, application_context: { user_action: 'GO' } }),
    'INVALID_PARAMETER_VALUE',
  ],
  [
    'an instruction that is unknown',
    orderBody('1.00', { processing_instruction: 'AT_ONCE' }),
    'INVALID_PARAMETER_VALUE',
  ],
  [
    'eleven units',
    orderBody('1.00', {
      purchase_units: Array.from({ length: 11 }, (_, index) => ({
        reference_id: `R${index}`,
        amount: usd('1.00'),
      })),
    }),
    'INVALID_ARRAY_MAX_ITEMS',
  ],
];

/** Well-formed, and impossible: status 422. */
export const IMPOSSIBLE: readonly BadOrder[] = [
  ['an amount of nothing', amount('0.00'), 'CANNOT_BE_ZERO_OR_NEGATIVE'],
  ['an amount below nothing', amount('-1.00'), 'CANNOT_BE_ZERO_OR_NEGATIVE'],
  ['three decimals', amount('1.005'), 'DECIMAL_PRECISION'],
  ['decimals of yen', unit({ amount: { currency_code: 'JPY', value: '10.00' } }), 'DECIMALS_NOT_SUPPORTED'],
  [
    'decimals of forints',
    unit({ amount: { currency_code: 'HUF', value: '10.50' } }),
    'DECIMALS_NOT_SUPPORTED',
  ],
  [
    'decimals of Taiwan dollars',
    unit({ amount: { currency_code: 'TWD', value: '10.50' } }),
    'DECIMALS_NOT_SUPPORTED',
  ],
  ['won', unit({ amount: { currency_code: 'KRW', value: '1000' } }), 'INVALID_CURRENCY_CODE'],
  ['yuan', unit({ amount: { currency_code: 'CNY', value: '10.00' } }), 'INVALID_CURRENCY_CODE'],
  [
    'a currency that there is not',
    unit({ amount: { currency_code: 'XXX', value: '10.00' } }),
    'INVALID_CURRENCY_CODE',
  ],
  [
    'a currency in small letters',
    unit({ amount: { currency_code: 'usd', value: '10.00' } }),
    'INVALID_CURRENCY_CODE',
  ],
  ['more than any amount', amount('999999999999999.99'), 'MAX_VALUE_EXCEEDED'],
  [
    'an amount that is not its sum',
    amount('10.00', { breakdown: { item_total: usd('9.00') } }),
    'AMOUNT_MISMATCH',
  ],
  [
    'a discount that was added',
    amount('11.00', { breakdown: { item_total: usd('10.00'), discount: usd('1.00') } }),
    'AMOUNT_MISMATCH',
  ],
  [
    'a part in another currency',
    amount('10.00', { breakdown: { item_total: { currency_code: 'EUR', value: '10.00' } } }),
    'MULTI_CURRENCY_ORDER',
  ],
  [
    'a part below nothing',
    amount('10.00', { breakdown: { item_total: usd('10.00'), discount: usd('-1.00') } }),
    'CANNOT_BE_NEGATIVE',
  ],
  ['items without their sum', unit({ items: [item()] }), 'ITEM_TOTAL_REQUIRED'],
  [
    'items of another sum',
    items([item({ quantity: '3' })], { item_total: usd('10.00') }),
    'ITEM_TOTAL_MISMATCH',
  ],
  [
    'taxes without their sum',
    items([item({ tax: usd('0.50') })], { item_total: usd('10.00') }),
    'TAX_TOTAL_REQUIRED',
  ],
  [
    'taxes of another sum',
    items([item({ unit_amount: usd('4.00'), tax: usd('0.50') })], {
      item_total: usd('8.00'),
      tax_total: usd('2.00'),
    }),
    'TAX_TOTAL_MISMATCH',
  ],
  [
    'an item in another currency',
    items([item({ unit_amount: { currency_code: 'EUR', value: '5.00' } })], { item_total: usd('10.00') }),
    'MULTI_CURRENCY_ORDER',
  ],
  [
    'goods and a donation',
    items([item({ quantity: '1' }), item({ quantity: '1', category: 'DONATION' })], {
      item_total: usd('10.00'),
    }),
    'MULTIPLE_ITEM_CATEGORIES',
  ],
  ['another payee', unit({ payee: { email_address: 'other@example.com' } }), 'PAYEE_ACCOUNT_INVALID'],
  [
    'two units without references',
    orderBody('1.00', { purchase_units: [{ amount: usd('1.00') }, { amount: usd('1.00') }] }),
    'REFERENCE_ID_REQUIRED',
  ],
  [
    'two units of one reference',
    orderBody('1.00', { purchase_units: [1, 2].map(() => ({ reference_id: 'R', amount: usd('1.00') })) }),
    'DUPLICATE_REFERENCE_ID',
  ],
  [
    'two units to be authorized',
    orderBody('1.00', {
      intent: 'AUTHORIZE',
      purchase_units: ['A', 'B'].map((reference_id) => ({ reference_id, amount: usd('1.00') })),
    }),
    'UNSUPPORTED_INTENT',
  ],
];
