/** Everything that hears from outside, by name. */

import type { Target } from './target.ts';
import { CODES_HEARD } from './targets/codes.ts';
import { imports } from './targets/imports.ts';
import { LINKS_HEARD } from './targets/links.ts';
import { MESSAGES_HEARD } from './targets/messages.ts';
import { REPLIES } from './targets/replies.ts';

/** `root`: where the house stands. */
export function allTargets(root: string): readonly Target[] {
  return [...REPLIES, CODES_HEARD, ...imports(root), ...MESSAGES_HEARD, LINKS_HEARD];
}
