/** In which minutes somebody was in a grid. Times are milliseconds since 1970. */
import { type AreaWatch, areaOfUnit } from '../live/area-watch.ts';
import type { PatrolVisit } from './dosage.ts';
import { LONGEST_WAY_MS, type UsedFix } from './fixes-in-order.ts';

const MINUTE_MS = 60_000;
export const HALF_HOUR_MS = 30 * MINUTE_MS;
/** Who is there for less only passes through. */
const LEAST_MINUTES = 2;

/** Minutes of a half hour as bits, bit k for the k-th. */
export interface GridMinutes {
  halfHourMs: number;
  gridCode: string;
  minutes: number;
}

/**
 * The minutes in which a unit was in each grid by its fixes after `fromMs`; between two fixes in one grid that follow soon it was there, too. Each minute is
 * told of every grid in which it was meanwhile.
 */
export function minutesInGrids(
  grids: AreaWatch,
  unitId: string,
  fixes: readonly UsedFix[],
  fromMs: number,
): GridMinutes[] {
  const told = new Map<string, GridMinutes>();
  const put = (gridCode: string, minute: number) => {
    const halfHourMs = Math.floor((minute * MINUTE_MS) / HALF_HOUR_MS) * HALF_HOUR_MS;
    const key = `${halfHourMs} ${gridCode}`;
    const known = told.get(key) ?? { halfHourMs, gridCode, minutes: 0 };
    known.minutes |= 1 << (minute - halfHourMs / MINUTE_MS);
    told.set(key, known);
  };
  let before: { code: string | undefined; fixMs: number } | undefined;
  for (const { lng7, lat7, fixMs } of fixes) {
    const code = areaOfUnit(grids, unitId, lng7, lat7);
    const isOn = before && before.code === code && fixMs - before.fixMs <= LONGEST_WAY_MS;
    const sinceMs = Math.max(fromMs, isOn && before ? before.fixMs : fixMs);
    if (code !== undefined && fixMs > fromMs)
      for (let m = Math.floor(sinceMs / MINUTE_MS); m <= Math.floor(fixMs / MINUTE_MS); m += 1) put(code, m);
    before = { code, fixMs };
  }
  return [...told.values()];
}

/** Stays in grids, of whichever units: minutes on end, with at most one between. What is shorter than two minutes is passing through. */
export function staysInGrids(rows: readonly GridMinutes[]): PatrolVisit[] {
  const minutesOf = new Map<string, number[]>();
  for (const { halfHourMs, gridCode, minutes } of rows) {
    const all = minutesOf.get(gridCode) ?? [];
    for (let k = 0; k < 30; k += 1) if ((minutes >> k) & 1) all.push(halfHourMs / MINUTE_MS + k);
    minutesOf.set(gridCode, all);
  }
  return [...minutesOf].flatMap(([placeId, minutes]) =>
    runsOf(minutes.sort((a, b) => a - b))
      .filter(([first, last]) => last - first + 1 >= LEAST_MINUTES)
      .map(([first, last]) => ({
        unitId: '',
        placeId,
        arrivedMs: first * MINUTE_MS,
        leftMs: (last + 1) * MINUTE_MS,
      })),
  );
}

function runsOf(minutes: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const minute of minutes) {
    const run = runs.at(-1);
    if (run && minute - run[1] <= 2) run[1] = minute;
    else runs.push([minute, minute]);
  }
  return runs;
}
