/** The control interface of a simulator that serves HTTPS with a certificate of its own. */

import { request } from 'node:https';

/** One call, such as `POST /wallets/paypal-amy/scan`; rejects when there is no answer. */
export function control<T>(
  url: string,
  { line, body, ca }: { readonly line: string; readonly body: unknown; readonly ca: string },
): Promise<T> {
  const [method = 'GET', path = ''] = line.split(' ');
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/_simulator${path}`, { method, ca }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()) as T));
    });
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
