/** The customers: they scan what is shown or was shown, show codes, type passwords, hold cards, say no, and walk away. */

import { holdTo, readerById, readersSeen } from '../../../simulator/gateways/readers.ts';
import { issueCode } from '../../../simulator/world/codes.ts';
import type { Rail, Wallet, World } from '../../../simulator/world/model.ts';
import { confirm, type PhoneResult, pendingTrade, sayNo, scan } from '../../../simulator/world/phone.ts';
import { mayShowQr } from '../../../src/domain/attempt.ts';
import type { RailName } from '../../../src/domain/rail.ts';
import { openAttempt } from '../../../src/domain/sale.ts';
import type { Mix } from './mix.ts';
import type { Chance } from './random.ts';
import type { Notebook } from './seen.ts';
import type { Shop } from './shop.ts';
import type { Tab } from './tabs.ts';

export interface Customers {
  /** Somebody's phone shows a payment code of this rail. */
  readonly showCode: (rail: RailName) => string | undefined;
  /** One look at what a screen shows, and at the phones. */
  readonly step: (screen: Tab | undefined) => void;
}

/** A phone that has something open. */
interface Open {
  readonly wallet: string;
  /** What this customer is going to do. */
  readonly plan: 'pay' | 'no' | 'nothing';
}

const PASSWORD = '123456';

export function createCustomers(parts: {
  readonly shop: Shop;
  readonly mix: Mix;
  readonly chance: Chance;
  readonly notebook: Notebook;
}): Customers {
  const { shop, notebook } = parts;
  const { habits } = parts.mix;
  const chance = parts.chance.fork('customers');
  /** Phones with something open, and QRs that were seen. */
  const open = new Map<string, Open>();
  const seen: { readonly qr: string; readonly rail: RailName }[] = [];

  const note = (who: string, does: string, outcome: string): void =>
    notebook.see({ t: 'customer', who, does, outcome });
  const plan = (): Open['plan'] =>
    chance.happens(habits.walkAway) ? 'nothing' : chance.happens(habits.sayNo) ? 'no' : 'pay';
  const anybody = (world: World, rail: RailName, mayShow = true): Wallet | undefined => {
    const wallets = world.wallets.filter((wallet) => wallet.rail === rail && mayShow);
    // Mostly somebody who can pay; sometimes the frozen, the poor, the shop's owner.
    return chance.happens(0.7) ? wallets[0] : wallets[chance.whole(0, wallets.length - 1)];
  };

  function look(content: string, rail: RailName, does: string): void {
    shop.host.run((world, now) => {
      const wallet = anybody(world, rail);
      if (wallet === undefined) return;
      const result = scan(world, wallet, { content, now });
      note(wallet.id, does, outcomeOf(result));
      if (result.ok) open.set(wallet.id, { wallet: wallet.id, plan: plan() });
    });
  }

  function goOn({ wallet: id, plan: wanted }: Open): void {
    shop.host.run((world, now) => {
      const wallet = world.wallets.find((one) => one.id === id);
      if (wallet === undefined || pendingTrade(world, wallet) === undefined) {
        open.delete(id);
        return;
      }
      if (wanted === 'no') {
        note(id, 'says no', outcomeOf(sayNo(world, wallet, now)));
        open.delete(id);
        return;
      }
      const password = chance.happens(habits.wrongPassword) ? '000000' : PASSWORD;
      const result = confirm(world, wallet, { password, now });
      note(id, 'agrees', outcomeOf(result));
      if (result.ok) open.delete(id);
    });
  }

  /** A card at the reader, tapped first and then as the reader wants it. */
  function hold(): void {
    shop.host.run((world, now) => {
      const { readerId } = shop.credentials.card;
      const reader = readerById(world, readerId);
      const shown = readersSeen(world).find(({ id }) => id === readerId);
      if (reader === undefined || shown === undefined || shown.asks === null) return;
      const good = shown.action?.currency === 'USD' ? 'card-visa' : 'card-cny-visa';
      const cards = world.wallets.filter((one) => one.card !== null);
      const any = chance.happens(0.6) ? good : cards[chance.whole(0, cards.length - 1)]?.id;
      const wallet = world.wallets.find((one) => one.id === (shown.walletId ?? any));
      if (wallet === undefined) return;
      const how = shown.asks === 'card' ? 'tap' : 'insert';
      const pin = shown.asks === 'pin' ? '4711' : undefined;
      note(wallet.id, how, holdTo(world, reader, { wallet, how, pin, now }).result);
    });
  }

  function readScreen(screen: Tab): void {
    for (const sale of screen.counter.view().sales.values()) {
      const attempt = openAttempt(sale);
      if (attempt === undefined) continue;
      if (attempt.presentation === 'card_reader' && chance.happens(0.3)) hold();
      if (!mayShowQr(attempt) || attempt.qr === undefined) continue;
      if (!seen.some(({ qr }) => qr === attempt.qr)) seen.push({ qr: attempt.qr, rail: attempt.rail });
      if (chance.happens(0.25) && !isScanned(attempt.orderNumber)) look(attempt.qr, attempt.rail, 'scans');
    }
  }

  const isScanned = (orderNumber: string): boolean => {
    const trade = shop.tradeOf(orderNumber);
    return trade !== undefined && trade.ask !== null;
  };

  return {
    showCode: (rail) =>
      shop.host.run((world, now) => {
        const wallet = anybody(world, rail as Rail);
        const issued = wallet === undefined ? null : issueCode(world, wallet, now);
        if (wallet === undefined || issued === null) return undefined;
        note(wallet.id, 'shows a code', 'ok');
        open.set(wallet.id, { wallet: wallet.id, plan: plan() });
        return issued.code;
      }),
    step: (screen) => {
      if (screen?.isAlive() === true) readScreen(screen);
      for (const one of [...open.values()]) if (one.plan !== 'nothing' && chance.happens(0.3)) goOn(one);
      const old = seen[chance.whole(0, Math.max(0, seen.length - 1))];
      if (old !== undefined && chance.happens(habits.payLate * 0.1)) look(old.qr, old.rail, 'scans late');
    },
  };
}

function outcomeOf(result: PhoneResult): string {
  return result.ok ? 'ok' : result.refusal;
}
