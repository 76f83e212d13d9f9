/** A run of the simulation, row by row: the broken rule on top, then who did what when, step by step. */

import { useEffect, useRef } from 'preact/hooks';
import { clockTime } from '../../parts/time.ts';
import type { Language } from '../../words/language.ts';
import { REPLAY_WORDS, type ReplayWords } from '../../words/replay-words.ts';
import type { Replay } from './model.ts';
import type { Row, Story } from './story.ts';
import '../desk.css';
import './replay.css';

interface Shown {
  readonly replay: Replay;
  readonly language: Language;
  readonly words: ReplayWords;
}

/** Rows before and after the one that is looked at; more would be slow, and nobody reads them. */
const ROWS_AROUND = 150;

export function ReplayApp({ replay, language }: Omit<Shown, 'words'>) {
  const words = REPLAY_WORDS[language];
  const story = replay.story.value;
  const refusal = replay.refusal.value;
  const onKeyDown = (event: KeyboardEvent) => {
    const isControl =
      event.target instanceof Element && event.target.closest('button, select, input') !== null;
    const work = isControl || story === undefined ? undefined : workOf(replay, event.key);
    if (work === undefined) return;
    event.preventDefault();
    work();
  };
  return (
    <main class="replay" onKeyDown={onKeyDown}>
      <section class="panel">
        <div class="panel-head">
          <h1>{words.title}</h1>
          <label class="field">
            {words.chooseFile}
            <input
              type="file"
              accept=".jsonl,.json,.txt"
              onChange={(event) => {
                const file = event.currentTarget.files?.[0];
                if (file !== undefined) void replay.openFile(file);
              }}
            />
          </label>
        </div>
        {refusal === undefined ? null : (
          <p class="note not-paid" role="alert">
            {words.refusals[refusal]}
          </p>
        )}
        {story === undefined ? <p class="quiet">{words.hint}</p> : <Verdict story={story} words={words} />}
      </section>
      {story === undefined ? null : <Player replay={replay} language={language} words={words} />}
    </main>
  );
}

function workOf(replay: Replay, key: string): (() => void) | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return () => replay.step(1);
    case 'ArrowUp':
    case 'ArrowLeft':
      return () => replay.step(-1);
    case 'Home':
      return () => replay.go(0);
    case 'End':
      return () => replay.go(Number.MAX_SAFE_INTEGER);
    case ' ':
      return replay.playOrPause;
    default:
      return undefined;
  }
}

function Verdict({ story, words }: { readonly story: Story; readonly words: ReplayWords }) {
  return (
    <>
      <p>{words.seed(story.seed, story.commit)}</p>
      {story.broken.length === 0 ? (
        <p class="quiet">{words.unbroken}</p>
      ) : (
        <div class="note not-paid" role="alert">
          <h2>{words.broken}</h2>
          <ul>
            {story.broken.map(({ rule, what }) => (
              <li key={`${rule} ${what}`}>
                <strong>{rule}</strong> {what}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Player({ replay, language, words }: Shown) {
  const rows = replay.rows.value;
  const row = rows[replay.place.value];
  return (
    <>
      <Controls replay={replay} words={words} />
      <Rows replay={replay} language={language} words={words} />
      {row === undefined ? null : (
        <section class="panel">
          <h2>{words.full}</h2>
          <pre class="replay-full">{row.full}</pre>
        </section>
      )}
    </>
  );
}

function Controls({ replay, words }: Omit<Shown, 'language'>) {
  const rows = replay.rows.value;
  const place = replay.place.value;
  const nextFault = rows.findIndex(({ isFault }, index) => isFault && index > place);
  return (
    <section class="panel replay-controls">
      <div class="replay-buttons">
        <button type="button" onClick={() => replay.go(0)}>
          {words.first}
        </button>
        <button type="button" disabled={place === 0} onClick={() => replay.step(-1)}>
          {words.back}
        </button>
        <button type="button" class="primary" onClick={replay.playOrPause}>
          {replay.isPlaying.value ? words.pause : words.play}
        </button>
        <button type="button" disabled={place >= rows.length - 1} onClick={() => replay.step(1)}>
          {words.next}
        </button>
        <button type="button" onClick={() => replay.go(Number.MAX_SAFE_INTEGER)}>
          {words.last}
        </button>
        <button type="button" disabled={nextFault < 0} onClick={() => replay.go(nextFault)}>
          {words.nextFault}
        </button>
      </div>
      <label class="field">
        {words.order}
        <select
          value={replay.order.value ?? ''}
          onChange={({ currentTarget: { value } }) => replay.choose(value === '' ? undefined : value)}
        >
          <option value="">{words.allOrders}</option>
          {replay.story.value?.orders.map((order) => (
            <option key={order} value={order}>
              {order}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet" aria-live="polite">
        {words.place(Math.min(place + 1, rows.length), rows.length)}
      </p>
      <p class="quiet">{words.keys}</p>
    </section>
  );
}

function Rows({ replay, language, words }: Shown) {
  const list = useRef<HTMLDivElement>(null);
  const rows = replay.rows.value;
  const place = replay.place.value;
  useEffect(() => {
    list.current?.querySelector(`#row-${place}`)?.scrollIntoView({ block: 'nearest' });
  }, [place]);
  const from = Math.max(0, place - ROWS_AROUND);
  const until = Math.min(rows.length, place + ROWS_AROUND + 1);
  return (
    <section class="panel">
      <h2>{words.rows}</h2>
      {from > 0 ? <p class="quiet">{words.hidden(from)}</p> : null}
      <div
        ref={list}
        class="replay-rows"
        role="listbox"
        tabIndex={0}
        aria-label={words.rows}
        aria-activedescendant={rows.length === 0 ? undefined : `row-${place}`}
      >
        {rows.slice(from, until).map((row, index) => (
          <RowLine
            key={from + index}
            {...{ row, language, words }}
            place={from + index}
            isHere={from + index === place}
            onChoose={() => replay.step(from + index - place)}
          />
        ))}
      </div>
      {until < rows.length ? <p class="quiet">{words.hidden(rows.length - until)}</p> : null}
    </section>
  );
}

interface RowLineProps {
  readonly row: Row;
  readonly place: number;
  readonly isHere: boolean;
  readonly language: Language;
  readonly words: ReplayWords;
  readonly onChoose: () => void;
}

function RowLine({ row, place, isHere, language, words, onChoose }: RowLineProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all of its rows
    <div
      id={`row-${place}`}
      class={`replay-row ${row.isFault ? 'fault' : ''}`}
      role="option"
      tabIndex={-1}
      aria-selected={isHere}
      onClick={onChoose}
    >
      <time>{clockTime(row.at, language)}</time>
      <span class={`replay-actor ${row.actor}`}>{words.actors[row.actor]}</span>
      <span class="replay-whose">{row.whose}</span>
      <span class="replay-what">
        {row.isFault ? <strong>{words.fault} · </strong> : null}
        {words.kinds[row.kind]} <code>{row.what}</code>
      </span>
    </div>
  );
}
