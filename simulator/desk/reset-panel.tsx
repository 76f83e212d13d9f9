/** A fresh world, from a seed if one is given; asked twice, since everything in the old one is gone. */

import { useState } from 'preact/hooks';
import { Field } from './fields.tsx';
import type { PanelProps } from './ui.ts';

export function ResetPanel({ desk, view, ui }: PanelProps) {
  const { words } = ui;
  const [seed, setSeed] = useState('');
  const [step, setStep] = useState<'idle' | 'asked' | 'done'>('idle');
  const reset = async (event: Event) => {
    event.preventDefault();
    if (step !== 'asked') return setStep('asked');
    await desk.reset(seed.trim() === '' ? undefined : seed.trim());
    setStep('done');
  };
  return (
    <section class="panel reset" aria-labelledby="reset-title">
      <h2 id="reset-title">{words.reset.title}</h2>
      <form onSubmit={reset}>
        <Field label={words.reset.seed} kind="text" value={seed} hint={view.seed} onChange={setSeed} />
        <p class="quiet">{words.reset.hint}</p>
        {step === 'asked' ? (
          <div role="alert">
            <p class="note not-paid">{words.reset.sure}</p>
            <div class="buttons">
              <button type="submit" class="danger">
                {words.reset.confirm}
              </button>
              <button type="button" onClick={() => setStep('idle')}>
                {words.reset.no}
              </button>
            </div>
          </div>
        ) : (
          <button type="submit">{words.reset.ask}</button>
        )}
        <p class="quiet" role="status">
          {step === 'done' ? words.reset.done : ''}
        </p>
      </form>
      <p>
        <a href="/#/demo" target="_top">
          {words.demos}
        </a>
      </p>
    </section>
  );
}
