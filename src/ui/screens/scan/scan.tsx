/** Scanning the customer's payment code with the camera, or typing its digits; whatever else is held up is answered in words. */

import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { CameraProblem, CameraSession } from '../../../devices/camera.ts';
import { outstanding } from '../../../domain/sale.ts';
import { useApp, useReader } from '../../context.ts';
import { problemText } from '../../models/problem-words.ts';
import { Amount } from '../../parts/amount.tsx';
import { ProblemLine } from '../../parts/problem.tsx';
import { Sheet } from '../../parts/sheet.tsx';

export function ScanSheet() {
  const { till, keypad } = useApp();
  const reader = useReader();
  const { t } = reader;
  const stage = till.stage.value;
  const isOfSale = stage !== undefined && stage.kind !== 'paid';
  const amount = isOfSale ? outstanding(stage.sale) : keypad.amount.value;
  const problem = till.problem.value;
  return (
    <Sheet title={t.scan.title} onClose={() => till.open('none')} isBeside>
      {amount.amountMinor > 0 && <Amount money={amount} class="amount-small" />}
      <CameraView />
      <ProblemLine text={problem === undefined ? undefined : problemText(reader, problem)} />
      <TypedCode />
      <p class="quiet">{t.counter.scanHint}</p>
    </Sheet>
  );
}

function CameraView() {
  const { camera: getCamera, till } = useApp();
  const { t } = useReader();
  const video = useRef<HTMLVideoElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const session = useSignal<CameraSession | undefined>(undefined);
  const trouble = useSignal<CameraProblem | 'hidden' | 'lost' | undefined>(undefined);
  const isTorchOn = useSignal(false);
  const tries = useSignal(0);
  useEffect(() => {
    let isGone = false;
    trouble.value = undefined;
    if (video.current === null || frame.current === null) return undefined;
    const request = {
      video: video.current,
      frame: frame.current,
      onScan: (text: string) => void till.scanned(text),
      onEnd: (reason: 'hidden' | 'lost') => {
        session.value = undefined;
        trouble.value = reason;
      },
    };
    void getCamera().then(async (camera) => {
      if (isGone) return;
      const started = await camera.start(request);
      if (!started.ok) trouble.value = started.problem;
      else if (isGone) started.session.stop();
      else session.value = started.session;
    });
    return () => {
      isGone = true;
      session.value?.stop();
      session.value = undefined;
    };
  }, [tries.value]);
  const words = trouble.value;
  return (
    <div class="camera">
      <div class={words === undefined ? 'camera-view' : 'camera-view is-off'}>
        <video ref={video} muted playsInline />
        <div ref={frame} class="camera-frame" />
      </div>
      {words === undefined ? (
        <p class="quiet">{t.scan.aim}</p>
      ) : (
        <>
          <ProblemLine text={words === 'hidden' ? t.refusals.camera.lost : t.refusals.camera[words]} />
          <button type="button" class="button" onClick={() => (tries.value += 1)}>
            {t.scan.resume}
          </button>
        </>
      )}
      {session.value?.hasTorch === true && (
        <button
          type="button"
          class="button quiet-button"
          onClick={async () => {
            isTorchOn.value = (await session.value?.setTorch(!isTorchOn.value)) === true && !isTorchOn.value;
          }}
        >
          {isTorchOn.value ? t.scan.torchOff : t.scan.torchOn}
        </button>
      )}
    </div>
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
