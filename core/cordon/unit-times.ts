import type { CordonUnit } from './problem.ts';
import { nodeCountOf, type Roads } from './roads.ts';
import { travelSeconds } from './travel-seconds.ts';

/** Travel times kept from plan to plan, so that an update computes only what changed. Give the same one to every plan of an incident. */
export interface TravelMemory {
  byUnit: Map<string, Travel>;
}

interface Travel {
  key: string;
  roads: Roads;
  speedFactor: number;
  seconds: Float64Array;
}

/** A link that takes another time than before. */
interface Changed {
  start: number;
  end: number;
  before: number;
  after: number;
}

/** A memory with nothing in it. */
export function travelMemory(): TravelMemory {
  return { byUnit: new Map() };
}

/**
 * When each unit can be at each node, on the clock of the problem, in the order of the units; Infinity: never. Where it stands it has been
 * since it came. Remembered times are used where the unit is where it was and its ways are still the quickest.
 */
export function arrivals(
  roads: Roads,
  units: readonly CordonUnit[],
  nowSeconds: number,
  memory: TravelMemory,
): Float64Array[] {
  const changes = new Map<Float64Array, Changed[]>();
  return units.map((unit) => {
    const leaves = Math.max(nowSeconds, unit.readyAtSeconds);
    const at = travelOf(unit.roads ?? roads, unit, memory, changes).slice();
    for (let node = 0; node < at.length; node += 1) at[node]! += leaves;
    if (unit.standing) at[unit.standing.node] = Math.min(at[unit.standing.node]!, unit.standing.sinceSeconds);
    return at;
  });
}

function travelOf(
  roads: Roads,
  { id, starts, speedFactor }: CordonUnit,
  { byUnit }: TravelMemory,
  changes: Map<Float64Array, Changed[]>,
): Float64Array {
  const key = JSON.stringify([speedFactor, starts.map(({ node, offsetSeconds }) => [node, offsetSeconds])]);
  const known = byUnit.get(id);
  if (known?.key === key && isStillRight(known, roads, changes)) {
    byUnit.set(id, { ...known, roads });
    return known.seconds;
  }
  const seeds = starts.map(({ node, offsetSeconds }) => ({ node, seconds: offsetSeconds / speedFactor }));
  const seconds = travelSeconds(roads, seeds, speedFactor);
  byUnit.set(id, { key, roads, speedFactor, seconds });
  return seconds;
}

/** Whether no link of a quickest way takes longer now, and none has become part of a quicker one. */
function isStillRight(
  { roads: before, seconds, speedFactor }: Travel,
  roads: Roads,
  changes: Map<Float64Array, Changed[]>,
): boolean {
  if (before.linkSeconds === roads.linkSeconds) return true;
  if (before.firstLink !== roads.firstLink || before.linkEnd !== roads.linkEnd) return false;
  const changed = changes.get(before.linkSeconds) ?? changedLinks(before, roads);
  changes.set(before.linkSeconds, changed);
  return changed.every((link) => {
    const [from, to] = [seconds[link.start]!, seconds[link.end]!];
    if (link.after > link.before)
      return from === Number.POSITIVE_INFINITY || from + link.before / speedFactor > to;
    return !(from + link.after / speedFactor < to);
  });
}

function changedLinks(before: Roads, after: Roads): Changed[] {
  const changed: Changed[] = [];
  for (let start = 0; start < nodeCountOf(after); start += 1)
    for (let link = after.firstLink[start]!; link < after.firstLink[start + 1]!; link += 1) {
      const [was, is] = [before.linkSeconds[link]!, after.linkSeconds[link]!];
      if (was !== is) changed.push({ start, end: after.linkEnd[link]!, before: was, after: is });
    }
  return changed;
}
