/** The provider's own test of a shop: now and then a signature that is wrong on purpose (`WECHATPAY/SIGNTEST/`). */

import { armed } from '../../faults/armed.ts';
import type { Operation, World } from '../../world/model.ts';
import type { Answer } from '../gateway.ts';
import { readSealAs, writeSealAs } from './answers.ts';

/** What the fault `signature-bad` carries as its `code` when the wrong signature is to be such a test. */
export const PROBE_CODE = 'SIGNTEST';

/** Whether the wrong signature that is armed for this operation is to be a test. */
export function isProbeArmed(world: World, operation: Operation): boolean {
  return armed(world, 'signature-bad', { rail: 'wechatpay', operation })?.code === PROBE_CODE;
}

/** The answer, to be sealed as a test where that is armed. */
export function probeWanted(world: World, operation: Operation | null, answer: Answer): Answer {
  const as = readSealAs(answer.sealAs);
  if (operation === null || as?.api !== 'v3' || !isProbeArmed(world, operation)) return answer;
  return { ...answer, sealAs: writeSealAs({ ...as, isProbe: true }) };
}
