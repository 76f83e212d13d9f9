/** Reading a printed code: by the camera, by the scanner, or pasted. What it says is handed on as it is. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { MAX_SCAN_BYTES } from '../../../domain/scan.ts';
import { useReader } from '../../context.ts';
import { useScans } from '../../models/record.ts';
import { CameraView } from '../../parts/camera-view.tsx';

export function ScanOwnCode({ onRead }: { readonly onRead: (text: string) => void }) {
  const { t } = useReader();
  const text = useSignal('');
  const id = useId();
  useScans(onRead);
  return (
    <>
      <CameraView aim={t.ownCode.scan} onScan={onRead} />
      <form
        class="typed-code"
        onSubmit={(event) => {
          event.preventDefault();
          onRead(text.value);
        }}
      >
        <label for={id}>{t.ownCode.paste}</label>
        <input
          id={id}
          class="field"
          autocomplete="off"
          spellcheck={false}
          maxLength={MAX_SCAN_BYTES}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
        <button type="submit" class="button">
          {t.ownCode.read}
        </button>
      </form>
    </>
  );
}
