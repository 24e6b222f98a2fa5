/**
 * Turns a heap of crossing lines into a planar graph: every crossing becomes a node, rounded to the integer
 * lattice; rounding may bend a line over a neighbour, so the work is repeated until nothing crosses, exactly.
 */
import { isOnSegment, orientation } from '../../core/geometry/integer.ts';
import { EDGE_KINDS, type Edge, Planar, type Segment, type Vertices } from './planar.ts';
import { toX, toY } from './plane.ts';

const CELL_UNITS = 120_000;
const MAX_PASSES = 24;
/** South-west of everything drawn, so that a point's key stays exact. */
const WEST_UNITS = 1_000_000_000;
const SOUTH_UNITS = 355_000_000;

/** Collects lines by integer points; equal points are one vertex. */
export class LineHeap {
  readonly vertices: Vertices = { lng7: [], lat7: [] };
  segments: Segment[] = [];
  private readonly ids = new Map<number, number>();

  vertex(lng7: number, lat7: number): number {
    const key = (lng7 - WEST_UNITS) * 2 ** 25 + (lat7 - SOUTH_UNITS);
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.vertices.lng7.length;
      this.vertices.lng7.push(lng7);
      this.vertices.lat7.push(lat7);
      this.ids.set(key, id);
    }
    return id;
  }

  addLine(line: readonly number[], edge: Edge): void {
    for (let i = 0; i + 3 < line.length; i += 2) {
      const a = this.vertex(line[i]!, line[i + 1]!);
      const b = this.vertex(line[i + 2]!, line[i + 3]!);
      if (a !== b) this.segments.push({ a, b, ...edge });
    }
  }
}

/** The planar graph of the heap's lines. `snapMetres`: crossings closer than this to an end move to that end. */
export function arrange(
  heap: LineHeap,
  snapMetres: number,
  keep: (lng7: number, lat7: number) => boolean,
): Planar {
  heap.segments = mergeEqual(heap.segments);
  let fresh = new Set<Segment>(heap.segments);
  for (let pass = 0; fresh.size > 0; pass++) {
    if (pass === MAX_PASSES) throw new Error('the arrangement does not settle');
    const cuts = findCuts(heap, pass < 8 ? snapMetres : 0, fresh);
    fresh = splitAll(heap, cuts);
    heap.segments = mergeEqual(heap.segments);
  }
  heap.segments = heap.segments.filter((s) => s.border > 0 || keepsMiddle(heap.vertices, s, keep));
  return toPlanar(heap);
}

function keepsMiddle(v: Vertices, s: Segment, keep: (lng7: number, lat7: number) => boolean): boolean {
  return keep((v.lng7[s.a]! + v.lng7[s.b]!) / 2, (v.lat7[s.a]! + v.lat7[s.b]!) / 2);
}

/** For each segment, the vertices at which it must be cut. Pairs of which neither is fresh have been looked at before. */
function findCuts(heap: LineHeap, snapMetres: number, fresh: ReadonlySet<Segment>): Map<number, Set<number>> {
  const cuts = new Map<number, Set<number>>();
  const cells = new Map<number, number[]>();
  const isFresh = Uint8Array.from(heap.segments, (s) => (fresh.has(s) ? 1 : 0));
  let i = 0;
  const visit = (cell: number) => {
    const others = cells.get(cell);
    if (!others) {
      cells.set(cell, [i]);
      return;
    }
    for (const j of others) if (isFresh[i] || isFresh[j]) meet(heap, i, j, snapMetres, cuts);
    others.push(i);
  };
  for (; i < heap.segments.length; i++) forEachCell(heap.vertices, heap.segments[i]!, visit);
  return cuts;
}

function cut(heap: LineHeap, cuts: Map<number, Set<number>>, segment: number, vertex: number): void {
  const s = heap.segments[segment]!;
  if (vertex === s.a || vertex === s.b) return;
  const at = cuts.get(segment);
  if (at) at.add(vertex);
  else cuts.set(segment, new Set([vertex]));
}

