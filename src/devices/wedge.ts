/**
 * A keyboard-wedge scanner: reads it without focus and with a Chinese input method on, and leaves people's typing alone.
 *
 * A person must see each key within 50 ms, a scan must leave no trace, and the first key of both looks the same. So the
 * first keys are passed on at once, each with a way to take it back; from the third quick one on they are held; when a
 * burst turns out to be a scan, all are taken back, and when not, the held ones are passed on in order. Holding every
 * key until it is known would make people wait longer than a scanner's slowest gap. Only the keys' own time stamps
 * decide, so a busy page breaks no scan apart.
 */

import { createRepeatGuard, type RepeatGuard } from './repeat-guard.ts';
import { characterOf, isTerminator } from './wedge-keys.ts';

export interface WedgeScan {
  /** As typed by the scanner. May be a payment code: a secret, never logged. */
  readonly text: string;
  /** The time stamp of its last key, milliseconds since the page was opened. */
  readonly atMs: number;
}

export interface WedgeOptions {
  readonly onScan: (scan: WedgeScan) => void;
  /** The same text again within two seconds (F-52); `onScan` is not called for it. */
  readonly onRepeat?: (scan: WedgeScan) => void;
  /** A character typed by hand while no field has the focus. Answers how to take it back, exactly. */
  readonly onTyped: (character: string) => () => void;
  /** Shared with the camera, if both read. */
  readonly isRepeat?: RepeatGuard;
  readonly timing?: Partial<WedgeTiming>;
}

export interface WedgeTiming {
  /** Keys further apart are a person's. Scanners send one every 5–50 ms; ten a second by hand are 100 ms apart. */
  readonly maxGapMs: number;
  /** This long after the last key the burst is over. */
  readonly silenceMs: number;
  /** An Enter this long after a scan that ended by silence still belongs to it. */
  readonly lateEndMs: number;
  readonly minLength: number;
  /** From this many quick keys on they are held. */
  readonly holdFrom: number;
}

const usualTiming: WedgeTiming = { maxGapMs: 60, silenceMs: 100, lateEndMs: 250, minLength: 10, holdFrom: 3 };

interface Burst {
  text: string;
  lastAtMs: number;
  /** Takes back what was passed on, oldest first. */
  readonly undos: (() => void)[];
  /** How many characters, from the front, were passed on. */
  passed: number;
  /** The field that has the focus, as it was before the burst; there the keys keep their native way. */
  readonly field: Field | undefined;
}

/** Listens until the returned function is called. `target` is the window. */
export function listenToWedge(target: Window, options: WedgeOptions): () => void {
  const reader = new WedgeReader(target, options);
  const onKeyDown = (event: KeyboardEvent): void => reader.read(event);
  target.addEventListener('keydown', onKeyDown, { capture: true });
  return () => {
    target.removeEventListener('keydown', onKeyDown, { capture: true });
    reader.leave();
  };
}

class WedgeReader {
  readonly #target: Window;
  readonly #options: WedgeOptions;
  readonly #timing: WedgeTiming;
  readonly #isRepeat: RepeatGuard;
  #burst: Burst | undefined;
  #scanEndedAtMs = Number.NEGATIVE_INFINITY;
  #timer: number | undefined;

  constructor(target: Window, options: WedgeOptions) {
    this.#target = target;
    this.#options = options;
    this.#timing = { ...usualTiming, ...options.timing };
    this.#isRepeat = options.isRepeat ?? createRepeatGuard();
  }

  read(event: KeyboardEvent): void {
    const character = characterOf(event);
    if (isTerminator(event)) this.#end(event);
    else if (character === ' ' && !this.#isScannerSpace(event)) this.#settle();
    else if (character !== undefined) this.#take(event, character);
    else if (!isModifier(event)) this.#settle();
  }

  /** A person typed what there is of a burst. */
  leave(): void {
    this.#release();
    this.#burst = undefined;
    this.#target.clearTimeout(this.#timer);
  }

  #take(event: KeyboardEvent, character: string): void {
    if (!this.#isQuick(event)) {
      this.#settle();
      this.#burst = { text: '', lastAtMs: 0, undos: [], passed: 0, field: fieldOf(event) };
    }
    const burst = this.#burst;
    if (burst === undefined) return;
    burst.text += character;
    burst.lastAtMs = event.timeStamp;
    if (burst.field === undefined) {
      stop(event);
      if (this.#isHeld()) takeBack(burst);
      else this.#release();
    }
    this.#target.clearTimeout(this.#timer);
    this.#timer = this.#target.setTimeout(() => this.#onSilence(burst), this.#timing.silenceMs);
  }

  /** Space presses the focused button, unless a scanner is sending. */
  #isScannerSpace(event: KeyboardEvent): boolean {
    return this.#isHeld() && this.#isQuick(event);
  }

