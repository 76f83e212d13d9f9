/** The file in which the stand-alone simulator keeps its worlds: written whole, and never left half written. */

import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { WORLD_FORMAT } from '../../world/model.ts';
import type { Snapshot } from '../memory.ts';
import { MOST_WORLDS } from './worlds.ts';

const KIND = 'guitai-simulator-state';

/** A file that cannot be gone on with; the message says why, for whoever started the simulator. */
export class UnusableState extends Error {}

interface StateFile {
  readonly kind: typeof KIND;
  readonly worldFormat: number;
  readonly worlds: Readonly<Record<string, Snapshot>>;
}

/** The worlds in a file by name; none when there is no such file. Throws `UnusableState`. */
export function readState(path: string): Readonly<Record<string, Snapshot>> {
  const text = readText(path);
  if (text === undefined) return {};
  const state = parse(text);
  if (state?.kind !== KIND) throw new UnusableState(`${path} is not a state of this simulator.`);
  if (state.worldFormat !== WORLD_FORMAT) {
    throw new UnusableState(
      `${path} has format ${state.worldFormat}, this simulator has ${WORLD_FORMAT}: name another file, or remove it.`,
    );
  }
  const { worlds = {} } = state;
  const isWhole = ({ world, exchanges }: Partial<Snapshot>) =>
    world?.format === WORLD_FORMAT && Array.isArray(exchanges);
  if (Object.keys(worlds).length > MOST_WORLDS || !Object.values(worlds).every(isWhole)) {
    throw new UnusableState(`${path} is damaged.`);
  }
  return worlds;
}

/** Replaces the file in one step: whoever reads it finds the old state or the new one. */
export function writeState(path: string, worlds: Readonly<Record<string, Snapshot>>): void {
  const state: StateFile = { kind: KIND, worldFormat: WORLD_FORMAT, worlds };
  const draft = `${path}.${process.pid}.draft`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeSync(file, JSON.stringify(state));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UnusableState(`${path} cannot be read: ${String(error)}`);
  }
}

function parse(text: string): Partial<StateFile> | undefined {
  try {
    const state: unknown = JSON.parse(text);
    return typeof state === 'object' && state !== null ? state : undefined;
  } catch {
    return undefined;
  }
}
