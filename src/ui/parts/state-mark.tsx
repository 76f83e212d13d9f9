/** A state: always colour, icon and word together. */

import type { Tone } from '../models/stage.ts';
import { Icon, type IconName } from './icon.tsx';

export interface StateMarkProps {
  readonly tone: Tone;
  readonly word: string;
  readonly icon?: IconName;
}

export function StateMark({ tone, word, icon = tone }: StateMarkProps) {
  return (
    <span class={`state-mark tone-${tone}`}>
      <Icon name={icon} />
      {word}
    </span>
  );
}
