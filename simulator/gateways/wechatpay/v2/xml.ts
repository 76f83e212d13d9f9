/** The flat XML of v2: one element in another, with or without CDATA. Nothing that XML can do beyond that is read. */

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const DOCUMENT = /^\s*(?:<\?xml[^>]*\?>\s*)?<xml>([\s\S]*)<\/xml>\s*$/;
const ELEMENT = /^\s*<([A-Za-z_]\w*)(?:\s*\/>|>(?:<!\[CDATA\[([\s\S]*?)\]\]>|([^<]*))<\/\1\s*>)/;

/** The elements by name; undefined for anything but one flat document without doubled names. */
export function readXml(text: string): ReadonlyMap<string, string> | undefined {
  let rest = DOCUMENT.exec(text)?.[1];
  if (rest === undefined) return undefined;
  const fields = new Map<string, string>();
  while (rest.trim() !== '') {
    const found: RegExpExecArray | null = ELEMENT.exec(rest);
    const [whole = '', name = '', cdata, plain = ''] = found ?? [];
    if (found === null || fields.has(name)) return undefined;
    fields.set(name, cdata ?? unescaped(plain));
    rest = rest.slice(whole.length);
  }
  return fields;
}

/** Texts in CDATA, whole numbers bare, as the real gateway writes them. */
export function writeXml(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, value]) => {
    const content = /^\d{1,15}$/.test(value) ? value : `<![CDATA[${value.replaceAll(']]>', ']] >')}]]>`;
    return `<${name}>${content}</${name}>`;
  });
  return `<xml>\n${lines.join('\n')}\n</xml>`;
}

function unescaped(text: string): string {
  return text.replace(/&[^;\s]{1,10};/g, (entity) => {
    const [, decimal, hex, name = ''] = /^&(?:#(\d+)|#x([\da-f]+)|(\w+));$/i.exec(entity) ?? [];
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    if (Number.isInteger(code) && code <= 0x10ffff) return String.fromCodePoint(code);
    return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? entity) : entity;
  });
}
