/** One way to pay as a button: its name, its neutral colour, and a word why it is off when it is. */

import { useId } from 'preact/hooks';
import { useFirst } from '../context.ts';
import { isRecordRail, type TenderChoice } from '../models/tenders.ts';
import type { FirstReader } from '../models/words.ts';
import { SafeButton } from './safe-button.tsx';

export interface WayButtonProps {
  readonly choice: TenderChoice;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}

export function WayButton({ choice, isDisabled = false, onPress }: WayButtonProps) {
  const reader = useFirst();
  const id = useId();
  const why = refusalWord(reader, choice);
  // A sheet for what is done by hand opens all the same: it offers the part that can be taken.
  const isOff = why !== undefined && !isRecordRail(choice.rail);
  return (
    <SafeButton
      class={`way-button rail-mark rail-${choice.rail}`}
      disabled={isDisabled || isOff}
      {...(why === undefined ? {} : { describedBy: id })}
      onPress={onPress}
    >
      <span class="way-words">
        {reader.t.rails[choice.rail]}
        {why !== undefined && (
          <small id={id} aria-hidden="true">
            {why}
          </small>
        )}
      </span>
    </SafeButton>
  );
}

/** In as few words as a small button holds. */
function refusalWord({ t, format }: FirstReader, { refusal, limit }: TenderChoice): string | undefined {
  const words = t.tenders;
  switch (refusal) {
    case undefined:
      return undefined;
    case 'over_limit':
      return words.atMost(limit === undefined ? '' : format.money(limit));
    case 'under_limit':
      return words.atLeast(limit === undefined ? '' : format.money(limit));
    default:
      return words[refusal];
  }
}
