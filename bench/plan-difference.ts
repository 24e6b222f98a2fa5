/** The difference of two plans of the made city: one corner moved, all ids new, every grid shifted. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type PlanGrid, planDifference } from '../core/plan/difference/difference.ts';
import { makeAreas } from '../data/city/areas.ts';
import { makeGround } from '../data/city/ground.ts';
import { DEFAULT_SEED } from '../data/city/make-city.ts';
import { printResults, type ResultRow, spread } from './table.ts';

const CORNER_UNITS = 500;
const SHIFT_UNITS = 1500;

/** `--rounds N` of each. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: 'string', default: '5' } } });
  const ground = makeGround(DEFAULT_SEED, () => {});
  const before: PlanGrid[] = makeAreas(ground, DEFAULT_SEED).grids.map(({ code, polygons }) => ({
    id: code,
    code,
    polygons,
  }));
  const ring = before[100]?.polygons[0]?.[0] ?? [];
  const [cornerLng, cornerLat] = [ring[4], ring[5]];
  const isCorner = (line: ArrayLike<number>, i: number): boolean =>
    line[i - (i % 2)] === cornerLng && line[i - (i % 2) + 1] === cornerLat;
  const changed: Record<string, PlanGrid[]> = {
    'one corner moved': moved(before, (line, i) => (isCorner(line, i) ? CORNER_UNITS : 0)),
    'all ids new': before.map((grid) => ({ ...grid, id: `new ${grid.id}` })),
    'every grid shifted': moved(before, () => SHIFT_UNITS),
  };
  const rows: ResultRow[] = [];
  for (const [change, after] of Object.entries(changed)) {
    const samples: number[] = [];
    let found = planDifference(before, after);
    for (let round = 0; round < Number(values.rounds); round++) {
      const started = performance.now();
      found = planDifference(before, after);
      samples.push(performance.now() - started);
    }
    const grids = found.grids.filter(({ kind }) => kind !== 'unchanged').length;
    rows.push({ change, ...spread(samples), grids, movedKm2: found.movedM2 / 1e6 });
  }
  const load = loadavg().map((one) => one.toFixed(1));
  printResults('plan-difference', rows, { grids: before.length, load: load.join(' ') });
}

function moved(
  grids: readonly PlanGrid[],
  byUnits: (line: ArrayLike<number>, i: number) => number,
): PlanGrid[] {
  return grids.map((grid) => ({
    ...grid,
    polygons: grid.polygons.map((rings) =>
      rings.map((ring) => Array.from(ring, (value, i) => value + byUnits(ring, i))),
    ),
  }));
}
