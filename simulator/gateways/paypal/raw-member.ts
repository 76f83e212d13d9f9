/** A member of a JSON object exactly as it was written, since a signature covers its bytes. */

/** The text of a member's value; undefined when the text is no JSON object, or has no such member. */
export function rawMember(text: string, name: string): string | undefined {
  let at = skip(text, 0);
  if (text[at] !== '{') return undefined;
  at = skip(text, at + 1);
  while (text[at] === '"') {
    const nameEnd = endOf(text, at);
    const key = text.slice(at, nameEnd);
    at = skip(text, nameEnd);
    if (text[at] !== ':') return undefined;
    const start = skip(text, at + 1);
    const end = endOf(text, start);
    if (key === JSON.stringify(name)) return text.slice(start, end);
    at = skip(text, end);
    if (text[at] === ',') at = skip(text, at + 1);
  }
  return undefined;
}

function skip(text: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(text[at] ?? '.')) at += 1;
  return at;
}

/** Where the value that begins here ends: a string, a bracketed value, or a bare word. */
function endOf(text: string, start: number): number {
  if (text[start] === '"') return endOfString(text, start);
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') at = endOfString(text, at) - 1;
    else if ('{['.includes(character)) depth += 1;
    else if ('}]'.includes(character)) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && ', \t\r\n'.includes(character)) return at;
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}
