/** The camera inside the scan screen, opened by a tap and closed with the screen. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import type { PhoneWords } from '../words/phone-words.ts';

interface CameraViewProps {
  readonly words: PhoneWords['scanning'];
  /** Called once for each code that is read. */
  readonly onRead: (content: string) => void;
}

export function CameraView({ words, onRead }: CameraViewProps) {
  const [state, setState] = useState<'off' | 'on' | 'failed'>('off');
  return (
    <div class="camera">
      {state === 'on' ? (
        <Finder
          words={words}
          onRead={onRead}
          onFail={() => setState('failed')}
          onStop={() => setState('off')}
        />
      ) : (
        <button type="button" class="wide" onClick={() => setState('on')}>
          <Icon name="scan" />
          {words.camera}
        </button>
      )}
      {state === 'failed' ? (
        <p class="note checking" role="status">
          {words.cameraFailed}
        </p>
      ) : null}
    </div>
  );
}

interface FinderProps extends CameraViewProps {
  readonly onFail: () => void;
  readonly onStop: () => void;
}

function Finder({ words, onRead, onFail, onStop }: FinderProps) {
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef({ onRead, onFail });
  latest.current = { onRead, onFail };
  useEffect(() => {
    let isWanted = true;
    let stop: (() => void) | undefined;
    const start = async (element: HTMLVideoElement) => {
      const { startCamera } = await import('./camera.ts');
      const stopCamera = await startCamera(element, (content) => isWanted && latest.current.onRead(content));
      if (isWanted) stop = stopCamera;
      else stopCamera();
    };
    if (video.current) start(video.current).catch(() => isWanted && latest.current.onFail());
    return () => {
      isWanted = false;
      stop?.();
    };
  }, []);
  return (
    <>
      <div class="finder">
        <video ref={video} muted playsInline aria-label={words.cameraOn} />
      </div>
      <p class="quiet">{words.cameraOn}</p>
      <button type="button" class="wide" onClick={onStop}>
        {words.cameraStop}
      </button>
    </>
  );
}
