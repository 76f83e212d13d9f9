/** The stand-alone simulator as a command: `PORT` and `SEED` from the environment, ends on a signal. */

import { startSimulatorServer } from './server.ts';

const DEFAULT_PORT = 4174;

async function run(): Promise<void> {
  const port = Number(process.env['PORT'] || DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(`PORT must be a number from 0 to 65535, not "${process.env['PORT']}".`);
    process.exitCode = 1;
    return;
  }
  try {
    const seed = process.env['SEED'];
    const server = await startSimulatorServer(seed ? { port, seed } : { port });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
    console.log(`The simulator is ready at ${server.url}/_simulator/credentials`);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    console.error(
      `Port ${port} ${isTaken ? 'is already in use' : 'cannot be opened'}: set PORT to another one.`,
    );
    process.exitCode = 1;
  }
}

await run();
