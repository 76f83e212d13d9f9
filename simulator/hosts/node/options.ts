/** What the stand-alone simulator is told on its command line, or by the environment. */

import { parseArgs } from 'node:util';

export interface Options {
  readonly port: number;
  readonly host: string;
  readonly seed: string | undefined;
  readonly stateFile: string | undefined;
  readonly https: boolean;
  /** Where the certificate is kept between starts, its key beside it as `<file>.key`. */
  readonly certificateFile: string | undefined;
  readonly allowedHosts: readonly string[];
  /** Scenario files to play; the command ends with their result. */
  readonly scenarioFiles: readonly string[];
  readonly junitFile: string | undefined;
  /** Which till the scenarios are played against: Guitai's own counter in virtual time, or somebody's over HTTP. */
  readonly till: 'guitai' | 'outside';
}

export type Reading =
  | { readonly kind: 'options'; readonly options: Options }
  | { readonly kind: 'help' }
  /** A sentence for whoever typed it. */
  | { readonly kind: 'mistake'; readonly sentence: string };

export const DEFAULT_PORT = 4174;
const LONGEST_SEED = 200;

export const HELP = `The simulated payment providers, the customer's phone and the desk, as a server.

  npm run simulator -- [options]

  --port NUMBER         where it listens (${DEFAULT_PORT}); 0 takes any free port
  --host ADDRESS        who can reach it: 127.0.0.1, this machine alone, unless you say otherwise;
                        0.0.0.0 is everybody on the network
  --seed TEXT           the same seed tells the same story
  --state FILE          keeps the worlds in a file over restarts
  --https               HTTPS with a certificate made at the start, so that phones may use their camera
  --certificate FILE    HTTPS with a certificate that is kept in FILE (its key in FILE.key), made if there is none
  --allow-host NAME     a further name by which it may be called; can be given more than once
  --scenario FILE       plays a scenario and ends with its result; can be given more than once
  --junit FILE          writes the results as JUnit XML
  --till guitai|outside the till of the scenarios: Guitai's own (the default), or one of yours that is pointed here
  --help                this text

PORT and SEED in the environment count where the options are not given.`;

const KNOWN = {
  port: { type: 'string' },
  host: { type: 'string' },
  seed: { type: 'string' },
  state: { type: 'string' },
  https: { type: 'boolean' },
  certificate: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  scenario: { type: 'string', multiple: true },
  junit: { type: 'string' },
  till: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Reads the words after the command's name. */
export function readOptions(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Reading {
  const values = parse(words);
  if (typeof values === 'string')
    return { kind: 'mistake', sentence: `${values} --help tells what there is.` };
  if (values.help) return { kind: 'help' };
  const portText = values.port ?? (environment['PORT'] || String(DEFAULT_PORT));
  const port = Number(portText);
  if (!/^\d{1,5}$/.test(portText) || port > 65_535) {
    return { kind: 'mistake', sentence: `The port must be a number from 0 to 65535, not "${portText}".` };
  }
  const seed = values.seed ?? (environment['SEED'] || undefined);
  if (seed !== undefined && seed.length > LONGEST_SEED) {
    return { kind: 'mistake', sentence: `A seed has at most ${LONGEST_SEED} characters.` };
  }
  const { till = 'guitai' } = values;
  if (till !== 'guitai' && till !== 'outside')
    return { kind: 'mistake', sentence: `The till is guitai or outside, not "${till}".` };
  const options: Options = {
    port,
    host: values.host ?? '127.0.0.1',
    seed,
    stateFile: values.state,
    https: values.https === true || values.certificate !== undefined,
    certificateFile: values.certificate,
    allowedHosts: values['allow-host'] ?? [],
    scenarioFiles: values.scenario ?? [],
    junitFile: values.junit,
    till,
  };
  return { kind: 'options', options };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: KNOWN, allowPositionals: false }).values;
  } catch (error) {
    return error instanceof Error ? `${error.message}.`.replace('..', '.') : String(error);
  }
}
