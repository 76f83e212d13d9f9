/** Faults: the list to choose from, each opening its form, and those that are armed. */

import { useState } from 'preact/hooks';
import type { FaultName } from '../faults/catalogue.ts';
import type { CatalogueEntry } from '../parts/client.ts';
import type { ArmedFault } from '../world/model.ts';
import { FaultFormView } from './fault-form.tsx';
import type { DeskUi, PanelProps } from './ui.ts';

const HOPS: readonly CatalogueEntry['hop'][] = ['link', 'provider', 'till', 'news'];

export function FaultPanel({ desk, view, ui }: PanelProps) {
  const { words } = ui;
  const [open, setOpen] = useState<FaultName>();
  return (
    <section class="panel faults" aria-labelledby="faults-title">
      <h2 id="faults-title">{words.faults.title}</h2>
      <ArmedList desk={desk} view={view} ui={ui} />
      <p class="quiet">{words.faults.hint}</p>
      {HOPS.map((hop) => (
        <div key={hop}>
          <h3>{words.faults.hops[hop]}</h3>
          <ul class="fault-list">
            {view.catalogue
              .filter((entry) => entry.hop === hop)
              .map((entry) => (
                <li key={entry.name}>
                  <button
                    type="button"
                    class="fault-name"
                    aria-expanded={open === entry.name}
                    onClick={() => setOpen(open === entry.name ? undefined : entry.name)}
                  >
                    <span>{ui.faults[entry.name].title}</span>
                    <code>{entry.name}</code>
                  </button>
                  {open === entry.name ? <FaultFormView desk={desk} ui={ui} entry={entry} /> : null}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function ArmedList({ desk, view, ui }: PanelProps) {
  const { words } = ui;
  return (
    <div class="armed" role="status">
      {view.faults.length === 0 ? (
        <p class="note">{words.faults.noneArmed}</p>
      ) : (
        <>
          <h3>{words.faults.armed}</h3>
          <ul>
            {view.faults.map((fault) => (
              <li key={fault.id}>
                <span>
                  <strong>{titleOf(fault.name, ui)}</strong>
                  <small>{summary(fault, ui)}</small>
                </span>
                <button
                  type="button"
                  aria-label={words.faults.clear(titleOf(fault.name, ui))}
                  onClick={() => desk.clearFaults(fault.id)}
                >
                  {words.faults.clearWord}
                </button>
              </li>
            ))}
          </ul>
          <button type="button" class="wide" onClick={() => desk.clearFaults()}>
            {words.faults.clearAll}
          </button>
        </>
      )}
    </div>
  );
}

function titleOf(name: string, ui: DeskUi): string {
  return (ui.faults as Readonly<Record<string, { readonly title: string }>>)[name]?.title ?? name;
}

function summary(fault: ArmedFault, ui: DeskUi): string {
  const { words } = ui;
  const { world, delayMs, skewMs, overlapMs, basisPoints, code, as, answer, after } = fault.parameters;
  return [
    fault.rail ? ui.rails[fault.rail] : '',
    fault.operation ? words.operations[fault.operation] : '',
    fault.times === null ? words.faults.untilCleared : words.faults.timesLeft(fault.times),
    fault.struck > 0 ? words.faults.struck(fault.struck) : '',
    world === undefined ? '' : world === 'charged' ? words.faults.charged : words.faults.notCharged,
    delayMs === undefined ? '' : words.clock.seconds(delayMs / 1_000),
    skewMs === undefined ? '' : words.clock.minutes(skewMs / 60_000),
    basisPoints === undefined ? '' : `${basisPoints} ‱`,
    overlapMs === undefined ? '' : words.clock.minutes(overlapMs / 60_000),
    code ?? '',
    as === undefined ? '' : words.faults[as],
    answer === undefined ? '' : words.faults[answer],
    after === undefined ? '' : words.operations[after],
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
