/** Six digits, or a finger: typed on the pad or the keyboard, sent with the last digit. */

import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { ScreenFrame } from './screen.tsx';
import type { ScreenProps } from './ui.ts';

const LENGTH = 6;
const DOTS = [1, 2, 3, 4, 5, 6];
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export function Password({ phone, ui }: ScreenProps) {
  const { words, money } = ui;
  const [typed, setTyped] = useState('');
  const view = phone.view.value;
  const screen = phone.screen.value;
  const type = (digit: string) => setTyped((text) => (text.length < LENGTH ? text + digit : text));
  const erase = () => setTyped((text) => text.slice(0, -1));
  useEffect(() => {
    if (typed.length < LENGTH) return;
    setTyped('');
    phone.pay(typed);
  }, [phone, typed]);
  useKeyboard({ type, erase, sayNo: () => phone.sayNo() });
  const order = view?.pending;
  if (!view || !order || screen.name !== 'password') return null;
  return (
    <ScreenFrame title={words.password.title} back={{ label: words.confirm.no, go: () => phone.sayNo() }}>
      <div class="scroll password">
        <p>{order.kind === 'password' ? words.password.asked : order.merchant}</p>
        <p class="big-amount">{money(order.payableMinor ?? 0, order.currency)}</p>
        <p class="dots" role="img" aria-label={words.password.typed(typed.length)}>
          {DOTS.map((dot) => (
            <span key={dot} class={dot <= typed.length ? 'full' : ''} />
          ))}
        </p>
        {screen.triesLeft === undefined ? null : (
          <p class="note not-paid">{words.password.wrong(screen.triesLeft)}</p>
        )}
        <p class="quiet">{words.password.hint(view.password)}</p>
      </div>
      <footer class="pad">
        {KEYS.map((key) => (
          <button type="button" key={key} onClick={() => type(key)}>
            {key}
          </button>
        ))}
        <button
          type="button"
          class="plain"
          disabled={phone.busy.value}
          onClick={() => phone.pay(view.password)}
        >
          {words.password.fingerprint}
        </button>
        <button type="button" onClick={() => type('0')}>
          0
        </button>
        <button type="button" class="plain" onClick={erase}>
          {words.password.erase}
        </button>
      </footer>
    </ScreenFrame>
  );
}

interface Keys {
  readonly type: (digit: string) => void;
  readonly erase: () => void;
  readonly sayNo: () => void;
}

function useKeyboard({ type, erase, sayNo }: Keys): void {
  // Before the first paint, or a quick typist's first digit is lost.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^\d$/.test(event.key)) type(event.key);
      else if (event.key === 'Backspace') erase();
      else if (event.key === 'Escape') sayNo();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}
