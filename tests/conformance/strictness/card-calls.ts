/** How the rows of the card tables ask: forms to the card provider, with what has to be there first. */

import type { BadRequest, StrictShop } from './bad-request.ts';

type Form = Readonly<Record<string, string>>;

export const FORM_TYPE = 'application/x-www-form-urlencoded';
export const INTENTS = '/v1/payment_intents';
export const NOBODY = 'pi_3NobodyHasEverMadeThis00';
export const ORDER: Form = { amount: '1250', currency: 'usd', 'allowed_payment_method_types[0]': 'card' };
const AT_READER: Form = { ...ORDER, 'allowed_payment_method_types[0]': 'card_present' };

function build(
  shop: StrictShop,
  line: string,
  { form = {}, headers = {} }: { readonly form?: Form; readonly headers?: Form },
): Request {
  const [method = 'GET', path = ''] = line.split(' ');
  const text = new URLSearchParams(form).toString();
  const isPost = method === 'POST';
  const all = {
    authorization: `Bearer ${shop.credentials.card.secretKey}`,
    ...(isPost ? { 'content-type': FORM_TYPE } : {}),
    ...headers,
  };
  const query = isPost || text === '' ? '' : `?${text}`;
  return new Request(`http://stripe.test${path}${query}`, {
    method,
    headers: all,
    ...(isPost ? { body: text } : {}),
  });
}

export async function call(
  shop: StrictShop,
  line: string,
  sent: { readonly form?: Form; readonly headers?: Form } = {},
): Promise<string> {
  const response = await shop.host.handle(build(shop, line, sent));
  return String(((await response.json()) as { id?: string }).id);
}

/** What is asked, as it travels; `{…}` in the line stands for what was prepared. */
interface Asked {
  readonly line: string;
  readonly form?: Form;
  readonly headers?: Form;
  readonly prepare?: (shop: StrictShop) => Promise<string>;
}

export function row(
  title: string,
  { line, form = {}, headers = {}, prepare }: Asked,
  expected: BadRequest['expect'],
): BadRequest {
  return {
    rail: 'card',
    title,
    request: async (shop) => {
      const prepared = (await prepare?.(shop)) ?? '';
      const put = (text: string) =>
        text.replaceAll('{it}', prepared).replaceAll('{reader}', shop.credentials.card.readerId);
      const filled = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, put(value)]));
      return build(shop, put(line), { form: filled, headers });
    },
    expect: expected,
  };
}

export const refused = (status: number, code: string, param?: string): BadRequest['expect'] => ({
  status,
  says: [
    `"code": "${code}"`,
    '"type": "invalid_request_error"',
    ...(param === undefined ? [] : [`"param": "${param}"`]),
  ],
});
export const wrong = (param: string, status = 400): BadRequest['expect'] => ({
  status,
  says: [`"param": "${param}"`, '"type": "invalid_request_error"'],
});
export const says = (status: number, ...words: readonly string[]): BadRequest['expect'] => ({
  status,
  says: words,
});

export const make = (form: Form = {}) => ({ line: `POST ${INTENTS}`, form: { ...ORDER, ...form } });
export const without = (name: string): Asked => {
  const { [name]: _, ...form } = ORDER;
  return { line: `POST ${INTENTS}`, form };
};

export const open = (shop: StrictShop) => call(shop, `POST ${INTENTS}`, { form: ORDER });
export const atReader = (shop: StrictShop) => call(shop, `POST ${INTENTS}`, { form: AT_READER });
export const paid = (shop: StrictShop) =>
  call(shop, `POST ${INTENTS}`, { form: { ...ORDER, payment_method: 'pm_card_visa', confirm: 'true' } });
export const held = (shop: StrictShop) =>
  call(shop, `POST ${INTENTS}`, {
    form: { ...ORDER, payment_method: 'pm_card_visa', confirm: 'true', capture_method: 'manual' },
  });
export async function canceled(shop: StrictShop): Promise<string> {
  const id = await atReader(shop);
  await call(shop, `POST ${INTENTS}/${id}/cancel`);
  return id;
}
export async function asked(shop: StrictShop): Promise<string> {
  const id = await atReader(shop);
  const path = `/v1/terminal/readers/${shop.credentials.card.readerId}/process_payment_intent`;
  await call(shop, `POST ${path}`, { form: { payment_intent: id } });
  return id;
}
export async function refunded(shop: StrictShop): Promise<string> {
  const id = await paid(shop);
  await call(shop, 'POST /v1/refunds', { form: { payment_intent: id } });
  return id;
}
