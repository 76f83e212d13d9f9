/** Everything that happened to a sale, in order: attempts, refunds and incidents, with the provider's own words underneath. */

import type { Attempt } from '../../../domain/attempt.ts';
import { isOnTrust } from '../../../domain/legs.ts';
import type { Refund } from '../../../domain/refund.ts';
import { attemptsOf, type Sale } from '../../../domain/sale.ts';
import { useApp, useReader } from '../../context.ts';
import { cashLines, refundAmounts } from '../../models/cash.ts';
import { discountOf, troubleOf } from '../../models/lines.ts';
import { whoSaid } from '../../models/record.ts';
import { RawLine } from '../../parts/raw-line.tsx';
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
  const reader = useReader();
  const { t, format } = reader;
  const { now } = useApp();
  const discount = discountOf(attempt);
  const trouble = troubleOf(t, attempt);
  const paymentNumber = paymentNumberOf(attempt);
  return (
    <li class="attempt">
      <p>
        <strong>{isOnTrust(attempt) ? t.states.recorded : t.till.attemptStates[attempt.state]}</strong> ·{' '}
        {t.rails[attempt.rail]} · {format.money(attempt.amount)}
      </p>
      <dl class="pairs">
        <Pair name={t.recent.time} value={format.dateTime(attempt.openedAt, now.peek())} />
        <Pair name={t.recent.orderNumber} value={attempt.orderNumber} isCode />
        {attempt.tradeNumber !== undefined && (
          <Pair name={t.recent.tradeNumber} value={attempt.tradeNumber} isCode />
        )}
        {paymentNumber !== undefined && <Pair name={t.recent.paymentNumber} value={paymentNumber} isCode />}
        {attempt.attestedBy !== undefined && (
          <Pair name={t.recent.attestedBy} value={whoSaid(t, attempt.attestedBy)} />
        )}
        {attempt.reference !== undefined && (
          <Pair name={t.record.slipNumber} value={attempt.reference} isCode />
        )}
        {attempt.receipt?.payer !== undefined && <Pair name={t.recent.payer} value={attempt.receipt.payer} />}
        {cashLines(reader, attempt).map(({ name, value }) => (
          <Pair key={name} name={name} value={value} />
        ))}
      </dl>
      {discount !== undefined && (
        <p>{t.result.discount(format.money(discount.paid), format.money(discount.off))}</p>
      )}
      {trouble !== undefined && <p>{trouble}</p>}
      <RawLine raw={attempt.raw} />
      {attempt.refunds.map((refund) => (
        <RefundEntry key={refund.number} refund={refund} attempt={attempt} />
      ))}
    </li>
  );
}

function RefundEntry({ refund, attempt }: { readonly refund: Refund; readonly attempt: Attempt }) {
  const reader = useReader();
  const { t, format } = reader;
  const amount = refundAmounts(reader, attempt.amount.currency, refund).join(' · ');
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
      <RawLine raw={refund.raw} />
    </div>
  );
}

/** The provider's number of the payment, where it is another than that of the order. */
function paymentNumberOf({ receipt, tradeNumber }: Attempt): string | undefined {
  return receipt?.tradeNumber === tradeNumber ? undefined : receipt?.tradeNumber;
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
