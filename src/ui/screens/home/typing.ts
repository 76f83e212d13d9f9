/** Keys and pasted text on the counter without any field in focus: Enter charges, Escape clears, the rest is the amount. */

import { useEffect } from 'preact/hooks';
import { useApp } from '../../context.ts';

/** Digits and the point come from the scanner's listener, which tells typing from scanning; here is what it leaves alone. */
export function useTyping(): void {
  const { keypad, till, armed } = useApp();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || till.sheet.value !== 'none' || isTakenByElement(event)) return;
      if (event.key === 'Backspace') keypad.press('backspace');
      else if (event.key === 'Escape' || event.key === 'Delete') keypad.press('clear');
      else if (event.key === 'Enter' && armed.isArmed() && !event.repeat) void till.charge();
      else return;
      event.preventDefault();
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (till.sheet.value !== 'none' || isTakenByElement(event)) return;
      event.preventDefault();
      keypad.paste(event.clipboardData?.getData('text/plain') ?? '');
    };
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('paste', onPaste);
    };
  }, [keypad, till, armed]);
}

/** A field wants its text; Enter on a button or a link presses that. */
function isTakenByElement(event: Event): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, dialog') !== null) return true;
  return event instanceof KeyboardEvent && event.key === 'Enter' && target.closest('button, a') !== null;
}
