/** The messages between till and provider as the provider saw them, with what it checked and which faults struck. */

import type { Exchange } from '../gateways/store.ts';
import { clockTime } from '../parts/time.ts';
import type { DeskUi, PanelProps } from './ui.ts';

export function MessagePanel({ view, ui }: PanelProps) {
  const { words } = ui;
  return (
    <section class="panel messages" aria-labelledby="messages-title">
      <h2 id="messages-title">{words.messages.title}</h2>
      {view.messages.length === 0 ? <p class="quiet">{words.messages.none}</p> : null}
      <ol>
        {view.messages.map((message) => (
          <Message key={message.seq} message={message} ui={ui} />
        ))}
      </ol>
    </section>
  );
}

function Message({ message, ui }: { readonly message: Exchange; readonly ui: DeskUi }) {
  const { words } = ui;
  const failed = message.checks.filter((check) => !check.ok).map(({ check }) => check);
  const { operation, arrival } = message;
  return (
    <li>
      <details>
        <summary>
          <span class="code-text">#{message.seq}</span>
          <span>{clockTime(message.at, ui.language)}</span>
          <strong>{operation ? words.operations[operation] : words.messages.unknownOperation}</strong>
          <span class="code-text">{message.orderNumber ?? ''}</span>
          {arrival === 'arrived' ? null : (
            <span class="tag checking">{words.messages.arrivals[arrival]}</span>
          )}
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
        <div class="message-body">
          <h3>
            {words.messages.request} <code>{message.path}</code>
          </h3>
          <pre>{JSON.stringify(message.request, null, 2)}</pre>
          <h3>{message.answer ? words.messages.answer : words.messages.noAnswer}</h3>
          {message.answer ? <pre>{JSON.stringify(message.answer, null, 2)}</pre> : null}
        </div>
      </details>
    </li>
  );
}
