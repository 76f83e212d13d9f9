/** A wallet's coupons: what there is, one more, or none. */

import { useState } from 'preact/hooks';
import type { WalletView } from '../parts/client.ts';
import { parseMoney } from '../parts/money.ts';
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
  const { words, money } = ui;
  const [off, setOff] = useState('');
  const [from, setFrom] = useState('');
  const [payer, setPayer] = useState<Coupon['payer']>('platform');
  const amountMinor = parseMoney(off) ?? 0;
  const minimumMinor = from === '' ? 0 : parseMoney(from);
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
              money(one.amountMinor, wallet.currency),
              money(one.minimumMinor, wallet.currency),
              words.wallets.payers[one.payer],
            )}
            {one.used ? <small> · {words.wallets.used}</small> : null}
          </li>
        ))}
      </ul>
      <div class="fields">
        <Field label={words.wallets.off} kind="money" value={off} onChange={setOff} />
        <Field label={words.wallets.from} kind="money" value={from} hint="0" onChange={setFrom} />
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
  const name = `满${minimumMinor / 100}减${amountMinor / 100}`;
  return { id: `desk-${serial}`, name, payer, amountMinor, minimumMinor, used: false };
}
