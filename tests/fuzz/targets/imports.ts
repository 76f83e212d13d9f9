/** Files that somebody brings: books, keys, scenarios, copies. Read as data or refused in words; nothing of them is believed unproven (S-45). */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readScenario } from '../../../simulator/scenarios/schema.ts';
import { GATEWAY_PUBLIC_KEY, MERCHANT_PRIVATE_KEY } from '../../../simulator/world/keys.ts';
import { extend, newHead, verifyChain } from '../../../src/domain/journal.ts';
import { canonicalJson } from '../../../src/domain/json.ts';
import { readCertificate } from '../../../src/signing/certificate.ts';
import { sha256Hex } from '../../../src/signing/digest.ts';
import { parsePrivateKey, parsePublicKey } from '../../../src/signing/pem.ts';
import { verifyExport } from '../../../src/store/export.ts';
import { copyLine, lastEntry, mergeCopies, readCopyName } from '../../../src/store/mirror/copy-format.ts';
import { settingsFrom } from '../../../src/store/settings.ts';
import type { Chance } from '../chance.ts';
import { damagedText, damagedValue, deepText, noise } from '../damage.ts';
import { law, type Target } from '../target.ts';

const TILL = 'T7K2';
const drafts = Array.from({ length: 6 }, (_, index) => ({
  kind: 'sale.opened',
  body: { sale: index + 1, dueMinor: 1250 },
}));
const book = extend(newHead(TILL), drafts, { at: 1, actor: 'cashier', digest: sha256Hex });
const LINES = book.entries.map(copyLine);
const HEADER = { format: 'guitai-journal', version: 1, book: 'practice', ...book.head, exportedAt: 1 };

/** A line of a file by chance: changed as text, or as what it says, or far too deep. */
function lineBy(line: string, chance: Chance): string {
  if (chance.in(70)) return line;
  if (chance.in(1)) return deepText(1 + chance.below(100_000));
  if (chance.in(2)) return line.replace('"body":{', `"body":{"deep":${deepText(1 + chance.below(20_000))},`);
  return chance.in(50)
    ? damagedText(line, chance)
    : (JSON.stringify(damagedValue(JSON.parse(line), chance)) ?? '');
}

function textBy(lines: readonly string[], chance: Chance): string {
  const changed = lines.map((line) => lineBy(line, chance));
  if (chance.in(20)) changed.splice(chance.below(changed.length), 1);
  if (chance.in(20)) changed.splice(chance.below(changed.length), 0, chance.pick(changed));
  const text = `${changed.join('\n')}\n`;
  return chance.in(20) ? damagedText(text, chance) : text;
}

const exportFile: Target = {
  name: 'imports-book',
  hear: (chance) => {
    const text = textBy([canonicalJson(HEADER), ...LINES], chance);
    const checked = verifyExport(text, sha256Hex);
    if (!checked.ok) return;
    const entries = text
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as unknown);
    const { till, epoch, seq, hash } = checked.header;
    law(entries.length === seq, 'a book without all of its entries', checked.header);
    const damages = verifyChain(
      entries,
      { after: newHead(till), head: { till, epoch, seq, hash } },
      sha256Hex,
    );
    law(damages.length === 0, 'a book that its own chain refutes', damages);
  },
};

const copyFiles: Target = {
  name: 'imports-copy',
  hear: (chance) => {
    const texts = Array.from({ length: 1 + chance.below(3) }, () =>
      textBy(LINES.slice(chance.below(3)), chance),
    );
    for (const text of texts) lastEntry(text);
    const { head, entries } = mergeCopies(TILL, texts, sha256Hex);
    law(entries.length === head.seq && head.till === TILL, 'a head without its entries', head);
    law(
      verifyChain(entries, { after: newHead(TILL), head }, sha256Hex).length === 0,
      'a copy that its chain refutes',
      head,
    );
    const name = chance.in(50) ? damagedText('T7K2.000001.run-1.jsonl', chance) : 'T7K2.000001.run-1.jsonl';
    const read = readCopyName(name);
    if (read !== undefined)
      law(
        /^[\w-]+$/.test(read.till + read.run) && Number.isSafeInteger(read.ordinal),
        'a name of no file',
        name,
      );
  },
};

/** The same key without its wrapping, as some consoles give it out. */
const bare = (pem: string): string => pem.replaceAll(/-----[^-]+-----|\s/g, '');

const keys: Target = {
  name: 'imports-keys',
  hear: (chance) => {
    const pem = chance.pick([
      MERCHANT_PRIVATE_KEY,
      GATEWAY_PUBLIC_KEY,
      bare(MERCHANT_PRIVATE_KEY),
      bare(GATEWAY_PUBLIC_KEY),
    ]);
    const text = chance.in(5) ? new TextDecoder().decode(noise(3_000, chance)) : damagedText(pem, chance);
    const isPrivate = parsePrivateKey(text);
    const isPublic = parsePublicKey(text);
    law(!(isPrivate.ok && isPublic.ok), 'a key that is both', text.length);
    // A refusal is a word; nothing of the key is in it.
    for (const read of [isPrivate, isPublic])
      if (!read.ok) law(JSON.stringify(read).length < 120, 'a refusal that tells the key');
    readCertificate(chance.in(50) ? text : text.replaceAll(/(PUBLIC|PRIVATE) KEY/g, 'CERTIFICATE'));
  },
};

const SCENARIOS = 'simulator/scenarios/catalogue';

function scenarios(root: string): Target {
  const texts = readdirSync(join(root, SCENARIOS))
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(join(root, SCENARIOS, name), 'utf8'));
  const values = texts.map((text) => JSON.parse(text) as unknown);
  return {
    name: 'imports-scenarios',
    hear: (chance) => {
      const index = chance.below(texts.length);
      const found = chance.in(50)
        ? damagedText(texts[index] ?? '', chance)
        : chance.in(1)
          ? deepText(chance.below(100_000))
          : JSON.stringify(damagedValue(values[index], chance));
      const read = readScenario(found);
      if (!read.ok)
        law(
          read.mistakes.length > 0 && read.mistakes.length < 200,
          'refused without a word',
          read.mistakes.length,
        );
    },
  };
}

const settings: Target = {
  name: 'imports-settings',
  hear: (chance) => {
    const before = { ...settingsFrom({}), shopName: '街角小店', accounts: { alipay: { appId: '2021' } } };
    const read = settingsFrom(damagedValue(before, chance));
    law(
      ['practice', 'live'].includes(read.book) && [1, 2, 3, 4, 5].includes(read.qrLifeMinutes),
      'settings of no kind',
      read,
    );
    law(read.shopName.length <= 60, 'a name that is too long', read.shopName.length);
  },
};

export const imports = (root: string): readonly Target[] => [
  exportFile,
  copyFiles,
  keys,
  scenarios(root),
  settings,
];
