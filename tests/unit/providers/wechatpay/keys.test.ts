/** Where WeChat Pay's new keys are asked for, and what is found in the answer before anything is believed. */

import { describe, expect, test } from 'vitest';
import { keys } from '../../../../src/providers/wechatpay/keys.ts';

const NOW = Date.UTC(2026, 10, 23, 2);
const account = {
  appId: 'wx0000000000000001',
  merchantId: '1900000001',
  certificateSerial: '5157F09EFDC096DE15EBE81A47057A72',
  shopName: '街角小店',
  tillId: 'T7K2',
};
const when = { now: NOW, nonce: 'f'.repeat(32) };

const entry = {
  serial_no: '0A8CF09EFDC096DE15EBE81A47057A7299887766',
  effective_time: '2026-11-23T16:59:11+08:00',
  expire_time: '2031-11-22T16:59:11+08:00',
  encrypt_certificate: {
    algorithm: 'AEAD_AES_256_GCM',
    nonce: '0123456789ab',
    associated_data: 'certificate',
    ciphertext: 'c2VhbGVk',
  },
};
const sealed = {
  keyId: entry.serial_no,
  nonce: '0123456789ab',
  associatedData: 'certificate',
  ciphertext: 'c2VhbGVk',
};

const read = (value: unknown) => keys.read(new TextEncoder().encode(JSON.stringify(value)));
const changed = (change: object) => ({
  data: [{ ...entry, encrypt_certificate: { ...entry.encrypt_certificate, ...change } }],
});

test.each([
  ['5157F09EFDC096DE15EBE81A47057A72', 'listed'],
  ['0A8CF09EFDC096DE15EBE81A47057A7299887766', 'listed'],
  ['PUB_KEY_ID_0119000001092026', 'entered'],
  ['PUB_KEY_ID_', undefined],
  ['5157f09efdc096de15ebe81a47057a72', undefined],
  ['', undefined],
  ['12', undefined],
  [`5157F09EFDC096DE15EBE81A47057A72\n`, undefined],
  ['<b>', undefined],
])('a key named %j is %s', (keyId, kind) => {
  expect(keys.kindOf(keyId)).toBe(kind);
});

test('the question is signed like every other, and asks for no public key’s signature', () => {
  const { request, textToSign } = keys.build({ ...account, publicKeyId: 'PUB_KEY_ID_1' }, when);
  expect(request).toMatchObject({ method: 'GET', path: '/v3/certificates', body: '' });
  expect(request.headers['authorization']).toContain('serial_no="5157F09EFDC096DE15EBE81A47057A72"');
  expect(request.headers).not.toHaveProperty('wechatpay-serial');
  expect(textToSign).toBe(`GET\n/v3/certificates\n${NOW / 1000}\n${when.nonce}\n\n`);
});

describe('an answer', () => {
  const headers = {
    'wechatpay-timestamp': String(NOW / 1000),
    'wechatpay-nonce': 'n',
    'wechatpay-signature': 'c2ln',
    'wechatpay-serial': entry.serial_no,
  };
  const answer = { status: 200, headers, bytes: new TextEncoder().encode('{}') };

  test('shows its signed bytes, and by which key', () => {
    expect(keys.open(answer, when)).toMatchObject({
      kind: 'signed',
      keyId: entry.serial_no,
      signature: 'c2ln',
    });
  });

  test('that is an hour old is none, however well it is signed', () => {
    const stale = { ...headers, 'wechatpay-timestamp': String(NOW / 1000 - 3_600) };
    expect(keys.open({ ...answer, headers: stale }, when)).toMatchObject({ kind: 'unsigned' });
  });

  test('gives the certificates as they were sealed', () => {
    expect(read({ data: [entry] })).toEqual([sealed]);
    expect(read({ data: [] })).toEqual([]);
  });

  test.each([
    ['another algorithm', changed({ algorithm: 'AEAD_SM4_GCM' })],
    ['no nonce', changed({ nonce: '' })],
    ['no ciphertext', changed({ ciphertext: undefined })],
    ['what is too long', changed({ ciphertext: 'A'.repeat(20_000) })],
    ['associated data that is no text', changed({ associated_data: 7 })],
    ['no number', { data: [{ ...entry, serial_no: 12 }] }],
    ['nothing sealed', { data: [{ serial_no: entry.serial_no }] }],
    ['anything else', { data: [null, 1, 'x', []] }],
  ])('leaves out what has %s', (_, value) => {
    expect(read(value)).toEqual([]);
  });

  test.each([[{}], [[]], [{ data: {} }], [{ data: Array.from({ length: 11 }, () => entry) }], ['x'], [null]])(
    'that is no list of certificates gives none: %j',
    (value) => {
      expect(read(value)).toBeUndefined();
    },
  );
});
