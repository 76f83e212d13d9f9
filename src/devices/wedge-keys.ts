/** Which character a key press means, also when an input method or a foreign layout hides it. */

/** The United States layout, which keyboard-wedge scanners type in: plain and with shift. */
const marks: Readonly<Record<string, readonly [string, string]>> = {
  Backquote: ['`', '~'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadDecimal: ['.', '.'],
  NumpadDivide: ['/', '/'],
  NumpadMultiply: ['*', '*'],
  NumpadSubtract: ['-', '-'],
  NumpadAdd: ['+', '+'],
};

const shiftedDigits = ')!@#$%^&*(';

/**
 * The ASCII character of a key press, or undefined for a key that writes none. `key` is believed when it is plain
 * ASCII. A Chinese input method reports `Process` (or full-width forms) and a foreign layout its own letters, so
 * then the place of the key counts, as the scanner meant it.
 */
export function characterOf(event: KeyboardEvent): string | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  if (!event.isComposing && /^[ -~]$/.test(event.key)) return event.key;
  const isHidden = event.isComposing || event.key === 'Process' || event.key === 'Unidentified';
  // Named keys (`Enter`, `Backspace`, `F1`) write nothing; one character that is not ASCII goes by its place.
  if (!isHidden && Array.from(event.key).length !== 1 && event.key !== 'Dead') return undefined;
  return characterAt(event.code, event.shiftKey, event.getModifierState('CapsLock'));
}

/** Whether the key ends a scan: scanners are set to send Enter or Tab. */
export function isTerminator(event: KeyboardEvent): boolean {
  const name = event.code === '' ? event.key : event.code;
  return name === 'Enter' || name === 'NumpadEnter' || name === 'Tab';
}

function characterAt(code: string, isShifted: boolean, isCapsLocked: boolean): string | undefined {
  const digit = /^(Digit|Numpad)(\d)$/.exec(code);
  if (digit !== null) {
    const [, block, value = ''] = digit;
    return block === 'Digit' && isShifted ? shiftedDigits[Number(value)] : value;
  }
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return isShifted === isCapsLocked ? letter.toLowerCase() : letter;
  return marks[code]?.[isShifted ? 1 : 0];
}
