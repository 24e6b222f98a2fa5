/** Repair of boundaries: a city's grids drawn with ordinary dirt made a proven partition, and a clean file let through; milliseconds. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { FlatRing } from '../core/geometry/ring.ts';
import { tracePolygons } from '../core/import/trace-rings.ts';
import { Points } from '../core/plan/points.ts';
import { repairBoundaries } from '../core/plan/repair/repair.ts';
import { makeAreas } from '../data/city/areas.ts';
import { makeGround } from '../data/city/ground.ts';
import { makeRandom } from '../data/city/random.ts';
import { densified } from './plan.ts';
import { printResults, spread } from './table.ts';

type Areas = FlatRing[][][];
/** Of integer units; about. */
const UNITS_PER_METRE = 100;

/** `--vertices N` (of all borders), `--rounds N`, `--seed N`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      vertices: { type: 'string', default: '300000' },
      rounds: { type: 'string', default: '3' },
      seed: { type: 'string', default: '1' },
    },
  });
  const seed = Number(values.seed);
  const clean = cityOf(seed, Number(values.vertices));
  const rows = [];
  for (const [what, areas] of [
    ['clean', clean],
    ['a tenth of the grids dirty', dirtied(clean, seed, 10)],
    ['all grids dirty', dirtied(clean, seed, 1)],
  ] as const) {
    const tookMs: number[] = [];
    let places = 0;
    for (let round = 0; round < Number(values.rounds); round++) {
      const beforeMs = performance.now();
      const { repairs, snapped } = repairBoundaries(areas, { snapMetres: 1 });
      tookMs.push(performance.now() - beforeMs);
      places = repairs.length;
      if (what === 'clean' && repairs.length + snapped.length > 0)
        throw new Error('a clean city was changed');
    }
    rows.push({ what, ...spread(tookMs), places });
  }
  printResults('repair', rows, {
    grids: clean.length,
    ringVertices: clean.flat(2).reduce((sum, ring) => sum + ring.length / 2, 0),
    load: loadavg()
      .map((one) => one.toFixed(1))
      .join(' '),
  });
}

function cityOf(seed: number, vertices: number): Areas {
  const { arcs, grids } = makeAreas(
    makeGround(seed, () => undefined),
    seed,
  );
  const points = new Points();
  const borders = grids.map(() => ({ from: [] as number[], to: [] as number[] }));
  const dense = densified(
    arcs.map(({ line }) => line),
    vertices,
  );
  dense.forEach((line, arc) => {
    const ids = points.along(line);
    for (let i = 1; i < ids.length; i++) {
      const [a, b] = [ids[i - 1]!, ids[i]!];
      const { left, right } = arcs[arc]!;
      if (left >= 0) add(borders[left]!, a, b);
      if (right >= 0) add(borders[right]!, b, a);
    }
  });
  return borders.map((border) => tracePolygons(border, points.lng7, points.lat7));
}

function add(border: { from: number[]; to: number[] }, from: number, to: number): void {
  border.from.push(from);
  border.to.push(to);
}

/** One grid in `every` with all points off by up to 30 cm and one point in twenty left out; one in ten of those 3 m off as a whole, one in fifty drawn twice. */
function dirtied(clean: Areas, seed: number, every: number): Areas {
  const { next } = makeRandom(seed, 'repair bench');
  const off = (metres: number) => Math.round((2 * next() - 1) * metres * UNITS_PER_METRE);
  const dirty = clean.map((polygons, grid) => {
    if (grid % every !== 0) return polygons;
    const [east, north] = next() < 0.1 ? [off(3), off(3)] : [0, 0];
    return polygons.map((rings) =>
      rings.map((ring) => {
        const out: number[] = [];
        for (let at = 0; at + 3 < ring.length; at += 2)
          if (out.length < 6 || next() > 0.05)
            out.push(ring[at]! + east + off(0.3), ring[at + 1]! + north + off(0.3));
        return [...out, out[0]!, out[1]!];
      }),
    );
  });
  return [...dirty, ...dirty.filter((_, grid) => grid % (50 * every) === 0)];
}
