/** Masking of the people who pay: what may be kept and shown of an account or a name (S-51). */

const mask = '*';
/** What the masking below makes of anything long. */
const MASKED = /^[^*]?\*{3}[\s\S]{1,4}$/u;

/**
 * A payer's account, masked. Chinese mobile numbers keep the operator's three digits and half of the eight that are
 * the subscriber's (`138****1234`); mail addresses keep the first letter and the domain (`a***@x.com`); of anything
 * else at least three quarters are hidden behind three stars, however many they are (`o***eS6o`, `***1234`). Masking
 * twice changes nothing.
 */
export function maskPayer(account: string): string {
  const text = account.trim();
  if (/^(\+?86[- ]?)?1\d{2}[\d*]{4}\d{4}$/.test(text)) return `${text.slice(-11, -8)}****${text.slice(-4)}`;
  const at = text.lastIndexOf('@');
  if (at > 0) return `${maskMailbox(text.slice(0, at))}${text.slice(at)}`;
  const characters = Array.from(text);
  if (characters.length < 4) return mask.repeat(characters.length);
  if (MASKED.test(text)) return text;
  const shown = Math.min(4, Math.floor(characters.length / 4));
  const first = 4 * (shown + 1) <= characters.length ? characters.slice(0, 1) : [];
  return [...first, mask.repeat(3), ...characters.slice(-shown)].join('');
}

/** A person's name, masked: the last character of a Chinese one (`*三`), the first letter of any other (`L***`). */
export function maskName(name: string): string {
  const characters = Array.from(name.trim());
  const [first, last] = [characters[0] ?? '', characters.at(-1) ?? ''];
  if (characters.length < 2) return mask.repeat(characters.length);
  if (/\p{Script=Han}/u.test(last)) return mask.repeat(characters.length - 1) + last;
  return `${first}***`;
}

/** The last four digits of a payment code: the only part that may outlive it (S-51). */
export function lastFour(code: string): string {
  return code.length > 4 ? code.slice(-4) : '';
}

function maskMailbox(mailbox: string): string {
  const [first, second] = Array.from(mailbox);
  return second === undefined ? '***' : `${first}***`;
}
