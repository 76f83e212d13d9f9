/** A network that wants a login answers in the provider's place, with a web page (captive portal, F-24). */

import type { WireReply } from '../ports.ts';

/** "Network Authentication Required" (RFC 6585, section 6). */
const NETWORK_LOGIN = 511;

/** Enough to see what a text begins with. */
const BEGINNING_LENGTH = 256;

/** Whether a web page stands where an answer was asked for. What it says of itself does not count: a gateway calls its JSON `text/html`, too. */
export function isLoginPage({ status, bytes }: Extract<WireReply, { readonly kind: 'reply' }>): boolean {
  if (status === NETWORK_LOGIN) return true;
  if (status >= 400) return false;
  const beginning = new TextDecoder().decode(bytes.subarray(0, BEGINNING_LENGTH));
  return /^\s*<(?:!doctype\s+html|html)\b/i.test(beginning);
}
