/** The scenario player of the desk: choose one or bring one, play it, and see what came of every step. */

import { useEffect, useState } from 'preact/hooks';
import { readScenario, type Scenario, type ScenarioReading } from '../scenarios/schema.ts';
import { SCENARIO_WORDS, type ScenarioWords } from '../words/scenario-words.ts';
import { Choice } from './fields.tsx';
import type { ScenarioPlayer } from './scenario-model.ts';
import { ScenarioStage } from './scenario-stage.tsx';
import type { DeskUi } from './ui.ts';

interface ScenarioPanelProps {
  readonly player: ScenarioPlayer;
  readonly ui: DeskUi;
  /** The name of one, or one as JSON, from the page's address. */
  readonly wished: string | undefined;
}

export function ScenarioPanel({ player, ui, wished = '' }: ScenarioPanelProps) {
  const words = SCENARIO_WORDS[ui.language];
  const isWhole = wished.startsWith('{');
  const catalogue = useCatalogue();
  const [name, setName] = useState(isWhole ? '' : wished);
  const [reading, setReading] = useState(isWhole ? () => readScenario(wished) : undefined);
  const own = reading?.ok ? reading.scenario : undefined;
  const ours = catalogue?.find((one) => one.name === name);
  const chosen = player.playing.value ?? ours ?? (name === '' ? own : undefined);
  const isUnknown = catalogue !== undefined && name !== '' && ours === undefined;
  return (
    <section class="panel scenarios" aria-labelledby="scenarios-title">
      <h2 id="scenarios-title">{words.title}</h2>
      <p class="quiet">{words.hint}</p>
      <Choice
        label={words.choose}
        value={name}
        options={[
          ['', own ? titleOf(own, ui) : '–'],
          ...(catalogue ?? []).map(
            (one) => [one.name, `${words.groups[one.group]} · ${titleOf(one, ui)}`] as const,
          ),
        ]}
        onChange={setName}
      />
      {isUnknown ? (
        <p class="note not-paid" role="alert">
          {words.unknown(name)}
        </p>
      ) : null}
      {chosen === undefined ? null : (
        <ScenarioStage
          player={player}
          scenario={chosen}
          link={chosen === own ? encodeURIComponent(JSON.stringify(own)) : chosen.name}
          ui={ui}
        />
      )}
      <OwnFile
        words={words}
        begun={isWhole ? wished : ''}
        reading={reading}
        onRead={(next) => {
          setReading(next);
          if (next.ok) setName('');
        }}
      />
    </section>
  );
}

/** Undefined until it is there. */
function useCatalogue(): readonly Scenario[] | undefined {
  const [catalogue, setCatalogue] = useState<readonly Scenario[]>();
  useEffect(() => {
    import('./catalogue.ts').then(({ CATALOGUE }) => setCatalogue(CATALOGUE));
  }, []);
  return catalogue;
}

function titleOf({ title }: Scenario, ui: DeskUi): string {
  return ui.language === 'en' ? title.en : title.zh;
}

interface OwnFileProps {
  readonly words: ScenarioWords;
  /** What stands in it at first. */
  readonly begun: string;
  readonly reading: ScenarioReading | undefined;
  readonly onRead: (reading: ScenarioReading) => void;
}

function OwnFile({ words, begun, reading, onRead }: OwnFileProps) {
  const [text, setText] = useState(begun);
  const mistakes = reading === undefined || reading.ok ? [] : reading.mistakes;
  const read = (event: Event) => {
    event.preventDefault();
    onRead(readScenario(text));
  };
  return (
    <details open={mistakes.length > 0}>
      <summary>{words.ownFile}</summary>
      <form onSubmit={read}>
        <textarea
          aria-label={words.ownFile}
          rows={6}
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        {mistakes.length === 0 ? null : (
          <div class="note not-paid" role="alert">
            {words.mistakes}
            <ul>
              {mistakes.map((mistake) => (
                <li key={mistake}>{mistake}</li>
              ))}
            </ul>
          </div>
        )}
        <button type="submit" disabled={text.trim() === ''}>
          {words.readFile}
        </button>
      </form>
    </details>
  );
}