function forEachCell(v: Vertices, s: Segment, visit: (cell: number) => void): void {
  const west = Math.floor(Math.min(v.lng7[s.a]!, v.lng7[s.b]!) / CELL_UNITS);
  const east = Math.floor(Math.max(v.lng7[s.a]!, v.lng7[s.b]!) / CELL_UNITS);
  const south = Math.floor(Math.min(v.lat7[s.a]!, v.lat7[s.b]!) / CELL_UNITS);
  const north = Math.floor(Math.max(v.lat7[s.a]!, v.lat7[s.b]!) / CELL_UNITS);
  for (let i = west; i <= east; i++) for (let j = south; j <= north; j++) visit(i * 100_000 + j);
}

function sideOf({ lng7, lat7 }: Vertices, a: number, b: number, c: number): number {
  return orientation(lng7[a]!, lat7[a]!, lng7[b]!, lat7[b]!, lng7[c]!, lat7[c]!);
}

function liesOn({ lng7, lat7 }: Vertices, p: number, s: Segment): boolean {
  return isOnSegment(lng7[p]!, lat7[p]!, lng7[s.a]!, lat7[s.a]!, lng7[s.b]!, lat7[s.b]!);
}

function meet(
  heap: LineHeap,
  i: number,
  j: number,
  snapMetres: number,
  cuts: Map<number, Set<number>>,
): void {
  const v = heap.vertices;
  const s = heap.segments[i]!;
  const t = heap.segments[j]!;
  const ta = sideOf(v, s.a, s.b, t.a);
  const tb = sideOf(v, s.a, s.b, t.b);
  if ((ta > 0 && tb > 0) || (ta < 0 && tb < 0)) return;
  const sa = sideOf(v, t.a, t.b, s.a);
  const sb = sideOf(v, t.a, t.b, s.b);
  if ((sa > 0 && sb > 0) || (sa < 0 && sb < 0)) return;
  if (ta === 0 && liesOn(v, t.a, s)) cut(heap, cuts, i, t.a);
  if (tb === 0 && liesOn(v, t.b, s)) cut(heap, cuts, i, t.b);
  if (sa === 0 && liesOn(v, s.a, t)) cut(heap, cuts, j, s.a);
  if (sb === 0 && liesOn(v, s.b, t)) cut(heap, cuts, j, s.b);
  if (ta === 0 || tb === 0 || sa === 0 || sb === 0) return;
  const vertex = crossing(heap, s, t, ta / (ta - tb), snapMetres);
  cut(heap, cuts, i, vertex);
  cut(heap, cuts, j, vertex);
}

function crossing(heap: LineHeap, s: Segment, t: Segment, along: number, snapMetres: number): number {
  const { lng7, lat7 } = heap.vertices;
  const lng = Math.round(lng7[t.a]! + along * (lng7[t.b]! - lng7[t.a]!));
  const lat = Math.round(lat7[t.a]! + along * (lat7[t.b]! - lat7[t.a]!));
  for (const end of [s.a, s.b, t.a, t.b]) {
    const metres = Math.hypot(toX(lng) - toX(lng7[end]!), toY(lat) - toY(lat7[end]!));
    if (metres < snapMetres) return end;
  }
  return heap.vertex(lng, lat);
}

/** Cuts the segments and returns the pieces. */
function splitAll(heap: LineHeap, cuts: Map<number, Set<number>>): Set<Segment> {
  const { lng7, lat7 } = heap.vertices;
  const pieces = new Set<Segment>();
  const segments: Segment[] = [];
  heap.segments.forEach((s, i) => {
    const at = cuts.get(i);
    if (!at) {
      segments.push(s);
      return;
    }
    const distance = (v: number) => (lng7[v]! - lng7[s.a]!) ** 2 + (lat7[v]! - lat7[s.a]!) ** 2;
    const stops = [s.a, ...[...at].sort((p, q) => distance(p) - distance(q)), s.b];
    for (let k = 0; k + 1 < stops.length; k++) {
      const piece = { ...s, a: stops[k]!, b: stops[k + 1]! };
      pieces.add(piece);
      segments.push(piece);
    }
  });
  heap.segments = segments;
  return pieces;
}

