/** The clock that everybody in the simulated world lives by, and the buttons that move it. */

import { useEffect, useState } from 'preact/hooks';
import { clockTime, dayTime, untilAfterMidnightMs } from '../parts/time.ts';
import type { DeskWords } from '../words/desk-words.ts';
import type { PanelProps } from './ui.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
/** Less is the time that passes while the clock is read. */
const NOTICEABLE_MS = 1_500;
const FACTORS = [0, 1, 10, 60];

export function ClockPanel({ desk, view, ui }: PanelProps) {
  const { words, language } = ui;
  const { clock } = view;
  const [now, setNow] = useState(desk.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(desk.now()), SECOND / 2);
    return () => clearInterval(timer);
  }, [desk]);
  const steps = [
    [10 * SECOND, words.clock.seconds(10)],
    [MINUTE, words.clock.minutes(1)],
    [5 * MINUTE, words.clock.minutes(5)],
    [HOUR, words.clock.hours(1)],
  ] as const;
  return (
    <section class="panel clock" aria-labelledby="clock-title">
      <h2 id="clock-title">{words.clock.title}</h2>
      <p class="clock-face">
        <strong>{clockTime(now, language)}</strong>
        <small>
          {words.clock.beijing} · {dayTime(now, language).replace(/,? ?\d\d:\d\d$/, '')} ·{' '}
          {clock.offsetMs > NOTICEABLE_MS
            ? words.clock.ahead(span(clock.offsetMs, words))
            : words.clock.realTime}
        </small>
      </p>
      {clock.tillSkewMs !== 0 ? (
        <p class="note checking">
          {words.clock.till}: {clockTime(now + clock.tillSkewMs, language)}
        </p>
      ) : null}
      {clock.tillOnline ? null : <p class="note offline">{words.clock.tillOffline}</p>}
      <fieldset class="buttons">
        <legend>{words.clock.advance}</legend>
        {steps.map(([advanceMs, label]) => (
          <button type="button" key={label} onClick={() => desk.advanceClock(advanceMs)}>
            {label}
          </button>
        ))}
        <button type="button" onClick={() => desk.advanceClock(untilAfterMidnightMs(desk.now()))}>
          {words.clock.midnight}
        </button>
      </fieldset>
      <fieldset class="buttons">
        <legend>{words.clock.speed}</legend>
        {FACTORS.map((factor) => (
          <button
            type="button"
            key={factor}
            aria-pressed={clock.factor === factor}
            onClick={() => desk.setClockFactor(factor)}
          >
            {factor === 0 ? words.clock.stop : `${factor} ×`}
          </button>
        ))}
      </fieldset>
    </section>
  );
}

/** The two greatest units of a span of time. */
function span(spanMs: number, words: DeskWords): string {
  const hours = Math.floor(spanMs / HOUR);
  const minutes = Math.floor((spanMs % HOUR) / MINUTE);
  const seconds = Math.round((spanMs % MINUTE) / SECOND);
  const parts =
    hours > 0
      ? [words.clock.hours(hours), minutes > 0 ? words.clock.minutes(minutes) : '']
      : [minutes > 0 ? words.clock.minutes(minutes) : '', seconds > 0 ? words.clock.seconds(seconds) : ''];
  return parts.filter((part) => part !== '').join(' ');
}
