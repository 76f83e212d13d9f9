/** Faults that are armed in a world: arming, striking as often as ordered, clearing. */

import {
  type ArmedFault,
  type FaultParameters,
  type Operation,
  type Rail,
  touch,
  type World,
} from '../world/model.ts';
import { type FaultName, faultKind, isStruckUnnamed } from './catalogue.ts';

export interface FaultOrder {
  name: FaultName;
  rail?: Rail | undefined;
  operation?: Operation | undefined;
  times?: number | undefined;
  parameters?: FaultParameters | undefined;
}

/** Where something happens that a fault may strike. */
export interface Place {
  rail: Rail;
  operation?: Operation | undefined;
}

/** How far the till's clock is off unless the fault says: more than the gateway's window. */
const SKEW_MS = -10 * 60_000;

export function armFault(world: World, order: FaultOrder): ArmedFault {
  world.serial += 1;
  const fault: ArmedFault = {
    id: `fault-${world.serial}`,
    name: order.name,
    rail: order.rail ?? null,
    operation: order.operation ?? null,
    times: order.times ?? faultKind(order.name).times,
    struck: 0,
    parameters: order.parameters ?? {},
  };
  world.faults.push(fault);
  touch(world);
  return fault;
}

/** The parameters of a fault that is armed for this place, without using it up. */
export function armed(world: World, name: FaultName, place: Place): FaultParameters | undefined {
  return find(world, name, place)?.parameters;
}

/** Lets a fault strike here if it is armed: returns its parameters and counts it; a used-up fault is gone. */
export function strike(world: World, name: FaultName, place: Place): FaultParameters | undefined {
  const fault = find(world, name, place);
  if (!fault) return undefined;
  fault.struck += 1;
  if (fault.times !== null) fault.times -= 1;
  if (fault.times === 0) world.faults = world.faults.filter((other) => other !== fault);
  touch(world);
  return fault.parameters;
}

/** Clears one fault, or all; returns how many. */
export function clearFaults(world: World, id?: string): number {
  const kept = id === undefined ? [] : world.faults.filter((fault) => fault.id !== id);
  const cleared = world.faults.length - kept.length;
  world.faults = kept;
  if (cleared > 0) touch(world);
  return cleared;
}

/** How far the till's clock is off just now. */
export function tillSkewMs(world: World): number {
  const fault = world.faults.find((candidate) => candidate.name === 'clock-skew');
  return fault ? (fault.parameters.skewMs ?? SKEW_MS) : 0;
}

/** Whether the till has a network just now. */
export function tillOnline(world: World): boolean {
  return !world.faults.some((fault) => fault.name === 'offline');
}

function find(world: World, name: FaultName, place: Place): ArmedFault | undefined {
  // Asked some twenty times a message, mostly of a world in which nothing is armed.
  if (world.faults.length === 0) return undefined;
  const { operations } = faultKind(name);
  if (operations && (place.operation === undefined || !operations.includes(place.operation)))
    return undefined;
  return world.faults.find(
    (fault) =>
      fault.name === name &&
      (fault.rail === null || fault.rail === place.rail) &&
      (fault.operation === null
        ? isEverywhere(name) || isStruckUnnamed(name, place.operation)
        : fault.operation === place.operation),
  );
}

/** A till without a network, or with a wrong clock, has it in every call. */
function isEverywhere(name: FaultName): boolean {
  return faultKind(name).hop === 'till';
}
