/** One command of the drawn ones: how it is played and compared, and how a button is pressed. */

import type fc from 'fast-check';
import type { Done } from '../../../src/counter/core.ts';
import type { Counter } from '../../../src/counter/counter.ts';
import { differences, LOOK_MS, type Real } from './real.ts';
import { grow, isEnding, type Model, type ModelSale } from './shop-model.ts';

export type ShopCommand = fc.AsyncCommand<Model, Real>;

/** A refund without an answer that settles it is asked about after ten seconds. */
export const GIVING_BACK_MS = 2 * LOOK_MS;
/** Plays the command, and sees to it that till, providers and phones are as the model says. */
export function command(say: string, play: (model: Model, real: Real) => Promise<void>): ShopCommand {
  return {
    check: () => true,
    toString: () => say,
    run: async (model, real) => {
      await play(model, real);
      await real.pass(LOOK_MS - 1);
      // A way to pay that has just come to its end takes some messages until it is closed.
      while (isEnding(model, real.now(), LOOK_MS)) await real.pass(LOOK_MS);
      grow(model, real.now());
      const found = await differences(model, real);
      if (found.length > 0) throw new Error(`after "${say}": ${found.join('; ')}`);
    },
  };
}

/** A button: allowed or not, as the model says. */
export async function press(
  real: Real,
  isAllowed: boolean,
  work: (counter: Counter) => Promise<Done>,
): Promise<boolean> {
  const done = await real.give(work);
  if (done === undefined) throw new Error('the till has not answered');
  if (done.ok !== isAllowed)
    throw new Error(
      `${isAllowed ? 'refused' : 'taken'}, although it is ${isAllowed ? '' : 'not '}allowed: ${JSON.stringify(done)}`,
    );
  return isAllowed;
}

export interface Chosen {
  readonly number: number;
  readonly sale: ModelSale;
}

/** One of the sales that are there. */
export function pick({ sales }: Model, which: number): Chosen | undefined {
  const index = sales.length === 0 ? 0 : which % sales.length;
  const sale = sales[index];
  return sale === undefined ? undefined : { number: index + 1, sale };
}

/** A button about one sale, by its name; `follow` says what comes of it. */
export function button(
  say: string,
  which: number,
  how: {
    readonly isAllowed: (sale: ModelSale) => boolean;
    readonly work: (counter: Counter, number: number) => Promise<Done>;
    readonly follow?: (sale: ModelSale) => void;
    /** How long that takes for each leg. */
    readonly afterwardsMs?: number;
  },
): ShopCommand {
  return command(`${say} sale ${which}`, async (model, real) => {
    const { number, sale } = pick(model, which) ?? { number: 1, sale: undefined };
    const isAllowed = sale !== undefined && how.isAllowed(sale);
    const isTaken = await press(real, isAllowed, (counter) => how.work(counter, number));
    if (isTaken && sale !== undefined) how.follow?.(sale);
    if (isTaken) await real.pass((how.afterwardsMs ?? 0) * (sale?.legs.length ?? 0));
  });
}
