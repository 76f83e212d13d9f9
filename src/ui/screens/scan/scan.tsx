/** Scanning the customer's payment code with the camera, or typing its digits; whatever else is held up is answered in words. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useApp, useReader } from '../../context.ts';
import { problemText } from '../../models/problem-words.ts';
import { Amount } from '../../parts/amount.tsx';
import { CameraView } from '../../parts/camera-view.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { Sheet } from '../../parts/sheet.tsx';

export function ScanSheet() {
  const { till } = useApp();
  const reader = useReader();
  const { t } = reader;
  const amount = till.due.value;
  const problem = till.problem.value;
  return (
    <Sheet title={t.scan.title} onClose={() => till.open('none')} isBeside>
      {amount.amountMinor > 0 && <Amount money={amount} class="amount-small" />}
      <CameraView aim={t.scan.aim} onScan={(text) => void till.scanned(text)} />
      <ProblemLine text={problem === undefined ? undefined : problemText(reader, problem)} />
      <TypedCode />
      <p class="quiet">{t.counter.scanHint}</p>
    </Sheet>
  );
}

function TypedCode() {
  const { till } = useApp();
  const { t } = useReader();
  const code = useSignal('');
  const id = useId();
  return (
    <form
      class="typed-code"
      onSubmit={(event) => {
        event.preventDefault();
        const text = code.value;
        // The code is a secret: it does not stay in the field.
        void till.scanned(text).then((problem) => {
          if (problem === undefined) code.value = '';
        });
      }}
    >
      <label for={id}>{t.scan.codeLabel}</label>
      <input
        id={id}
        class="field"
        inputMode="numeric"
        autocomplete="off"
        spellcheck={false}
        maxLength={64}
        value={code.value}
        onInput={(event) => {
          till.forgetProblem();
          code.value = event.currentTarget.value;
        }}
      />
      <button type="submit" class="button">
        {t.buttons.confirm}
      </button>
    </form>
  );
}
