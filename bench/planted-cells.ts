/** What of the planted places the cells of "significant" and "changing" show. */
import { findChanging } from '../client/analysis/changing-job.ts';
import type { CellsOrder } from '../client/analysis/counted-cells.ts';
import type { HeldIncidents, JobContext } from '../client/analysis/jobs.ts';
import { findSignificance } from '../client/analysis/significance-job.ts';
import { type Cells, cellCount } from '../core/hotspot/cells.ts';
import { EMERGING_CLASSES, type EmergingClass } from '../core/hotspot/emerging.ts';
import { cellOfPoint } from '../core/hotspot/metric-grid.ts';
import type { DemoCity, Planted } from '../data/city/city.ts';
import type { ResultRow } from './table.ts';

const CONTEXT: JobContext = { progress: () => undefined, breathe: async () => undefined };
const BAND = { kind: 'distance', metres: null } as const;
const SURE_BIN = 3;
const STEP_DAYS = 7;
const GROWING: readonly EmergingClass[] = ['hot_new', 'hot_consecutive', 'hot_intensifying'];
const SHRINKING: readonly EmergingClass[] = ['hot_diminishing', 'hot_historical'];

/** Recall of planted places by the cell in their middle, and the part of all compared cells that is flagged alike. */
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
    {
      arm: 'changing: emerging',
      ...recall(changed.cells, share('emerging'), changed.compared, (cell) =>
        GROWING.includes(classOf(cell)),
      ),
    },
    {
      arm: 'changing: fading',
      ...recall(changed.cells, share('fading'), changed.compared, (cell) =>
        SHRINKING.includes(classOf(cell)),
      ),
    },
  ];
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
