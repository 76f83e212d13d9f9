/** The Trusted Types policy `default`: it admits the worker that qr-scanner starts from a blob, and nothing else. */

export interface BlobGate {
  /** While `work` runs, one blob of this origin may become a worker; before and after, none. */
  readonly admitOne: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

interface TrustedTypesFactory {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (url: string) => string | null },
  ) => unknown;
}

/**
 * Creates the policy. A page can have only one of this name, so call it once. Where the platform has no Trusted Types
 * there is nothing to admit. HTML and scripts from strings stay refused: the policy has no rule for them.
 */
export function createBlobGate(scope: object): BlobGate {
  let isOpen = false;
  const createScriptURL = (url: string): string | null => {
    if (!isOpen || !url.startsWith(`blob:${location.origin}/`)) return null;
    isOpen = false;
    return url;
  };
  if ('trustedTypes' in scope) {
    (scope.trustedTypes as TrustedTypesFactory).createPolicy('default', { createScriptURL });
  }
  return {
    admitOne: async (work) => {
      isOpen = true;
      try {
        return await work();
      } finally {
        isOpen = false;
      }
    },
  };
}
