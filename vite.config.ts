/** Build, dev server and tests: two pages, one service worker, the Node entries, and the test projects. */

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type InlineConfig, type Plugin } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration, type ViteUserConfig } from 'vitest/config';
import { devHeaders, metaPolicy, securityHeaders } from './simulator/hosts/node/headers.ts';

const root = dirname(fileURLToPath(import.meta.url));
/** GUITAI_SIMULATOR=0 leaves the providers, the phone and the desk out of the build. */
const withSimulator = process.env['GUITAI_SIMULATOR'] !== '0';
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const define = { __SIMULATOR__: JSON.stringify(withSimulator), __VERSION__: JSON.stringify(version) };
const target = ['chrome111', 'firefox114', 'safari16.4'];
/** What runs on Node, bundled since Node 20 does not run TypeScript; only `start` does without the simulator. */
const nodeEntries = {
  start: 'simulator/hosts/node/start.ts',
  cli: 'simulator/hosts/node/cli.ts',
  server: 'simulator/hosts/node/server.ts',
  msw: 'simulator/hosts/msw.ts',
  till: 'src/scenario/till.ts',
};
const buildInputs = [
  'index.html',
  'package.json',
  'package-lock.json',
  'public',
  'simulator',
  'src',
  'vite.config.ts',
];

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.split(sep).join('/'))
    .sort();
}

function sha256(content: Uint8Array | string, encoding: 'hex' | 'base64'): string {
  return createHash('sha256').update(content).digest(encoding);
}

