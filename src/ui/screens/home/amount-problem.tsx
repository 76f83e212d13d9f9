/** What was not taken of the last press, paste, charge or scan. */

import { useApp, useReader } from '../../context.ts';
import { amountProblemText, problemText } from '../../models/problem-words.ts';
import { ProblemLine } from '../../parts/problem.tsx';

export function AmountProblem() {
  const { keypad, till, deps } = useApp();
  const reader = useReader();
  const typed = keypad.problem.value;
  const problem = till.problem.value;
  if (typed !== undefined)
    return <ProblemLine text={amountProblemText(reader, typed, deps.currency.value)} />;
  return <ProblemLine text={problem === undefined ? undefined : problemText(reader, problem)} />;
}
