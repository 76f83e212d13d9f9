/** A small WebSocket client, as much of RFC 6455 as one inspector on this machine needs: text both ways. */

import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Socket } from 'node:net';

export interface TextSocket {
  readonly send: (text: string) => void;
  readonly close: () => void;
}

export interface SocketEvents {
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}

const OP = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const;

/** Rejects when nobody answers, or not as a WebSocket. */
export function openSocket(url: string, events: SocketEvents): Promise<TextSocket> {
  return new Promise((resolve, reject) => {
    const asking = request(url.replace(/^ws/, 'http'), {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
      },
    });
    asking.on('error', reject);
    asking.on('response', ({ statusCode }) => reject(new Error(`The inspector answered ${statusCode}.`)));
    asking.on('upgrade', (_, socket: Socket, first: Buffer) => {
      const feed = createReader(events.onText, (content) => socket.write(frame(OP.pong, content)));
      if (first.length > 0) feed(first);
      socket.on('data', feed);
      socket.on('close', events.onClose);
      socket.on('error', events.onClose);
      resolve({
        send: (text) => socket.write(frame(OP.text, Buffer.from(text))),
        close: () => socket.destroy(),
      });
    });
    asking.end();
  });
}

function createReader(
  onText: (text: string) => void,
  onPing: (content: Buffer) => void,
): (chunk: Buffer) => void {
  let received = Buffer.alloc(0);
  let parts: Buffer[] = [];
  return (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (let read = readFrame(received); read !== undefined; read = readFrame(received)) {
      received = received.subarray(read.length);
      if (read.op === OP.ping) onPing(read.content);
      if (read.op !== OP.text && read.op !== OP.continuation) continue;
      parts.push(read.content);
      if (!read.isLast) continue;
      onText(Buffer.concat(parts).toString());
      parts = [];
    }
  };
}

interface Frame {
  readonly op: number;
  readonly isLast: boolean;
  readonly content: Buffer;
  /** Of the whole frame, in bytes. */
  readonly length: number;
}

// A server never masks what it sends.
function readFrame(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  const head = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < head) return undefined;
  const size =
    short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (bytes.length < head + size) return undefined;
  const first = bytes.readUInt8(0);
  return {
    op: first & 0x0f,
    isLast: (first & 0x80) !== 0,
    content: Buffer.from(bytes.subarray(head, head + size)),
    length: head + size,
  };
}

function frame(op: number, content: Buffer): Buffer {
  const size = content.length;
  const head = size < 126 ? Buffer.alloc(2) : size < 65_536 ? Buffer.alloc(4) : Buffer.alloc(10);
  head.writeUInt8(0x80 | op, 0);
  if (head.length === 2) head.writeUInt8(0x80 | size, 1);
  if (head.length === 4) {
    head.writeUInt8(0x80 | 126, 1);
    head.writeUInt16BE(size, 2);
  }
  if (head.length === 10) {
    head.writeUInt8(0x80 | 127, 1);
    head.writeBigUInt64BE(BigInt(size), 2);
  }
  const mask = randomBytes(4);
  const masked = content.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([head, mask, masked]);
}
