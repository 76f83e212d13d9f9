/** Every rule of the house with files that break it and files that keep it. */

import { awaitsPastPorts, hiddenTimeAndChance, relaxedWrites, typeHoles, unsafeSinks } from './conduct.ts';
import { forbiddenImports } from './rooms.ts';
import { barrels, cycles, defaultExports, moduleState, tooLong, withoutFirstSentence } from './shape.ts';
import type { SourceFile } from './source.ts';

/** Path and text of each file of a small house. */
export type House = Readonly<Record<string, string>>;

export interface Rule {
  readonly name: string;
  readonly check: (files: readonly SourceFile[]) => string[];
  /** Which files of the real house it must have seen. */
  readonly looksAt: RegExp;
  readonly broken: readonly House[];
  readonly kept: readonly House[];
}

const manyLines = (line: string, count: number): string => `${line}\n`.repeat(count);

const aboutImports: readonly Rule[] = [
  {
    name: 'a room imports only what its row in the plan allows',
    check: forbiddenImports,
    looksAt: /^(src|simulator)\//,
    broken: [
      { 'src/domain/sale.ts': "import { pay } from '../counter/pay.ts';" },
      { 'src/domain/sale.ts': "import { sha256 } from '@noble/hashes/sha2.js';" },
      { 'src/ports.ts': "import { money } from './domain/money.ts';" },
      { 'src/providers/alipay/pay.ts': "import { pay } from '../paypal/pay.ts';" },
      { 'src/providers/alipay/pay.ts': "import { open } from '../../store/open.ts';" },
      { 'src/counter/take.ts': "import type { Store } from '../store/open.ts';" },
      { 'src/counter/take.ts': "export { sign } from '../signing/sign.ts';" },
      { 'src/counter/take.ts': "type Sign = import('../signing/sign.ts').Sign;" },
      { 'src/signing/sign.ts': "import { open } from '../store/open.ts';" },
      { 'src/store/open.ts': "import { alipay } from '../providers/alipay/rail.ts';" },
      { 'src/devices/sound.ts': "import { take } from '../counter/take.ts';" },
      { 'src/ui/app.tsx': "const store = await import('../store/open.ts');" },
      { 'src/ui/app.tsx': "import { openDB } from 'idb';" },
      { 'src/ui/screens/sale/screen.tsx': "import { List } from '../recent/list.tsx';" },
      { 'src/ui/app.tsx': "import { world } from '../../simulator/world/world.ts';" },
      { 'src/main.tsx': "import { world } from '../simulator/world/world.ts';" },
      { 'src/main.tsx': "import { gateway } from '../simulator/hosts/page.ts';" },
      { 'simulator/world/orders.ts': "import { money } from '../../src/domain/money.ts';" },
      { 'simulator/gateways/alipay/pay.ts': "import { x } from '../wechatpay/pay.ts';" },
      { 'simulator/world/orders.ts': "import { readFileSync } from 'node:fs';" },
    ],
    kept: [
      { 'src/counter/take.ts': "import type { Clock } from '../ports.ts';" },
      { 'src/ui/screens/sale/screen.tsx': "import { Amount } from '../../parts/amount.tsx';" },
      { 'src/store/open.ts': "import { openDB } from 'idb';" },
      { 'src/main.tsx': "const host = await import('../simulator/hosts/page.ts');" },
      { 'src/sw.ts': "import { gateway } from '../simulator/hosts/worker.ts';" },
      { 'simulator/hosts/node/start.ts': "import { createServer } from 'node:http';" },
    ],
  },
  {
    name: 'no file only passes on what others export',
    check: barrels,
    looksAt: /^src\//,
    broken: [
      { 'src/ui/parts/all.ts': "export * from './amount.tsx';" },
      { 'src/ui/parts/all.ts': "export { Amount } from './amount.tsx';" },
      { 'src/ui/parts/all.ts': "import { Amount } from './amount.tsx';\nexport { Amount };" },
      { 'src/ui/parts/index.ts': 'export const amount = 1;' },
    ],
    kept: [{ 'src/ui/parts/amount.ts': 'const amount = 1;\nexport { amount };' }],
  },
  {
    name: 'no files need each other in a circle',
    check: cycles,
    looksAt: /^src\//,
    broken: [
      { 'src/a.ts': "import { b } from './b.ts';", 'src/b.ts': "import { a } from './a.ts';" },
      {
        'src/a.ts': "import { b } from './b.ts';",
        'src/b.ts': "import { c } from './c.ts';",
        'src/c.ts': "const a = await import('./a.ts');",
      },
    ],
    kept: [{ 'src/a.ts': "import { b } from './b.ts';", 'src/b.ts': "import type { A } from './a.ts';" }],
  },
  {
    name: 'nothing is exported without a name',
    check: defaultExports,
    looksAt: /^src\//,
    broken: [{ 'src/a.ts': 'export default 1;' }, { 'src/a.ts': 'const a = 1;\nexport { a as default };' }],
    kept: [{ 'vite.config.ts': 'export default {};' }, { 'src/a.ts': 'export const a = 1;' }],
  },
];

