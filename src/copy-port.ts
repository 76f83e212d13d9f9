/** Starts the worker that keeps a book's second copy: part of the page's composition root. */

import copyWorkerPath from './mirror-worker.ts?worker&url';
import type { CopyPort } from './store/mirror/second-copy.ts';

interface TrustedPolicies {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (path: string) => string },
  ) => { readonly createScriptURL: (path: string) => unknown };
}

/** Undefined where no worker can be had; whether there is a place for a copy is the worker's to say. */
export function openCopyPort(book: string): CopyPort | undefined {
  try {
    const worker = new Worker(trusted(copyWorkerPath), { name: book, type: 'module' });
    return {
      send: (message) => worker.postMessage(message),
      listen: (heard, ended) => {
        worker.onmessage = ({ data }: MessageEvent<unknown>) => heard(data);
        worker.onerror = ended;
      },
    };
  } catch {
    return undefined;
  }
}

// Trusted Types let no plain string become a worker: this policy admits this one.
function trusted(path: string): string {
  const policies = policiesOf(globalThis);
  if (policies === undefined) return path;
  const policy = policies.createPolicy('guitai-copy', { createScriptURL: () => path });
  // Where the platform has the types, Worker takes the trusted value; the library's types know strings only.
  return policy.createScriptURL(path) as string;
}

function policiesOf(scope: object): TrustedPolicies | undefined {
  return 'trustedTypes' in scope ? (scope.trustedTypes as TrustedPolicies) : undefined;
}
