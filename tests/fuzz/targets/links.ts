/** Addresses that come from anywhere: they lead to a screen of the counter, and to nothing else (S-41). */

import { DEMO_NAMES, hrefOf, parseRoute } from '../../../src/ui/routes.ts';
import { damagedText, noise } from '../damage.ts';
import { law, type Target } from '../target.ts';

const LINKS: readonly string[] = [
  '#/',
  '#/recent',
  '#/attention',
  '#/sale/7',
  '#/sale/7/receipt',
  '#/sale/9007199254740991',
  '#/customer',
  '#/settings',
  '#/account',
  '#/drawer',
  '#/own-code',
  '#/demo',
  '#/demo/qr?seed=7',
  '#/demo/refund?seed=a.b-c_d',
  '#/charge/1250',
  '#javascript:alert(1)',
  '#//evil.example/',
  '#/sale/1?refund=1250',
];

/** Every screen that a link may lead to; none of them charges, gives back or changes anything by being seen. */
const SCREENS = [
  'home',
  'recent',
  'attention',
  'sale',
  'receipt',
  'customer',
  'settings',
  'account',
  'drawer',
  'own-code',
  'demos',
  'demo',
];

export const LINKS_HEARD: Target = {
  name: 'links',
  hear: (chance) => {
    const hash = chance.in(10)
      ? new TextDecoder().decode(noise(80, chance))
      : damagedText(chance.pick(LINKS), chance);
    const route = parseRoute(hash);
    law(SCREENS.includes(route.screen), 'a screen that is on no list', route);
    const names = Object.keys(route).sort().join();
    law(['screen', 'number,screen', 'name,screen,seed'].includes(names), 'more than a screen', route);
    if ('number' in route)
      law(Number.isSafeInteger(route.number) && route.number > 0, 'no number of a sale', route);
    if ('seed' in route)
      law(DEMO_NAMES.includes(route.name) && /^[\w.-]{1,64}$/.test(route.seed), 'no demo', route);
    const href = hrefOf(route);
    law(/^#\/[\w/.?=-]*$/.test(href), 'a link that leaves the counter', href);
    law(
      JSON.stringify(parseRoute(href)) === JSON.stringify(route),
      'a link that leads elsewhere',
      hash,
      href,
    );
  },
};
