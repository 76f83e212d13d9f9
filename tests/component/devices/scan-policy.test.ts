/** The one script that may become a worker. */

import { describe, expect, it } from 'vitest';
import { createScriptGate } from '../../../src/devices/scan-policy.ts';

/** A browser with Trusted Types: answers what its default policy lets through. */
function browser() {
  const policies = new Map<string, { createScriptURL: (url: string) => string | null }>();
  const scope = {
    trustedTypes: {
      createPolicy: (name: string, rules: { createScriptURL: (url: string) => string | null }) => {
        policies.set(name, rules);
      },
    },
  };
  return { scope, policies, ask: (url: string) => policies.get('default')?.createScriptURL(url) ?? null };
}

describe('the gate for the decoder’s worker', () => {
  const blob = `blob:${location.origin}/0b0c`;
  const decoder = `${location.origin}/assets/decoder-worker-B4_x-9.js`;

  it('is the policy `default`, with a rule for nothing but workers', () => {
    const { scope, policies } = browser();
    createScriptGate(scope);
    expect(Array.from(policies.keys())).toEqual(['default']);
    expect(Object.keys(policies.get('default') ?? {})).toEqual(['createScriptURL']);
  });

  it.each([
    ['decoder', decoder, blob],
    ['blob', blob, decoder],
  ] as const)('lets one %s of this origin through, only while it starts', async (kind, right, other) => {
    const { scope, ask } = browser();
    const gate = createScriptGate(scope);
    expect(ask(right)).toBeNull();
    await gate.admitOne(kind, async () => {
      await Promise.resolve();
      for (const wrong of [
        other,
        'https://example.com/assets/decoder-worker-1.js',
        'blob:https://example.com/0b0c',
        '/sw.js',
        '/assets/main-1.js',
        '/assets/../decoder-worker-1.js',
        'https://[',
      ]) {
        expect(ask(wrong)).toBeNull();
      }
      expect(ask(right)).toBe(right);
      expect(ask(right)).toBeNull();
    });
    expect(ask(right)).toBeNull();
  });

  it('closes again when the decoder does not start', async () => {
    const { scope, ask } = browser();
    const gate = createScriptGate(scope);
    await expect(gate.admitOne('blob', () => Promise.reject(new Error('no decoder')))).rejects.toThrow(
      'no decoder',
    );
    expect(ask(blob)).toBeNull();
  });

  it('is not in the way of a browser without Trusted Types', async () => {
    expect(await createScriptGate({}).admitOne('decoder', async () => 'started')).toBe('started');
  });
});
