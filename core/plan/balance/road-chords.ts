import { locateInPolygon } from '../../geometry/ring.ts';
import { nodeAt } from '../cut.ts';
import { polygonsOf } from '../faces.ts';
import type { Place } from '../plan.ts';
import type { PlanEdit } from '../plan-edit.ts';
import { Points } from '../points.ts';
import type { Polygons7 } from '../proof.ts';
import type { AddedPoints } from './added-points.ts';
import { BorderEnds, meets } from './border-ends.ts';
import { stretchesOff } from './free-stretches.ts';
import type { Piece } from './ground-lines.ts';
import { netOf, onLattice } from './lattice-net.ts';
import { type NetEdges, partingEdges } from './parting-edges.ts';

/** What runs nearer to a border than this runs along it. */
const BAND_METRES = 6;

/** Where a road was cut off before the border, and where it was about to come to it. */
interface Gate {
  from: Place;
  towards: Place;
}

/**
 * Cuts a grid along the roads in it: each way between two of their crossings that parts the ground becomes an arc with the grid on either side.
 * What keeps nearer than BAND_METRES to the border is taken for the border; a road ends in a point of it (see BorderEnds), and dead ends are left out.
 */
export function cutAlongRoads(
  made: PlanEdit,
  grid: string,
  pieces: readonly Piece[],
  added: AddedPoints,
): void {
  const polygons = polygonsOf(made, grid) ?? [];
  const ends = new BorderEnds(made, grid, added);
  const { lines, gates } = insideOf(ends, polygons, pieces);
  const net = netOf(lines);
  const points = new Points();
  const numbers = net.lng7.map((lng7, i) => points.idOf(lng7, net.lat7[i]!));
  const edges: (readonly [number, number])[] = net.edges.map(([a, b]) => [numbers[a]!, numbers[b]!]);
  const ways = edges.map(([a, b]): Piece => pieceOf(points, a, b));
  for (const { from, towards } of gates) {
    const isFree = (way: Piece) =>
      ways.every((other) => !meets(way, other, placeOf(way, 0), placeOf(way, 2)));
    const way = ends.reach(from, towards, isFree);
    if (!way) continue;
    ways.push(way);
    edges.push([points.idOf(way[0], way[1]), points.idOf(way[2], way[3])]);
  }
  addChains(made, grid, points, edges);
}

/** The parts of the pieces inside the grid and off its border. */
function insideOf(
  ends: BorderEnds,
  polygons: Polygons7,
  pieces: readonly Piece[],
): { lines: Piece[]; gates: Gate[] } {
  const { steps, plane } = ends;
  const lines: Piece[] = [];
  const gates: Gate[] = [];
  for (const piece of pieces) {
    const [aLng7, aLat7, bLng7, bLat7] = piece;
    const at = (share: number): Place => ({
      lng7: Math.round(aLng7 + share * (bLng7 - aLng7)),
      lat7: Math.round(aLat7 + share * (bLat7 - aLat7)),
    });
    for (const { from, to } of stretchesOff(plane, piece, steps, BAND_METRES)) {
      const middle = at((from + to) / 2);
      if (!polygons.some((polygon) => locateInPolygon(middle.lng7, middle.lat7, polygon) === 1)) continue;
      const [start, end] = [at(from), at(to)];
      lines.push([start.lng7, start.lat7, end.lng7, end.lat7]);
      if (from > 0) gates.push({ from: snapped(start), towards: ends.meeting(piece, from, 'a') });
      if (to < 1) gates.push({ from: snapped(end), towards: ends.meeting(piece, to, 'b') });
    }
  }
  return { lines, gates };
}

function snapped({ lng7, lat7 }: Place): Place {
  return { lng7: onLattice(lng7), lat7: onLattice(lat7) };
}

function placeOf(piece: Piece, at: 0 | 2): Place {
  return { lng7: piece[at], lat7: piece[at + 1]! };
}

function pieceOf({ lng7, lat7 }: Points, a: number, b: number): Piece {
  return [lng7[a]!, lat7[a]!, lng7[b]!, lat7[b]!];
}

/** Makes arcs of the edges that part the ground, each from a point of the border or a crossing to the next. */
function addChains(made: PlanEdit, grid: string, points: Points, all: NetEdges): void {
  const ringOf = borderRings(made, grid, points);
  // All points of a ring hang together by the border itself.
  const joined = (point: number): number => ringOf.get(point) ?? point;
  const isParting = partingEdges(
    points.lng7.length,
    all.map(([a, b]) => [joined(a), joined(b)] as const),
    (point) => ringOf.get(point) === point,
  );
  const edges = all.filter((_, edge) => isParting[edge] === 1);
  const at = new Map<number, number[]>();
  edges.forEach((ends, edge) => {
    for (const point of ends) at.set(point, [...(at.get(point) ?? []), edge]);
  });
  const isNode = (point: number): boolean => ringOf.has(point) || at.get(point)?.length !== 2;
  const nodes = new Map<number, number>();
  const nodeOf = (point: number): number => {
    const place = { lng7: points.lng7[point]!, lat7: points.lat7[point]! };
    const node = nodes.get(point) ?? (ringOf.has(point) ? nodeAt(made, grid, place) : made.addNode(place));
    nodes.set(point, node);
    return node;
  };
  for (const chain of chainsOf(edges, at, isNode)) {
    const line = chain.flatMap((point) => [points.lng7[point]!, points.lat7[point]!]);
    const [from, to] = [nodeOf(chain[0]!), nodeOf(chain.at(-1)!)];
    made.addArc({ from, to, line, left: grid, right: grid, isLocked: false });
  }
}

/** Of each point of a border, the least point of the ring, or of the rings that touch it. */
function borderRings(made: PlanEdit, grid: string, points: Points): Map<number, number> {
  const ringOf = new Map<number, number>();
  for (const ring of (polygonsOf(made, grid) ?? []).flat()) {
    const along = points.along(ring);
    const touched = new Set(along.map((point) => ringOf.get(point) ?? point));
    const least = Math.min(...touched);
    for (const point of along) ringOf.set(point, least);
    for (const [point, one] of ringOf) if (touched.has(one)) ringOf.set(point, least);
  }
  return ringOf;
}

/** The ways along edges from node to node, each once. */
function* chainsOf(
  edges: NetEdges,
  at: ReadonlyMap<number, readonly number[]>,
  isNode: (point: number) => boolean,
): Generator<number[]> {
  const isUsed = new Uint8Array(edges.length);
  for (const [start, around] of at) {
    if (!isNode(start)) continue;
    for (const first of around) {
      const chain = [start];
      let point = start;
      let edge: number | undefined = first;
      while (edge !== undefined && isUsed[edge] === 0) {
        isUsed[edge] = 1;
        const ends: readonly [number, number] = edges[edge]!;
        point = ends[0] === point ? ends[1] : ends[0];
        chain.push(point);
        edge = isNode(point) ? undefined : at.get(point)!.find((one) => isUsed[one] === 0);
      }
      if (chain.length > 1) yield chain;
    }
  }
}
