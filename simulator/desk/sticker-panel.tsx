/** The codes that hang in the practice shop: to be held before the counter's scanner, and what came to the account behind each. */

import { useState } from 'preact/hooks';
import { QrCode } from '../parts/codes.tsx';
import type { PanelProps } from './ui.ts';

export function StickerPanel({ desk, view, ui }: PanelProps) {
  const words = ui.words.stickers;
  const [held, setHeld] = useState<string>();
  return (
    <section class="panel stickers" aria-labelledby="stickers-title">
      <h2 id="stickers-title">{words.title}</h2>
      <p class="quiet">{words.hint}</p>
      <ul>
        {view.staticCodes.map(({ rail, content, link, currency, balanceMinor }) => (
          <li class="sticker" key={content}>
            <QrCode text={link} label={words.qrLabel(ui.rails[rail])} />
            <div class="sticker-facts">
              <strong>{ui.rails[rail]}</strong>
              <span>{words.received(ui.money(balanceMinor, currency, rail))}</span>
              <span class="code-text">{content}</span>
            </div>
            <button
              type="button"
              class="sticker-wide"
              onClick={() => {
                desk.holdUp(link);
                setHeld(content);
              }}
            >
              {words.hold(ui.rails[rail])}
            </button>
            {held === content ? (
              <span class="note waiting sticker-wide" role="status">
                {words.held}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
