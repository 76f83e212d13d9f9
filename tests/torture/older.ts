/** A real earlier release, built from the repository's own history: what a till may come from, and go back to. */

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** What decides how a journal is written: the release before the last change of these is the older one, unless another is named. */
const JOURNAL_FORMAT = ['journal', 'facts', 'upcast'].map((name) => `src/domain/${name}.ts`);

const BUILD_PATIENCE_MS = 600_000;

export interface OlderRelease {
  /** What a host serves. */
  readonly folder: string;
  /** Its commit and when it was made. */
  readonly name: string;
  readonly remove: () => Promise<void>;
}

export type Older =
  | { readonly ok: true; readonly release: OlderRelease }
  /** A sentence. */
  | { readonly ok: false; readonly why: string };

/** Builds it in a folder of its own, with the packages that are installed here. */
export async function buildOlder(wished: string | undefined): Promise<Older> {
  const commit = await findCommit(wished);
  if (commit === undefined) {
    const what = wished ?? 'The release before the last change of the journal’s format';
    return { ok: false, why: `${what} is not in this repository’s history; a shallow clone has none.` };
  }
  const folder = await mkdtemp(join(tmpdir(), 'guitai-older-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await unpack(commit, folder);
    await build(folder);
    const { stdout } = await git(['log', '-1', '--format=%h of %ci', commit]);
    return { ok: true, release: { folder: join(folder, 'dist/site'), name: stdout.trim(), remove } };
  } catch (error) {
    await remove();
    const text = error instanceof Error ? error.message : String(error);
    return { ok: false, why: `${commit} could not be built: ${text.split('\n')[0]}` };
  }
}

function git(args: readonly string[]): Promise<{ stdout: string }> {
  return run('git', [...args], { cwd: root });
}

async function findCommit(wished: string | undefined): Promise<string | undefined> {
  try {
    const name =
      wished ?? `${(await git(['log', '-1', '--format=%H', '--', ...JOURNAL_FORMAT])).stdout.trim()}^`;
    return (await git(['rev-parse', '--verify', '--quiet', `${name}^{commit}`])).stdout.trim();
  } catch {
    return undefined;
  }
}

async function unpack(commit: string, folder: string): Promise<void> {
  const archive = join(folder, 'release.tar');
  await git(['archive', '--format=tar', `--output=${archive}`, commit]);
  await run('tar', ['-xf', archive, '-C', folder]);
  await rm(archive);
}

async function build(folder: string): Promise<void> {
  const packages = join(folder, 'node_modules');
  await mkdir(packages);
  for (const name of await readdir(join(root, 'node_modules'))) {
    // The build tool's own cache is each folder's own.
    if (!name.startsWith('.vite')) await symlink(join(root, 'node_modules', name), join(packages, name));
  }
  const tool = join(packages, 'vite/bin/vite.js');
  // This command runs with development's settings, under which a page would register no worker.
  const env = { ...process.env, NODE_ENV: 'production' };
  const options = { cwd: folder, env, timeout: BUILD_PATIENCE_MS, maxBuffer: 16 * 1024 * 1024 };
  await run(process.execPath, [tool, 'build', '--logLevel', 'error'], options);
}
