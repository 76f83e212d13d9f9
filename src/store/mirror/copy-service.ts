/** The worker's conversation: each call is answered, one after the other; what is no call is not heard. */

import type { CopyFolder } from './copy-folder.ts';
import { createCopyKeeper } from './copy-keeper.ts';
import { type CopyAnswer, readCall } from './copy-messages.ts';

/** The answer takes the next message. */
export function serveCopy(
  folder: Promise<CopyFolder>,
  say: (answer: CopyAnswer) => void,
): (message: unknown) => void {
  const keep = createCopyKeeper(folder);
  let line: Promise<unknown> = Promise.resolve();
  return (message) => {
    const call = readCall(message);
    if (call === undefined) return;
    const { id } = call;
    // A file's lines stand in the order in which they were told.
    line = line
      .then(() => keep(call))
      .then(
        (value) => say({ id, ok: true, value }),
        (error: unknown) => say({ id, ok: false, problem: String(error) }),
      );
  };
}
