/** Editing a city's plan: a border dragged, grids split, merged and transferred, the proof of a community and of the city; milliseconds. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { ancestorCode } from '../core/contract/area-code.ts';
import { boundsOf, type FlatRing } from '../core/geometry/ring.ts';
import { polygonsOf } from '../core/plan/faces.ts';
import { formAreas } from '../core/plan/form-areas.ts';
import { apply, type Operation } from '../core/plan/operation.ts';
import { type Arc, levelOfArc, type Place, type Plan, placeAt, planOf, pointsIn } from '../core/plan/plan.ts';
import { type Polygons7, provePartition } from '../core/plan/proof.ts';
import { makeAreas } from '../data/city/areas.ts';
import { makeGround } from '../data/city/ground.ts';
import { makeRandom } from '../data/city/random.ts';
import { printResults, type ResultRow, spread } from './table.ts';

const STEPS_A_DRAG = 60;
/** About 20 m from step to step. */
const STEP_UNITS = 40;

/** `--vertices N` (of all borders), `--rounds N`, `--seed N`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      vertices: { type: 'string', default: '300000' },
      rounds: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [vertices, rounds, seed] = [Number(values.vertices), Number(values.rounds), Number(values.seed)];
  const { arcs, nodes, grids } = makeAreas(
    makeGround(seed, () => undefined),
    seed,
  );
  const dense = densified(
    arcs.map(({ line }) => line),
    vertices,
  );
  const idOf = (grid: number): string | null => (grid < 0 ? null : `g${grid}`);
  const rows: ResultRow[] = [];
  const made = (): Plan =>
    planOf(
      nodes.map(({ id, point: [lng7, lat7] }) => [id, { lng7, lat7 }]),
      arcs.map(({ id, fromNode, toNode, left, right }, i): [number, Arc] => {
        const line = dense[i] ?? [];
        return [
          id,
          { from: fromNode, to: toNode, line, left: idOf(left), right: idOf(right), isLocked: false },
        ];
      }),
      grids.map(({ code }, i) => [`g${i}`, { code, parents: [], isMultipart: false, isLocked: false }]),
    );
  let plan = made();
  const loadMs: number[] = [];
  for (let i = 0; i < 5; i++)
    loadMs.push(
      timeMs(() => {
        plan = made();
      }),
    );
  rows.push({ what: 'read into a plan', ...spread(loadMs) });
  const { next: random, pick } = makeRandom(seed, 'plan bench');
  const free = [...plan.arcs].filter(([, arc]) => levelOfArc(plan, arc) === 'grid');
  rows.push(drag(plan, rounds, () => pick(free.filter(([, { line }]) => pointsIn(line) > 6)), random));
  const kinds: [string, (i: number) => Operation][] = [
    ['split', (i) => splitOf(plan, pick([...plan.grids.keys()]), i, random)],
    ['merge', () => mergeOf(pick(free))],
    ['transfer', () => transferOf(plan, pick(free))],
  ];
  for (const [what, operationOf] of kinds) rows.push(measured(plan, what, rounds, operationOf));
  rows.push(...proofs(plan));
  printResults('plan', rows, {
    grids: plan.grids.size,
    arcs: plan.arcs.size,
    vertices: dense.reduce((sum, line) => sum + pointsIn(line), 0),
    load: loadavg()
      .map((one) => one.toFixed(1))
      .join(' '),
  });
}

/** Lines with points in between, so that together they have about so many. */
export function densified(lines: readonly FlatRing[], vertices: number): number[][] {
  const steps = lines.reduce((sum, line) => sum + pointsIn(line) - 1, 0);
  const each = Math.max(1, Math.round(vertices / steps));
  return lines.map((line) => {
    const points = [line[0] as number, line[1] as number];
    for (let i = 1; i < pointsIn(line); i++) {
      const [a, b] = [placeAt(line, i - 1), placeAt(line, i)];
      for (let k = 1; k <= each; k++)
        points.push(
          Math.round(a.lng7 + (k / each) * (b.lng7 - a.lng7)),
          Math.round(a.lat7 + (k / each) * (b.lat7 - a.lat7)),
        );
    }
    return points;
  });
}

