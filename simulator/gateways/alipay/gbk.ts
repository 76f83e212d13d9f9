/** Text in GBK, as Alipay's bills are written: the table is made by decoding every two-byte code once. */

const LEAD_BYTES = [0x81, 0xfe] as const;
const TRAIL_BYTES = [0x40, 0xfe] as const;
const NO_TRAIL = 0x7f;
const QUESTION_MARK = 0x3f;

export type GbkEncoder = (text: string) => Uint8Array<ArrayBuffer>;

/** Takes some tens of milliseconds. What GBK does not have becomes a question mark. */
export function createGbkEncoder(): GbkEncoder {
  const codes = twoByteCodes();
  return (text) => {
    const bytes: number[] = [];
    for (const character of text) {
      const code = codes.get(character);
      const unit = character.codePointAt(0) ?? QUESTION_MARK;
      if (unit < 0x80) bytes.push(unit);
      else if (code === undefined) bytes.push(QUESTION_MARK);
      else bytes.push(code >> 8, code & 0xff);
    }
    return Uint8Array.from(bytes);
  };
}

function twoByteCodes(): ReadonlyMap<string, number> {
  const codes = new Map<string, number>();
  const decoder = new TextDecoder('gbk');
  for (let lead: number = LEAD_BYTES[0]; lead <= LEAD_BYTES[1]; lead += 1) {
    for (let trail: number = TRAIL_BYTES[0]; trail <= TRAIL_BYTES[1]; trail += 1) {
      if (trail === NO_TRAIL) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      const isOne = Array.from(character).length === 1 && character !== '\uFFFD';
      if (isOne && !codes.has(character)) codes.set(character, (lead << 8) | trail);
    }
  }
  return codes;
}
