/** A story of several tabs of one till, from a seed: they are shown, hidden, frozen, killed and opened while payments go on. */

import { audit } from '../../../simulator/world/auditor.ts';
import { ledgers } from '../../../simulator/world/ledger.ts';
import { newHead, verifyChain } from '../../../src/domain/journal.ts';
import { isRefundOpen, refundableMinor } from '../../../src/domain/refund.ts';
import { attemptsOf, isSaleOpen, openAttempt, undecidedAttempt } from '../../../src/domain/sale.ts';
import { createMemoryJournal, createMemoryStore } from '../../../src/store/memory-journal.ts';
import { differences } from '../../support/audit.ts';
import { createSharedLocks } from '../../support/web-locks.ts';
import { createDeviceClock } from '../stops/device-clock.ts';
import { payByCodeOf, payShown, yuan } from '../stops/people.ts';
import { digest } from '../swarm/digest.ts';
import { type Chance, createChance } from '../swarm/random.ts';
import { createShop } from '../swarm/shop.ts';
import { createSwarmTime } from '../swarm/time.ts';
import { type Device, openTab, type Tab } from './tab.ts';

export interface Told {
  readonly found: readonly string[];
  /** How long it took each time until the tab that is seen drove, milliseconds. */
  readonly takeoversMs: readonly number[];
  readonly entries: number;
}

const START = Date.UTC(2026, 10, 23, 2, 0, 0);
const EVENTS = 30;
const TAKEOVER_MS = 5_000;
const LOOK_MS = 50;
const QUIET_MS = 20 * 60_000;

interface Play extends Device {
  readonly chance: Chance;
  readonly found: string[];
  readonly takeoversMs: number[];
  front: Tab;
  opened: number;
}

export async function tellStory(seed: number): Promise<Told> {
  const time = createSwarmTime(START);
  const store = createMemoryStore();
  const found: string[] = [];
  const device: Device = {
    time,
    shop: createShop(time, `tabs ${seed}`),
    disk: createMemoryJournal(store),
    clock: createDeviceClock(time),
    locks: createSharedLocks(),
    tabs: [],
    onThrown: (error) => found.push(String(error)),
  };
  const front = openTab(device, 1);
  const play: Play = {
    ...device,
    chance: createChance(`tabs ${seed}`),
    found,
    takeoversMs: [],
    front,
    opened: 1,
  };
  front.show();
  await time.runTo(time.now() + 100);
  for (let event = 0; event < EVENTS; event += 1) await happen(play);
  await comeToRest(play);
  const { host } = play.shop;
  const control = async (path: string): Promise<unknown> =>
    path === 'audit' ? { findings: audit(host.world()) } : ledgers(host.world());
  found.push(...(await differences({ control, store })));
  const { head = newHead('T7K2') } = store;
  const damages = verifyChain(store.entries.values(), { after: newHead('T7K2'), head }, digest);
  found.push(...damages.map(({ kind }) => `the chain: ${kind}`), ...sentTwice(play));
  return { found, takeoversMs: play.takeoversMs, entries: store.entries.size };
}

async function happen(play: Play): Promise<void> {
  const { chance, tabs, time, front } = play;
  const what = chance.pick([
    'charge',
    'charge',
    'pay',
    'cancel',
    'refund',
    'show',
    'open',
    'kill',
    'freeze',
    'wait',
  ] as const);
  if (what === 'show') await turnTo(play, chance.whole(0, tabs.length - 1));
  else if (what === 'open' && tabs.length < 4) await open(play);
  else if (what === 'kill') await kill(play, chance.whole(0, tabs.length - 1));
  else if (what === 'freeze') await freeze(play, chance.whole(0, tabs.length - 1));
  else if (!front.isFrozen()) press(play, what);
  // Most events meet work that is under way.
  await time.runTo(time.now() + chance.pick([0, 10, 70, 130, 400, 3_000]));
}

