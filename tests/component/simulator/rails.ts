/** What a till says to PayPal and to the card provider, as far as phone and desk need it. */

import type { Stage } from './support.ts';

/** A payment of this much at the card reader, which asks for a card from now on; resolves with the intent's id. */
export async function askForCard(stage: Stage, amountMinor: number, currency = 'usd'): Promise<string> {
  const { body } = await stage.client.control('credentials');
  const { readerId } = (body as { readonly card: { readonly readerId: string } }).card;
  const intent = await post(stage, '/practice/card/v1/payment_intents', {
    amount: String(amountMinor),
    currency,
    'allowed_payment_method_types[]': 'card_present',
    'metadata[order]': 'C1',
  });
  await post(stage, `/practice/card/v1/terminal/readers/${readerId}/process_payment_intent`, {
    payment_intent: intent,
    'process_config[enable_customer_cancellation]': 'true',
  });
  return intent;
}

async function post(stage: Stage, path: string, form: Readonly<Record<string, string>>): Promise<string> {
  const response = await stage.host.handle(
    new Request(`http://localhost${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    }),
  );
  const answer = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer.id;
}

/** A PayPal order that is shown as a QR; `capture` takes the money that its payer agreed to. */
export async function showPayPal(stage: Stage, value: string, currency = 'USD') {
  const token = await call(stage, '/v1/oauth2/token', 'grant_type=client_credentials', {
    'content-type': 'application/x-www-form-urlencoded',
  });
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${token['access_token']}`,
  };
  const order = await call(
    stage,
    '/v2/checkout/orders',
    JSON.stringify({
      intent: 'CAPTURE',
      purchase_units: [{ invoice_id: 'P1', amount: { currency_code: currency, value } }],
    }),
    { ...headers, 'paypal-request-id': 'make' },
  );
  const qrs = await stage.client.paymentQrs();
  const [qr] = qrs.ok ? qrs.value : [];
  if (qr === undefined) throw new Error('nothing to scan');
  const { content, amountMinor, orderNumber } = qr;
  stage.shown.value = { content, amountMinor, currency, orderNumber };
  return {
    capture: () =>
      call(stage, `/v2/checkout/orders/${order['id']}/capture`, '{}', {
        ...headers,
        'paypal-request-id': 'take',
      }),
  };
}

async function call(
  stage: Stage,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await stage.host.handle(
    new Request(`http://localhost/practice/paypal${path}`, { method: 'POST', headers, body }),
  );
  const answer = (await response.json()) as Readonly<Record<string, unknown>>;
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}
