/** The blocks of a real plan: what roads and rivers, or lines drawn for want of them, part its grids into. */
import { ancestorCode } from '../../contract/area-code.ts';
import { polygonsAreaM2 } from '../../geometry/metres.ts';
import { boundsOf, type FlatRing, signedArea2 } from '../../geometry/ring.ts';
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
  for (const [at, grid] of grids.entries()) {
    if (isLocked(grid)) continue;
    cutAlongRoads(made, grid, pieces.within(boundsOfGrid(made, grid)), added);
    cutFurther(made, grid, leastBlocks, added, sizesIn[at]!);
  }
  const atoms = new Map<string, Atom>();
  for (const [at, grid] of grids.entries()) nameAtoms(made, grid, atoms, sizesIn[at]!);
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

/** Cuts the largest pieces of a grid in two until there are enough of them. */
function cutFurther(
  made: PlanEdit,
  grid: string,
  least: number,
  added: AddedPoints,
  sizeOf: (polygons: Polygons7) => number,
): void {
  const known = new Map<number, number>();
  const sizeOfFace = (face: Face): number => {
    const key = signedArea2(face[0]!.ring);
    const size = known.get(key) ?? sizeOf([ringsOf(face)]);
    known.set(key, size);
    return size;
  };
  for (;;) {
    const faces = cutFaces(made, grid).filter((face) => areaOf(face) >= SLIVER.areaM2);
    if (faces.length >= least) return;
    const largest = faces
      .filter((face) => areaOf(face) >= LEAST_CUT_M2)
      .map((face) => ({ face, size: sizeOfFace(face) }))
      .sort((a, b) => b.size - a.size);
    if (!largest.some(({ face }) => bisect(made, grid, face, added))) return;
  }
}

function nameAtoms(
  made: PlanEdit,
  grid: string,
  atoms: Map<string, Atom>,
  sizeOf: (polygons: Polygons7) => number,
): void {
  for (const face of cutFaces(made, grid)) {
    const name = `block ${atoms.size}`;
    atoms.set(name, { grid, areaM2: areaOf(face), size: sizeOf([ringsOf(face)]) });
    relabel(made, face, name);
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

function ringsOf(face: Face): FlatRing[] {
  return face.map(({ ring }) => ring);
}

function areaOf(face: Face): number {
  return polygonsAreaM2([ringsOf(face)]);
}
