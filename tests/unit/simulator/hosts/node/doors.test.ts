/** By which names the stand-alone simulator may be called: a page elsewhere must not reach it by a trick of names. */

import { describe, expect, it } from 'vitest';
import { createGuard, isLoopback, nameAlone, namesOf } from '../../../../../simulator/hosts/node/doors.ts';

describe('on this machine alone', () => {
  const guard = createGuard({ scheme: 'http', port: 4174, names: namesOf('127.0.0.1') });

  it.each(['127.0.0.1:4174', 'localhost:4174', '[::1]:4174', 'LOCALHOST:4174'])('is called %s', (host) => {
    expect(guard(host)).toBe(true);
  });

  it.each([
    '',
    'localhost',
    'localhost:80',
    'evil.example:4174',
    '192.168.1.5:4174',
    'localhost.evil.example:4174',
  ])('is not called "%s"', (host) => {
    expect(guard(host)).toBe(false);
  });

  it('answers its own pages and no others', () => {
    expect(guard('localhost:4174', 'http://localhost:4174')).toBe(true);
    for (const origin of ['http://evil.example', 'https://localhost:4174', 'http://localhost:1', 'null']) {
      expect(guard('localhost:4174', origin)).toBe(false);
    }
  });
});

describe('on the network', () => {
  it('is called by its address, or by all of this machine’s when it listens everywhere', () => {
    expect(namesOf('192.168.1.5')).toEqual(['127.0.0.1', 'localhost', '::1', '192.168.1.5']);
    expect(namesOf('0.0.0.0').length).toBeGreaterThan(4);
    expect(namesOf('0.0.0.0')).not.toContain('0.0.0.0');
  });

  it('is never called by a name that merely points to it', () => {
    const guard = createGuard({ scheme: 'https', port: 4174, names: namesOf('0.0.0.0') });
    expect(guard('rebound.evil.example:4174')).toBe(false);
  });

  it('is called by further names when it is told so, with any port or with one', () => {
    const allowed = ['api.mch.weixin.qq.com', 'simulator:9'];
    const guard = createGuard({ scheme: 'https', port: 4174, names: namesOf('127.0.0.1'), allowed });
    expect(guard('api.mch.weixin.qq.com')).toBe(true);
    expect(guard('api.mch.weixin.qq.com:4174')).toBe(true);
    expect(guard('simulator:9')).toBe(true);
    expect(guard('simulator:4174')).toBe(false);
    expect(guard('api.mch.weixin.qq.com', 'https://api.mch.weixin.qq.com')).toBe(false);
    expect(nameAlone('simulator:9')).toBe('simulator');
  });

  it('on the usual port is called without one', () => {
    const guard = createGuard({ scheme: 'https', port: 443, names: namesOf('127.0.0.1') });
    expect(guard('localhost', 'https://localhost')).toBe(true);
    expect(guard('localhost', 'http://localhost')).toBe(false);
  });
});

it('tells this machine’s own addresses from the network’s', () => {
  expect(['127.0.0.1', '127.9.9.9', 'localhost', '::1'].every(isLoopback)).toBe(true);
  expect(['0.0.0.0', '::', '192.168.1.5'].some(isLoopback)).toBe(false);
});
