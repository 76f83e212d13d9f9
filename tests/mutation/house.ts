/** The core and its tests in one warm process: sources compiled once, and run again as often as one of them is changed. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { moduleRunnerTransform, transformWithOxc } from 'vite';

type Exports = Record<string, unknown>;
/** A module's body: gets its own exports, what it imports, and what it may ask of its surroundings. */
type Body = (
  exports: Exports,
  load: (request: string) => Promise<unknown>,
  name: (key: string, get: () => unknown) => void,
  all: (from: Exports) => void,
  meta: { readonly url: string },
) => Promise<void>;

interface Compiled {
  readonly body: Body;
  /** Relative to the root. */
  readonly needs: readonly string[];
}

const PARAMETERS = [
  '__vite_ssr_exports__',
  '__vite_ssr_import__',
  '__vite_ssr_exportName__',
  '__vite_ssr_exportAll__',
  '__vite_ssr_import_meta__',
];

/** A way to make a function out of a module's text. */
const AsyncFunction = (async () => undefined).constructor as new (...parts: string[]) => Body;

/** What a test file finds under the name of a package. */
export type Packages = (name: string) => Promise<unknown>;

export interface House {
  readonly testFiles: readonly string[];
  readonly read: (path: string) => string;
  /** Whether a file runs, directly or not, what stands in another. */
  readonly uses: (path: string, other: string) => Promise<boolean>;
  /** Compiles a changed text; rejects when it is no program. */
  readonly compile: (path: string, text: string) => Promise<Compiled>;
  /** Runs a file and all that it needs, in a world of its own. */
  readonly run: (path: string, packages: Packages, changed?: ReadonlyMap<string, Compiled>) => Promise<void>;
}

/** `tests`: the folder of the tests, relative to `root`. */
export function createHouse(root: string, tests: string): House {
  const compiled = new Map<string, Promise<Compiled>>();
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const compile: House['compile'] = async (path, text) => {
    const plain = await transformWithOxc(text, join(root, path), { lang: 'ts', sourcemap: false });
    const made = await moduleRunnerTransform(plain.code, null, path, text);
    if (made === null) throw new Error(`${path} is no module`);
    const needs = (made.deps ?? []).filter((dep) => dep.startsWith('.')).map((dep) => resolve(path, dep));
    return { body: new AsyncFunction(...PARAMETERS, made.code), needs };
  };
  const known = (path: string): Promise<Compiled> => {
    const before = compiled.get(path);
    if (before !== undefined) return before;
    const now = compile(path, read(path));
    compiled.set(path, now);
    return now;
  };
  const uses: House['uses'] = async (path, other) => {
    if (path === other) return true;
    for (const need of (await known(path)).needs) if (await uses(need, other)) return true;
    return false;
  };
  const run: House['run'] = async (path, packages, changed) => {
    const world = new Map<string, Promise<Exports>>();
    const load = (one: string): Promise<Exports> => {
      const before = world.get(one);
      if (before !== undefined) return before;
      const now = begin(one);
      world.set(one, now);
      return now;
    };
    const begin = async (one: string): Promise<Exports> => {
      const { body } = changed?.get(one) ?? (await known(one));
      const exports: Exports = {};
      const name = (key: string, get: () => unknown): void => {
        Object.defineProperty(exports, key, { get, enumerable: true, configurable: true });
      };
      const all = (from: Exports): void => {
        for (const key of Object.keys(from)) name(key, () => from[key]);
      };
      const want = (request: string): Promise<unknown> =>
        request.startsWith('.') ? load(resolve(one, request)) : packages(request);
      await body(exports, want, name, all, { url: pathToFileURL(join(root, one)).href });
      return exports;
    };
    await load(path);
  };
  const testFiles = readdirSync(join(root, tests))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${tests}/${name}`);
  return { testFiles, read, uses, compile, run };
}

function resolve(from: string, request: string): string {
  return posix.join(posix.dirname(from), request);
}
