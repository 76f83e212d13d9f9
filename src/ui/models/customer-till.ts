/** The till's end of the customer's window: tells it what stands in front, and nothing of anybody else. */

import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { openCustomerChannel } from '../../devices/customer-channel.ts';
import { beginLife } from '../../devices/window-life.ts';
import { isZero } from '../../domain/money.ts';
import type { App } from '../context.ts';
import { type CustomerView, whatOf } from './customer-copy.ts';
import { ownCodeOf } from './record.ts';
import { isUnderWay, type Stage, type StageKind } from './stage.ts';

/** A result stays this long for the customer to read, unless the next sale begins. */
export const RESULT_SHOWN_MS = 8_000;

const SECOND_MS = 1_000;

/** How a sale may stand when it leaves the front, and be worth reading still. */
const ENDS: readonly StageKind[] = ['paid', 'recorded', 'not_paid', 'reversed', 'void', 'giving_back'];

export type FrontApp = Pick<App, 'deps' | 'till' | 'keypad'>;

/** What the customer of this till is to see now; the second function ends it. */
export function followFront({
  deps,
  till,
  keypad,
}: FrontApp): readonly [ReadonlySignal<CustomerView>, () => void] {
  const lately = signal<Stage | undefined>(undefined);
  let last: Stage | undefined;
  const end = effect(() => {
    const stage = till.stage.value;
    const left = stage === undefined && last !== undefined && ENDS.includes(last.kind) ? last : undefined;
    last = stage;
    untracked(() => {
      lately.value = left;
    });
    return left === undefined
      ? undefined
      : deps.after(RESULT_SHOWN_MS, () => {
          if (lately.peek() === left) lately.value = undefined;
        });
  });
  const view = computed((): CustomerView => {
    const stage = till.stage.value;
    const sheet = till.sheet.value;
    const due = till.due.value;
    if (sheet === 'cash' && !isZero(due)) return { kind: 'amount', amount: due, ask: 'cash' };
    if (stage !== undefined)
      return stage.kind === 'idle' ? { kind: 'amount', amount: due } : { kind: 'sale', stage };
    const typed = keypad.amount.value;
    if (!isZero(typed))
      return { kind: 'amount', amount: typed, ...(sheet === 'scan' ? { ask: 'payment_code' } : {}) };
    return lately.value === undefined ? { kind: 'welcome' } : { kind: 'sale', stage: lately.value };
  });
  return [view, end];
}

export interface CustomerTillParts {
  /** Told apart from every other window: random. */
  readonly id: string;
  readonly target: Window;
}

/** Starts it; the returned function ends it. */
export function startCustomerTill(
  app: FrontApp & Pick<App, 'now' | 'router'>,
  { id, target }: CustomerTillParts,
): () => void {
  const { deps, now, router } = app;
  const page = target.document;
  const isSeen = signal(!page.hidden);
  const [view, endFront] = followFront(app);
  const tell = (): void => {
    const { shopName, customerLanguage: language } = deps.settings.value;
    const isOwnCode = view.value.kind === 'sale' && view.value.stage.attempt?.rail === 'own_code';
    const ownCode = isOwnCode ? ownCodeOf(deps)?.payload : undefined;
    channel.post({
      ...{ v: 1, kind: 'shown', from: id, at: deps.now(), isSeen: isSeen.value, language, shopName },
      ...(ownCode === undefined ? {} : { ownCode }),
      what: whatOf(view.value),
    });
  };
  let isLiving = false;
  const channel = openCustomerChannel(deps.book, (message) => {
    if (message.kind === 'hello' && isLiving) untracked(tell);
  });
  const onVisibility = (): void => {
    isSeen.value = !page.hidden;
  };
  const onHide = (): void => void channel.post({ v: 1, kind: 'gone', from: id });
  page.addEventListener('visibilitychange', onVisibility);
  target.addEventListener('pagehide', onHide);
  let endLife = (): void => undefined;
  let isEnded = false;
  const ends: (() => void)[] = [
    endFront,
    effect(() => {
      // Somebody makes this window the customer's: it starts anew, without the book.
      if (router.route.value.screen === 'customer') target.location.reload();
    }),
  ];
  const tick = (at: number): void => void channel.post({ v: 1, kind: 'tick', from: id, at });
  // Its lock first: a customer's window that hears of this one looks at once whether it lives.
  void beginLife(id, target.navigator.locks).then((end) => {
    if (isEnded) return end();
    endLife = end;
    isLiving = true;
    ends.push(effect(tell), effect(tickOf(view, now, tick)));
  });
  return () => {
    isEnded = true;
    page.removeEventListener('visibilitychange', onVisibility);
    target.removeEventListener('pagehide', onHide);
    onHide();
    for (const end of ends) end();
    channel.close();
    endLife();
  };
}

/** Once a second while the customer's time runs. */
function tickOf(
  view: ReadonlySignal<CustomerView>,
  now: ReadonlySignal<number>,
  tick: (at: number) => void,
): () => void {
  const second = computed(() => Math.floor(now.value / SECOND_MS));
  return () => {
    const isRunning = view.value.kind === 'sale' && isUnderWay(view.value.stage.kind);
    if (isRunning && second.value > 0) untracked(() => tick(now.value));
  };
}
