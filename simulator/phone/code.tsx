/** The payment code: QR, bar code and digits, a minute's life with a countdown, renewed by itself; needs no network. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { ScreenFrame } from './screen.tsx';
import type { ScreenProps } from './ui.ts';

const TICK_MS = 250;
/** A code that is about to end is not worth showing. */
const WORTH_SHOWING_MS = 3_000;

export function PaymentCode({ phone, ui }: ScreenProps) {
  const { words } = ui;
  const [now, setNow] = useState(phone.now);
  const [shownCode, setShownCode] = useState<string>();
  const [hasFailed, setHasFailed] = useState(false);
  const code = phone.view.value?.code ?? undefined;
  const leftMs = code ? code.expiresAt - now : 0;
  const isGood = code !== undefined && !code.used && leftMs > WORTH_SHOWING_MS;
  useEffect(() => {
    const timer = setInterval(() => setNow(phone.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [phone]);
  useEffect(() => {
    if (!isGood && !hasFailed) phone.renewCode().then((renewed) => setHasFailed(!renewed));
  }, [phone, isGood, hasFailed]);
  const renew = () => {
    phone.renewCode().then((renewed) => setHasFailed(!renewed));
  };
  const present = () => {
    phone.present();
    setShownCode(code?.code);
  };
  return (
    <ScreenFrame title={words.paymentCode} back={{ label: words.back, go: () => phone.open('home') }}>
      <div class="scroll code-screen">
        <div class="code-card">
          <p>{words.code.hint}</p>
          {code && isGood ? <Codes code={code.code} ui={ui} /> : <div class="code-wait" />}
          <p class="code-left">
            {hasFailed ? words.code.failed : words.code.left(Math.max(0, Math.ceil(leftMs / 1_000)))}
          </p>
        </div>
        <button type="button" class="primary" disabled={!isGood} onClick={present}>
          {words.code.show}
        </button>
        {code && shownCode === code.code ? (
          <p class="note waiting" role="status">
            {words.code.shown}
          </p>
        ) : null}
        <button type="button" class="plain wide" onClick={renew}>
          {words.code.refresh}
        </button>
        {phone.view.value?.phoneOffline ? (
          <p class="note offline">
            <Icon name="offline" /> {words.phoneOfflineNote}
          </p>
        ) : null}
      </div>
    </ScreenFrame>
  );
}

type Drawing = typeof import('../parts/codes.tsx');

/** Drawing codes is the heaviest part of the phone, and the first screen needs none of it. */
function Codes({ code, ui }: { readonly code: string; readonly ui: ScreenProps['ui'] }) {
  const { words } = ui;
  const [drawing, setDrawing] = useState<Drawing>();
  useEffect(() => {
    import('../parts/codes.tsx').then(setDrawing);
  }, []);
  if (!drawing) return <div class="code-wait" />;
  const { BarCode, QrCode } = drawing;
  return (
    <>
      <BarCode text={code} label={words.code.barLabel} />
      <p class="code-digits">
        <span class="unseen">{words.code.digits} </span>
        {code.replace(/(\d{4})(?=\d)/g, '$1 ')}
      </p>
      <QrCode text={code} label={words.code.qrLabel} />
    </>
  );
}
