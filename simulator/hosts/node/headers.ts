/** The security headers of every answer, in one place: production server, dev server, static-host fallback and tests read them here. */

const contentPolicy: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'connect-src': "'self'",
  // blob: is for qr-scanner, which starts its decoder from one.
  'worker-src': "'self' blob:",
  'manifest-src': "'self'",
  'media-src': "'self' blob:",
  // The customer's phone stands beside the counter as a frame of the same origin.
  'frame-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'self'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'guitai-worker guitai-copy default',
};

const permissions: Readonly<Record<string, string>> = {
  camera: '(self)',
  autoplay: '(self)',
  fullscreen: '(self)',
  'screen-wake-lock': '(self)',
  // To open the customer's window on the screen that faces the customer.
  'window-management': '(self)',
  'clipboard-write': '(self)',
  accelerometer: '()',
  'clipboard-read': '()',
  'display-capture': '()',
  geolocation: '()',
  gyroscope: '()',
  hid: '()',
  magnetometer: '()',
  microphone: '()',
  midi: '()',
  payment: '()',
  'publickey-credentials-get': '()',
  serial: '()',
  usb: '()',
  'xr-spatial-tracking': '()',
};

function policyText(policy: Readonly<Record<string, string>>): string {
  return Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** What every answer of the production server carries, whatever its status (ASVS 5.0 3.4; reliability S-01, S-02). */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policyText(contentPolicy),
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy': Object.entries(permissions)
    .map(([name, value]) => `${name}=${value}`)
    .join(', '),
};

/** The worker that decodes camera pictures is the only place that may compile WebAssembly (S-01). */
const decoderPath = /^\/assets\/decoder-worker-[\w-]+\.js$/;

/** The headers of the answer for a path: the same everywhere, but for the one worker that needs WebAssembly. */
export function headersFor(
  path: string,
  usual: Readonly<Record<string, string>> = securityHeaders,
): Readonly<Record<string, string>> {
  if (!decoderPath.test(path)) return usual;
  const policy = { ...contentPolicy, 'script-src': "'self' 'wasm-unsafe-eval'" };
  return { ...usual, 'Content-Security-Policy': policyText(policy) };
}

/** The policy for a `<meta>` element, for hosts that cannot set headers; `frame-ancestors` has no effect there. */
export function metaPolicy(): string {
  const { 'frame-ancestors': _, ...rest } = contentPolicy;
  return policyText(rest);
}

/** The same headers for the dev server, which injects styles into the page and pushes changes over a socket. */
export function devHeaders(): Record<string, string> {
  const { 'require-trusted-types-for': _, 'trusted-types': __, ...rest } = contentPolicy;
  const relaxed = { ...rest, 'style-src': "'self' 'unsafe-inline'", 'connect-src': "'self' ws:" };
  return { ...securityHeaders, 'Content-Security-Policy': policyText(relaxed) };
}