const aboutShape: readonly Rule[] = [
  {
    name: 'no module keeps state at its top',
    check: moduleState,
    looksAt: /^src\//,
    broken: [
      { 'src/ui/a.ts': 'let count = 0;' },
      { 'src/ui/a.ts': 'export var count = 0;' },
      { 'src/ui/a.ts': 'const seen = new Map();' },
      { 'src/ui/a.ts': "import { signal } from '@preact/signals';\nexport const open = signal(false);" },
    ],
    kept: [
      { 'src/ui/a.ts': "const names = new Map([['a', 1]]);" },
      { 'src/ui/a.ts': 'export function count() { let n = 0; return () => (n += 1); }' },
    ],
  },
  {
    name: 'files have at most 400 lines, functions at most 70, and three positional parameters',
    check: tooLong,
    looksAt: /^(src|simulator|tests)\//,
    broken: [
      { 'src/a.ts': `function a() {}\n${manyLines('// more', 400)}` },
      { 'tests/unit/a.test.ts': `const a = () => 1;\n${manyLines('// more', 400)}` },
      { 'src/a.ts': `function a() {\n${manyLines('a();', 69)}}` },
      { 'simulator/world/a.ts': `const a = () => {\n${manyLines('a();', 69)}};` },
      { 'src/a.ts': 'function a(b, c, d, e) {}' },
    ],
    kept: [
      { 'src/i18n/words.ts': `export const words = [\n${manyLines("'word',", 500)}];` },
      { 'src/a.ts': `function a() {\n${manyLines('a();', 68)}}` },
    ],
  },
  {
    name: 'each file begins by saying what it is',
    check: withoutFirstSentence,
    looksAt: /^src\//,
    broken: [
      { 'src/a.ts': 'export const a = 1;' },
      { 'src/a.ts': '// A line.\n/** A sentence about a. */' },
      { 'src/a.ts': '/** */\nexport const a = 1;' },
    ],
    kept: [{ 'src/a.ts': '/** The first letter. */\nexport const a = 1;' }],
  },
];

