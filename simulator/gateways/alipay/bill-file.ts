/** The file of a bill: a zip of two tables in GBK, their names in GBK as well and, as in real ones, without the mark for UTF-8. */

import { zipSync } from 'fflate';
import { formatBeijing } from '../../world/beijing.ts';
import type { RawCall, World } from '../../world/model.ts';
import { textBytes } from '../bytes.ts';
import type { Answer, OpenCall } from '../gateway.ts';
import { billTexts, periodOf } from './bill.ts';
import { type BillAsked, billOfAddress } from './bill-address.ts';
import { fundBillTexts } from './fund-bill.ts';
import { createGbkEncoder } from './gbk.ts';
import { writeSealAs } from './sealing.ts';

const SEAL_AS = writeSealAs({ version: 'file' });

/** Nobody signs this request, and its answer is not signed: the address itself is the secret, for a while. */
export function openBillFile(call: RawCall): OpenCall {
  const query = new URLSearchParams(call.query);
  return {
    operation: 'bill',
    orderNumber: null,
    request: Object.fromEntries([...query].filter(([name]) => name !== 'token')),
    checks: [],
    perform: (world, now) => {
      const asked = call.method === 'GET' ? billOfAddress(world, query, now) : undefined;
      return asked === undefined ? expired() : file(world, asked, now);
    },
    refuse: () => expired(),
  };
}

function expired(): Answer {
  return {
    status: 403,
    signed: false,
    fields: { error: 'expired' },
    content: '<!doctype html><title>下载链接已失效</title><p>下载链接已失效，请重新获取。',
    headers: { 'content-type': 'text/html;charset=utf-8' },
    sealAs: SEAL_AS,
  };
}

function file(world: World, { kind, date }: BillAsked, now: number): Answer {
  const period = periodOf(date);
  if (period === undefined) return expired();
  const texts = (kind === 'trade' ? billTexts : fundBillTexts)(world, period, now);
  const encode = createGbkEncoder();
  const entries = texts.map(({ name, text }) => ({ name: encode(`${name}.csv`), bytes: encode(text) }));
  return {
    status: 200,
    signed: false,
    fields: { files: texts.map(({ name }) => `${name}.csv`) },
    content: zip(entries, now),
    headers: { 'content-type': 'application/octet-stream' },
    sealAs: SEAL_AS,
  };
}

interface Entry {
  readonly name: Uint8Array;
  readonly bytes: Uint8Array;
}

/** The packer knows names in UTF-8 only: each entry is packed under a stand-in of the same length, which is then replaced. */
function zip(entries: readonly Entry[], now: number): Uint8Array<ArrayBuffer> {
  const standIns = entries.map(({ name }, index) => `<${index}>`.padEnd(name.length, '-'));
  const files = Object.fromEntries(
    entries.map(({ bytes }, index) => [standIns[index] ?? '', [bytes, { mtime: localDate(now) }] as const]),
  );
  const packed = new Uint8Array(zipSync(files as Parameters<typeof zipSync>[0]));
  entries.forEach(({ name }, index) => {
    const standIn = textBytes(standIns[index] ?? '');
    for (let at = find(packed, standIn, 0); at >= 0; at = find(packed, standIn, at + 1)) packed.set(name, at);
  });
  return packed;
}

function find(bytes: Uint8Array, part: Uint8Array, from: number): number {
  for (let at = from; at + part.length <= bytes.length; at += 1) {
    if (part.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

/** Zip files tell the time on the wall: Beijing's here, wherever this runs. */
function localDate(now: number): Date {
  return new Date(formatBeijing(now).replace(' ', 'T'));
}
