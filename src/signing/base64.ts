/** Base64 (RFC 4648, section 4) between text and bytes; strict in what it reads. */

/** The bytes, or `undefined` when the text is not padded base64 throughout, in the one form that those bytes have. */
export function base64ToBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const characters = atob(text);
  // The last letter before the padding carries unused bits: two texts for the same bytes would be one forgery for free.
  if (btoa(characters) !== text) return undefined;
  return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}

export function bytesToBase64(bytes: Uint8Array): string {
  let characters = '';
  for (const byte of bytes) characters += String.fromCharCode(byte);
  return btoa(characters);
}
