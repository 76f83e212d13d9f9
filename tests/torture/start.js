/** Node does not run TypeScript by itself everywhere yet: this loads the command by way of the build tool. */

import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const command = fileURLToPath(new URL('./cli.ts', import.meta.url));
const define = { __SIMULATOR__: 'true', __VERSION__: '"torture"' };
const { module } = await runnerImport(command, { configFile: false, logLevel: 'warn', define });
process.exitCode = await module.run(process.argv.slice(2));
