/** What is taken on the cashier's word: the shop's own code as it is kept, imported and looked at again, and the parts of a voucher. */

import { useEffect, useRef } from 'preact/hooks';
import type { Counter } from '../../counter/counter.ts';
import { isZero, type Money, money, parseMoney } from '../../domain/money.ts';
import {
  compareOwnCode,
  isSwapped,
  type KeptOwnCode,
  type OwnCode,
  type OwnCodeDifference,
  type OwnCodeRefusal,
  readOwnCode,
} from '../../domain/own-code.ts';
import type { Messages } from '../../i18n/messages.ts';
import { type App, useApp } from '../context.ts';

/** Who says that it was taken: nobody has a name at this till yet. */
export const CASHIER = 'cashier';

/** The same in words. */
export function whoSaid(t: Messages, by: string): string {
  return by === CASHIER ? t.record.cashier : by;
}

/** Everything that a scanner or the camera reads goes to `take` while this part of the screen stands there. */
export function useScans(take: (text: string) => void): void {
  const { scanTaker } = useApp();
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const taker = (text: string): void => latest.current(text);
    scanTaker.value = taker;
    return () => {
      if (scanTaker.peek() === taker) scanTaker.value = undefined;
    };
  }, [scanTaker]);
}

/** The shop's own code in this book, if it was imported. */
export function ownCodeOf({
  settings,
  book,
}: Pick<App['deps'], 'settings' | 'book'>): KeptOwnCode | undefined {
  return settings.value.ownCodes[book];
}

/** The kept code as it can be shown; nothing when none was imported, or it is no code any more. */
export function keptCode(deps: Pick<App['deps'], 'settings' | 'book'>): OwnCode | undefined {
  const kept = ownCodeOf(deps);
  const read = kept === undefined ? undefined : readOwnCode(kept.payload, deps.book);
  return read?.ok === true ? read.code : undefined;
}

type Deps = Pick<App['deps'], 'settings' | 'saveSettings' | 'now' | 'book'> & {
  readonly counter: Pick<Counter, 'setOwnCode' | 'checkOwnCode'>;
};

/** Makes this the shop's own code: first in the journal, then on this device. False when it could not be written. */
export async function keepOwnCode(deps: Deps, { payload }: OwnCode): Promise<boolean> {
  const was = ownCodeOf(deps)?.fingerprint;
  try {
    const written = await deps.counter.setOwnCode(payload, was);
    if (!written.ok) return false;
    const { fingerprint } = written;
    await saveOwnCode(deps, { payload, fingerprint, setAt: deps.now() });
    return true;
  } catch {
    return false;
  }
}

async function saveOwnCode({ settings, saveSettings, book }: Deps, kept: KeptOwnCode): Promise<void> {
  const { ownCodes } = settings.value;
  await saveSettings({ ...settings.value, ownCodes: { ...ownCodes, [book]: kept } });
}

export type StickerLook =
  | { readonly kind: 'refused'; readonly refusal: OwnCodeRefusal }
  | { readonly kind: 'same' }
  /** `isSwapped`: whoever pays it pays somebody else. */
  | {
      readonly kind: 'differs';
      readonly code: OwnCode;
      readonly isSwapped: boolean;
      readonly differences: readonly OwnCodeDifference[];
    }
  | { readonly kind: 'not_written' };

/** Compares what hangs in the shop with what was kept; every look stands in the journal, whatever it finds. */
export async function lookAtSticker(deps: Deps, kept: KeptOwnCode, raw: string): Promise<StickerLook> {
  const own = keptCode(deps);
  const read = readOwnCode(raw, deps.book);
  if (!read.ok) return { kind: 'refused', refusal: read.refusal };
  try {
    const written = await deps.counter.checkOwnCode(read.code.payload, kept.fingerprint);
    if (!written.ok) return { kind: 'not_written' };
    const differences = own === undefined ? [] : compareOwnCode(own, read.code);
    if (own !== undefined && differences.length === 0) {
      await saveOwnCode(deps, { ...kept, checkedAt: deps.now() });
      return { kind: 'same' };
    }
    return { kind: 'differs', code: read.code, isSwapped: isSwapped(differences), differences };
  } catch {
    return { kind: 'not_written' };
  }
}

export type VoucherProblem = 'not_an_amount' | 'zero';

export interface VoucherParts {
  /** What it pays of what is due. */
  readonly leg: Money;
  /** What it is worth beyond that: no change is given. */
  readonly over: Money;
  /** What is left to pay another way. */
  readonly rest: Money;
}

/** What a voucher of the typed value does with what is due; all of it when nothing was typed. */
export function voucherParts(due: Money, typed: string): VoucherParts | VoucherProblem {
  const text = typed.normalize('NFKC').replaceAll(/[\s,¥$€£]/g, '');
  const value = text === '' ? due : parseMoney(due.currency, text);
  if (typeof value === 'string') return 'not_an_amount';
  if (isZero(value)) return 'zero';
  const legMinor = Math.min(value.amountMinor, due.amountMinor);
  const part = (minor: number): Money => money(due.currency, minor);
  return {
    leg: part(legMinor),
    over: part(value.amountMinor - legMinor),
    rest: part(due.amountMinor - legMinor),
  };
}
