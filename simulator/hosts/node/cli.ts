/** The stand-alone simulator as a command; ends on a signal. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bracketed, isLoopback, nameAlone, namesOf } from './doors.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { welcome } from './recipe.ts';
import { runScenarioFiles, type TillModule, watchScenarioFiles } from './scenario.ts';
import { type SimulatorServer, startSimulatorServer } from './server.ts';
import { UnusableState } from './state.ts';
import { certificateFor } from './tls.ts';

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

async function run(options: Options): Promise<void> {
  const { port, host, seed, stateFile, https, certificateFile, allowedHosts } = options;
  const siteFolder = fileURLToPath(new URL('../site', import.meta.url));
  const hasPages = existsSync(siteFolder);
  const names = namesOf(host);
  const certified = [...names, ...allowedHosts.map(nameAlone)];
  const server = await startSimulatorServer({
    port,
    host,
    allowedHosts,
    ...(seed === undefined ? {} : { seed }),
    ...(stateFile === undefined ? {} : { stateFile }),
    ...(hasPages ? { siteFolder } : {}),
    ...(https ? { tls: certificateFor(certified, Date.now(), certificateFile) } : {}),
    onStateFailure: (error) => console.error(`The state was not kept: ${String(error)}`),
  });
  endOnSignal(server);
  const { protocol, port: actual } = new URL(server.url);
  const others = isLoopback(host)
    ? []
    : names.map((name) => `${protocol}//${bracketed(name)}:${actual}`).filter((url) => url !== server.url);
  console.log(welcome({ url: server.url, host, hasPages, stateFile, others }));
}

/** Plays the scenarios and ends: with 0 when all passed. */
async function playScenarios({ scenarioFiles: files, junitFile: junit, till, port }: Options): Promise<void> {
  const isPassed =
    till === 'guitai'
      ? await runScenarioFiles({ files, junit }, await loadTill())
      : await watchScenarioFiles({ files, junit, port });
  process.exitCode = isPassed ? 0 : 1;
}

/** The counter's half is a program of its own, beside this one: the simulator knows nothing of it. */
async function loadTill(): Promise<TillModule> {
  const address = new URL('./till.js', import.meta.url).href;
  return (await import(/* @vite-ignore */ address)) as TillModule;
}

function endOnSignal(server: SimulatorServer): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
}

async function start(): Promise<void> {
  const reading = readOptions(process.argv.slice(2), process.env);
  if (reading.kind === 'help') return console.log(HELP);
  if (reading.kind === 'mistake') return fail(reading.sentence);
  try {
    if (reading.options.scenarioFiles.length > 0) await playScenarios(reading.options);
    else await run(reading.options);
  } catch (error) {
    if (error instanceof UnusableState) return fail(error.message);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const { port, host } = reading.options;
    if (code === 'EADDRINUSE') return fail(`Port ${port} is already in use: name another one with --port.`);
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
      return fail(`${host}, port ${port}, cannot be opened (${code}).`);
    fail(`The simulator cannot be started: ${String(error)}`);
  }
}

await start();
