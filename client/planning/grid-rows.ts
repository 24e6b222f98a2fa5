import { communityOf } from '../../core/contract/area-code.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { Polygons7 } from '../../core/plan/proof.ts';
import type { Compactness } from '../../core/plan/workload/compactness.ts';
import { type Spread, spreadOf } from '../../core/plan/workload/spread.ts';
import { type Weakness, weakShapes } from '../../core/plan/workload/weak-shapes.ts';
import { loadsOf, type Measures, type WorkloadMeasure } from '../../core/plan/workload/workload.ts';

/** What is known of a grid of a plan; measures null: not counted. */
export interface GridCount {
  code: string;
  polygons: Polygons7;
  measures: Measures | null;
  compactness: Compactness;
}

/** A grid as the table has it. */
export interface GridRow {
  id: string;
  code: string;
  community: string;
  isLocked: boolean;
  /** In the unit of the measure; null: none. */
  value: number | null;
  /** Beside the mean of the grids compared, which is 1; null without a value, or where the mean is 0. */
  load: number | null;
  /** Value now less value in the origin of the draft; null where either is not there. */
  change: number | null;
  /** Against the origin of the draft. */
  fate: 'same' | 'new' | 'changed';
  compactness: number;
  weaknesses: readonly Weakness[];
}

/** How evenly grids are loaded, and their mean in the unit of the measure. */
export interface Balance {
  spread: Spread;
  mean: number | null;
}

export type GridOrder = 'imbalance' | 'code' | 'change';

/** A border that is merely cut, where a neighbour was split, bends by less than a centimetre there: that is no change of the grid. */
const LEAST_M2 = 0.5;
const LEAST_METRES = 0.02;

/** Codes of the communities that a plan has grids in, in order. */
export function communitiesIn({ grids }: Pick<Plan, 'grids'>): string[] {
  return [...new Set([...grids.values()].map(({ code }) => communityOf(code)))].sort();
}

/** The grids of a community (null: all) as rows, in the order of the plan. Without a measure there are no values. */
export function rowsOf(
  plan: Plan,
  now: ReadonlyMap<string, GridCount>,
  before: ReadonlyMap<string, GridCount>,
  { measure, community }: { measure: WorkloadMeasure | null; community: string | null },
): GridRow[] {
  const ids = [...now.keys()].filter((id) => isIn(plan.grids.get(id)?.code, community));
  const counts = ids.map((id) => now.get(id) as GridCount);
  const hasAny = measure !== null && counts.some(({ measures }) => (measures?.[measure] ?? 0) > 0);
  const loads = measure && hasAny ? loadsBy(counts, measure) : [];
  const weak = new Map(
    weakShapes(counts.map(({ compactness }, at) => ({ id: at, compactness }))).map((shape) => [
      shape.id,
      shape.weaknesses,
    ]),
  );
  return ids.map((id, at) => {
    const count = counts[at] as GridCount;
    const origin = before.get(id);
    const value = measure ? (count.measures?.[measure] ?? null) : null;
    const past = measure ? (origin?.measures?.[measure] ?? null) : null;
    const code = plan.grids.get(id)?.code ?? count.code;
    return {
      id,
      code,
      community: communityOf(code),
      isLocked: plan.grids.get(id)?.isLocked ?? false,
      value,
      load: value === null ? null : (loads[at] ?? null),
      change: value === null || past === null ? null : value - past,
      fate: fateOf({ ...count, code }, origin),
      compactness: count.compactness.polsbyPopper,
      weaknesses: weak.get(at) ?? [],
    };
  });
}

/** How evenly the grids of a community (null: all) are loaded; null without a measure, where they have nothing of it, or before anything is counted. */
export function balanceOf(
  counts: ReadonlyMap<string, GridCount>,
  { measure, community }: { measure: WorkloadMeasure | null; community: string | null },
): Balance | null {
  if (!measure) return null;
  const own = [...counts.values()].filter(({ code }) => isIn(code, community));
  const values = own.flatMap(({ measures }) => measures?.[measure] ?? []);
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total === 0) return null;
  return {
    spread: spreadOf(loadsBy(own, measure)),
    mean: total / values.length,
  };
}

/** Sorted: the furthest from the mean first, by code, or by what changed most. Those without a value come last. */
export function sortedRows(rows: readonly GridRow[], order: GridOrder): GridRow[] {
  const byCode = (a: GridRow, b: GridRow) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
  if (order === 'code') return rows.toSorted(byCode);
  const weight = order === 'imbalance' ? imbalanceOf : changeOf;
  return rows.toSorted((a, b) => weight(b) - weight(a) || byCode(a, b));
}

/** Grids of which something differs between a draft and its origin: changed, new, and gone. */
export function changedGrids(
  now: ReadonlyMap<string, GridCount>,
  before: ReadonlyMap<string, GridCount>,
): number {
  const gone = [...before.keys()].filter((id) => !now.has(id)).length;
  const other = [...now].filter(([id, count]) => fateOf(count, before.get(id)) !== 'same').length;
  return gone + other;
}

function imbalanceOf({ load }: GridRow): number {
  return load === null ? -1 : Math.abs(load - 1);
}

function changeOf({ change, fate }: GridRow): number {
  return fate === 'new' ? Number.POSITIVE_INFINITY : change === null ? -1 : Math.abs(change);
}

function fateOf(count: GridCount, origin: GridCount | undefined): GridRow['fate'] {
  if (!origin) return 'new';
  if (origin.code !== count.code) return 'changed';
  if (origin.polygons === count.polygons) return 'same';
  const [was, is] = [origin.compactness, count.compactness];
  const isElsewhere =
    Math.abs(was.areaM2 - is.areaM2) > LEAST_M2 ||
    Math.abs(was.perimeterMetres - is.perimeterMetres) > LEAST_METRES;
  return isElsewhere ? 'changed' : 'same';
}

function loadsBy(counts: readonly GridCount[], measure: WorkloadMeasure): number[] {
  const measures = counts.flatMap(({ measures: one }) => one ?? []);
  return measures.length === counts.length ? loadsOf(measures, { [measure]: 1 }) : [];
}

function isIn(code: string | undefined, community: string | null): boolean {
  return code !== undefined && (community === null || code.startsWith(community));
}
