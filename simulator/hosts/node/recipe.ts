/** What the stand-alone simulator prints when it is ready: where everything is, and three lines to try it with. */

import { isLoopback } from './doors.ts';

/** Three lines for a shell: pay, let the next answer get lost, read the three ledgers. */
export function recipe(url: string): readonly [pay: string, lose: string, read: string] {
  const curl = url.startsWith('https:') ? 'curl -k' : 'curl';
  const payment =
    'amount=1250&currency=usd&payment_method=pm_card_visa&allowed_payment_method_types[]=card&confirm=true';
  return [
    `${curl} -d '${payment}' ${url}/practice/card/v1/payment_intents`,
    `${curl} -d '{"name":"reply-lost"}' ${url}/_simulator/faults`,
    `${curl} ${url}/_simulator/ledgers`,
  ];
}

export interface Started {
  readonly url: string;
  readonly host: string;
  readonly hasPages: boolean;
  readonly stateFile: string | undefined;
  /** The other addresses of this machine under which it can be reached. */
  readonly others: readonly string[];
}

export function welcome({ url, host, hasPages, stateFile, others }: Started): string {
  const [pay, lose, read] = recipe(url);
  return [
    `The simulator is ready at ${url}/`,
    '',
    ...(hasPages
      ? [`  the customer's phone  ${url}/simulator/`, `  the desk              ${url}/simulator/#desk`]
      : []),
    `  keys and secrets      ${url}/_simulator/credentials`,
    ...(stateFile === undefined ? [] : [`  kept in               ${stateFile}`]),
    ...others.map((other) => `  also at               ${other}/`),
    '',
    'Try it, line by line: pay; let the next answer get lost (then pay again); read the ledgers.',
    '',
    `  ${pay}`,
    `  ${lose}`,
    `  ${read}`,
    ...(isLoopback(host) ? [] : ['', warning(host)]),
  ].join('\n');
}

function warning(host: string): string {
  return (
    `Warning: it listens on ${host}. Everybody on that network can pay with the practice wallets, arm faults and read ` +
    'the practice keys. There is no real money here; keep real keys away from it.'
  );
}
