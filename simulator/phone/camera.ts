/** The camera as a reader of QR codes, loaded only when somebody opens it. */

import QrScanner from 'qr-scanner';

interface PolicyFactory {
  readonly defaultPolicy: unknown;
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (url: string) => string | null },
  ) => unknown;
}

/** Starts reading into `onRead`, the same content once; returns how to stop. Rejects when there is no camera to be had. */
export async function startCamera(
  video: HTMLVideoElement,
  onRead: (content: string) => void,
): Promise<() => void> {
  admitDecoder();
  let last: string | undefined;
  const scanner = new QrScanner(
    video,
    ({ data }) => {
      if (data === '' || data === last) return;
      last = data;
      onRead(data);
    },
    { returnDetailedScanResult: true, preferredCamera: 'environment' },
  );
  try {
    await scanner.start();
  } catch (error) {
    scanner.destroy();
    throw error;
  }
  return () => scanner.destroy();
}

/** The decoder starts from a blob, the only script address that the page's policy for Trusted Types then admits. */
function admitDecoder(): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: PolicyFactory };
  if (!trustedTypes || trustedTypes.defaultPolicy) return;
  trustedTypes.createPolicy('default', {
    createScriptURL: (url) => (url.startsWith('blob:') ? url : null),
  });
}
