/** A wallet's coupons: what there is, one more, or none. */

import { useState } from 'preact/hooks';
import type { WalletView } from '../parts/client.ts';
import { decimalsOf, moneyText, parseMoney } from '../parts/money.ts';
import type { Coupon } from '../world/model.ts';
import { Choice, Field } from './fields.tsx';
import type { Desk } from './model.ts';
import type { DeskUi } from './ui.ts';

interface CouponEditorProps {
  readonly desk: Desk;
  readonly wallet: WalletView;
  readonly ui: DeskUi;
}

export function CouponEditor({ desk, wallet, ui }: CouponEditorProps) {
  const { words } = ui;
  const decimals = decimalsOf(wallet.currency, wallet.rail);
  const sign = ui.sign(wallet.currency);
  const money = (amountMinor: number) => ui.money(amountMinor, wallet.currency, wallet.rail);
  const [off, setOff] = useState('');
  const [from, setFrom] = useState('');
  const [payer, setPayer] = useState<Coupon['payer']>('platform');
  const amountMinor = parseMoney(off, decimals) ?? 0;
  const minimumMinor = from === '' ? 0 : parseMoney(from, decimals);
  const add = (event: Event) => {
    event.preventDefault();
    if (amountMinor === 0 || minimumMinor === undefined) return;
    desk.changeWallet(wallet.id, {
      coupons: [...wallet.coupons, coupon(wallet, { payer, amountMinor, minimumMinor })],
    });
    setOff('');
  };
  return (
    <form class="coupon-form" onSubmit={add}>
      <h3>{words.wallets.coupons}</h3>
      <ul>
        {wallet.coupons.map((one) => (
          <li key={one.id}>
            {words.wallets.coupon(
              money(one.amountMinor),
              money(one.minimumMinor),
              words.wallets.payers[one.payer],
            )}
            {one.used ? <small> · {words.wallets.used}</small> : null}
          </li>
        ))}
      </ul>
      <div class="fields">
        <Field label={words.wallets.off(sign)} kind="money" value={off} onChange={setOff} />
        <Field label={words.wallets.from(sign)} kind="money" value={from} hint="0" onChange={setFrom} />
        <Choice
          label={words.wallets.payer}
          value={payer}
          options={[
            ['platform', words.wallets.payers.platform],
            ['shop', words.wallets.payers.shop],
          ]}
          onChange={(value) => setPayer(value === 'shop' ? 'shop' : 'platform')}
        />
      </div>
      <div class="buttons">
        <button type="submit" disabled={amountMinor === 0 || minimumMinor === undefined}>
          {words.wallets.addCoupon}
        </button>
        <button
          type="button"
          disabled={wallet.coupons.length === 0}
          onClick={() => desk.changeWallet(wallet.id, { coupons: [] })}
        >
          {words.wallets.removeCoupons}
        </button>
      </div>
    </form>
  );
}

type NewCoupon = Pick<Coupon, 'payer' | 'amountMinor' | 'minimumMinor'>;

function coupon(wallet: WalletView, { payer, amountMinor, minimumMinor }: NewCoupon): Coupon {
  const taken = new Set(wallet.coupons.map(({ id }) => id));
  let serial = wallet.coupons.length + 1;
  while (taken.has(`desk-${serial}`)) serial += 1;
  const decimals = decimalsOf(wallet.currency, wallet.rail);
  const name = `满${shortText(minimumMinor, decimals)}减${shortText(amountMinor, decimals)}`;
  return { id: `desk-${serial}`, name, payer, amountMinor, minimumMinor, used: false };
}

/** `12.50` → `12.5` and `12.00` → `12`, as coupons are called. */
function shortText(amountMinor: number, decimals: number): string {
  return String(Number(moneyText(amountMinor, decimals)));
}
