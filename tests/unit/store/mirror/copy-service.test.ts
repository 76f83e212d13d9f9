/** The worker of the second copy: it answers what it is asked, in order, and does not hear what is no question. */

import { describe, expect, test } from 'vitest';
import type { CopyFolder } from '../../../../src/store/mirror/copy-folder.ts';
import { copyFileName } from '../../../../src/store/mirror/copy-format.ts';
import type { CopyAnswer } from '../../../../src/store/mirror/copy-messages.ts';
import { serveCopy } from '../../../../src/store/mirror/copy-service.ts';
import { createMemoryFolder } from './folder.ts';

/** What the worker says to these messages. */
async function answersTo(
  folder: CopyFolder,
  ...messages: readonly unknown[]
): Promise<readonly CopyAnswer[]> {
  const answers: CopyAnswer[] = [];
  const heard = serveCopy(Promise.resolve(folder), (answer) => answers.push(answer));
  for (const message of messages) heard(message);
  await new Promise((resolve) => setTimeout(resolve));
  return answers;
}

describe('the worker', () => {
  test('does not hear what is no question', async () => {
    const nonsense = [null, 'tails', { do: 'tails' }, { id: 1, do: 'burn' }, { id: 1.5, do: 'tails' }];
    const unsafe = { id: 1, do: 'begin', till: '../T', run: 'r' };
    expect(await answersTo(createMemoryFolder(), ...nonsense, unsafe)).toEqual([]);
  });

  test('writes nothing before a file was begun, and says so', async () => {
    const [answer] = await answersTo(createMemoryFolder(), { id: 4, do: 'append', lines: ['{}'] });
    expect(answer).toEqual({ id: 4, ok: false, problem: 'Error: no file was begun' });
  });

  test('begins another file when it is asked to, and closes the one before', async () => {
    const closed: string[] = [];
    const memory = createMemoryFolder();
    const folder: CopyFolder = {
      ...memory,
      create: async (name) => ({ ...(await memory.create(name)), close: () => closed.push(name) }),
    };
    const begin = (id: number, run: string) => ({ id, do: 'begin', till: 'T7K2', run });
    await answersTo(folder, begin(1, 'one'), begin(2, 'two'), { id: 3, do: 'append', lines: ['x'] });
    const name = (ordinal: number, run: string) => copyFileName({ till: 'T7K2', ordinal, run });
    expect(closed).toEqual([name(1, 'one')]);
    expect(memory.files.get(name(2, 'two'))).toBe('x\n');
  });

  test('of a till without files it reads nothing', async () => {
    expect(await answersTo(createMemoryFolder(), { id: 1, do: 'read', till: 'T9' })).toEqual([
      { id: 1, ok: true, value: [] },
    ]);
  });

  test('a file whose end cannot be read says nothing of its till', async () => {
    const name = copyFileName({ till: 'T7K2', ordinal: 1, run: 'r' });
    const folder: CopyFolder = {
      ...createMemoryFolder(new Map([[name, '']])),
      readEnd: () => Promise.reject(new DOMException('', 'NotReadableError')),
    };
    expect(await answersTo(folder, { id: 1, do: 'tails' })).toEqual([{ id: 1, ok: true, value: [] }]);
  });
});
