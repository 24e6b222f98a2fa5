/** What of the planted places the cells of "significant" and "changing" show. */
import { findChanging } from '../client/analysis/changing-job.ts';
import type { CellsOrder } from '../client/analysis/counted-cells.ts';
import type { HeldIncidents, JobContext } from '../client/analysis/jobs.ts';
import { findSignificance } from '../client/analysis/significance-job.ts';
import { type Cells, cellCount } from '../core/hotspot/cells.ts';
import { EMERGING_CLASSES, type EmergingClass } from '../core/hotspot/emerging.ts';
import { cellOfPoint } from '../core/hotspot/metric-grid.ts';
import { twoSidedP } from '../core/hotspot/normal.ts';
import type { DemoCity, Planted } from '../data/city/city.ts';
import type { ResultRow } from './table.ts';

const CONTEXT: JobContext = { progress: () => undefined, breathe: async () => undefined };
const BAND = { kind: 'distance', metres: null } as const;
const SURE_BIN = 3;
const STEP_DAYS = 7;
const TREND_P = 0.05;
const GROWING: readonly EmergingClass[] = ['hot_new', 'hot_consecutive', 'hot_intensifying'];
const SHRINKING: readonly EmergingClass[] = ['hot_diminishing', 'hot_historical'];

/**
 * Recall of planted places by the cell in their middle, and the part of all compared cells that is flagged alike. A place that was hot on and off
 * before it grew is "sporadic", and one that was hot half the year and no longer is has no class, as the 17 classes are defined; their trend
 * (Mann-Kendall) tells them.
 */
export async function plantedCells(city: DemoCity, held: HeldIncidents): Promise<ResultRow[]> {
  const rings = city.areas.filter(({ level }) => level === 'city').flatMap(({ polygons }) => polygons.flat());
  const cells: CellsOrder = { kind: 'metric', rings, metres: 250, ground: 'reported' };
  const order = { statistic: 'gi_star', cells, band: BAND, exposure: null, permutations: null } as const;
  const significant = (await findSignificance(held, order, CONTEXT)).result;
  const changed = (
    await findChanging(held, { cells, band: BAND, stepDays: STEP_DAYS, confidence: 95 }, CONTEXT)
  ).result;
  if (significant.problem !== null || changed.problem !== null) throw new Error('the cells do not do');
  const classOf = (cell: number) => EMERGING_CLASSES[changed.classes[cell] ?? 0] ?? 'none';
  const share = (kind: Planted['kind']) => city.planted.filter((one) => one.kind === kind);
  return [
    {
      arm: 'Gi* 99 %: hotspots',
      ...recall(
        significant.cells,
        share('hotspot'),
        significant.compared,
        (cell) => significant.bins[cell] === SURE_BIN,
      ),
    },
    ...(['emerging', 'fading'] as const).flatMap((kind) => {
      const [classes, side] = kind === 'emerging' ? [GROWING, 1] : [SHRINKING, -1];
      const isTrend = (cell: number) =>
        changed.trend[cell]! * side > 0 && twoSidedP(changed.trend[cell]!) <= TREND_P;
      const count = (isFlagged: (cell: number) => boolean) =>
        recall(changed.cells, share(kind), changed.compared, isFlagged);
      return [
        {
          arm: `changing: ${kind}, by class`,
          ...count((cell) => classes.includes(classOf(cell))),
          classes: classesAt(changed.cells, share(kind), classOf),
        },
        { arm: `changing: ${kind}, by trend`, ...count(isTrend) },
      ];
    }),
  ];
}

/** The class of the cell in the middle of each, in their order. */
function classesAt(
  cells: Cells,
  planted: readonly Planted[],
  classOf: (cell: number) => EmergingClass,
): string {
  if (cells.kind !== 'metric') throw new Error('these are no square cells');
  return planted
    .map(({ centre: [lng7, lat7] }) => classOf(cellOfPoint(cells.grid, lng7, lat7)).replace('_', ' '))
    .join(', ');
}

function recall(
  cells: Cells,
  planted: readonly Planted[],
  compared: number,
  isFlagged: (cell: number) => boolean,
): ResultRow {
  if (cells.kind !== 'metric') throw new Error('these are no square cells');
  const found = planted.filter(({ centre: [lng7, lat7] }) => isFlagged(cellOfPoint(cells.grid, lng7, lat7)));
  let flagged = 0;
  for (let cell = 0; cell < cellCount(cells); cell++) if (isFlagged(cell)) flagged++;
  return {
    flagged,
    planted: planted.length,
    found: found.length,
    recall: found.length / planted.length,
    shareOfCells: flagged / compared,
  };
}
