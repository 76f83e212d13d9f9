/** The customer's window: follows one till of this device, keeps calm when that is gone, and never opens the book. */

import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { type CustomerShown, openCustomerChannel } from '../../devices/customer-channel.ts';
import { watchLife } from '../../devices/window-life.ts';
import type { Language } from '../../i18n/languages.ts';
import type { Shown } from '../context.ts';
import type { Settings } from '../deps.ts';
import { type CustomerView, viewOf } from './customer-copy.ts';
import { createQrMaker } from './qr.ts';
import { type After, startTicking } from './schedule.ts';
import { createWords, loadReader } from './words.ts';

export interface CustomerWindowDeps {
  readonly book: 'practice' | 'live';
  /** As this device began last time: the language until the till is heard. */
  readonly settings: Settings;
  /** Real time, epoch milliseconds. */
  readonly now: () => number;
  readonly after: After;
  readonly target: Window;
}

export interface CustomerWindow extends Shown {
  /** Nothing while no till is there. */
  readonly view: ReadonlySignal<CustomerView | undefined>;
  /** The language of this customer: the shop's choice until somebody taps, and again for the next one. */
  readonly language: ReadonlySignal<Language>;
  readonly choose: (language: Language) => void;
  readonly dispose: () => void;
}

/** A till that loads its page anew is back within this time: until then what was shown stays. */
const GRACE_MS = 2_000;

export async function createCustomerWindow(deps: CustomerWindowDeps): Promise<CustomerWindow> {
  const { book, now, after, target } = deps;
  const shown = signal<CustomerShown | undefined>(undefined);
  const skewMs = signal(0);
  const chosen = signal<Choice | undefined>(undefined);
  const settings = computed(() => settingsOf(deps, shown.value, chosen.value?.language));
  const words = createWords(settings, await loadReader(settings.peek().language));
  await words.load();
  void words.loadAll();
  const ticking = startTicking(() => now() + skewMs.peek(), after);
  const endFollowing = follow({
    ...{ book, after, target },
    onShown: (next) =>
      batch(() => {
        shown.value = next;
        if (next === undefined) return;
        skewMs.value = next.at - now();
        chosen.value = keptChoice(chosen.peek(), next);
      }),
    onTick: (at) => {
      skewMs.value = at - now();
    },
  });
  const view = computed(() => (shown.value === undefined ? undefined : viewOf(shown.value)));
  return {
    ...{ words, view, now: ticking.now, qr: createQrMaker(), deps: { book, settings } },
    language: computed(() => settings.value.customerLanguage),
    choose: (language) => {
      chosen.value = { language, sale: saleIn(shown.peek()) };
    },
    dispose: () => {
      endFollowing();
      ticking.stop();
      words.dispose();
    },
  };
}

/** A language that a customer tapped, and the sale that it was tapped for, once there is one. */
interface Choice {
  readonly language: Language;
  readonly sale: number | undefined;
}

function saleIn(shown: CustomerShown | undefined): number | undefined {
  return shown?.what.kind === 'sale' ? shown.what.sale.number : undefined;
}

/** The choice ends with the sale that it was made for. */
function keptChoice(choice: Choice | undefined, shown: CustomerShown): Choice | undefined {
  if (choice === undefined) return undefined;
  const sale = saleIn(shown);
  if (choice.sale === undefined) return { ...choice, sale };
  return sale === choice.sale ? choice : undefined;
}

function settingsOf(
  { settings, book }: CustomerWindowDeps,
  shown: CustomerShown | undefined,
  chosen: Language | undefined,
): Settings {
  const language = chosen ?? shown?.language ?? settings.customerLanguage;
  const payload = shown?.ownCode;
  const ownCodes = payload === undefined ? {} : { [book]: { payload, fingerprint: '', setAt: 0 } };
  return {
    ...{ ...settings, language, customerLanguage: language, ownCodes },
    shopName: shown?.shopName ?? '',
  };
}

interface Following extends Pick<CustomerWindowDeps, 'book' | 'after' | 'target'> {
  /** What the followed till shows; nothing when there is none any more. */
  readonly onShown: (shown: CustomerShown | undefined) => void;
  readonly onTick: (at: number) => void;
}

/**
 * Stays with the till that it followed first for as long as that lives; another one is followed only when a person sees
 * that and not the first, so that no other customer's sale comes here.
 */
function follow({ book, after, target, onShown, onTick }: Following): () => void {
  let followed: CustomerShown | undefined;
  let endWatch = (): void => undefined;
  let endGrace = (): void => undefined;
  const lose = (id: string): void => {
    if (followed?.from !== id) return;
    followed = undefined;
    endWatch();
    endGrace = after(GRACE_MS, () => onShown(undefined));
    channel.post({ v: 1, kind: 'hello' });
  };
  const take = (next: CustomerShown): void => {
    const isOther = followed !== undefined && followed.from !== next.from;
    if (isOther && !(next.isSeen && followed?.isSeen === false)) return;
    if (followed?.from !== next.from) {
      endWatch();
      endWatch = watchLife(next.from, target.navigator.locks, () => lose(next.from));
    }
    endGrace();
    followed = next;
    onShown(next);
  };
  const channel = openCustomerChannel(book, (message) => {
    if (message.kind === 'shown') take(message);
    if (message.kind === 'tick' && message.from === followed?.from) onTick(message.at);
    if (message.kind === 'gone') lose(message.from);
  });
  channel.post({ v: 1, kind: 'hello' });
  return () => {
    endWatch();
    endGrace();
    channel.close();
  };
}
