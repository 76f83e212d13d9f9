/** Card numbers: recognised wherever text enters, so that none is ever kept (S-50). */

/** A network's leading digits, from … to (inclusive, same length), and how long its numbers are. */
interface Range {
  readonly from: string;
  readonly to: string;
  readonly lengths: readonly number[];
}

const anyLength: readonly number[] = [13, 14, 15, 16, 17, 18, 19];
const longOnes: readonly number[] = [16, 17, 18, 19];

/** Issuer ranges of ISO/IEC 7812 as the networks use them. Wide on purpose: a refused note costs less than a kept card. */
const ranges: readonly Range[] = [
  { from: '4', to: '4', lengths: [13, 16, 19] },
  { from: '51', to: '55', lengths: [16] },
  { from: '2221', to: '2720', lengths: [16] },
  { from: '2200', to: '2205', lengths: longOnes },
  { from: '34', to: '34', lengths: [15] },
  { from: '37', to: '37', lengths: [15] },
  { from: '300', to: '305', lengths: [14, 15, 16, 17, 18, 19] },
  { from: '3095', to: '3095', lengths: [14, 15, 16, 17, 18, 19] },
  { from: '36', to: '36', lengths: [14, 15, 16, 17, 18, 19] },
  { from: '38', to: '39', lengths: [14, 15, 16, 17, 18, 19] },
  { from: '3528', to: '3589', lengths: longOnes },
  { from: '50', to: '50', lengths: anyLength },
  { from: '56', to: '58', lengths: anyLength },
  { from: '6', to: '6', lengths: anyLength },
  { from: '81', to: '82', lengths: longOnes },
  { from: '9792', to: '9792', lengths: [16] },
];

/** What people put between the groups of a card number, invisible characters included. */
const separators = '[\\s.\\-_/\u00b7\u2010-\u2015\u200b-\u200d\u2060\ufeff]';
const digitGroups = new RegExp(`\\d+(?:${separators}{1,3}\\d+)*`, 'g');
/** Nineteen digits with three separators after each: nothing longer need be looked at. */
const longestWriting = 19 + 18 * 3;
const hidden = '••••';

/** Whether the whole text is a card number: 13–19 digits, perhaps in groups, with a network's prefix and a right check digit. */
export function isLikelyCardNumber(text: string): boolean {
  const plain = withPlainDigits(text).trim();
  if (!new RegExp(`^\\d+(?:${separators}{1,3}\\d+)*$`).test(plain)) return false;
  return isCardDigits(plain.replaceAll(/\D/g, ''));
}

/** Whether a card number stands anywhere in the text. */
export function containsCardNumber(text: string): boolean {
  return scrubCardNumbers(text) !== text;
}

/**
 * The text with every card number replaced by `••••`. A number starts and ends where a group of digits does: a card
 * number is not searched for inside a longer unbroken number, or every long order number would be taken for one.
 */
export function scrubCardNumbers(text: string): string {
  const plain = withPlainDigits(text);
  let scrubbed = '';
  let done = 0;
  for (const run of plain.matchAll(digitGroups)) {
    for (const found of cardsIn(run[0])) {
      scrubbed += text.slice(done, run.index + found.start) + hidden;
      done = run.index + found.end;
    }
  }
  return scrubbed + text.slice(done);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The card numbers in a run of digit groups, from the left, longest first, without overlap. */
function cardsIn(run: string): readonly Span[] {
  const groups = Array.from(run.matchAll(/\d+/g), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const found: Span[] = [];
  let done = 0;
  for (const { start } of groups) {
    if (start < done) continue;
    const longest = groups.findLast(
      ({ end }) =>
        end > start &&
        end - start <= longestWriting &&
        isCardDigits(run.slice(start, end).replaceAll(/\D/g, '')),
    );
    if (longest === undefined) continue;
    found.push({ start, end: longest.end });
    done = longest.end;
  }
  return found;
}

function isCardDigits(digits: string): boolean {
  const inRange = ranges.some(({ from, to, lengths }) => {
    const prefix = digits.slice(0, from.length);
    return lengths.includes(digits.length) && prefix >= from && prefix <= to;
  });
  return inRange && passesLuhn(digits);
}

/** The check digit of ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let total = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit : digit * 2;
    total += doubled > 9 ? doubled - 9 : doubled;
  }
  return total % 10 === 0;
}

/** Full-width digits, as a Chinese input method writes them, become plain ones; every index stays where it was. */
function withPlainDigits(text: string): string {
  return text.replaceAll(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}
