/** Everything that happened to a sale, in order: attempts, refunds and incidents, with the provider's own words underneath. */

import type { Attempt } from '../../../domain/attempt.ts';
import { money } from '../../../domain/money.ts';
import type { RawWords } from '../../../domain/operation.ts';
import type { Refund } from '../../../domain/refund.ts';
import { attemptsOf, type Sale } from '../../../domain/sale.ts';
import { useApp, useReader } from '../../context.ts';
import { discountOf, troubleOf } from '../../models/labels.ts';
import { RefundNote } from './refund-note.tsx';

export function Timeline({ sale }: { readonly sale: Sale }) {
  const { t, format } = useReader();
  const attempts = attemptsOf(sale);
  return (
    <section class="timeline" aria-label={t.buttons.details}>
      <h2>{t.recent.attempts(attempts.length)}</h2>
      <ol>
        {attempts.map((attempt) => (
          <AttemptEntry key={attempt.id} attempt={attempt} />
        ))}
      </ol>
      {sale.incidents.length > 0 && (
        <>
          <h2>{t.till.incidents}</h2>
          <ul>
            {sale.incidents.map((incident) => (
              <li key={`${incident.at}${incident.cause}`}>
                <span class="quiet">{format.time(incident.at)}</span> {t.faults[incident.cause].happened}
                <span class="raw"> {incident.detail}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {sale.attestation !== undefined && (
        <p>
          <span class="quiet">{format.time(sale.attestation.at)}</span> {t.states.attested}
        </p>
      )}
    </section>
  );
}

function AttemptEntry({ attempt }: { readonly attempt: Attempt }) {
  const { t, format } = useReader();
  const { now } = useApp();
  const discount = discountOf(attempt);
  const trouble = troubleOf(t, attempt);
  return (
    <li class="attempt">
      <p>
        <strong>{t.till.attemptStates[attempt.state]}</strong> · {t.rails[attempt.rail]} ·{' '}
        {format.money(attempt.amount)}
      </p>
      <dl class="pairs">
        <Pair name={t.recent.time} value={format.dateTime(attempt.openedAt, now.peek())} />
        <Pair name={t.recent.orderNumber} value={attempt.orderNumber} isCode />
        {attempt.tradeNumber !== undefined && (
          <Pair name={t.recent.tradeNumber} value={attempt.tradeNumber} isCode />
        )}
        {attempt.receipt?.payer !== undefined && <Pair name={t.recent.payer} value={attempt.receipt.payer} />}
        {attempt.cash !== undefined && (
          <Pair
            name={t.receipt.cashGiven}
            value={format.money(money(attempt.amount.currency, attempt.cash.tenderedMinor))}
          />
        )}
      </dl>
      {discount !== undefined && (
        <p>{t.result.discount(format.money(discount.paid), format.money(discount.off))}</p>
      )}
      {trouble !== undefined && <p>{trouble}</p>}
      <Raw raw={attempt.raw} />
      {attempt.refunds.map((refund) => (
        <RefundEntry key={refund.number} refund={refund} attempt={attempt} />
      ))}
    </li>
  );
}

function RefundEntry({ refund, attempt }: { readonly refund: Refund; readonly attempt: Attempt }) {
  const { t, format } = useReader();
  const amount = format.money(money(attempt.amount.currency, refund.amountMinor));
  return (
    <div class={`refund-entry refund-${refund.state}`}>
      <p>
        <span class="quiet">{format.time(refund.requestedAt)}</span>{' '}
        <strong>{t.till.refundStates[refund.state]}</strong> · {amount} ·{' '}
        {t.till.refundReasons[refund.reason]}
      </p>
      {refund.note !== undefined && <RefundNote commitment={refund.note} />}
      {refund.fault !== undefined && refund.state !== 'succeeded' && (
        <p>{`${t.faults[refund.fault].happened}${t.till.gap}${t.faults[refund.fault].now}`}</p>
      )}
      <Raw raw={refund.raw} />
    </div>
  );
}

function Raw({ raw }: { readonly raw: RawWords | undefined }) {
  const { t } = useReader();
  if (raw === undefined) return null;
  return (
    <p class="raw">
      {t.till.providerSays}{' '}
      {[raw.code, raw.subCode, raw.message].filter((part) => part !== undefined).join(' · ')}
    </p>
  );
}

interface PairProps {
  readonly name: string;
  readonly value: string;
  readonly isCode?: boolean;
}

function Pair({ name, value, isCode = false }: PairProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={isCode ? 'code' : ''}>{value}</dd>
    </div>
  );
}
