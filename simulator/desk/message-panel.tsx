/** The messages between till and providers as the provider saw them, with what it checked and which faults struck. */

import { useState } from 'preact/hooks';
import type { Exchange } from '../gateways/store.ts';
import { clockTime } from '../parts/time.ts';
import { RAILS } from '../world/model.ts';
import { Choice } from './fields.tsx';
import { MessageFields } from './message-fields.tsx';
import type { DeskUi, PanelProps } from './ui.ts';

export function MessagePanel({ view, ui }: PanelProps) {
  const { words } = ui;
  const [rail, setRail] = useState('');
  const shown = view.messages.filter((message) => rail === '' || message.rail === rail);
  return (
    <section class="panel messages" aria-labelledby="messages-title">
      <header class="panel-head">
        <h2 id="messages-title">{words.messages.title}</h2>
        <Choice
          label={words.rail}
          value={rail}
          options={[['', words.anyRail], ...RAILS.map((one) => [one, ui.rails[one]] as const)]}
          onChange={setRail}
        />
      </header>
      {shown.length === 0 ? (
        <p class="quiet">{view.messages.length === 0 ? words.messages.none : words.messages.noneOfRail}</p>
      ) : null}
      <ol>
        {shown.map((message) => (
          <Message key={message.seq} message={message} ui={ui} />
        ))}
      </ol>
    </section>
  );
}

interface MessageProps {
  readonly message: Exchange;
  readonly ui: DeskUi;
}

function Message({ message, ui }: MessageProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <Summary message={message} ui={ui} />
        {isOpen ? <Body message={message} ui={ui} /> : null}
      </details>
    </li>
  );
}

function Summary({ message, ui }: MessageProps) {
  const { words } = ui;
  const failed = message.checks.filter((check) => !check.ok).map(({ check }) => check);
  const { operation, arrival } = message;
  return (
    <summary>
      <span class="code-text">#{message.seq}</span>
      <span>{clockTime(message.at, ui.language)}</span>
      <strong>
        {ui.rails[message.rail]} · {operation ? words.operations[operation] : words.messages.unknownOperation}
      </strong>
      <span class="code-text">{message.orderNumber ?? ''}</span>
      {arrival === 'arrived' ? null : <span class="tag checking">{words.messages.arrivals[arrival]}</span>}
      {message.faults.map((fault) => (
        <span class="tag not-paid" key={fault}>
          {(ui.faults as Readonly<Record<string, { readonly title: string }>>)[fault]?.title ?? fault}
        </span>
      ))}
      {failed.length > 0 ? (
        <span class="tag not-paid">{words.messages.checksFailed(failed.join(', '))}</span>
      ) : (
        <span class="tag">{words.messages.checksFine(message.checks.length)}</span>
      )}
    </summary>
  );
}

function Body({ message, ui }: MessageProps) {
  const words = ui.words.messages;
  return (
    <div class="message-body">
      <h3>
        {words.request}{' '}
        <code class="message-line">
          {message.method} {message.path}
        </code>
      </h3>
      <MessageFields fields={message.request} empty={words.empty} />
      <h3>{words.checks}</h3>
      <ul class="checks">
        {message.checks.map(({ check, ok }) => (
          <li key={check}>
            <span class={`tag ${ok ? '' : 'not-paid'}`}>{ok ? words.passed : words.failed}</span>{' '}
            <code class="message-line">{check}</code>
          </li>
        ))}
      </ul>
      <h3>
        {message.answer === null && message.status === null ? words.noAnswer : words.answer}{' '}
        {message.status === null ? null : <code class="message-line">HTTP {message.status}</code>}
      </h3>
      {message.answer === null ? null : <MessageFields fields={message.answer} empty={words.empty} />}
    </div>
  );
}
