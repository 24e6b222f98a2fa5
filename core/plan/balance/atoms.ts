/** The blocks of a real plan: what roads and rivers, or lines drawn for want of them, part its grids into. */
import { ancestorCode } from '../../contract/area-code.ts';
import { polygonsAreaM2 } from '../../geometry/metres.ts';
import { boundsOf, type FlatRing } from '../../geometry/ring.ts';
import { cutFaces, relabel } from '../cut.ts';
import { type Face, polygonsOf } from '../faces.ts';
import { WITHIN_COMMUNITY } from '../operation.ts';
import { type Plan, placeAt, pointsIn } from '../plan.ts';
import { PlanEdit, type Rights } from '../plan-edit.ts';
import type { Polygons7 } from '../proof.ts';
import type { Bounds7 } from '../workload/border-change.ts';
import { carriedBy } from '../workload/carried.ts';
import type { ThingIndex } from '../workload/thing-index.ts';
import { AddedPoints } from './added-points.ts';
import { type AtomGraph, atomGraph } from './atom-graph.ts';
import { bisect } from './bisect.ts';
import { type GroundLines, GroundPieces } from './ground-lines.ts';
import { type Atom, AtomJoins, SLIVER } from './join-atoms.ts';
import { type BalanceMeasure, loadScale } from './load-scale.ts';
import { planPart } from './plan-part.ts';
import { cutAlongRoads } from './road-chords.ts';

/** What is to be parted into blocks. */
export interface AtomOrder {
  plan: Plan;
  /** Codes of the communities whose grids may change. */
  communities: readonly string[];
  ground: GroundLines;
  things: ThingIndex;
  measure: BalanceMeasure;
  /** Which borders may move; those within a community without it. */
  rights?: Rights;
  /** A grid of fewer blocks is cut further, for want of roads; USUAL_LEAST without it. */
  leastBlocks?: number;
}

/** Blocks of a plan, numbered from 0, as are the grids that they lie in. */
export interface Atoms extends AtomGraph {
  /** What of the plan can change, and what lies round it. */
  plan: Plan;
  rights: Rights;
  /** Ids of the grids, by number. */
  grids: readonly string[];
  lockedGrids: ReadonlySet<number>;
  /** Points that the borders of the plan need for some of these blocks. */
  added: AddedPoints;
}

const USUAL_LEAST = 12;
/** At most so many blocks a grid in the mean. */
const MOST_ATOMS = 400 / 12;
/** Smaller pieces are not cut. */
const LEAST_CUT_M2 = 4 * SLIVER.areaM2;

/**
 * Parts the grids of communities into blocks along roads and rivers. Every block lies in one grid, and the blocks of a grid cover it once; a grid whose
 * border got points lies within a centimetre of where it was.
 *
 * A locked grid, and one of a locked community, is one block and does not change. A locked border stays the border of the same two grids: the
 * blocks along it stay where they are. Blocks of different communities count as neighbours only if the rights let their border move.
 * Throws a RangeError if there is no such community or the plan is no partition, and as `loadScale` does.
 */
export function makeAtoms(order: AtomOrder): Atoms {
  const {
    communities,
    ground,
    things,
    measure,
    rights = WITHIN_COMMUNITY,
    leastBlocks = USUAL_LEAST,
  } = order;
  const chosen = new Set(communities);
  const plan = planPart(order.plan, chosen);
  const communityOf = (id: string) => ancestorCode(plan.grids.get(id)!.code, 'community') ?? '';
  const grids = [...plan.grids.keys()].filter((id) => chosen.has(communityOf(id)));
  if (grids.length === 0) throw new RangeError('no grid in these communities');
  const carried = grids.map((id) => carriedBy(things, polygonsOrThrow(plan, id)));
  const loadOf = loadScale(carried, measure);
  const sizesIn = carried.map((whole) => (polygons: Polygons7): number => {
    const load = loadOf(whole) > 0 ? loadOf(carriedBy(things, polygons)) / loadOf(whole) : 0;
    return load + polygonsAreaM2(polygons) / whole.areaM2;
  });
  const pieces = new GroundPieces(ground);
  const made = new PlanEdit(plan, rights);
  for (const [id, grid] of plan.grids)
    if (plan.lockedCommunities.has(communityOf(id))) made.setGrid(id, { ...grid, isLocked: true });
  const isLocked = (id: string) => made.grid(id).isLocked;
  const added = new AddedPoints();
  const atoms = new Map<string, Atom>();
  for (const [at, grid] of grids.entries()) {
    if (!isLocked(grid)) cutAlongRoads(made, grid, pieces.within(boundsOfGrid(made, grid)), added);
    const maker = new AtomMaker(made, grid, atoms, sizesIn[at]!);
    for (const face of cutFaces(made, grid)) maker.add(face);
    if (!isLocked(grid)) maker.cutFurther(leastBlocks, added);
  }
  new AtomJoins(made, atoms, pieces).run(Math.ceil(MOST_ATOMS * grids.length));
  tidy(made, added);
  const lockedGrids = new Set([...grids.keys()].filter((at) => isLocked(grids[at]!)));
  return {
    plan,
    rights,
    grids,
    lockedGrids,
    added,
    ...atomGraph({ made, grids, atoms, pieces, things, loadOf }),
  };
}

