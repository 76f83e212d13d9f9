/** Prints one part of the page, such as a receipt, by the print style sheet. */

/**
 * Marks the page as printing `part` (`<html data-printing="receipt">`, for the print style sheet) and opens the browser's
 * print dialog. Whether paper came out nobody tells a page, so `asked` is the best answer there is.
 */
export function printPart(part: 'receipt' | 'report', target: Window = window): 'asked' | 'unsupported' {
  if (typeof target.print !== 'function') return 'unsupported';
  const { dataset } = target.document.documentElement;
  const onAfter = (): void => {
    target.removeEventListener('afterprint', onAfter);
    delete dataset['printing'];
  };
  // Some browsers answer `print` at once, so the mark must stay until they say that it is over.
  target.addEventListener('afterprint', onAfter);
  dataset['printing'] = part;
  target.print();
  return 'asked';
}
