/** The cash drawer: what should be in it and why, what was put in, taken out and counted, and the ways to do so. */

import { useSignal } from '@preact/signals';
import {
  type DrawerAccount,
  type DrawerMove,
  type DrawerMovement,
  EMPTY_ACCOUNT,
  expectedMinor,
} from '../../../domain/drawer.ts';
import { type Currency, isCurrency } from '../../../domain/money.ts';
import { useApp, useReader } from '../../context.ts';
import '../../css/cash.css';
import { balanceMoney, signedMoney } from '../../models/cash.ts';
import { useMovements } from '../../models/drawer.ts';
import { lengthOf } from '../../parts/amount.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { TopBar } from '../../parts/top-bar.tsx';
import { MovementRow } from './movement-row.tsx';
import { MovementSheet } from './movement-sheet.tsx';

const MOVES: readonly DrawerMove[] = ['paid_in', 'paid_out', 'no_sale', 'float', 'count'];

export function DrawerScreen() {
  const { deps, till } = useApp();
  const { t, format } = useReader();
  const moving = useSignal<DrawerMove | undefined>(undefined);
  const currency = deps.currency.value;
  const { drawer } = deps.view.value;
  const account = drawer[currency] ?? EMPTY_ACCOUNT;
  const others = Object.entries(drawer).filter(([name]) => name !== currency);
  return (
    <main class="screen list-screen drawer">
      <TopBar title={t.drawer.title} />
      <Balance account={account} currency={currency} />
      {others.length > 0 && (
        <section class="panel">
          <h2>{t.drawer.others}</h2>
          <dl class="pairs">
            {others.map(([name, other]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{isCurrency(name) && balanceMoney(format, name, expectedMinor(other))}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <div class="drawer-moves">
        {MOVES.map((movement) => (
          <button
            key={movement}
            type="button"
            class={movement === 'count' ? 'button wide' : 'button'}
            disabled={till.isBlocked.value}
            onClick={() => {
              till.forgetProblem();
              moving.value = movement;
            }}
          >
            {t.drawer.moves[movement]}
          </button>
        ))}
      </div>
      {till.isBlocked.value && <ProblemLine text={t.drawer.blocked} />}
      <Movements />
      {moving.value !== undefined && (
        <MovementSheet
          key={moving.value}
          movement={moving.value}
          currency={currency}
          onClose={() => (moving.value = undefined)}
        />
      )}
    </main>
  );
}

interface BalanceProps {
  readonly account: DrawerAccount;
  readonly currency: Currency;
}

/** Which way each part counts. */
const PARTS = [
  ['startMinor', 1],
  ['soldMinor', 1],
  ['roundingMinor', 1],
  ['handedBackMinor', -1],
  ['putInMinor', 1],
  ['takenOutMinor', -1],
] as const;

/** The sum, and everything that it is made of since somebody last counted. */
function Balance({ account, currency }: BalanceProps) {
  const { now } = useApp();
  const { t, format } = useReader();
  const expected = expectedMinor(account);
  const text = balanceMoney(format, currency, expected);
  const { countedAt, openings } = account;
  return (
    <section class="panel">
      <h2>{t.drawer.expected}</h2>
      <output class="amount" data-length={lengthOf(text)} aria-label={t.drawer.expected}>
        {text}
      </output>
      {expected < 0 && <p class="note tone-checking">{t.drawer.below}</p>}
      <p class="quiet">
        {countedAt === undefined
          ? t.drawer.never
          : `${t.drawer.lastCount} · ${format.dateTime(countedAt, now.peek())}`}
      </p>
      <dl class="pairs">
        {PARTS.filter(([part]) => account[part] !== 0).map(([part, way]) => (
          <div key={part}>
            <dt>{t.drawer.parts[part]}</dt>
            <dd>
              {part === 'startMinor'
                ? balanceMoney(format, currency, account[part])
                : signedMoney(format, currency, way * account[part])}
            </dd>
          </div>
        ))}
        {openings > 0 && (
          <div>
            <dt>{t.drawer.openings}</dt>
            <dd>{t.drawer.times(format.count(openings))}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Movements() {
  const { now } = useApp();
  const { t, format } = useReader();
  const { movements, isRead, hasFailed } = useMovements().value;
  const today = format.date(now.value);
  const isToday = ({ at }: DrawerMovement): boolean => format.date(at) === today;
  const [ofToday, earlier] = [movements.filter(isToday), movements.filter((one) => !isToday(one))];
  return (
    <>
      {hasFailed && <ProblemLine text={t.till.cannotRead} />}
      <section aria-label={t.drawer.today}>
        <h2>{t.drawer.today}</h2>
        {isRead && !hasFailed && ofToday.length === 0 && <p class="quiet">{t.drawer.emptyToday}</p>}
        <ul class="sale-list">
          {ofToday.map((movement) => (
            <MovementRow key={movement.seq} movement={movement} />
          ))}
        </ul>
      </section>
      {earlier.length > 0 && (
        <details>
          <summary>{t.drawer.earlier}</summary>
          <ul class="sale-list">
            {earlier.map((movement) => (
              <MovementRow key={movement.seq} movement={movement} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
