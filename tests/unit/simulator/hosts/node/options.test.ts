/** The command line of the stand-alone simulator, and what it prints when it is ready. */

import { describe, expect, it } from 'vitest';
import { HELP, readOptions } from '../../../../../simulator/hosts/node/options.ts';
import { recipe, welcome } from '../../../../../simulator/hosts/node/recipe.ts';

const read = (line: string, environment: Record<string, string> = {}) =>
  readOptions(line === '' ? [] : line.split(' '), environment);

describe('the command line', () => {
  it('can be empty: this machine alone, and a world from the usual seed', () => {
    expect(read('')).toMatchObject({
      kind: 'options',
      options: { port: 4174, host: '127.0.0.1', seed: undefined, stateFile: undefined, https: false },
    });
  });

  it('says where, from which seed, in which file, and how', () => {
    expect(
      read('--port 0 --host 0.0.0.0 --seed tea --state world.json --https --allow-host a --allow-host b:1'),
    ).toEqual({
      kind: 'options',
      options: {
        port: 0,
        host: '0.0.0.0',
        seed: 'tea',
        stateFile: 'world.json',
        https: true,
        certificateFile: undefined,
        allowedHosts: ['a', 'b:1'],
        scenarioFiles: [],
        junitFile: undefined,
        till: 'guitai',
      },
    });
  });

  it('plays scenarios and writes a report', () => {
    expect(read('--scenario a.json --scenario b.json --junit out.xml --till outside')).toMatchObject({
      options: { scenarioFiles: ['a.json', 'b.json'], junitFile: 'out.xml', till: 'outside' },
    });
    expect(read('--till mine')).toMatchObject({ kind: 'mistake', sentence: expect.stringContaining('mine') });
  });

  it('means HTTPS when it names a certificate', () => {
    expect(read('--certificate tls.pem')).toMatchObject({
      options: { https: true, certificateFile: 'tls.pem' },
    });
  });

  it('comes before the environment', () => {
    expect(read('', { PORT: '99', SEED: 'env' })).toMatchObject({ options: { port: 99, seed: 'env' } });
    expect(read('--port 1 --seed own', { PORT: '99', SEED: 'env' })).toMatchObject({
      options: { port: 1, seed: 'own' },
    });
    expect(read('', { PORT: '', SEED: '' })).toMatchObject({ options: { port: 4174, seed: undefined } });
  });

  it.each([
    '--port x',
    '--port 65536',
    '--port -1',
    '--port 1.5',
    '--nothing',
    'word',
    '--port',
    `--seed ${'x'.repeat(201)}`,
  ])('is not understood as "%s", and says so in a sentence', (line) => {
    expect(read(line)).toMatchObject({ kind: 'mistake', sentence: expect.stringMatching(/\S+ .*\.$/s) });
  });

  it('explains every option', () => {
    expect(read('--help')).toEqual({ kind: 'help' });
    for (const name of ['port', 'host', 'seed', 'state', 'https', 'certificate', 'allow-host', 'help']) {
      expect(HELP).toContain(`--${name}`);
    }
  });
});

describe('what is printed', () => {
  const started = {
    url: 'http://127.0.0.1:4174',
    host: '127.0.0.1',
    hasPages: true,
    stateFile: undefined,
    others: [],
  };

  it('has three lines to copy: pay, lose the answer, read the ledgers', () => {
    const text = welcome(started);
    for (const line of recipe(started.url)) expect(text.split('\n').map((one) => one.trim())).toContain(line);
    expect(text).not.toMatch(/warning/i);
  });

  it('warns when others can reach it, and says where', () => {
    const text = welcome({ ...started, host: '0.0.0.0', others: ['http://192.168.1.5:4174'] });
    expect(text).toMatch(/warning/i);
    expect(text).toContain('http://192.168.1.5:4174/');
  });

  it('trusts its own certificate in the lines to copy', () => {
    for (const line of recipe('https://127.0.0.1:4174')) expect(line).toMatch(/^curl -k /);
  });
});
