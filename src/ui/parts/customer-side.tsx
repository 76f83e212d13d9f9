/** What the customer sees: amount, QR, state, and after a failure the three lines; large, and in the customer's language. */

import { useApp, useReader } from '../context.ts';
import { amountOf, discountOf, stateWord, threeLines } from '../models/labels.ts';
import { type Stage, TONES } from '../models/stage.ts';
import { customerSentence } from '../models/waiting-words.ts';
import { Amount } from './amount.tsx';
import { Countdown } from './countdown.tsx';
import { Icon } from './icon.tsx';
import { PaymentQr } from './payment-qr.tsx';
import { ThreeLinesList } from './three-lines.tsx';

/** Must stand inside the customer's `SideContext`. Without a sale it greets. */
export function CustomerSide({ stage }: { readonly stage: Stage | undefined }) {
  const { deps } = useApp();
  const { t, language } = useReader();
  const { shopName } = deps.settings.value;
  const tone = stage === undefined ? undefined : TONES[stage.kind];
  const isPaid = stage?.kind === 'paid';
  return (
    <div
      class={`customer ${isPaid ? 'ground-paid' : ''} ${tone === undefined ? '' : `tone-${tone}`}`}
      lang={language}
    >
      {deps.book === 'practice' && <p class="badge">{t.practice.badge}</p>}
      {shopName !== '' && <p class="shop">{shopName}</p>}
      {stage === undefined ? (
        <p class="customer-greeting">{t.till.welcomeCustomer}</p>
      ) : (
        <>
          <p class="state">
            <Icon name={tone ?? 'waiting'} />
            {isPaid ? t.states.paid : stateWord(t, stage)}
          </p>
          <Amount money={amountOf(stage)} class="amount-customer" />
          <CustomerDetail stage={stage} />
        </>
      )}
    </div>
  );
}

function CustomerDetail({ stage }: { readonly stage: Stage }) {
  const { t, format } = useReader();
  const { attempt, kind } = stage;
  if (attempt === undefined) return null;
  switch (kind) {
    case 'paid': {
      const discount = discountOf(attempt);
      return (
        <>
          {discount !== undefined && (
            <p>{t.result.discount(format.money(discount.paid), format.money(discount.off))}</p>
          )}
          <p class="sentence">{t.result.thanks}</p>
        </>
      );
    }
    case 'preparing':
    case 'waiting':
    case 'asking':
      return (
        <>
          {attempt.presentation === 'payment_qr' && <PaymentQr attempt={attempt} />}
          <p class="sentence">{customerSentence(t, kind, attempt)}</p>
          <p class="rail-name">{t.rails[attempt.rail]}</p>
          <Countdown attempt={attempt} />
        </>
      );
    case 'checking':
    case 'frozen':
      return (
        <>
          <p class="sentence">{customerSentence(t, kind, attempt)}</p>
          <p class="charged">{t.chargedCustomer.checking}</p>
        </>
      );
    default:
      return <ThreeLinesList lines={threeLines(t, stage, 'customer')} />;
  }
}