/** The person turns to a tab: it is to drive within five seconds, whatever the one before is doing. */
async function turnTo(play: Play, place: number): Promise<void> {
  const next = play.tabs[place];
  if (next === undefined || next.isFrozen()) return;
  if (play.front !== next) play.front.hide();
  play.front = next;
  next.show();
  const frozen = (): number => play.tabs.filter((tab) => tab.isFrozen()).length;
  let since = play.time.now();
  let before = frozen();
  while (!next.counter.isDriving() && play.time.now() < since + TAKEOVER_MS) {
    await play.time.runTo(play.time.now() + LOOK_MS);
    // One that wakes up may answer, and then hand over to the next one in line that stands still.
    if (frozen() < before) since = play.time.now();
    before = frozen();
  }
  play.takeoversMs.push(play.time.now() - since);
  if (!next.counter.isDriving()) play.found.push('the tab that is seen does not drive after five seconds');
  const driving = play.tabs.filter((tab) => !tab.isFrozen() && tab.counter.isDriving());
  if (driving.length > 1) play.found.push(`${driving.length} tabs drive`);
}

async function open(play: Play): Promise<void> {
  play.opened += 1;
  openTab(play, play.opened);
  await turnTo(play, play.tabs.length - 1);
}

async function kill(play: Play, place: number): Promise<void> {
  const { tabs } = play;
  const victim = tabs[place];
  victim?.kill();
  const left = tabs.findIndex((tab) => !tab.isFrozen());
  if (left < 0) await open(play);
  else await turnTo(play, victim === play.front || play.front.isFrozen() ? left : tabs.indexOf(play.front));
}

/** A tab stands still in the middle of whatever it does; the person goes on in another one. */
async function freeze(play: Play, place: number): Promise<void> {
  const { tabs, chance } = play;
  tabs[place]?.freeze(chance.pick([500, 3_000, 6_000, 30_000, 120_000]));
  if (!play.front.isFrozen()) return;
  const left = tabs.findIndex((tab) => !tab.isFrozen());
  if (left < 0) await open(play);
  else await turnTo(play, left);
}

function press(play: Play, what: 'charge' | 'pay' | 'cancel' | 'refund' | 'open' | 'wait'): void {
  const { front, chance, shop, onThrown } = play;
  const { counter } = front;
  const sale = counter.view().sales.get(counter.view().newest);
  const attempt = sale === undefined ? undefined : openAttempt(sale);
  const give = (work: Promise<unknown>): void => void work.catch(onThrown);
  if (what === 'charge') {
    const target =
      sale !== undefined && isSaleOpen(sale)
        ? { sale: sale.number }
        : { amount: yuan(chance.whole(100, 9_000)) };
    if (chance.happens(0.5)) give(counter.present(target, 'alipay'));
    else give(payByCodeOf(shop, 'lin', 'alipay')(counter, target));
  } else if (what === 'pay' && attempt?.qr !== undefined) payShown(shop, 'lin', attempt.qr);
  else if (what === 'cancel' && sale !== undefined && attempt !== undefined)
    give(counter.cancel(sale.number));
  else if (what === 'refund' && sale !== undefined) {
    const paid = attemptsOf(sale).find((one) => refundableMinor(one) > 0 && !one.refunds.some(isRefundOpen));
    if (paid === undefined) return;
    const wanted = { sale: sale.number, attempt: paid.id, amountMinor: 1, reason: 'other' } as const;
    give(counter.refund(wanted));
  }
}

/** Everything thaws; late money goes back; and nothing happens for as long as a payment is watched. */
async function comeToRest(play: Play): Promise<void> {
  const { time, tabs, front } = play;
  await time.runTo(time.now() + 130_000);
  await turnTo(play, tabs.indexOf(front));
  for (let minute = 0; minute < QUIET_MS; minute += 60_000) {
    for (const sale of [...front.counter.view().sales.values()]) {
      if (undecidedAttempt(sale) !== undefined) front.counter.returnLate(sale.number).catch(play.onThrown);
    }
    await time.runTo(time.now() + 60_000);
  }
}

/** What asks for money reaches the provider once per order (INV-01). */
function sentTwice({ shop }: Play): readonly string[] {
  const seen = new Map<string, number>();
  for (const { operation, orderNumber } of shop.host.snapshot().exchanges) {
    if (operation !== 'pay' && operation !== 'precreate') continue;
    const key = `${operation} ${orderNumber}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return [...seen].filter(([, times]) => times > 1).map(([key, times]) => `${key} was sent ${times} times`);
}
