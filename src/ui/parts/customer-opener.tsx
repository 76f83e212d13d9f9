/** Opens the customer's window, on the other screen where there is one; where the browser opens nothing, says so. */

import { useSignal } from '@preact/signals';
import { openCustomerScreen } from '../../devices/customer-screen.ts';
import { useApp, useReader } from '../context.ts';
import { hrefOf } from '../routes.ts';

export interface CustomerOpenerProps {
  readonly class?: string;
}

export function CustomerOpener({ class: className = '' }: CustomerOpenerProps) {
  const { speaker } = useApp();
  const { t } = useReader();
  const isBlocked = useSignal(false);
  const open = async (): Promise<void> => {
    const outcome = await openCustomerScreen(`/${hrefOf({ screen: 'customer' })}`, window);
    isBlocked.value = outcome === 'blocked';
    if (isBlocked.value) speaker.say(t.customer.blocked);
  };
  return (
    <>
      <button type="button" class={`button ${className}`} onClick={() => void open()}>
        {t.customer.open}
      </button>
      {isBlocked.value && <p class="reason">{t.customer.blocked}</p>}
    </>
  );
}