function polygonsOrThrow(plan: Plan, grid: string): Polygons7 {
  const polygons = polygonsOf(plan, grid);
  if (!polygons) throw new RangeError(`the borders of ${grid} do not close`);
  return polygons;
}

function boundsOfGrid(made: PlanEdit, grid: string): Bounds7 {
  const lines = (made.arcsOf.get(grid) ?? []).map((arc) => boundsOf(made.arc(arc).line));
  return boundsOf(lines.flat());
}

/** Makes the pieces of a grid sides of arcs, each a grid of its own for the while, with the code and the lock of the whole. */
class AtomMaker {
  readonly #made: PlanEdit;
  readonly #grid: string;
  readonly #atoms: Map<string, Atom>;
  readonly #sizeOf: (polygons: Polygons7) => number;

  constructor(
    made: PlanEdit,
    grid: string,
    atoms: Map<string, Atom>,
    sizeOf: (polygons: Polygons7) => number,
  ) {
    this.#made = made;
    this.#grid = grid;
    this.#atoms = atoms;
    this.#sizeOf = sizeOf;
  }

  add(face: Face): void {
    const name = `block ${this.#atoms.size}`;
    this.#made.addGrid(name, this.#made.grid(this.#grid));
    relabel(this.#made, face, name);
    this.#measure(name, face);
  }

  #measure(name: string, face: Face): void {
    const polygons = [face.map(({ ring }): FlatRing => ring)];
    const areaM2 = polygonsAreaM2(polygons);
    this.#atoms.set(name, { grid: this.#grid, areaM2, size: this.#sizeOf(polygons) });
  }

  /** Cuts the largest pieces in two until there are enough of them. */
  cutFurther(least: number, added: AddedPoints): void {
    for (;;) {
      const own = [...this.#atoms].filter(
        ([, { grid, areaM2 }]) => grid === this.#grid && areaM2 >= SLIVER.areaM2,
      );
      if (own.length >= least) return;
      const largest = own
        .filter(([, { areaM2 }]) => areaM2 >= LEAST_CUT_M2)
        .sort(([, a], [, b]) => b.size - a.size);
      if (!largest.some(([name]) => this.#halve(name, added))) return;
    }
  }

  #halve(name: string, added: AddedPoints): boolean {
    const [whole] = cutFaces(this.#made, name);
    if (!whole || !bisect(this.#made, name, whole, added)) return false;
    const [kept, other] = cutFaces(this.#made, name);
    if (!kept || !other) return false;
    this.#measure(name, kept);
    this.add(other);
    return true;
  }
}

/** Takes out what nothing needs any more since pieces were joined: nodes, and points that were put into borders. */
function tidy(made: PlanEdit, added: AddedPoints): void {
  for (const node of [...made.nodes.keys()]) made.dissolve(node);
  for (const [id, { line }] of [...made.arcs]) {
    const last = pointsIn(line) - 1;
    const kept = Array.from({ length: last + 1 }, (_, i) => placeAt(line, i)).filter(
      (place, i) => i === 0 || i === last || !added.has(place),
    );
    if (kept.length <= last) made.change(id, { line: kept.flatMap(({ lng7, lat7 }) => [lng7, lat7]) });
  }
}
