/** Serves the built counter, as `npm start` does: reads PORT, says where it is ready, ends on a signal. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startStatic } from './static.ts';

const defaultPort = 4173;

function portFrom(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return defaultPort;
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port <= 65_535 ? port : undefined;
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  const port = portFrom(process.env['PORT']);
  if (port === undefined) {
    fail(`PORT must be a number from 0 to 65535, not "${process.env['PORT']}".`);
    return;
  }
  const folder = fileURLToPath(new URL('../site', import.meta.url));
  if (!existsSync(folder)) {
    fail('Guitai is not built yet: run "npm run build" first.');
    return;
  }
  const started = await startStatic(folder, port);
  if (!started.ok) {
    const why = started.refusal === 'port_in_use' ? 'is already in use' : 'cannot be opened';
    fail(
      `Port ${port} ${why}: set PORT to another one, for example PORT=${port === 65_535 ? 4173 : port + 1}.`,
    );
    return;
  }
  const { server } = started;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void server.stop();
    });
  }
  console.log(`Guitai is ready at ${server.origin}/`);
}

await start();