/** One digest over all that a build is made of; a build remembers it, so that tests know whether it is still current. */
export function sourceDigest(): string {
  const hash = createHash('sha256').update(JSON.stringify(define));
  for (const input of buildInputs) {
    const path = join(root, input);
    const files = statSync(path).isDirectory() ? filesUnder(path).map((name) => join(path, name)) : [path];
    for (const file of files) hash.update(`${relative(root, file)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Rules for what a page may do on hosts that cannot set headers: the same policy in the page itself. */
function pagePolicy(): Plugin {
  return {
    name: 'guitai:page-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy() },
        injectTo: 'head-prepend',
      },
    ],
  };
}

// What a cold start without a network needs: not what only an installation, a search engine or a check reads.
function isPrecached(name: string): boolean {
  return !/^(sw\.js|release\.json|.*\.schema\.json|screenshots\/.*|icons\/.*\.png|.*\.(gz|br|map))$/.test(
    name,
  );
}

function precacheList(site: string): { url: string; revision: string | null; integrity: string }[] {
  return filesUnder(site)
    .filter(isPrecached)
    .map((name) => {
      const content = readFileSync(join(site, name));
      const revision = name.startsWith('assets/') ? null : sha256(content, 'hex').slice(0, 16);
      return { url: `/${name}`, revision, integrity: `sha256-${sha256(content, 'base64')}` };
    });
}

async function buildWorker(site: string): Promise<void> {
  const config: InlineConfig = {
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { ...define, __PRECACHE__: JSON.stringify(precacheList(site)) },
    build: {
      target,
      outDir: site,
      emptyOutDir: false,
      reportCompressedSize: false,
      // One classic file: a worker cannot import later, and module workers are younger than our oldest browser.
      rolldownOptions: {
        input: join(root, 'src/sw.ts'),
        output: { format: 'iife', entryFileNames: 'sw.js', codeSplitting: false },
      },
    },
  };
  await build(config);
}

async function buildNodeEntries(outDir: string): Promise<void> {
  const kept = withSimulator ? nodeEntries : { start: nodeEntries.start };
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define,
    ssr: { noExternal: true, external: ['msw'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(kept).map(([name, path]) => [name, join(root, path)])),
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}

/** SHA-256 of every file of the release, so that a served copy can be compared with the published one (S-06). */
function writeReleaseManifest(site: string): void {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const files = Object.fromEntries(
    filesUnder(site).map((name) => [name, sha256(readFileSync(join(site, name)), 'hex')]),
  );
  writeFileSync(join(site, 'release.json'), `${JSON.stringify({ version, files }, null, 2)}\n`);
}

function writeCompressed(site: string): void {
  for (const name of filesUnder(site)) {
    if (!/\.(html|js|css|svg|json|webmanifest|wasm)$/.test(name)) continue;
    const content = readFileSync(join(site, name));
    if (content.length < 512) continue;
    writeFileSync(join(site, `${name}.gz`), gzipSync(content, { level: 9 }));
    writeFileSync(join(site, `${name}.br`), brotliCompressSync(content));
  }
}

// The installed counter's short cut to the customer's phone leads nowhere in a build without one.
function dropSimulatorShortcut(site: string): void {
  const path = join(site, 'manifest.webmanifest');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { shortcuts: { url: string }[] };
  manifest.shortcuts = manifest.shortcuts.filter(({ url }) => !url.startsWith('/simulator/'));
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** After the pages: the worker that knows every file of this build, the Node entries, the checksums, the packed copies. */
function release(): Plugin {
  let site = '';
  let digest = '';
  return {
    name: 'guitai:release',
    apply: 'build',
    configResolved(config) {
      site = resolve(config.root, config.build.outDir);
    },
    // Taken first: a file that changes during the build must make it stale.
    buildStart() {
      digest = sourceDigest();
    },
    writeBundle: {
      sequential: true,
      order: 'post',
      async handler() {
        if (!withSimulator) dropSimulatorShortcut(site);
        await buildWorker(site);
        await buildNodeEntries(join(site, '../node'));
        writeReleaseManifest(site);
        writeCompressed(site);
        writeFileSync(join(site, '../source.sha256'), `${digest}\n`);
      },
    },
  };
}

/** `vite build --mode if-stale` leaves a build alone that was made from these very sources. */
function onlyIfStale(): Plugin {
  return {
    name: 'guitai:only-if-stale',
    apply: 'build',
    config(_, { mode }) {
      const stamp = join(root, 'dist/source.sha256');
      if (mode !== 'if-stale' || !existsSync(stamp)) return;
      if (readFileSync(stamp, 'utf8').trim() === sourceDigest()) process.exit(0);
    },
  };
}

/** The dev server answers `/simulator` as production does. */
function simulatorRedirect(): Plugin {
  return {
    name: 'guitai:simulator-redirect',
    configureServer(server) {
      server.middlewares.use('/simulator', (request, response, next) => {
        if (request.originalUrl !== '/simulator') next();
        else response.writeHead(308, { Location: '/simulator/' }).end();
      });
    },
  };
}

function project(
  name: string,
  more: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration {
  const include = [`tests/${name}/**/*.test.{ts,tsx}`];
  return { extends: true, test: { name, include, environment: 'node', ...more } };
}

// Laws over thousands of random lives take seconds on a machine that has other things to do.
const patient = { testTimeout: 30_000 };
const slow = { testTimeout: 120_000, hookTimeout: 180_000 };
const projects = [
  project('tidy', { include: ['tests/tidy.test.ts'], testTimeout: 60_000 }),
  project('unit', patient),
  project('component', { environment: 'happy-dom', ...patient }),
  project('conformance', patient),
  project('simulation', slow),
  project('mutation', slow),
  project('fuzz', slow),
  // One real browser at a time, after everything else: its figures and its patience suffer from company.
  project('browser', {
    ...slow,
    globalSetup: ['tests/support/before-browser.ts'],
    fileParallelism: false,
    sequence: { groupOrder: 1 },
  }),
];
const bench = project('bench', {
  testTimeout: 600_000,
  hookTimeout: 180_000,
  globalSetup: ['tests/support/before-browser.ts'],
  fileParallelism: false,
});

/**
 * Node 20 gives every object that is written as `{ ...one, more: 1 }` a shape of its own, so that nothing that reads it is
 * ever quick. Beginning with a spread of nothing it shares its shape with its like, and means the same.
 */
function sharedShapes(): Plugin {
  return {
    name: 'guitai:shared-shapes',
    // At the very end, since the bundler itself takes such a spread for superfluous.
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const { code } = chunk;
        const places = spreadsThatGoOn(this.parse(code)).sort((one, other) => one - other);
        const pieces = [0, ...places].map((from, index) => code.slice(from, places[index]));
        chunk.code = pieces.join('...null, ');
      }
    },
  };
}

/** Where, in a program's tree, an object begins with a spread that something follows. */
function spreadsThatGoOn(node: unknown): number[] {
  if (typeof node !== 'object' || node === null) return [];
  const inside = Object.values(node).flatMap(spreadsThatGoOn);
  const { type, properties } = node as { type?: string; properties?: { type: string; start: number }[] };
  const [first, second] = type === 'ObjectExpression' ? (properties ?? []) : [];
  return first?.type === 'SpreadElement' && second !== undefined ? [first.start, ...inside] : inside;
}

/** `vite build --mode simulate` and its like: a test tool for Node, in a folder of its own beside the release. */
const tools: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  simulate: {
    cli: 'tests/simulation/swarm/cli.ts',
    model: 'tests/simulation/model/cli.ts',
    stops: 'tests/simulation/stops/cli.ts',
  },
  mutate: { cli: 'tests/mutation/cli.ts' },
  fuzz: { cli: 'tests/fuzz/cli.ts' },
};
const tool = (name: string, inputs: Readonly<Record<string, string>>): ViteUserConfig => ({
  root,
  publicDir: false,
  define,
  plugins: [sharedShapes()],
  // The mutants are made and run by these very packages, which are not to be packed into a file.
  ssr: { noExternal: true, external: ['vite', 'fast-check', '@vitest/expect', 'chai'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: `dist/${name}`,
    emptyOutDir: true,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(inputs).map(([one, path]) => [one, join(root, path)])),
      output: { entryFileNames: '[name].js' },
    },
  },
});

const house = (mode: string): ViteUserConfig => ({
  root,
  appType: 'mpa',
  define,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [onlyIfStale(), pagePolicy(), simulatorRedirect(), release()],
  server: { port: 4173, strictPort: true, headers: devHeaders() },
  preview: { port: 4173, strictPort: true, headers: { ...securityHeaders } },
  build: {
    target,
    outDir: 'dist/site',
    emptyOutDir: true,
    // The polyfill is an inline script, which the policy forbids and no browser of today needs.
    modulePreload: { polyfill: false },
    // A file written into the page as data: would be a style or script that the policy does not know.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        main: join(root, 'index.html'),
        ...(withSimulator ? { simulator: join(root, 'simulator/index.html') } : {}),
      },
    },
  },
  test: {
    // Measurements take long and need a quiet machine: only `vitest run --mode bench` runs them.
    projects: mode === 'bench' ? [bench] : projects,
    // The runner itself hardly computes: with a core left to it, a machine of two would do one file at a time.
    maxWorkers: '100%',
    // What decides about money, and what finds it again after a bad end: every branch of it is tested
    // (`vitest run --project unit --coverage`).
    coverage: {
      provider: 'v8',
      include: [
        'src/domain/**',
        'src/store/**',
        'src/counter/{book,conversation,driver,questions,turns,workbench}.ts',
      ],
      reporter: ['text', 'json-summary'],
      thresholds: { branches: 100, lines: 100 },
    },
  },
});

export default defineConfig(({ mode }) => {
  const inputs = tools[mode];
  return inputs === undefined ? house(mode) : tool(mode, inputs);
});