  #isHeld(): boolean {
    return (this.#burst?.text.length ?? 0) >= this.#timing.holdFrom;
  }

  /** A burst that looks like a scanner's may have one slow gap: a lost half of a code is worse than a late key. */
  #isQuick(event: KeyboardEvent): boolean {
    if (this.#burst === undefined || event.repeat) return false;
    const gapMs = event.timeStamp - this.#burst.lastAtMs;
    return gapMs <= this.#timing.maxGapMs || (this.#isHeld() && gapMs < this.#timing.silenceMs);
  }

  #onSilence(burst: Burst): void {
    const { length } = burst.text;
    // One more turn: on a page that was busy, keys may be waiting behind this timer.
    this.#timer = this.#target.setTimeout(() => {
      if (burst !== this.#burst || length !== burst.text.length) return;
      if (length >= this.#timing.minLength) this.#finish(burst);
      // The burst stays, in case that keys still on their way turn it into a scan.
      else this.#release();
    }, 0);
  }

  #end(event: KeyboardEvent): void {
    const burst = this.#burst;
    const isInTime = burst !== undefined && event.timeStamp - burst.lastAtMs <= this.#timing.silenceMs;
    if (burst !== undefined && isInTime && burst.text.length >= this.#timing.minLength) {
      stop(event);
      this.#finish(burst);
      return;
    }
    this.#settle();
    // A slow Enter, or the second of Enter and Tab, must not press the button that has the focus.
    if (event.timeStamp - this.#scanEndedAtMs <= this.#timing.lateEndMs) stop(event);
  }

  /** Ends the burst as what it is. */
  #settle(): void {
    const burst = this.#burst;
    if (burst !== undefined && burst.text.length >= this.#timing.minLength) this.#finish(burst);
    else this.leave();
  }

  #release(): void {
    const burst = this.#burst;
    if (burst === undefined || burst.field !== undefined) return;
    for (const character of burst.text.slice(burst.passed)) {
      burst.undos.push(this.#options.onTyped(character));
      burst.passed += 1;
    }
  }

  #finish(burst: Burst): void {
    this.#burst = undefined;
    this.#target.clearTimeout(this.#timer);
    takeBack(burst);
    restore(burst.field);
    this.#scanEndedAtMs = burst.lastAtMs;
    const scan: WedgeScan = { text: burst.text, atMs: burst.lastAtMs };
    if (this.#isRepeat(scan.text, scan.atMs)) this.#options.onRepeat?.(scan);
    else this.#options.onScan(scan);
  }
}

function takeBack(burst: Burst): void {
  for (const undo of burst.undos.splice(0).reverse()) undo();
  burst.passed = 0;
}

function isModifier(event: KeyboardEvent): boolean {
  return ['Shift', 'CapsLock', 'NumLock', 'Control', 'Alt', 'Meta', 'AltGraph'].includes(event.key);
}

function stop(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

type Field =
  | {
      readonly kind: 'text';
      readonly element: HTMLInputElement | HTMLTextAreaElement;
      readonly value: string;
    }
  | { readonly kind: 'other' };

const fieldsWithoutText = [
  'button',
  'checkbox',
  'radio',
  'range',
  'color',
  'file',
  'image',
  'submit',
  'reset',
];

/** The field that will receive the key, before it does; undefined if there is none and the key is for the keypad. */
function fieldOf(event: KeyboardEvent): Field | undefined {
  const element = event.composedPath()[0];
  if (element instanceof HTMLTextAreaElement) return { kind: 'text', element, value: element.value };
  if (element instanceof HTMLInputElement) {
    return fieldsWithoutText.includes(element.type)
      ? undefined
      : { kind: 'text', element, value: element.value };
  }
  if (element instanceof HTMLSelectElement) return { kind: 'other' };
  return element instanceof HTMLElement && element.isContentEditable ? { kind: 'other' } : undefined;
}

/** Takes a scan out of the field that it was typed into. */
function restore(field: Field | undefined): void {
  if (field?.kind !== 'text') return;
  const { element, value } = field;
  const reset = (): void => {
    if (element.value === value) return;
    element.value = value;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  };
  reset();
  // An input method writes its half-finished word after the key that ended the scan.
  element.ownerDocument.defaultView?.setTimeout(reset, 0);
}
