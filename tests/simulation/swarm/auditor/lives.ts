/** INV-19 as the auditor sees it: a book that the browser lost goes on as another life of the same till, and says so. */

import type { SeenAt } from '../seen.ts';
import { fieldsOf, type Say } from './evidence.ts';

interface Life {
  /** How often the book was opened as a new one. */
  openings: number;
  epoch: number;
  /** What was lost and has not been written about yet. */
  lost: string | undefined;
  /** The life in which it was lost. */
  ended: number;
}

/** Sees every line in its order. */
export function createLifeRules(say: Say): (line: SeenAt) => void {
  const lives = new Map<string, Life>();
  const lifeOf = (till: string): Life => {
    const known = lives.get(till) ?? { openings: 0, epoch: 0, lost: undefined, ended: 0 };
    lives.set(till, known);
    return known;
  };
  return (line) => {
    if (line.t === 'fault' && line.kind === 'wipe') {
      const life = lifeOf(line.till);
      life.lost = line.what;
      life.ended = life.epoch;
    }
    if (line.t === 'entry') written(line.till, lifeOf(line.till), fieldsOf(line.entry), say);
  };
}

function written(till: string, life: Life, entry: ReturnType<typeof fieldsOf>, say: Say): void {
  const { kind, epoch, body } = entry;
  if (kind === 'book.opened') life.openings += 1;
  if (life.openings > 1) say('INV-19', `${till}: a book that was there began as a new one`);
  if (life.lost !== undefined && Number(epoch) <= life.ended)
    say('INV-19', `${till}: what was lost (${life.lost}) went on in life ${String(epoch)}, which had ended`);
  if (life.lost !== undefined && kind !== 'run.started') {
    const { entries, missing } = fieldsOf(body);
    const isSaid = kind === 'book.restored' && Number(entries) > 0 && missing === 0;
    if (!isSaid) say('INV-19', `${till}: what was lost (${life.lost}) came back without a word`);
    life.lost = undefined;
  }
  life.epoch = Number(epoch);
}
