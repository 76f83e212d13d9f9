/** The one blob that may become a worker. */

import { describe, expect, it } from 'vitest';
import { createBlobGate } from '../../../src/devices/scan-policy.ts';

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

  it('is the policy `default`, with a rule for nothing but workers', () => {
    const { scope, policies } = browser();
    createBlobGate(scope);
    expect(Array.from(policies.keys())).toEqual(['default']);
    expect(Object.keys(policies.get('default') ?? {})).toEqual(['createScriptURL']);
  });

  it('lets one blob of this origin through, only while the decoder starts', async () => {
    const { scope, ask } = browser();
    const gate = createBlobGate(scope);
    expect(ask(blob)).toBeNull();
    await gate.admitOne(async () => {
      await Promise.resolve();
      expect(ask('https://example.com/x.js')).toBeNull();
      expect(ask('blob:https://example.com/0b0c')).toBeNull();
      expect(ask('/sw.js')).toBeNull();
      expect(ask(blob)).toBe(blob);
      expect(ask(blob)).toBeNull();
    });
    expect(ask(blob)).toBeNull();
  });

  it('closes again when the decoder does not start', async () => {
    const { scope, ask } = browser();
    const gate = createBlobGate(scope);
    await expect(gate.admitOne(() => Promise.reject(new Error('no decoder')))).rejects.toThrow('no decoder');
    expect(ask(blob)).toBeNull();
  });

  it('is not in the way of a browser without Trusted Types', async () => {
    expect(await createBlobGate({}).admitOne(async () => 'started')).toBe('started');
  });
});
