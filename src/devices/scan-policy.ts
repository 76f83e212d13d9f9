/** The Trusted Types policy `default`: it admits the worker that decodes camera pictures while it starts, and nothing else. */

/** Which worker is to start: ours, from a file of the build, or the smaller decoder's, which starts from a blob. */
export type AdmittedScript = 'decoder' | 'blob';

export interface ScriptGate {
  /** While `work` runs, one script of this kind and this origin may become a worker; before and after, none. */
  readonly admitOne: <Result>(kind: AdmittedScript, work: () => Promise<Result>) => Promise<Result>;
}

interface TrustedTypesFactory {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (url: string) => string | null },
  ) => unknown;
}

/** As the build names the worker's file. */
const decoderPath = /^\/assets\/decoder-worker-[\w-]+\.js$/;

/**
 * Creates the policy. A page can have only one of this name, so call it once. Where the platform has no Trusted Types
 * there is nothing to admit. HTML and scripts from strings stay refused: the policy has no rule for them.
 */
export function createScriptGate(scope: object): ScriptGate {
  let admitted: AdmittedScript | undefined;
  const createScriptURL = (url: string): string | null => {
    if (admitted === undefined || !isOfKind(admitted, url)) return null;
    admitted = undefined;
    return url;
  };
  if ('trustedTypes' in scope) {
    (scope.trustedTypes as TrustedTypesFactory).createPolicy('default', { createScriptURL });
  }
  return {
    admitOne: async (kind, work) => {
      admitted = kind;
      try {
        return await work();
      } finally {
        admitted = undefined;
      }
    },
  };
}

function isOfKind(kind: AdmittedScript, text: string): boolean {
  if (kind === 'blob') return text.startsWith(`blob:${location.origin}/`);
  try {
    const { origin, pathname } = new URL(text, location.href);
    return origin === location.origin && decoderPath.test(pathname);
  } catch {
    return false;
  }
}
