/** One till of the shop: its disk, its device's clock, its network, and the tabs in which its counter runs. */

import type { RailName } from '../../../src/domain/rail.ts';
import type { RailAccount } from '../../../src/providers/contract.ts';
import { createDeviceClock, type DeviceClock } from './clocks.ts';
import { createDisk, type Disk } from './disk.ts';
import { createTillLock, type TillLock } from './lock.ts';
import type { Mix } from './mix.ts';
import { createNetwork, type Network } from './network.ts';
import type { Chance } from './random.ts';
import type { Sabotage } from './sabotage.ts';
import type { Notebook } from './seen.ts';
import type { Shop } from './shop.ts';
import { openTab, type Tab } from './tabs.ts';
import type { SwarmTime } from './time.ts';

export interface TillParts {
  readonly time: SwarmTime;
  readonly mix: Mix;
  readonly chance: Chance;
  readonly shop: Shop;
  readonly notebook: Notebook;
  /** False once the faults have stopped. */
  readonly isUnsafe: () => boolean;
  readonly healsAt: number;
  readonly sabotage: Sabotage;
  /** Told of everything that the counter throws, which it never should. */
  readonly onThrown: (error: unknown) => void;
}

/** What the tabs of a till share. */
export interface Device {
  readonly id: string;
  readonly parts: TillParts;
  readonly disk: Disk;
  readonly clock: DeviceClock;
  readonly lock: TillLock;
  readonly network: Network;
  readonly account: (rail: RailName) => RailAccount | undefined;
}

export interface Till extends Device {
  /** The tabs that live, oldest first. */
  readonly tabs: () => readonly Tab[];
  readonly open: () => Tab;
  /** The power is cut, or the browser is killed: all tabs at once. */
  readonly killAll: (how: string) => void;
}

export function createTill(
  parts: TillParts,
  id: string,
  account: (rail: RailName) => RailAccount | undefined,
): Till {
  const { time, sabotage, notebook } = parts;
  const open: Tab[] = [];
  let opened = 0;
  // A tab that writes tells the others, which read the book again.
  const onWritten = (_: string, writer: number): void => {
    if (open.length < 2) return;
    for (const tab of open) if (tab.number !== writer) time.at(time.now() + 5, tab.refresh);
  };
  const device: Device = {
    id,
    parts,
    disk: createDisk({ ...parts, onWritten, wrap: sabotage.journal, restore: sabotage.restore }, id),
    clock: createDeviceClock(parts, id),
    lock: createTillLock(time, notebook, id),
    network: createNetwork(parts, id),
    account,
  };
  const killAll = (how: string): void => {
    for (const tab of [...open]) tab.kill(how);
  };
  return {
    ...device,
    tabs: () => open,
    killAll,
    open: () => {
      opened += 1;
      const number = opened;
      const onDeath = (): void => {
        const place = open.findIndex((tab) => tab.number === number);
        if (place >= 0) open.splice(place, 1);
      };
      const restored = open.length === 0 ? device.disk.start() : undefined;
      const tab = openTab(device, { number, restored }, { onDeath, killAll });
      open.push(tab);
      return tab;
    },
  };
}
