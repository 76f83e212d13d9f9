/** Ways to pay as a grid, one tap each, the shop's most used first. */

import type { ComponentChildren } from 'preact';
import type { RailName } from '../../domain/rail.ts';
import { useApp, useFirst } from '../context.ts';
import type { TenderChoice } from '../models/tenders.ts';
import { WayButton } from './way-button.tsx';

export interface WaysProps {
  readonly choices: readonly TenderChoice[];
  readonly onWay: (rail: RailName) => void;
  /** Further buttons of the same kind. */
  readonly children?: ComponentChildren;
}

export function Ways({ choices, onWay, children }: WaysProps) {
  const { till } = useApp();
  const { t } = useFirst();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser that counts.
    <div class="ways" role="group" aria-label={t.tenders.ways}>
      {choices.map((choice) => (
        <WayButton
          key={choice.rail}
          choice={choice}
          isDisabled={till.isBlocked.value}
          onPress={() => onWay(choice.rail)}
        />
      ))}
      {children}
    </div>
  );
}
