/** The keypad, always in the same place. A press counts when the finger comes down, so that quick ones are not lost. */

import { useApp, useFirst } from '../../context.ts';
import type { Key } from '../../models/keypad.ts';
import { Icon } from '../../parts/icon.tsx';

const DIGITS: readonly Key[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', '00'];

export function KeypadKeys() {
  const { t } = useFirst();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser that counts.
    <div class="keypad" role="group" aria-label={t.keypad.name}>
      {DIGITS.map((key) => (
        <KeyButton key={key} pressed={key} name={key} />
      ))}
      <KeyButton pressed="backspace" name={t.keypad.backspace} />
      <KeyButton pressed="clear" name={t.keypad.clear} />
    </div>
  );
}

function KeyButton({ pressed, name }: { readonly pressed: Key; readonly name: string }) {
  const { keypad, till } = useApp();
  const press = (): void => {
    till.forgetProblem();
    keypad.press(pressed);
  };
  return (
    <button
      type="button"
      class={`key key-${pressed === '.' ? 'point' : pressed}`}
      aria-label={name}
      onPointerDown={(event) => {
        if (event.button === 0) press();
      }}
      onClick={(event) => {
        // A finger's press was counted when it came down; a click without one is a keyboard's or a helper's.
        if (event.detail === 0) press();
      }}
    >
      {pressed === 'backspace' ? (
        <Icon name="backspace" />
      ) : pressed === 'clear' ? (
        <span class="key-word">{name}</span>
      ) : (
        pressed
      )}
    </button>
  );
}