const aboutConduct: readonly Rule[] = [
  {
    name: 'time and chance come in through ports',
    check: hiddenTimeAndChance,
    looksAt: /^src\/domain\//,
    broken: [
      { 'src/domain/a.ts': 'const a = () => Date.now();' },
      { 'src/domain/a.ts': 'const now = Date.now;' },
      { 'src/ui/a.ts': 'const a = () => new Date();' },
      { 'src/ui/a.ts': 'const a = () => globalThis.Date.now();' },
      { 'simulator/world/a.ts': "const a = () => Math['random']();" },
      { 'src/store/a.ts': 'const a = () => performance.now();' },
      { 'src/store/a.ts': 'const a = () => Date();' },
    ],
    kept: [
      { 'src/domain/a.ts': 'const a = (at) => new Date(at);' },
      { 'src/main.tsx': 'const clock = { now: () => Date.now() };' },
      { 'simulator/hosts/page.ts': 'const clock = { now: () => Date.now() };' },
    ],
  },
  {
    name: 'in the counter every await passes through a port',
    check: awaitsPastPorts,
    looksAt: /^src\/counter\//,
    broken: [
      { 'src/counter/a.ts': "const a = async () => { await fetch('/'); };" },
      { 'src/counter/a.ts': 'const a = async () => { await new Promise((done) => done()); };' },
      { 'src/counter/a.ts': 'const a = async (ports) => { await Promise.race([ports.wire.send()]); };' },
      { 'src/counter/a.ts': 'const a = async () => { await Promise.resolve(); };' },
      { 'src/counter/a.ts': 'const a = async () => { for await (const b of navigator.locks) b(); };' },
      { 'src/counter/a.ts': 'const a = async () => { await scheduler.postTask(() => 1); };' },
      { 'src/counter/a.ts': 'const a = () => { setTimeout(() => 1, 5); };' },
      { 'src/counter/a.ts': 'const a = () => navigator.onLine;' },
    ],
    kept: [
      { 'src/counter/a.ts': 'const a = async (ports) => { await ports.journal.append(1); };' },
      {
        'src/counter/a.ts':
          "import { take } from './take.ts';\nconst a = async () => (await take(1)).amount;",
      },
      { 'src/counter/a.ts': 'const a = (b: Promise<void>): Promise<void> => b;' },
      { 'src/counter/a.ts': 'const a = async (pending) => { await pending; };' },
      { 'src/counter/a.ts': 'const a = () => { const last = Promise.resolve(); return last; };' },
    ],
  },
  {
    name: 'no text becomes markup or code',
    check: unsafeSinks,
    looksAt: /^(src|simulator)\//,
    broken: [
      { 'src/ui/a.ts': "const a = (b) => { b.innerHTML = '<p>'; };" },
      { 'src/ui/a.ts': "const a = (b) => { b['outerHTML'] = '<p>'; };" },
      { 'src/ui/a.tsx': 'const a = (b) => <p dangerouslySetInnerHTML={b} />;' },
      { 'src/ui/a.ts': 'const a = { dangerouslySetInnerHTML: 1 };' },
      { 'simulator/phone/a.ts': "const a = () => document.write('x');" },
      { 'src/ui/a.ts': "const a = () => eval('1');" },
      { 'src/ui/a.ts': "const a = new Function('return 1');" },
      { 'src/ui/a.ts': "setTimeout('a()', 1);" },
    ],
    kept: [{ 'src/ui/a.ts': "const a = (b) => { b.textContent = '<p>'; };" }],
  },
  {
    name: 'every write of the store is strict',
    check: relaxedWrites,
    looksAt: /^src\/store\//,
    broken: [
      { 'src/store/a.ts': "const a = (db) => db.transaction('sales', 'readwrite');" },
      {
        'src/store/a.ts':
          "const a = (db) => db.transaction('sales', 'readwrite', { durability: 'relaxed' });",
      },
      { 'src/store/a.ts': "const a = (db, mode) => db.transaction('sales', mode);" },
      { 'src/store/a.ts': "const a = (db) => db.put('sales', 1);" },
      { 'src/store/a.ts': "const a = (own) => own.db.delete('sales', 1);" },
    ],
    kept: [
      {
        'src/store/a.ts': "const a = (db) => db.transaction('sales', 'readwrite', { durability: 'strict' });",
      },
      { 'src/store/a.ts': "const a = (db) => db.transaction('sales');" },
      { 'src/store/a.ts': 'const a = (tx) => tx.objectStore("sales").put(1);' },
    ],
  },
  {
    name: 'the compiler is never switched off',
    check: typeHoles,
    looksAt: /^(src|simulator|tests)\//,
    broken: [
      { 'src/a.ts': 'const a = (b: any) => b;' },
      { 'src/a.ts': 'const a = (b?: string) => b!.length;' },
      { 'tests/unit/a.test.ts': 'const a = 1 as any;' },
    ],
    kept: [{ 'src/a.ts': 'const a = (b: unknown) => !b;' }],
  },
];

export const rules: readonly Rule[] = [...aboutImports, ...aboutShape, ...aboutConduct];
