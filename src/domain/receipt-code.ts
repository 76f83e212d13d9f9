/** The content of a receipt's QR: the order number with a check that catches misreading, not forgery. */

const form = /^guitai:1:([A-Za-z0-9_-]{1,64}):(\d{2})$/;

/**
 * `guitai:1:<orderNumber>:<check>`. The check finds every single wrong character and every swap of neighbours; anybody
 * can compute it, so it proves nothing about who made the receipt: look the order up in the journal.
 */
export function makeReceiptCode(orderNumber: string): string {
  return `guitai:1:${orderNumber}:${checkOf(orderNumber)}`;
}

/** The order number in a receipt's code; `damaged` if it is one, but misread; undefined if it is something else. */
export function parseReceiptCode(text: string): { readonly orderNumber: string } | 'damaged' | undefined {
  if (!text.startsWith('guitai:')) return undefined;
  const [, orderNumber, check] = form.exec(text) ?? [];
  if (orderNumber === undefined || check !== checkOf(orderNumber)) return 'damaged';
  return { orderNumber };
}

/** The characters as one number to base 256, modulo the prime 97, in two digits. */
function checkOf(orderNumber: string): string {
  let rest = 0;
  for (let index = 0; index < orderNumber.length; index += 1) {
    rest = (rest * 256 + orderNumber.charCodeAt(index)) % 97;
  }
  return String(rest).padStart(2, '0');
}
