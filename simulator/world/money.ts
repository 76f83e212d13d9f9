/** Yuan as the wire writes them and whole fen as the world counts them; no floating point on the way. */

/** Fen from text such as `12`, `12.3` or `12.34`; undefined for anything else, signs and exponents included. */
export function parseYuan(text: string): number | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** `1234` → `12.34`; a negative amount keeps its sign. */
export function yuan(amountMinor: number): string {
  const digits = String(Math.abs(amountMinor)).padStart(3, '0');
  return `${amountMinor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `part / whole` of `of`, rounded down; exact beyond 2^53 in between. */
export function share(part: number, whole: number, of: number): number {
  return whole === 0 ? 0 : Number((BigInt(part) * BigInt(of)) / BigInt(whole));
}
