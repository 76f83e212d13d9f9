/** A card at the reader: what the reader asks for, which card, how it is held, the PIN, and what came of it. */

import { useState } from 'preact/hooks';
import type { CardWay, ReaderView } from '../parts/client.ts';
import { Icon } from '../parts/icon.tsx';
import type { Phone } from './model.ts';
import { ScreenFrame } from './screen.tsx';
import type { CardAtReaderAnswer } from './screens.ts';
import type { ScreenProps, Ui } from './ui.ts';

export function CardAtReader({ phone, ui }: ScreenProps) {
  const { words, money } = ui;
  const reader = phone.reader.value;
  const order = reader?.action;
  return (
    <ScreenFrame title={words.card.title} back={{ label: words.back, go: () => phone.open('home') }}>
      <div class="scroll card-screen">
        {reader && order ? (
          <>
            <p class="big-amount">{money(order.amountMinor, order.currency, 'card')}</p>
            <p class="reader-merchant">{order.merchant}</p>
            <ReaderSays phone={phone} ui={ui} />
            {reader.asks === 'pin' ? (
              <PinEntry phone={phone} ui={ui} reader={reader} />
            ) : (
              <Holding phone={phone} ui={ui} reader={reader} currency={order.currency} />
            )}
            {reader.mayCancel ? (
              <button
                type="button"
                class="plain wide"
                disabled={phone.busy.value}
                onClick={() => phone.cancelAtReader()}
              >
                {words.card.cancel}
              </button>
            ) : null}
          </>
        ) : (
          <Idle phone={phone} ui={ui} />
        )}
      </div>
    </ScreenFrame>
  );
}

/** Nothing is asked: what came of the last card, or where to begin. */
function Idle({ phone, ui }: ScreenProps) {
  if (answerOn(phone) === undefined) return <p class="quiet">{ui.words.card.idle}</p>;
  return (
    <>
      <ReaderSays phone={phone} ui={ui} />
      <button type="button" class="primary" onClick={() => phone.open('home')}>
        {ui.words.done}
      </button>
    </>
  );
}

function ReaderSays({ phone, ui }: ScreenProps) {
  const answer = answerOn(phone);
  const bank = typeof answer === 'object' ? answer.message : undefined;
  return (
    <p class={`note ${toneOf(answer)}`}>
      {spoken(phone, ui)}
      {bank === undefined ? null : <small class="line">{bank}</small>}
    </p>
  );
}

/** What the reader says, for the live region. */
export function readerSentence(phone: Phone, ui: Ui): string {
  const answer = answerOn(phone);
  if (answer === undefined && phone.reader.value === undefined) return '';
  const bank = typeof answer === 'object' ? answer.message : undefined;
  return bank === undefined ? spoken(phone, ui) : `${spoken(phone, ui)} ${bank}`;
}

function spoken(phone: Phone, { words }: Ui): string {
  const answer = answerOn(phone);
  if (answer !== undefined) return words.card.answers[typeof answer === 'object' ? answer.result : answer];
  const asks = phone.reader.value?.asks;
  return asks ? words.card.prompts[asks] : words.card.idle;
}

function answerOn(phone: Phone): CardAtReaderAnswer | undefined {
  const screen = phone.screen.value;
  return screen.name === 'card' ? screen.answer : undefined;
}

function toneOf(answer: CardAtReaderAnswer | undefined): string {
  if (answer === undefined) return 'waiting';
  if (typeof answer !== 'object') return 'not-paid';
  switch (answer.result) {
    case 'approved':
    case 'collected':
    case 'refunded':
      return 'paid';
    case 'declined':
      return 'not-paid';
    case 'unreadable':
      return 'checking';
    default:
      return 'waiting';
  }
}

interface HoldingProps extends ScreenProps {
  readonly reader: ReaderView;
  readonly currency: string;
}

function Holding({ phone, ui, reader, currency }: HoldingProps) {
  const { words } = ui;
  const cards = phone.wallets.value.filter((wallet) => wallet.card !== null && wallet.currency === currency);
  const [chosen, setChosen] = useState(phone.view.value?.id);
  const card = cards.find(({ id }) => id === chosen) ?? cards[0];
  if (card === undefined) return <p class="note not-paid">{words.card.noCard(currency)}</p>;
  const way = (how: CardWay, look: string) => (
    <button
      type="button"
      class={look}
      disabled={phone.busy.value}
      onClick={() => phone.presentCard(card.id, how)}
    >
      {look.includes('primary') ? <Icon name="card" /> : null}
      {words.card[how]}
    </button>
  );
  return (
    <>
      <label>
        {words.card.choose}
        <select value={card.id} onChange={(event) => setChosen(event.currentTarget.value)}>
          {cards.map((one) => (
            <option key={one.id} value={one.id}>
              {`${ui.nameOf(one)} …${one.card?.last4 ?? ''}`}
            </option>
          ))}
        </select>
      </label>
      {reader.asks === 'card' ? way('tap', 'primary tall wide') : null}
      {way('insert', reader.asks === 'card' ? 'wide' : 'primary tall wide')}
      {way('swipe', 'plain wide')}
    </>
  );
}

/** A PIN has at least this many digits; fewer are not sent. */
const SHORTEST_PIN = 4;
const LONGEST_PIN = 12;

/** The card is in the reader, which waits for its PIN. */
function PinEntry({ phone, ui, reader }: ScreenProps & { readonly reader: ReaderView }) {
  const { words } = ui;
  const [pin, setPin] = useState('');
  const inside = phone.wallets.value.find(({ id }) => id === reader.walletId);
  if (inside === undefined) return null;
  const confirm = (event: Event) => {
    event.preventDefault();
    setPin('');
    phone.presentCard(inside.id, 'insert', pin);
  };
  return (
    <form onSubmit={confirm}>
      <p>{ui.nameOf(inside)}</p>
      <label>
        {words.card.pin}
        <input
          type="password"
          inputMode="numeric"
          autocomplete="off"
          maxLength={LONGEST_PIN}
          value={pin}
          onInput={(event) => setPin(event.currentTarget.value.replace(/\D/g, ''))}
        />
      </label>
      <p class="quiet">{words.card.pinHint(inside.password)}</p>
      <button type="submit" class="primary tall" disabled={phone.busy.value || pin.length < SHORTEST_PIN}>
        {words.card.pinConfirm}
      </button>
    </form>
  );
}
