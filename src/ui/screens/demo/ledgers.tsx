/** The three ledgers of the demo's sale, and in words whether they agree. */

import { money } from '../../../domain/money.ts';
import type { DemoMessages } from '../../../i18n/demo-messages.ts';
import { useApp, useReader } from '../../context.ts';
import type { DemoLedger, DemoLedgers } from '../../models/demo-ledgers.ts';
import { StateMark } from '../../parts/state-mark.tsx';

interface LedgersProps {
  readonly ledgers: DemoLedgers;
  readonly words: DemoMessages['ledgers'];
}

export function Ledgers({ ledgers, words }: LedgersProps) {
  const say = useSigned();
  return (
    <section class="demo-ledgers" aria-label={words.title}>
      <dl>
        {(['customer', 'provider', 'till'] as const).map((owner) => (
          <div key={owner}>
            <dt>{words[owner]}</dt>
            <dd>
              <Amount ledger={ledgers[owner]} words={words} />
              {owner === 'till' && ledgers.cashMinor > 0 && (
                <small>{words.cash(say(ledgers.cashMinor))}</small>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Verdict verdict={ledgers.verdict} words={words} />
    </section>
  );
}

function Amount({ ledger, words }: { readonly ledger: DemoLedger; readonly words: LedgersProps['words'] }) {
  const say = useSigned();
  const { movesMinor, netMinor, isChecking } = ledger;
  if (isChecking) return <strong class="tone-checking">{words.checking}</strong>;
  return (
    <>
      <strong>{say(netMinor)}</strong>
      {movesMinor.length > 1 && (
        <small>
          {movesMinor.map((move, index) => (
            <span key={`${index} ${move}`}>{move > 0 ? `+${say(move)}` : say(move)} </span>
          ))}
        </small>
      )}
    </>
  );
}

function Verdict({
  verdict,
  words,
}: {
  readonly verdict: DemoLedgers['verdict'];
  readonly words: LedgersProps['words'];
}) {
  switch (verdict) {
    case 'agree':
      return <StateMark tone="paid" word={words.agree} />;
    case 'for_now':
      return <StateMark tone="checking" word={words.forNow} />;
    case 'differ':
      return <StateMark tone="not-paid" word={words.differ} />;
    default:
      return <p class="quiet">{words.none}</p>;
  }
}

/** Amounts of a ledger may be below zero, which money itself never is. */
function useSigned(): (minor: number) => string {
  const { deps } = useApp();
  const { format } = useReader();
  return (minor) => `${minor < 0 ? '−' : ''}${format.money(money(deps.currency.value, Math.abs(minor)))}`;
}