/** One segment where several coincide: the highest border and the greatest road win. */
function mergeEqual(segments: readonly Segment[]): Segment[] {
  const byEnds = new Map<number, Segment>();
  for (const s of segments) {
    const key = Math.min(s.a, s.b) * 67_108_864 + Math.max(s.a, s.b);
    const known = byEnds.get(key);
    if (!known) {
      byEnds.set(key, s);
      continue;
    }
    known.border = Math.max(known.border, s.border);
    if (EDGE_KINDS.indexOf(s.kind) > EDGE_KINDS.indexOf(known.kind)) {
      known.kind = s.kind;
      known.way = s.way;
    }
  }
  return [...byEnds.values()];
}

/** Drops what bounds nothing (dead ends, bridges between loops, loose islands), renumbers, and walks the faces. */
function toPlanar(heap: LineHeap): Planar {
  let segments = heap.segments;
  for (;;) {
    segments = largestPiece(heap.vertices, pruneDeadEnds(segments));
    const planar = new Planar(...renumber(heap.vertices, segments));
    const loose = looseLoops(planar);
    const kept = segments.filter((_, e) => planar.face[2 * e] !== planar.face[2 * e + 1] && !loose.has(e));
    if (kept.length === segments.length) return planar;
    segments = kept;
  }
}

/** The edges of loops that hang on the rest by a single vertex: a face round one would not be a simple polygon. */
function looseLoops(planar: Planar): Set<number> {
  const loose = new Set<number>();
  for (let face = 0; face < planar.faceStart.length; face++) {
    const ring = planar.ring(face);
    const seenAt = new Map<number, number>();
    for (let i = 0; i < ring.length; i++) {
      const before = seenAt.get(planar.origin[ring[i]!]!);
      seenAt.set(planar.origin[ring[i]!]!, i);
      if (before === undefined) continue;
      const isShort = i - before <= ring.length / 2;
      const loop = isShort ? ring.slice(before, i) : [...ring.slice(i), ...ring.slice(0, before)];
      if (loop.every((h) => planar.edge(h).border === 0)) for (const h of loop) loose.add(h >> 1);
      break;
    }
  }
  return loose;
}

function pruneDeadEnds(segments: Segment[]): Segment[] {
  const degree = new Map<number, number>();
  const add = (v: number, n: number) => degree.set(v, (degree.get(v) ?? 0) + n);
  for (const s of segments) {
    add(s.a, 1);
    add(s.b, 1);
  }
  for (let rest = segments; ; ) {
    const kept = rest.filter((s) => {
      const keep = degree.get(s.a)! > 1 && degree.get(s.b)! > 1;
      if (!keep) {
        add(s.a, -1);
        add(s.b, -1);
      }
      return keep;
    });
    if (kept.length === rest.length) return kept;
    rest = kept;
  }
}

function largestPiece(vertices: Vertices, segments: Segment[]): Segment[] {
  const root = vertices.lng7.map((_, i) => i);
  const find = (v: number): number => {
    let r = v;
    while (root[r] !== r) r = root[r] = root[root[r]!]!;
    return r;
  };
  for (const s of segments) root[find(s.a)] = find(s.b);
  const city = segments.find((s) => s.border === 5);
  return city ? segments.filter((s) => find(s.a) === find(city.a)) : segments;
}

function renumber(vertices: Vertices, segments: Segment[]): [Vertices, Segment[]] {
  const ids = new Map<number, number>();
  const kept: Vertices = { lng7: [], lat7: [] };
  const id = (v: number) => {
    let found = ids.get(v);
    if (found === undefined) {
      found = kept.lng7.length;
      ids.set(v, found);
      kept.lng7.push(vertices.lng7[v]!);
      kept.lat7.push(vertices.lat7[v]!);
    }
    return found;
  };
  return [kept, segments.map((s) => ({ ...s, a: id(s.a), b: id(s.b) }))];
}
