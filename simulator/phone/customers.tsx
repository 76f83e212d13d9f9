/** The people whose phone this can be, each with something for the cashier to learn. */

import type { WalletView } from '../parts/client.ts';
import { Icon } from '../parts/icon.tsx';
import { ScreenFrame } from './screen.tsx';
import type { ScreenProps, Ui } from './ui.ts';

/** A limit below this gets in the way of everyday payments. */
const SMALL_LIMIT_MINOR = 1_000_00;

export function Customers({ phone, ui }: ScreenProps) {
  const { words, money } = ui;
  const current = phone.view.value?.id;
  return (
    <ScreenFrame title={words.customers} back={{ label: words.back, go: () => phone.open('home') }}>
      <ul class="scroll customers">
        {phone.wallets.value.map((wallet) => (
          <li key={wallet.id}>
            <button
              type="button"
              class="customer-row"
              aria-current={wallet.id === current}
              onClick={() => phone.choose(wallet.id)}
            >
              <Icon name={wallet.phoneOffline ? 'offline' : wallet.state === 'normal' ? 'person' : 'lock'} />
              <span>
                {ui.nameOf(wallet)}
                {wallet.id === current ? <small> · {words.current}</small> : null}
                <small class="line">{traits(wallet, ui).join(' · ')}</small>
              </span>
              <strong>{money(wallet.balanceMinor, wallet.currency)}</strong>
            </button>
          </li>
        ))}
      </ul>
    </ScreenFrame>
  );
}

/** What makes this customer worth practising with. */
function traits(
  { state, phoneOffline, limits, balanceMinor, currency, coupons }: WalletView,
  ui: Ui,
): string[] {
  const { words, money } = ui;
  const found = [
    phoneOffline ? words.phoneOffline : '',
    state === 'normal' ? '' : words.states[state],
    limits.noPasswordBelowMinor === 0 ? words.passwordAlways : '',
    limits.perPaymentMinor < Math.min(balanceMinor, SMALL_LIMIT_MINOR)
      ? words.atMost(money(limits.perPaymentMinor, currency))
      : '',
    coupons.some((coupon) => !coupon.used) ? words.coupons : '',
  ].filter((trait) => trait !== '');
  return found.length > 0 ? found : [words.states.normal];
}
