/** Why the last thing asked for was not done, in words, beside where it was asked for. */

import { Icon } from './icon.tsx';

export interface ProblemProps {
  readonly text: string | undefined;
  readonly id?: string;
}

export function ProblemLine({ text, id }: ProblemProps) {
  return (
    <p class="problem" role="alert" id={id}>
      {text !== undefined && (
        <>
          <Icon name="not-paid" />
          <span>{text}</span>
        </>
      )}
    </p>
  );
}
