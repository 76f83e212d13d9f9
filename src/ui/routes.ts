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
  | { readonly screen: 'account' };

const plain = ['recent', 'attention', 'customer', 'settings', 'account'] as const;

/** The route of a `location.hash`, with or without its `#`. Sale numbers are 1 … 2^53−1, written without leading zeros. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#?\/?/, '');
  const screen = plain.find((name) => name === path);
  if (screen !== undefined) return { screen };
  const match = /^sale\/([1-9]\d{0,15})(\/receipt)?$/.exec(path);
  const number = Number(match?.[1]);
  if (match === null || !Number.isSafeInteger(number)) return { screen: 'home' };
  return { screen: match[2] === undefined ? 'sale' : 'receipt', number };
}

export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'home':
      return '#/';
    case 'sale':
      return `#/sale/${route.number}`;
    case 'receipt':
      return `#/sale/${route.number}/receipt`;
    default:
      return `#/${route.screen}`;
  }
}
