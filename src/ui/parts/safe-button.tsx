/** A button that moves money: it ignores taps in the first moments after the screen changed, meant for what stood there before (S-73). */

import type { ComponentChildren } from 'preact';
import { useApp } from '../context.ts';

export interface SafeButtonProps {
  readonly class?: string;
  readonly disabled?: boolean;
  /** The id of the sentence that says why it is disabled, or what it does. */
  readonly describedBy?: string;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}

export function SafeButton({
  class: className = '',
  disabled = false,
  describedBy,
  onPress,
  children,
}: SafeButtonProps) {
  const { armed } = useApp();
  return (
    <button
      type="button"
      class={`button ${className}`}
      aria-describedby={describedBy}
      disabled={disabled}
      onClick={() => {
        if (armed.isArmed()) onPress();
      }}
    >
      {children}
    </button>
  );
}
