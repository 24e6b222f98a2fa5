import { codePrefix } from '../contract/area-code.ts';
import { INCIDENT_SOURCES, INCIDENT_STATUSES, INCIDENT_TYPES, NETS, PRIORITIES } from '../vocabulary.ts';
import { type Clauses, type Counts, HOURS_A_WEEK } from './crossfilter.ts';

/** What an incident is apart from place and time: places in the lists of core/vocabulary.ts, `priority` 1 to 4. */
export interface Kind {
  type: number;
  priority: number;
  status: number;
  net: number;
  source: number;
}

const [STATUSES, NET_COUNT, SOURCES] = [INCIDENT_STATUSES.length, NETS.length, INCIDENT_SOURCES.length];
/** Every kind there can be. */
export const KINDS = INCIDENT_TYPES.length * PRIORITIES.length * STATUSES * NET_COUNT * SOURCES;

/** The number of a kind, from 0 to KINDS - 1. */
export function kindNumber({ type, priority, status, net, source }: Kind): number {
  return (
    (((type * PRIORITIES.length + priority - 1) * STATUSES + status) * NET_COUNT + net) * SOURCES + source
  );
}

/** The kind of a number. */
export function kindOf(number: number): Kind {
  const nets = Math.floor(number / SOURCES);
  const statuses = Math.floor(nets / NET_COUNT);
  const priorities = Math.floor(statuses / STATUSES);
  return {
    source: number % SOURCES,
    net: nets % NET_COUNT,
    status: statuses % STATUSES,
    priority: (priorities % PRIORITIES.length) + 1,
    type: Math.floor(priorities / PRIORITIES.length),
  };
}

const TYPE = 1;
const PRIORITY = 2;
const STATUS = 4;
const NET = 8;
const HOUR = 16;
const AREA = 32;
/** Bit of a grid that lies outside the scope, or of a row that was removed: it counts for nothing. */
const NOWHERE = 64;

/** For each kind, hour of the week and grid which clauses keep it out; 0: it passes. */
export interface Passing {
  kinds: Uint8Array;
  hours: Uint8Array;
  grids: Uint8Array;
}

/** Which incidents of the scope (an area's code) pass the clauses. `gridCodes` are those of the rows. */
export function passingOf(clauses: Clauses, scopeCode: string, gridCodes: readonly string[]): Passing {
  const lets = <T>(wanted: readonly T[], word: T): boolean => wanted.length === 0 || wanted.includes(word);
  const kinds = Uint8Array.from({ length: KINDS }, (_, number) => {
    const { type, priority, status, net } = kindOf(number);
    return (
      (lets(clauses.types, INCIDENT_TYPES[type]!) ? 0 : TYPE) |
      (lets<number>(clauses.priorities, priority) ? 0 : PRIORITY) |
      (lets(clauses.statuses, INCIDENT_STATUSES[status]!) ? 0 : STATUS) |
      (lets(clauses.nets, NETS[net]!) ? 0 : NET)
    );
  });
  // One more for rows that were removed.
  const hours = Uint8Array.from({ length: HOURS_A_WEEK + 1 }, (_, hour) =>
    hour === HOURS_A_WEEK ? NOWHERE : lets(clauses.hours, hour) ? 0 : HOUR,
  );
  const [scope, area] = [codePrefix(scopeCode), clauses.within === null ? '' : codePrefix(clauses.within)];
  const grids = Uint8Array.from(gridCodes, (code) =>
    code.startsWith(scope) ? (code.startsWith(area) ? 0 : AREA) : NOWHERE,
  );
  return { kinds, hours, grids };
}

/**
 * Adds up counts by kind, hour and grid of which each left out its own clauses (kinds: those of type, priority, status and net), the way
 * `Crossfilter` tells them.
 */
export function countsOf(
  { kinds }: Passing,
  byKind: ArrayLike<number>,
  hours: Int32Array,
  grids: Int32Array,
): Counts {
  const counts: Counts = {
    selected: 0,
    types: new Int32Array(INCIDENT_TYPES.length),
    priorities: new Int32Array(PRIORITIES.length),
    statuses: new Int32Array(STATUSES),
    nets: new Int32Array(NET_COUNT),
    hours,
    grids,
  };
  for (let number = 0; number < KINDS; number++) {
    const count = byKind[number]!;
    if (count === 0) continue;
    const { type, priority, status, net } = kindOf(number);
    const fails = kinds[number]!;
    if (fails === 0) counts.selected += count;
    if ((fails & ~TYPE) === 0) counts.types[type]! += count;
    if ((fails & ~PRIORITY) === 0) counts.priorities[priority - 1]! += count;
    if ((fails & ~STATUS) === 0) counts.statuses[status]! += count;
    if ((fails & ~NET) === 0) counts.nets[net]! += count;
  }
  return counts;
}

/** Whether an incident of a kind, hour of the week and grid passes. */
export function passes({ kinds, hours, grids }: Passing, kind: number, hour: number, grid: number): boolean {
  return (kinds[kind]! | hours[hour]! | grids[grid]!) === 0;
}

/** Whether a grid of `Passing` lies in the scope. */
export function isInScope(fails: number): boolean {
  return (fails & NOWHERE) === 0;
}
