import { polygonsAreaM2 } from '../../geometry/metres.ts';
import { boundsOf } from '../../geometry/ring.ts';
import type { Polygons7 } from '../proof.ts';
import { borderChange } from '../workload/border-change.ts';
import { type BorderLines, borderLines } from './border-lines.ts';
import { overlapM2, surfaceOf } from './overlap.ts';

/** A grid of a plan; the id is stable across plans where both know of one another. */
export interface PlanGrid {
  id: string;
  code: string;
  polygons: Polygons7;
}

/**
 * What became of a grid: `unchanged` and `changed` go on, with the same or another border; `split` is new and has nearly all of its area from
 * one grid; `created` is new from several or from nowhere; `merged` has ended and nearly all of it is in one grid; `retired`
 * has ended and was shared out, or lies in none.
 */
export const GRID_CHANGES = ['unchanged', 'changed', 'split', 'created', 'merged', 'retired'] as const;
export type GridChangeKind = (typeof GRID_CHANGES)[number];

export interface AreaShare {
  id: string;
  areaM2: number;
}

export interface MeasuredGrid extends AreaShare {
  code: string;
}

export interface GridChange {
  kind: GridChangeKind;
  /** Null: new. */
  before: MeasuredGrid | null;
  /** Null: ended. */
  after: MeasuredGrid | null;
  /** Old grids that it has area of, itself left out, the largest first. */
  from: AreaShare[];
  /** New grids that have area of it, itself left out, the largest first. */
  to: AreaShare[];
}

export interface PlanDifference {
  borders: BorderLines;
  /** Grids that go on or are new in the order of the second plan, then those that have ended in the order of the first. */
  grids: GridChange[];
  /** Square metres that are in another grid than before. */
  movedM2: number;
}

/** So large a part is nearly all. */
const NEARLY_ALL = 0.95;

/**
 * The difference of two plans. A grid goes on as the one with its id; where ids do not tell, as the one with which it shares more than half
 * of the area of each. Areas are square metres of the ellipsoid; what is less than a thousandth of one has not moved.
 */
export function planDifference(before: readonly PlanGrid[], after: readonly PlanGrid[]): PlanDifference {
  const { oldOf, unchanged, flows: all } = lineage(before, after);
  const flows = all.filter(({ old, now }) => oldOf.get(now) !== old);
  const [fromOf, toOf] = [new Map<PlanGrid, AreaShare[]>(), new Map<PlanGrid, AreaShare[]>()];
  for (const { old, now, areaM2 } of flows.toSorted((a, b) => b.areaM2 - a.areaM2)) {
    fromOf.set(now, [...(fromOf.get(now) ?? []), { id: old.id, areaM2 }]);
    toOf.set(old, [...(toOf.get(old) ?? []), { id: now.id, areaM2 }]);
  }
  const going = after.map((now): GridChange => {
    const old = oldOf.get(now);
    const from = fromOf.get(now) ?? [];
    const [was, is] = [old ? measured(old) : null, measured(now)];
    const shares = { from, to: (old && toOf.get(old)) ?? [] };
    if (was) return { kind: unchanged.has(now) ? 'unchanged' : 'changed', before: was, after: is, ...shares };
    return { kind: isNearlyAll(from, is.areaM2) ? 'split' : 'created', before: null, after: is, ...shares };
  });
  const goesOn = new Set(oldOf.values());
  const ended = before.flatMap((old): GridChange[] => {
    if (goesOn.has(old)) return [];
    const [was, to] = [measured(old), toOf.get(old) ?? []];
    const kind = isNearlyAll(to, was.areaM2) ? 'merged' : 'retired';
    return [{ kind, before: was, after: null, from: [], to }];
  });
  return {
    borders: borderLines(
      before.map(({ polygons }) => polygons),
      after.map(({ polygons }) => polygons),
    ),
    grids: [...going, ...ended],
    movedM2: flows.reduce((sum, { areaM2 }) => sum + areaM2, 0),
  };
}

function measured({ id, code, polygons }: PlanGrid): MeasuredGrid {
  return { id, code, areaM2: polygonsAreaM2(polygons) };
}

function isNearlyAll([largest]: readonly AreaShare[], areaM2: number): boolean {
  return largest !== undefined && largest.areaM2 >= NEARLY_ALL * areaM2;
}

interface Flow {
  old: PlanGrid;
  now: PlanGrid;
  areaM2: number;
}

/** As which old grid a new one goes on, which have the same border, and what all others share. */
function lineage(before: readonly PlanGrid[], after: readonly PlanGrid[]) {
  const oldById = new Map(before.map((old) => [old.id, old]));
  const newIds = new Set(after.map(({ id }) => id));
  const oldOf = new Map<PlanGrid, PlanGrid>();
  const unchanged = new Set<PlanGrid>();
  const pair = (now: PlanGrid, old: PlanGrid): void => {
    oldOf.set(now, old);
    if (borderChange(old.polygons, now.polygons).length === 0) unchanged.add(now).add(old);
  };
  const areStrangers = (now: PlanGrid, old: PlanGrid) => !newIds.has(old.id) && !oldById.has(now.id);
  const oldByBorder = new Map(before.map((old) => [boxOf(old), old]));
  for (const now of after) {
    const [old, alike] = [oldById.get(now.id), oldByBorder.get(boxOf(now))];
    if (old) pair(now, old);
    else if (alike && areStrangers(now, alike) && borderChange(alike.polygons, now.polygons).length === 0)
      pair(now, alike);
  }
  const surfacesOf = (grids: readonly PlanGrid[]) =>
    grids.flatMap((grid) => (unchanged.has(grid) ? [] : [[grid, surfaceOf(grid.polygons)] as const]));
  const news = surfacesOf(after);
  const flows: Flow[] = [];
  for (const [old, oldSurface] of surfacesOf(before))
    for (const [now, surface] of news) {
      const areaM2 = overlapM2(oldSurface, surface);
      if (areaM2 > 0) flows.push({ old, now, areaM2 });
      const isMost = 2 * areaM2 > oldSurface.areaM2 && 2 * areaM2 > surface.areaM2;
      if (isMost && areStrangers(now, old)) pair(now, old);
    }
  return { oldOf, unchanged, flows };
}

/** The box of a grid as text: equal for equal borders, and hardly ever for others. */
function boxOf({ polygons }: PlanGrid): string {
  return boundsOf(polygons.flat().flatMap((ring) => boundsOf(ring))).join(' ');
}
