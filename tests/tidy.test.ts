/** The rules of the house plan, as a test that bites. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingPaths } from './tidy/pages.ts';
import { strayFiles } from './tidy/rooms.ts';
import { rules } from './tidy/rules.ts';
import { allPaths, existsInHouse, readSources, root, sourceFile } from './tidy/source.ts';

const paths = allPaths();
const sources = readSources(paths);

describe.each(rules)('$name', ({ check, looksAt, broken, kept }) => {
  it('holds in the whole house', () => {
    expect(sources.filter((file) => looksAt.test(file.path)).length).toBeGreaterThan(0);
    expect(check(sources)).toEqual([]);
  });

  it.each(broken)('is broken by %j, and noticed', (house) => {
    expect(check(Object.entries(house).map(([path, text]) => sourceFile(path, text)))).not.toEqual([]);
  });

  it.each(kept)('lets %j be', (house) => {
    expect(check(Object.entries(house).map(([path, text]) => sourceFile(path, text)))).toEqual([]);
  });
});

describe('every file stands in a room', () => {
  it('in the whole house', () => {
    expect(paths.length).toBeGreaterThan(20);
    expect(strayFiles(paths)).toEqual([]);
  });

  it.each([
    'src/utils/text.ts',
    'src/domain/helpers.ts',
    'src/format.ts',
    'src/index.ts',
    'simulator/tools/a.ts',
    'tests/e2e/a.test.ts',
    'scripts/build.js',
    'notes.md',
  ])('and %s does not', (path) => {
    expect(strayFiles([path])).not.toEqual([]);
  });

  it.each(['src/domain/sale.ts', 'simulator/phone/app.tsx', 'tests/unit/domain/sale.test.ts', '.ci/run'])(
    'and %s does',
    (path) => {
      expect(strayFiles([path])).toEqual([]);
    },
  );
});

describe('the written pages name only paths that exist', () => {
  const pages = paths.filter((path) => path.endsWith('.md'));

  it('in the whole house', () => {
    expect(pages).toContain('README.md');
    const missing = pages.flatMap((page) =>
      missingPaths(readFileSync(join(root, page), 'utf8'), existsInHouse).map((path) => `${page}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it.each([
    'See `src/nothing.ts`.',
    'See `tests/nothing/`.',
    'See `nothing.md`.',
    'See [it](docs/nothing.md).',
  ])('and not as in: %s', (text) => {
    expect(missingPaths(text, existsInHouse)).not.toEqual([]);
  });

  it.each([
    'See `src/domain`.',
    'Run `npm test`.',
    'A rail is `src/providers/<rail>/`.',
    'Open `/simulator/`.',
  ])('but as in: %s', (text) => {
    expect(missingPaths(text, existsInHouse)).toEqual([]);
  });
});
