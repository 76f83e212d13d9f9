/** Code 128 for digits, as wallets draw it under a payment code (ISO/IEC 15417): bars as widths in modules. */

// Bar, space, bar … of each symbol 0–106, in modules; the last is the stop pattern with its final bar.
const PATTERNS =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112';
const CODE_B = 100;
const START_C = 105;
const STOP = 106;
/** Symbol of the digit 0 in set B. */
const ZERO_IN_B = 16;

export interface Bar {
  /** From the left edge, in modules; without the quiet zone. */
  readonly x: number;
  readonly width: number;
}

export interface Barcode {
  readonly bars: readonly Bar[];
  /** Width of the whole symbol in modules. */
  readonly width: number;
}

/** The symbols of a text of digits: set C in pairs, the odd last digit in set B, then check symbol and stop. */
export function code128Symbols(digits: string): readonly number[] {
  const symbols = [START_C];
  for (const [pair] of digits.matchAll(/\d\d/g)) symbols.push(Number(pair));
  if (digits.length % 2 === 1) symbols.push(CODE_B, ZERO_IN_B + Number(digits.at(-1)));
  const check = symbols.reduce((sum, symbol, index) => sum + symbol * Math.max(index, 1), 0) % 103;
  return [...symbols, check, STOP];
}

/** The bars of a text of digits. Anything but digits has no barcode here: undefined. */
export function code128(digits: string): Barcode | undefined {
  if (!/^\d{2,}$/.test(digits)) return undefined;
  const patterns = PATTERNS.split(' ');
  const bars: Bar[] = [];
  let x = 0;
  for (const symbol of code128Symbols(digits)) {
    [...(patterns[symbol] ?? '')].map(Number).forEach((width, index) => {
      if (index % 2 === 0) bars.push({ x, width });
      x += width;
    });
  }
  return { bars, width: x };
}
