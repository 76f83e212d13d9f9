/** The camera as a part of a screen: its picture with a frame to aim with, the light, and why it cannot be used. */

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { CameraProblem, CameraSession } from '../../devices/camera.ts';
import { useApp, useReader } from '../context.ts';
import { ProblemLine } from './problem.tsx';

export interface CameraViewProps {
  /** What was read: data, perhaps a secret, never opened. */
  readonly onScan: (text: string) => void;
  /** What to hold into the frame. */
  readonly aim: string;
}

export function CameraView({ onScan, aim }: CameraViewProps) {
  const { camera: getCamera } = useApp();
  const { t } = useReader();
  const video = useRef<HTMLVideoElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const session = useSignal<CameraSession | undefined>(undefined);
  const trouble = useSignal<CameraProblem | 'hidden' | 'lost' | undefined>(undefined);
  const isTorchOn = useSignal(false);
  const tries = useSignal(0);
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(() => {
    let isGone = false;
    trouble.value = undefined;
    if (video.current === null || frame.current === null) return undefined;
    const request = {
      video: video.current,
      frame: frame.current,
      onScan: (text: string) => latest.current(text),
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
        <p class="quiet">{aim}</p>
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
