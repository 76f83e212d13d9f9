/** Reads a zip as a bookkeeper's program would: names and texts in GBK, by the central directory, apart from the packer. */

import { inflateRawSync } from 'node:zlib';

export interface Unzipped {
  readonly name: string;
  readonly text: string;
  /** Bit 11: the name is UTF-8. */
  readonly isNamedInUtf8: boolean;
}

export function unzip(bytes: Uint8Array): readonly Unzipped[] {
  const zip = Buffer.from(bytes);
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files: Unzipped[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [flags, method] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10)];
    const size = zip.readUInt32LE(at + 20);
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const name = zip.subarray(at + 46, at + 46 + nameLength);
    const localName = zip.subarray(local + 30, local + 30 + zip.readUInt16LE(local + 26));
    if (!name.equals(localName)) throw new Error('the two names of an entry differ');
    const start = local + 30 + localName.length + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + size);
    const gbk = new TextDecoder('gbk', { fatal: true });
    files.push({
      name: gbk.decode(name),
      text: gbk.decode(method === 0 ? data : inflateRawSync(data)),
      isNamedInUtf8: (flags & 0x800) !== 0,
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}
