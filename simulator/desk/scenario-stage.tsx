/** One scenario being played: its buttons, what somebody has to do at the till now, and how it ended. */

import type { Scenario } from '../scenarios/schema.ts';
import type { TillCommand } from '../scenarios/till.ts';
import { SCENARIO_WORDS, type ScenarioWords, type TillTask } from '../words/scenario-words.ts';
import { RAILS } from '../world/model.ts';
import type { ScenarioOutcome, ScenarioPlayer } from './scenario-model.ts';
import type { DeskUi } from './ui.ts';

interface ScenarioStageProps {
  readonly player: ScenarioPlayer;
  readonly scenario: Scenario;
  /** What stands after `#scenario=`. */
  readonly link: string;
  readonly ui: DeskUi;
}

export function ScenarioStage({ player, scenario, link, ui }: ScenarioStageProps) {
  const words = SCENARIO_WORDS[ui.language];
  const isPlaying = player.playing.value !== undefined;
  return (
    <>
      <div class="buttons">
        {isPlaying ? (
          <button type="button" onClick={player.stop}>
            {words.stop}
          </button>
        ) : (
          <button type="button" class="primary" onClick={() => player.play(scenario)}>
            {words.play}
          </button>
        )}
        <a class="scenario-link" href={`#scenario=${link}`}>
          {words.link}
        </a>
      </div>
      <div role="status">
        {isPlaying ? <Now player={player} words={words} ui={ui} /> : null}
        <Outcome outcome={player.outcome.value} words={words} />
      </div>
    </>
  );
}

interface NowProps {
  readonly player: ScenarioPlayer;
  readonly words: ScenarioWords;
  readonly ui: DeskUi;
}

/** Either it is the till's turn, or customers and providers play by themselves. */
function Now({ player, words, ui }: NowProps) {
  const asked = player.asked.value;
  if (asked === undefined) return <p class="note">{words.playing}</p>;
  return (
    <div class="note waiting till-task">
      <p>
        {words.atTill} <strong>{words.tell(taskOf(asked, words, ui))}</strong>
      </p>
      <div class="buttons">
        {asked.do === 'scan' ? (
          <button type="button" onClick={() => player.present(asked.text)}>
            {words.present}
          </button>
        ) : null}
        <button type="button" onClick={player.done}>
          {words.done}
        </button>
      </div>
      {asked.do === 'scan' ? <p class="code-text">{asked.text}</p> : null}
    </div>
  );
}

function taskOf(command: TillCommand, words: ScenarioWords, ui: DeskUi): TillTask {
  const rail = 'rail' in command ? command.rail : undefined;
  const counted = RAILS.find((one) => one === rail);
  const currency = ('currency' in command ? command.currency : undefined) ?? 'CNY';
  const money = (amountMinor: number | undefined) =>
    amountMinor === undefined ? undefined : ui.money(amountMinor, currency, counted);
  return {
    do: command.do,
    rail: rail === undefined ? '' : words.rails[rail],
    amount: money('amountMinor' in command ? command.amountMinor : undefined),
    part: money('partMinor' in command ? command.partMinor : undefined),
    tendered: money('tenderedMinor' in command ? command.tenderedMinor : undefined),
    movement: 'movement' in command ? command.movement : undefined,
    sale: 'sale' in command ? command.sale : undefined,
  };
}

function Outcome({ outcome, words }: { outcome: ScenarioOutcome | undefined; words: ScenarioWords }) {
  if (outcome === undefined) return null;
  if (typeof outcome === 'string') return <p class="note">{words[outcome]}</p>;
  return (
    <>
      <p class={`note ${outcome.passed ? 'paid' : 'not-paid'}`}>
        {outcome.passed ? words.passed : words.failed}
      </p>
      <ol class="scenario-steps">
        {outcome.steps.map(({ number, title, outcome: step, message }) => (
          <li key={number}>
            <span class={`tag ${LOOKS[step]}`}>{words.outcomes[step]}</span>{' '}
            <code class="step-name">{title}</code>
            {message === undefined ? null : <small class="line">{message}</small>}
          </li>
        ))}
      </ol>
    </>
  );
}

const LOOKS = { passed: '', failed: 'not-paid', 'not checked': 'quiet-tag' } as const;
