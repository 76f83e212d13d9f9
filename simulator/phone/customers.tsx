/** The people whose phone this can be, each with something for the cashier to learn. */

import type { WalletView } from '../parts/client.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { RAILS, type Rail } from '../world/model.ts';
import { ScreenFrame } from './screen.tsx';
import type { ScreenProps, Ui } from './ui.ts';

/** The schemes as their cards write themselves. */
const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  unionpay: 'UnionPay',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
};

/** A limit below this gets in the way of everyday payments. */
const SMALL_LIMIT_MINOR = 1_000_00;

export function Customers({ phone, ui }: ScreenProps) {
  const { words } = ui;
  return (
    <ScreenFrame title={words.customers} back={{ label: words.back, go: () => phone.open('home') }}>
      <div class="scroll">
        {RAILS.map((rail) => (
          <Wallets key={rail} rail={rail} phone={phone} ui={ui} />
        ))}
      </div>
    </ScreenFrame>
  );
}

/** Everybody's wallets of one kind, under its name. */
function Wallets({ rail, phone, ui }: ScreenProps & { readonly rail: Rail }) {
  const { words, money } = ui;
  const current = phone.view.value?.id;
  const wallets = phone.wallets.value.filter((wallet) => wallet.rail === rail);
  if (wallets.length === 0) return null;
  return (
    <section aria-label={words.rails[rail]}>
      <h2 class="rail-name">{words.rails[rail]}</h2>
      <ul class="customers">
        {wallets.map((wallet) => (
          <li key={wallet.id}>
            <button
              type="button"
              class="customer-row"
              aria-current={wallet.id === current}
              onClick={() => phone.choose(wallet.id)}
            >
              <Icon name={iconOf(wallet)} />
              <span>
                {ui.nameOf(wallet)}
                {wallet.id === current ? <small> · {words.current}</small> : null}
                <small class="line">{traits(wallet, ui).join(' · ')}</small>
              </span>
              <strong>{money(wallet.balanceMinor, wallet.currency, wallet.rail)}</strong>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function iconOf({ phoneOffline, state, card }: WalletView): IconName {
  if (phoneOffline) return 'offline';
  if (state !== 'normal') return 'lock';
  return card === null ? 'person' : 'card';
}

/** What makes this customer worth practising with. */
function traits(
  { rail, state, phoneOffline, limits, balanceMinor, currency, coupons, card, riskClass }: WalletView,
  ui: Ui,
): string[] {
  const { words, money } = ui;
  const found = [
    card === null ? '' : `${BRANDS[card.brand] ?? card.brand} …${card.last4}`,
    phoneOffline ? words.phoneOffline : '',
    state === 'normal' ? '' : words.states[state],
    limits.noPasswordBelowMinor === 0 && card === null ? words.passwordAlways : '',
    limits.perPaymentMinor < Math.min(balanceMinor, SMALL_LIMIT_MINOR)
      ? words.atMost(money(limits.perPaymentMinor, currency, rail))
      : '',
    riskClass === 'A' ? '' : words.classes[riskClass],
    coupons.some((coupon) => !coupon.used) ? words.coupons : '',
  ].filter((trait) => trait !== '');
  return found.length > 0 ? found : [words.states.normal];
}
