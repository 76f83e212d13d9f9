/** The customer's window: what stands at the till, seen from the other side of the counter. It shows, and never acts. */

import { useComputed, useSignal } from '@preact/signals';
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { coversScreen, fillScreen } from '../../../devices/customer-screen.ts';
import { createWakeLock } from '../../../devices/wake-lock.ts';
import { listenToWedge } from '../../../devices/wedge.ts';
import { AppContext, SideContext, useReader } from '../../context.ts';
import '../../css/base.css';
import '../../css/counter.css';
import '../../css/screens.css';
import {
  type CustomerWindow,
  type CustomerWindowDeps,
  createCustomerWindow,
} from '../../models/customer-window.ts';
import { amountOf, spokenMoney, stateWord } from '../../models/labels.ts';
import type { Reader } from '../../models/words.ts';
import { CustomerSide } from '../../parts/customer-side.tsx';
import { LanguageButton } from './language-button.tsx';

export interface MountedCustomer {
  readonly window: CustomerWindow;
  readonly unmount: () => void;
}

/** Shows the customer's window in `root`. Rejects when its words cannot be fetched. */
export async function mountCustomer(root: Element, deps: CustomerWindowDeps): Promise<MountedCustomer> {
  const customerWindow = await createCustomerWindow(deps);
  const { target, book } = deps;
  target.document.documentElement.dataset['book'] = book;
  const onHashChange = (): void => target.location.reload();
  target.addEventListener('hashchange', onHashChange);
  const wakeLock = createWakeLock(target.document);
  void wakeLock.hold();
  render(<CustomerRoot customerWindow={customerWindow} target={target} after={deps.after} />, root);
  return {
    window: customerWindow,
    unmount: () => {
      render(null, root);
      target.removeEventListener('hashchange', onHashChange);
      wakeLock.dispose();
      customerWindow.dispose();
    },
  };
}

interface CustomerRootProps extends Pick<CustomerWindowDeps, 'target' | 'after'> {
  readonly customerWindow: CustomerWindow;
}

export function CustomerRoot({ customerWindow, target, after }: CustomerRootProps) {
  return (
    <AppContext.Provider value={customerWindow}>
      <SideContext.Provider value="customer">
        <CustomerScreen customerWindow={customerWindow} target={target} after={after} />
      </SideContext.Provider>
    </AppContext.Provider>
  );
}

function CustomerScreen({ customerWindow, target, after }: CustomerRootProps) {
  const { t, language } = useReader();
  const isFull = useSignal(false);
  const view = customerWindow.view.value;
  useEffect(() => {
    target.document.documentElement.lang = language;
    target.document.title = t.till.customerWindow;
  }, [language]);
  useEffect(() => {
    const page = target.document;
    const onChange = (): void => {
      isFull.value = page.fullscreenElement !== null;
    };
    // A window that was opened over a whole screen is meant to fill it, and browsers let it do so from a tap.
    const onTap = (): void => {
      if (coversScreen(target)) void fillScreen(page);
    };
    page.addEventListener('fullscreenchange', onChange);
    page.addEventListener('pointerdown', onTap, { once: true });
    return () => {
      page.removeEventListener('fullscreenchange', onChange);
      page.removeEventListener('pointerdown', onTap);
    };
  }, []);
  return (
    <main class="screen customer-screen">
      <h1 class="visually-hidden">{t.till.customerWindow}</h1>
      <Said customerWindow={customerWindow} />
      <CustomerSide
        view={view}
        tools={
          <>
            {!isFull.value && target.document.fullscreenEnabled && (
              <button
                type="button"
                class="button quiet-button customer-tool fill-screen"
                onClick={() => void fillScreen(target.document)}
              >
                {t.customer.fullScreen}
              </button>
            )}
            <LanguageButton language={language} onChoose={customerWindow.choose} />
          </>
        }
      />
      <StrayScan target={target} after={after} />
    </main>
  );
}

/** Every new state is said once to readers of the screen, with its amount. */
function Said({ customerWindow: { view } }: Pick<CustomerRootProps, 'customerWindow'>) {
  const reader = useReader();
  const sentence = useComputed(() => sentenceOf(reader, view.value)).value;
  return (
    <div class="visually-hidden" role="status" data-testid="live">
      {sentence}
    </div>
  );
}

function sentenceOf({ t, format }: Reader, view: CustomerWindow['view']['value']): string {
  if (view?.kind !== 'sale') return '';
  const word = stateWord(t, view.stage) ?? '';
  return [word, spokenMoney(t, format, amountOf(view.stage))].join(t.till.comma);
}

const SAID_MS = 6_000;

/** A scanner types into the window that has the focus: what it typed is dropped here, and the way out is said. */
function StrayScan({ target, after }: Pick<CustomerRootProps, 'target' | 'after'>) {
  const { t } = useReader();
  const isSaid = useSignal(false);
  useEffect(
    () =>
      listenToWedge(target, {
        onScan: () => {
          isSaid.value = true;
          after(SAID_MS, () => {
            isSaid.value = false;
          });
          // The till's window opened this one, and takes the next scan if the browser lets it come forward.
          target.opener?.focus();
        },
        onTyped: () => () => undefined,
      }),
    [target],
  );
  if (!isSaid.value) return null;
  return (
    <p class="note tone-checking stray-scan" role="alert">
      {t.customer.strayScan}
    </p>
  );
}
