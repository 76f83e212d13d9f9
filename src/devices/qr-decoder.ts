/** The smaller decoder, for browsers in which the other cannot work: QR codes only. */

import QrScanner from 'qr-scanner';
import type { Decoder } from './decoder.ts';
import type { ScriptGate } from './scan-policy.ts';

/** Every so many looks the whole picture is searched, for a code outside the frame. */
const wholeEvery = 3;
const decodedWidth = 400;

/** Rejects when not even this one can start. Only its engine is used: its camera handling hides why a camera cannot be opened. */
export async function openQrDecoder(gate: ScriptGate): Promise<Decoder> {
  const engine = await gate.admitOne('blob', () => QrScanner.createQrEngine());
  const canvas = document.createElement('canvas');
  let looks = 0;
  return {
    read: async (video) => {
      looks += 1;
      try {
        const { data } = await QrScanner.scanImage(video, {
          qrEngine: engine,
          canvas,
          scanRegion: looks % wholeEvery === 0 ? null : frameOf(video),
          returnDetailedScanResult: true,
        });
        return [data];
      } catch (error) {
        if (error === QrScanner.NO_QR_CODE_FOUND) return [];
        throw error;
      }
    },
    close: () => {
      if (engine instanceof Worker) engine.terminate();
    },
  };
}

/** The square in the middle, two thirds of the short side: where the screen draws its frame. */
function frameOf({ videoWidth, videoHeight }: HTMLVideoElement): QrScanner.ScanRegion {
  const side = Math.round((2 / 3) * Math.min(videoWidth, videoHeight));
  return {
    x: Math.round((videoWidth - side) / 2),
    y: Math.round((videoHeight - side) / 2),
    width: side,
    height: side,
    downScaledWidth: decodedWidth,
    downScaledHeight: decodedWidth,
  };
}