/** A point in the middle of a border goes to and fro; each step is made from the plan as it was when the drag began. */
function drag(plan: Plan, rounds: number, arcOf: () => [number, Arc], random: () => number): ResultRow {
  const tookMs: number[] = [];
  let refused = 0;
  for (let round = 0; round < rounds / 10; round++) {
    const [arc, { line }] = arcOf();
    const index = Math.floor(pointsIn(line) / 2);
    const { lng7, lat7 } = placeAt(line, index);
    const turn = random() * 2 * Math.PI;
    for (let step = 1; step <= STEPS_A_DRAG; step++) {
      const far = STEP_UNITS * Math.sin((step / STEPS_A_DRAG) * Math.PI) * 10;
      const to = {
        lng7: Math.round(lng7 + far * Math.cos(turn)),
        lat7: Math.round(lat7 + far * Math.sin(turn)),
      };
      tookMs.push(
        timeMs(() => {
          if ('refusal' in apply(plan, { kind: 'moveVertex', arc, index, to })) refused++;
        }),
      );
    }
  }
  return { what: 'a step of a drag', ...spread(tookMs), refused };
}

function measured(
  plan: Plan,
  what: string,
  rounds: number,
  operationOf: (i: number) => Operation,
): ResultRow {
  const tookMs: number[] = [];
  let refused = 0;
  for (let i = 0; i < rounds; i++) {
    const operation = operationOf(i);
    tookMs.push(
      timeMs(() => {
        if ('refusal' in apply(plan, operation)) refused++;
      }),
    );
  }
  return { what, ...spread(tookMs), refused };
}

function splitOf(plan: Plan, grid: string, i: number, random: () => number): Operation {
  const [west, south, east, north] = boundsOf(polygonsOf(plan, grid)?.[0]?.[0] ?? []);
  const at = (part: number, above: number): Place => ({
    lng7: Math.round(west + part * (east - west)),
    lat7: Math.round(south + above * (north - south)),
  });
  const line = [at(-0.1, random()), at(1.1, random())];
  const community = ancestorCode(plan.grids.get(grid)?.code ?? '', 'community');
  const made = { id: `new${i}`, code: `${community}999` };
  return { kind: 'split', grid, line, made, keeps: 'larger', snapMetres: 30 };
}

function mergeOf([, { left, right }]: [number, Arc]): Operation {
  return { kind: 'merge', keeps: left ?? '', goes: right ?? '' };
}

/** A square round the middle of the border. */
function transferOf(plan: Plan, [, { line, left, right }]: [number, Arc]): Operation {
  const { lng7, lat7 } = placeAt(line, Math.floor(pointsIn(line) / 2));
  const [from, to] = [left ?? '', right ?? ''];
  const [west, , east] = boundsOf(polygonsOf(plan, from)?.[0]?.[0] ?? []);
  const r = Math.round((east - west) / 8);
  const patch = [
    [-r, -r],
    [r, -r],
    [r, r],
    [-r, r],
  ].map(([dx = 0, dy = 0]) => ({ lng7: lng7 + dx, lat7: lat7 + dy }));
  return { kind: 'transfer', from, to, line: patch, snapMetres: 30 };
}

function proofs(plan: Plan): ResultRow[] {
  const codeOf = (id: string | null): string | null =>
    id === null ? null : (plan.grids.get(id)?.code ?? null);
  const areas = formAreas(
    [...plan.arcs.values()].map(({ line, left, right }) => ({
      coordinates: line,
      leftCode: codeOf(left),
      rightCode: codeOf(right),
    })),
  );
  const communities = new Map<string, string[]>();
  for (const [id, { code }] of plan.grids) {
    const community = ancestorCode(code, 'community') ?? '';
    communities.set(community, [...(communities.get(community) ?? []), id]);
  }
  const surfaces = (ids: Iterable<string>): Polygons7[] => [...ids].map((id) => polygonsOf(plan, id) ?? []);
  let left = 0;
  const each = [...communities].map(([community, ids]) =>
    timeMs(() => {
      left += provePartition(surfaces(ids), [areas.get(community) ?? []]).length;
    }),
  );
  const whole = timeMs(() => {
    left += provePartition(
      surfaces(plan.grids.keys()),
      [...areas].filter(([code]) => communities.has(code)).map(([, area]) => area),
    ).length;
  });
  return [
    { what: 'proof of a community', ...spread(each) },
    { what: 'proof of the city', ...spread([whole]), leftOver: left },
  ];
}

function timeMs(work: () => void): number {
  const beforeMs = performance.now();
  work();
  return performance.now() - beforeMs;
}
