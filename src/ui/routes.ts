/** The addresses of the counter's screens: an allow-list, since a hash can come from anywhere; what is not on it is home. */

export type Route =
  | { readonly screen: 'home' }
  | { readonly screen: 'recent' }
  | { readonly screen: 'attention' }
  | { readonly screen: 'sale'; readonly number: number }
  | { readonly screen: 'receipt'; readonly number: number }
  | { readonly screen: 'customer' }
  | { readonly screen: 'settings' }
  /** The shop's account at the provider. */
  | { readonly screen: 'account' }
  /** The cash drawer. */
  | { readonly screen: 'drawer' }
  /** The shop's own printed collection code. */
  | { readonly screen: 'own-code' }
  | { readonly screen: 'demos' }
  | { readonly screen: 'demo'; readonly name: DemoName; readonly seed: string };

/** The demos, as their links name them; the order is the one in which they are shown. */
export const DEMO_NAMES = [
  'qr',
  'code-with-password',
  'declined-then-cash',
  'reply-lost',
  'paid-between-query-and-cancel',
  'late-money',
  'refund',
  'offline',
] as const;

export type DemoName = (typeof DEMO_NAMES)[number];

/** The seed of a demo whose link names none. */
export const DEMO_SEED = '1';

const plain = ['recent', 'attention', 'customer', 'settings', 'account', 'drawer', 'own-code'] as const;

/** The route of a `location.hash`, with or without its `#`. Sale numbers are 1 … 2^53−1, written without leading zeros. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#?\/?/, '');
  const screen = plain.find((name) => name === path);
  if (screen !== undefined) return { screen };
  const demo = parseDemo(path);
  if (demo !== undefined) return demo;
  const match = /^sale\/([1-9]\d{0,15})(\/receipt)?$/.exec(path);
  const number = Number(match?.[1]);
  if (match === null || !Number.isSafeInteger(number)) return { screen: 'home' };
  return { screen: match[2] === undefined ? 'sale' : 'receipt', number };
}

/** `demo` is the list of demos, and so is the name of one that does not exist; seeds are short plain words. */
function parseDemo(path: string): Route | undefined {
  const match = /^demo(?:\/([a-z-]*))?(?:\?seed=([\w.-]{1,64}))?$/.exec(path);
  if (match === null) return undefined;
  const name = DEMO_NAMES.find((one) => one === match[1]);
  return name === undefined ? { screen: 'demos' } : { screen: 'demo', name, seed: match[2] ?? DEMO_SEED };
}

export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'home':
      return '#/';
    case 'sale':
      return `#/sale/${route.number}`;
    case 'receipt':
      return `#/sale/${route.number}/receipt`;
    case 'demos':
      return '#/demo';
    case 'demo':
      return `#/demo/${route.name}?seed=${route.seed}`;
    default:
      return `#/${route.screen}`;
  }
}
