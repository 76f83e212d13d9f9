/** The worker's side of the second copy: one file for this run, appended to and never changed; the files of runs before are read. */

import type { CopyFile, CopyFolder } from './copy-folder.ts';
import {
  type CopyName,
  type CopyTail,
  copyFileName,
  lastEntry,
  readCopyName,
  tailOf,
} from './copy-format.ts';
import type { CopyWish } from './copy-messages.ts';

/** Enough for the last entries of a file; one has at most some kilobytes. */
const TAIL_BYTES = 64 * 1024;
/** A till's newest entry stands in one of its newest files; two windows may have taken turns. */
const NEWEST_FILES = 8;

/** Answers one wish after the other; rejects when the file system does. */
export function createCopyKeeper(folder: Promise<CopyFolder>): (wish: CopyWish) => Promise<unknown> {
  let file: CopyFile | undefined;
  // Who asks hears of it; nobody may have asked yet.
  folder.catch(() => undefined);

  const begin = async (till: string, run: string): Promise<void> => {
    file?.close();
    file = undefined;
    const known = (await filesByTill(await folder)).get(till) ?? [];
    const ordinal = (known.at(-1)?.ordinal ?? 0) + 1;
    file = await (await folder).create(copyFileName({ till, ordinal, run }));
  };

  return async (wish) => {
    switch (wish.do) {
      case 'tails':
        return tailsIn(await folder);
      case 'read':
        return textsOf(await folder, wish.till);
      case 'begin':
        return begin(wish.till, wish.run);
      default:
        if (file === undefined) throw new Error('no file was begun');
        return file.append(wish.lines.map((line) => `${line}\n`).join(''));
    }
  };
}

async function tailsIn(folder: CopyFolder): Promise<readonly CopyTail[]> {
  const tails = [...(await filesByTill(folder)).values()].map(async (files) => {
    const ends = files
      .slice(-NEWEST_FILES)
      .map((file) => folder.readEnd(copyFileName(file), TAIL_BYTES).catch(() => ''));
    return tailOf((await Promise.all(ends)).map(lastEntry).filter((entry) => entry !== undefined));
  });
  return (await Promise.all(tails)).filter((tail) => tail !== undefined);
}

async function textsOf(folder: CopyFolder, till: string): Promise<readonly string[]> {
  const files = (await filesByTill(folder)).get(till) ?? [];
  return Promise.all(files.map((file) => folder.read(copyFileName(file))));
}

/** In the order of their writing. */
async function filesByTill(folder: CopyFolder): Promise<ReadonlyMap<string, readonly CopyName[]>> {
  const files = (await folder.names()).map(readCopyName).filter((name) => name !== undefined);
  files.sort((left, right) => left.ordinal - right.ordinal);
  const byTill = new Map<string, CopyName[]>();
  for (const file of files) byTill.set(file.till, [...(byTill.get(file.till) ?? []), file]);
  return byTill;
}
