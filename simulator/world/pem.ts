/** PEM, the text form of keys and certificates (RFC 7468). */

/** The armour around base64 without line breaks. */
export function pem(label: string, base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
