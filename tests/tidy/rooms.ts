/** The rooms of the house as a table: what stands where, who may import whom, and which packages. */

import type { Import, SourceFile } from './source.ts';

interface Room {
  readonly name: string;
  readonly holds: RegExp;
  /** Names of rooms. A room may always import itself. */
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

const pageParts = ['preact', '@preact/signals', 'preact-iso', 'uqr'];
const everythingInSrc = [
  'domain',
  'ports',
  'providers',
  'rail',
  'counter',
  'signing',
  'store',
  'sync',
  'devices',
  'i18n',
  'ui',
];
const simulatorWorld = ['world', 'faults'];
const simulatorHosts = ['hosts', 'node host', 'msw host'];

/** Order matters: the first room that holds a path is its room. */
const rooms: readonly Room[] = [
  { name: 'domain', holds: /^src\/domain\//, imports: [], packages: [] },
  { name: 'ports', holds: /^src\/ports\.ts$/, imports: ['domain'], packages: [] },
  { name: 'pure globals', holds: /^src\/pure\.d\.ts$/, imports: [], packages: [] },
  {
    name: 'rail',
    holds: /^src\/providers\/[^/]+\//,
    imports: ['domain', 'ports', 'providers'],
    packages: ['@noble/hashes'],
  },
  { name: 'providers', holds: /^src\/providers\/[^/]+$/, imports: ['domain', 'ports', 'rail'], packages: [] },
  {
    name: 'counter',
    holds: /^src\/counter\//,
    imports: ['domain', 'ports', 'providers', 'rail'],
    packages: [],
  },
  {
    name: 'signing',
    holds: /^src\/signing\//,
    imports: ['domain', 'ports'],
    packages: ['idb', '@noble/hashes', 'webcrypto-shim', 'valibot'],
  },
  {
    name: 'store',
    holds: /^src\/store\//,
    imports: ['domain', 'ports'],
    packages: ['idb', '@noble/hashes', 'valibot'],
  },
  {
    name: 'sync',
    holds: /^src\/sync\//,
    imports: ['domain', 'ports'],
    packages: ['idb', '@noble/hashes', 'valibot'],
  },
  {
    name: 'devices',
    holds: /^src\/devices\//,
    imports: ['domain', 'ports'],
    packages: ['qr-scanner', 'zxing-wasm', 'workbox-window', 'valibot'],
  },
  { name: 'i18n', holds: /^src\/i18n\//, imports: ['domain'], packages: [] },
  { name: 'ui', holds: /^src\/ui\//, imports: ['domain', 'counter', 'devices', 'i18n'], packages: pageParts },
  {
    name: 'root',
    holds:
      /^src\/(main\.tsx|sw\.ts|assemble\.ts|accounts\.ts|account-desk\.ts|behind\.ts|copy-port\.ts|mirror-worker\.ts)$/,
    imports: [...everythingInSrc, 'root', 'hosts'],
    packages: [
      'preact',
      '@preact/signals',
      '@noble/hashes',
      'valibot',
      'webcrypto-shim',
      'workbox-precaching',
      'workbox-routing',
    ],
  },
  {
    name: 'scenario till',
    holds: /^src\/scenario\//,
    imports: [...everythingInSrc, 'scenarios'],
    packages: ['valibot'],
  },
  { name: 'scenarios', holds: /^simulator\/scenarios\//, imports: [], packages: ['valibot'] },
  { name: 'world', holds: /^simulator\/world\//, imports: ['faults'], packages: [] },
  { name: 'faults', holds: /^simulator\/faults\//, imports: ['world'], packages: [] },
  {
    name: 'gateway',
    holds: /^simulator\/gateways\//,
    imports: simulatorWorld,
    packages: ['@noble/ciphers', '@noble/hashes', '@peculiar/x509', 'fast-xml-parser', 'fflate', 'valibot'],
  },
  {
    name: 'node host',
    holds: /^simulator\/hosts\/node\//,
    imports: [...simulatorWorld, 'gateway', 'hosts', 'scenarios'],
    packages: ['node:', 'sirv'],
  },
  {
    name: 'msw host',
    holds: /^simulator\/hosts\/msw/,
    imports: [...simulatorWorld, 'gateway', 'hosts'],
    packages: ['msw'],
  },
  {
    name: 'hosts',
    holds: /^simulator\/hosts\//,
    imports: [...simulatorWorld, 'gateway'],
    packages: ['idb', 'valibot'],
  },
  {
    name: 'simulator page',
    holds: /^simulator\/((phone|desk|parts|words)\/|[^/]+\.tsx$)/,
    imports: [...simulatorWorld, 'gateway', 'hosts', 'scenarios'],
    packages: [...pageParts, 'qr-scanner', 'valibot'],
  },
  {
    name: 'tests',
    holds:
      /^(tests\/((unit|component|browser|simulation|mutation|fuzz|conformance|types|bench|support|tidy|torture)\/|tidy\.test\.ts$)|vite\.config\.ts$)/,
    imports: [
      ...everythingInSrc,
      'root',
      ...simulatorWorld,
      'gateway',
      ...simulatorHosts,
      'simulator page',
      'scenarios',
      'scenario till',
      'styles and shells',
    ],
    packages: ['*'],
  },
  {
    name: 'styles and shells',
    holds: /^(public\/|index\.html$|simulator\/index\.html$)/,
    imports: [],
    packages: [],
  },
];

const atTheTop =
  /^(package(-lock)?\.json|tsconfig\.json|biome\.json|README\.md|LICENSE|CHANGELOG\.md|CONTRIBUTING\.md|\.[\w-]+|\.ci\/.*|deploy\/.*|simulator\/README\.md|(src|simulator|tests)\/tsconfig(\.\w+)?\.json)$/;
const wordless = /(^|\/)(utils?|helpers?|misc|common|lib)(\/|\.\w+$)/;

function roomOf(path: string): Room | undefined {
  return rooms.find((room) => room.holds.test(path));
}

/** Files that stand in no room of the plan, or in one without a name of the trade. */
export function strayFiles(paths: readonly string[]): string[] {
  const stray = paths.filter((path) => roomOf(path) === undefined && !atTheTop.test(path));
  const nameless = paths.filter((path) => wordless.test(path) && !path.startsWith('public/'));
  return [
    ...stray.map((path) => `${path}: stands in no room`),
    ...nameless.map((path) => `${path}: its name says nothing about the trade`),
  ];
}

function isPackageAllowed(room: Room, request: string): boolean {
  return room.packages.some((name) => {
    if (name === '*') return true;
    return name.endsWith(':') ? request.startsWith(name) : request === name || request.startsWith(`${name}/`);
  });
}

function folderAt(path: string, depth: number): string {
  return path.split('/').slice(0, depth).join('/');
}

// Inside a room: a rail knows no other rail, a screen no other screen, a gateway no other gateway.
function isNeighbour(from: string, to: string): boolean {
  for (const [prefix, depth] of [
    ['src/providers/', 3],
    ['src/ui/screens/', 4],
    ['simulator/gateways/', 3],
  ] as const) {
    const bothInside = [from, to].every((path) => path.startsWith(prefix) && path.split('/').length > depth);
    if (bothInside && folderAt(from, depth) !== folderAt(to, depth)) return true;
  }
  return false;
}

function refusal(file: SourceFile, room: Room, used: Import): string | undefined {
  if (used.path === undefined) {
    const allowed = isPackageAllowed(room, used.request);
    return allowed ? undefined : `${room.name} may not use the package ${used.request}`;
  }
  const target = roomOf(used.path);
  if (target === undefined) return `${used.path} stands in no room`;
  if (isNeighbour(file.path, used.path)) return `${used.path} is a neighbour's`;
  if (target.name !== room.name && !room.imports.includes(target.name)) {
    return `${room.name} may not import ${target.name} (${used.path})`;
  }
  if (room.name === 'ports' && !used.typeOnly) return 'ports are types: import only types';
  const isSimulator = used.path.startsWith('simulator/');
  if (file.path === 'src/main.tsx' && isSimulator && !used.lazy && !used.typeOnly) {
    return 'the page takes the simulator in lazily';
  }
  return undefined;
}

/** Imports against the table of rooms; type imports count, since they couple as well. */
export function forbiddenImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const room = roomOf(file.path);
    if (room === undefined) return [];
    return file.imports
      .map((used) => refusal(file, room, used))
      .filter((reason) => reason !== undefined)
      .map((reason) => `${file.path}: ${reason}`);
  });
}
