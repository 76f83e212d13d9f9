/** Scanning: what the counter shows, the camera, or typed content. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { CameraView } from './camera-view.tsx';
import { OfferCard, offerTitle } from './home.tsx';
import { ScreenFrame } from './screen.tsx';
import type { ScreenProps } from './ui.ts';

export function Scan({ phone, ui }: ScreenProps) {
  const { words } = ui;
  const [content, setContent] = useState('');
  const offer = phone.offer.value;
  const others = phone.payable.value.filter(({ scannedBy }) => scannedBy === null);
  const read = (event: Event) => {
    event.preventDefault();
    if (content.trim() !== '') phone.scan(content.trim());
  };
  useOpenOrders(phone);
  return (
    <ScreenFrame title={words.scan} back={{ label: words.back, go: () => phone.open('home') }}>
      <div class="scroll">
        <CameraView words={words.scanning} onRead={(text) => phone.scan(text)} />
        <section class="card" aria-label={words.scanning.counter}>
          <h2>{words.scanning.counter}</h2>
          <OfferCard phone={phone} ui={ui} />
          {offer || others.length > 0 ? null : <p class="quiet">{words.scanning.counterEmpty}</p>}
          {others.map((qr) => (
            <button
              type="button"
              class="offer small"
              key={qr.orderNumber}
              onClick={() => phone.takeOffer(qr)}
            >
              <Icon name="scan" />
              <strong>{offerTitle(qr, ui)}</strong>
              <small>{words.offerByOther(words.rails[qr.rail])}</small>
            </button>
          ))}
        </section>
        <section class="card" aria-label={words.scanning.onTheWall}>
          <h2>{words.scanning.onTheWall}</h2>
          {phone.stickers.value.map((sticker) => (
            <button
              type="button"
              class="offer small"
              key={sticker.content}
              onClick={() => phone.takeOffer(sticker)}
            >
              <Icon name="scan" />
              <strong>{offerTitle(sticker, ui)}</strong>
              <small>{words.scanning.amountIsYours}</small>
            </button>
          ))}
        </section>
        <form class="card" onSubmit={read}>
          <label>
            {words.scanning.typedHint}
            <input
              type="text"
              aria-label={words.scanning.typed}
              value={content}
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => setContent(event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="primary" disabled={content.trim() === ''}>
            {words.scanning.read}
          </button>
        </form>
      </div>
    </ScreenFrame>
  );
}

/** Orders end by time alone, of which nobody tells: looks again when the screen opens. */
function useOpenOrders(phone: ScreenProps['phone']): void {
  useEffect(() => {
    phone.refresh();
  }, [phone]);
}
