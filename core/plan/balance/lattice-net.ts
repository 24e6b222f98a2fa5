/** Lines made to meet in common points, on a lattice coarse enough that no two points are nearly one. */
import Flatbush from 'flatbush';
import { isOnSegment, segmentsCross } from '../../geometry/integer.ts';
import { Points } from '../points.ts';

/** Units between points of the lattice: about a metre. */
export const LATTICE_UNITS = 100;
/** Each round of putting common points in moves lines by less than a metre; after so many, what still crosses is left out. */
const MOST_ROUNDS = 12;
const MOST_POINTS = 2 ** 26;

/** Straight edges between points of the lattice, none of which meet but in their ends. */
export interface Net {
  /** Of each point, in units of 1e-7 degree. */
  lng7: readonly number[];
  lat7: readonly number[];
  /** Numbers of two points each. */
  edges: readonly (readonly [a: number, b: number])[];
}

/** The lattice point nearest to a place, in units of 1e-7 degree. */
export function onLattice(units: number): number {
  return Math.round(units / LATTICE_UNITS) * LATTICE_UNITS;
}

/**
 * The net of lines (flat [aLng7, aLat7, bLng7, bLat7] each): their ends go to the nearest points of the lattice, and so does every place where two of them cross, until
 * none cross. (Iterated snap rounding: Halperin and Packer, Computational Geometry 23 (2002) 209.)
 */
export function netOf(lines: Iterable<readonly [number, number, number, number]>): Net {
  const points = new Points();
  const steps = (units: number) => Math.round(units / LATTICE_UNITS);
  let edges = new Map<number, [number, number]>();
  for (const [aLng7, aLat7, bLng7, bLat7] of lines)
    addEdge(edges, points.idOf(steps(aLng7), steps(aLat7)), points.idOf(steps(bLng7), steps(bLat7)));
  for (let round = 0; ; round++) {
    const { cuts, crossed } = meetings(points, [...edges.values()]);
    if (cuts.size === 0) break;
    if (round === MOST_ROUNDS) {
      edges = new Map([...edges].filter((_, at) => !crossed.has(at)));
      break;
    }
    edges = divided(points, [...edges.values()], cuts);
  }
  return {
    lng7: points.lng7.map((at) => at * LATTICE_UNITS),
    lat7: points.lat7.map((at) => at * LATTICE_UNITS),
    edges: [...edges.values()],
  };
}

function addEdge(edges: Map<number, [number, number]>, a: number, b: number): void {
  if (a === b) return;
  const ends: [number, number] = a < b ? [a, b] : [b, a];
  edges.set(ends[0] * MOST_POINTS + ends[1], ends);
}

type Edges = readonly (readonly [number, number])[];

/** Points that lie on edges or are to be put into them, by edge; and of each pair that meets the later edge. */
function meetings(
  points: Points,
  edges: Edges,
): { cuts: Map<number, Set<number>>; crossed: ReadonlySet<number> } {
  const cuts = new Map<number, Set<number>>();
  const crossed = new Set<number>();
  if (edges.length === 0) return { cuts, crossed };
  const box = boxesOf(points, edges);
  const index = new Flatbush(edges.length);
  for (const bounds of box) index.add(...bounds);
  index.finish();
  const cut = (edge: number, point: number): boolean => {
    if (edges[edge]!.includes(point)) return false;
    cuts.set(edge, (cuts.get(edge) ?? new Set()).add(point));
    return true;
  };
  for (const [one, bounds] of box.entries())
    for (const other of index.search(...bounds, (at) => at > one)) {
      const found = commonPoints(points, edges[one]!, edges[other]!);
      const isCut = found.flatMap((point) => [cut(one, point), cut(other, point)]);
      if (isCut.includes(true)) crossed.add(other);
    }
  return { cuts, crossed };
}

function boxesOf({ lng7, lat7 }: Points, edges: Edges): [number, number, number, number][] {
  return edges.map(([a, b]) => [
    Math.min(lng7[a]!, lng7[b]!),
    Math.min(lat7[a]!, lat7[b]!),
    Math.max(lng7[a]!, lng7[b]!),
    Math.max(lat7[a]!, lat7[b]!),
  ]);
}

function commonPoints(
  points: Points,
  [a, b]: readonly [number, number],
  [c, d]: readonly [number, number],
): number[] {
  const { lng7, lat7 } = points;
  const [ax, ay, bx, by] = [lng7[a]!, lat7[a]!, lng7[b]!, lat7[b]!];
  const [cx, cy, dx, dy] = [lng7[c]!, lat7[c]!, lng7[d]!, lat7[d]!];
  const found = [c, d].filter((point) => isOnSegment(lng7[point]!, lat7[point]!, ax, ay, bx, by));
  for (const point of [a, b]) if (isOnSegment(lng7[point]!, lat7[point]!, cx, cy, dx, dy)) found.push(point);
  if (found.length > 0 || !segmentsCross(ax, ay, bx, by, cx, cy, dx, dy)) return found;
  const [abX, abY, cdX, cdY] = [bx - ax, by - ay, dx - cx, dy - cy];
  const along = ((cx - ax) * cdY - (cy - ay) * cdX) / (abX * cdY - abY * cdX);
  return [points.idOf(Math.round(ax + along * abX), Math.round(ay + along * abY))];
}

function divided(
  { lng7, lat7 }: Points,
  edges: Edges,
  cuts: ReadonlyMap<number, ReadonlySet<number>>,
): Map<number, [number, number]> {
  const made = new Map<number, [number, number]>();
  for (const [at, [a, b]] of edges.entries()) {
    const [east, north] = [lng7[b]! - lng7[a]!, lat7[b]! - lat7[a]!];
    const along = (point: number) => (lng7[point]! - lng7[a]!) * east + (lat7[point]! - lat7[a]!) * north;
    const inner = [...(cuts.get(at) ?? [])].sort((one, other) => along(one) - along(other));
    const through = [a, ...inner, b];
    for (let i = 1; i < through.length; i++) addEdge(made, through[i - 1]!, through[i]!);
  }
  return made;
}
