/** The road network read off the planar graph: connected, graded crossings of expressways, one-way streets that leave everything reachable. */
import FlatQueue from 'flatqueue';
import type { RoadClass } from '../../core/vocabulary.ts';
import type { CityRoad, CityRoadNode } from './city.ts';
import type { Ground } from './ground.ts';
import type { CommunityName, NameBook } from './names.ts';
import type { EdgeKind, Planar } from './planar.ts';
import { hash32 } from './random.ts';
import { nameRoads } from './road-names.ts';
import { makeOneWays } from './road-rules.ts';
import { distanceOf, lineThrough } from './walks.ts';

const SPEED_KMH: Record<RoadClass, number> = {
  motorway: 100,
  trunk: 70,
  primary: 60,
  secondary: 50,
  tertiary: 40,
  residential: 30,
  track: 20,
};

/** Loose hill tracks shorter than this in all are given up rather than joined to the network. */
const LOOSE_TRACK_METRES = 6000;

export interface Roads {
  roadNodes: CityRoadNode[];
  roads: CityRoad[];
  /** Per road, the half-edges it runs over from its first node to its last. */
  halfEdgesOf: number[][];
}

export function isRoad(kind: EdgeKind): kind is RoadClass {
  return kind !== 'ridge' && kind !== 'river';
}

export function makeRoads(ground: Ground, communityNames: readonly CommunityName[], book: NameBook): Roads {
  const { planar } = ground;
  dropLooseTracks(planar);
  joinNetwork(planar);
  const junctions = new Set<number>();
  let roads = traceRoads(ground, junctions);
  for (let round = 0; round < 5; round++) {
    const loose = looseVertices(planar, roads);
    if (loose.size === 0) break;
    for (const vertex of loose) junctions.add(vertex);
    roads = traceRoads(ground, junctions);
  }
  nameRoads(ground, roads, communityNames, book);
  makeOneWays(ground, roads);
  return roads;
}

/** Connected pieces of road by vertex; -1 where there is no road. */
function piecesOf(planar: Planar): { pieceOf: Int32Array; lengths: number[]; hasStreet: boolean[] } {
  const pieceOf = new Int32Array(planar.lng7.length).fill(-1);
  const around = roadsAround(planar);
  const lengths: number[] = [];
  const hasStreet: boolean[] = [];
  for (let start = 0; start < pieceOf.length; start++) {
    if (pieceOf[start] !== -1 || around[start]!.length === 0) continue;
    const piece = lengths.length;
    let length = 0;
    let street = false;
    const stack = [start];
    pieceOf[start] = piece;
    for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
      for (const h of around[v]!) {
        length += distanceOf(planar, h) / 2;
        if (planar.edge(h).kind !== 'track') street = true;
        const w = planar.target(h);
        if (pieceOf[w] === -1) {
          pieceOf[w] = piece;
          stack.push(w);
        }
      }
    }
    lengths.push(length);
    hasStreet.push(street);
  }
  return { pieceOf, lengths, hasStreet };
}

function roadsAround(planar: Planar): number[][] {
  const around: number[][] = planar.lng7.map(() => []);
  for (let h = 0; h < planar.origin.length; h++) {
    if (isRoad(planar.edge(h).kind)) around[planar.origin[h]!]!.push(h);
  }
  return around;
}

function dropLooseTracks(planar: Planar): void {
  const { pieceOf, lengths, hasStreet } = piecesOf(planar);
  planar.edges.forEach((edge, e) => {
    if (edge.kind !== 'track') return;
    const piece = pieceOf[planar.origin[2 * e]!]!;
    if (!hasStreet[piece] && lengths[piece]! < LOOSE_TRACK_METRES) edge.kind = 'ridge';
  });
}

/** Turns the shortest ridges between loose pieces and the main network into tracks. */
function joinNetwork(planar: Planar): void {
  const { pieceOf, lengths } = piecesOf(planar);
  const main = lengths.indexOf(Math.max(...lengths));
  const cost = new Float64Array(planar.lng7.length).fill(Infinity);
  const via = new Int32Array(planar.lng7.length).fill(-1);
  const queue = new FlatQueue<number>();
  pieceOf.forEach((piece, v) => {
    if (piece !== main) return;
    cost[v] = 0;
    queue.push(v, 0);
  });
  const outgoing: number[][] = planar.lng7.map(() => []);
  for (let h = 0; h < planar.origin.length; h++) outgoing[planar.origin[h]!]!.push(h);
  while (queue.length > 0) {
    const reached = queue.peekValue()!;
    const v = queue.pop()!;
    if (reached > cost[v]!) continue;
    for (const h of outgoing[v]!) {
      const kind = planar.edge(h).kind;
      const length = distanceOf(planar, h);
      const total = reached + (isRoad(kind) ? 0.05 * length : kind === 'river' ? 50 * length : length);
      const w = planar.target(h);
      if (total >= cost[w]!) continue;
      cost[w] = total;
      via[w] = h;
      queue.push(w, total);
    }
  }
  const nearest = lengths.map(() => -1);
  pieceOf.forEach((piece, v) => {
    if (piece < 0 || piece === main) return;
    const known = nearest[piece]!;
    if (known < 0 || cost[v]! < cost[known]!) nearest[piece] = v;
  });
  for (const vertex of nearest) {
    for (let v = vertex; v >= 0 && via[v]! >= 0; v = planar.origin[via[v]!]!) {
      const edge = planar.edge(via[v]!);
      if (!isRoad(edge.kind)) edge.kind = 'track';
    }
  }
}

/**
 * The road half-edges that leave each road node. A node is a vertex, or, where an expressway passes over small
 * streets without meeting them, two: the vertex for the streets and the vertex plus `shift` for the expressway.
 */
class Junctions {
  readonly shift: number;
  private readonly planar: Planar;
  private readonly passed: Uint8Array;
  private readonly fans = new Map<number, number[]>();

  constructor(planar: Planar, meets: ReadonlySet<number>) {
    this.planar = planar;
    this.shift = planar.lng7.length;
    const around = roadsAround(planar);
    this.passed = Uint8Array.from(around, (fan, v) => (passesOver(planar, fan) && !meets.has(v) ? 1 : 0));
    for (const fan of around) {
      for (const h of fan) {
        const key = this.keyAtOrigin(h);
        const known = this.fans.get(key);
        if (known) known.push(h);
        else this.fans.set(key, [h]);
      }
    }
  }

  keyAtOrigin(h: number): number {
    const v = this.planar.origin[h]!;
    return this.planar.edge(h).kind === 'motorway' && this.passed[v] === 1 ? v + this.shift : v;
  }

  /** The half-edge that continues h as the same road beyond its target, -1 at a junction or where the road changes. */
  after(h: number): number {
    const fan = this.fans.get(this.keyAtOrigin(h ^ 1))!;
    if (fan.length !== 2) return -1;
    const next = fan[0] === (h ^ 1) ? fan[1]! : fan[0]!;
    const a = this.planar.edge(h);
    const b = this.planar.edge(next);
    return a.kind === b.kind && a.way === b.way ? next : -1;
  }
}

/** Cuts the roads at junctions and where class or way change. */
function traceRoads(ground: Ground, meets: ReadonlySet<number>): Roads {
  const { planar } = ground;
  const junctions = new Junctions(planar, meets);
  const onRiver = new Uint8Array(planar.lng7.length);
  for (let h = 0; h < planar.origin.length; h++) {
    if (planar.edge(h).kind === 'river') onRiver[planar.origin[h]!] = 1;
  }
  const made: Roads = { roadNodes: [], roads: [], halfEdgesOf: [] };
  const ids = new Map<number, number>();
  const nodeOf = (key: number) => {
    let id = ids.get(key);
    if (id === undefined) {
      id = made.roadNodes.length;
      ids.set(key, id);
      const v = key % junctions.shift;
      made.roadNodes.push({ id, point: [planar.lng7[v]!, planar.lat7[v]!] });
    }
    return id;
  };
  const seen = new Uint8Array(planar.edges.length);
  for (const parity of [0, 1]) {
    for (let start = parity; start < planar.origin.length; start += 2) {
      if (seen[start >> 1] || !isRoad(planar.edge(start).kind) || junctions.after(start ^ 1) >= 0) continue;
      const path = [start];
      for (let h = start; h >= 0; h = junctions.after(h)) {
        seen[h >> 1] = 1;
        if (h !== start) path.push(h);
      }
      const last = path[path.length - 1]!;
      const ends = [nodeOf(junctions.keyAtOrigin(start)), nodeOf(junctions.keyAtOrigin(last ^ 1))] as const;
      addRoad(made, planar, path, ends, onRiver);
    }
  }
  return made;
}

/** Small streets do not meet an expressway; trunk and primary roads, and every third country road, do. */
function passesOver(planar: Planar, around: readonly number[]): boolean {
  if (!around.some((h) => planar.edge(h).kind === 'motorway')) return false;
  const others = around.filter((h) => planar.edge(h).kind !== 'motorway');
  if (others.length === 0) return false;
  const isRamp = others.some((h) => {
    const { kind } = planar.edge(h);
    return kind === 'trunk' || kind === 'primary';
  });
  return !isRamp && hash32(planar.origin[around[0]!]!) % 12 !== 0;
}

function addRoad(
  made: Roads,
  planar: Planar,
  path: number[],
  [fromNode, toNode]: readonly [number, number],
  onRiver: Uint8Array,
): void {
  const edge = planar.edge(path[0]!);
  const roadClass = edge.kind as RoadClass;
  const length = path.reduce((sum, h) => sum + distanceOf(planar, h), 0);
  made.halfEdgesOf.push(path);
  made.roads.push({
    id: made.roads.length,
    fromNode,
    toNode,
    class: roadClass,
    nameZh: '',
    nameEn: '',
    oneWay: false,
    lengthMetres: Math.max(0.1, Math.round(length * 10) / 10),
    speedKmh: SPEED_KMH[roadClass],
    bridge:
      length < 900 && path.some((h) => onRiver[planar.origin[h]!] === 1 || onRiver[planar.target(h)] === 1),
    line: lineThrough(planar, path),
  });
}

/** The vertices of everything that cannot be reached from the largest piece: expressways there must get junctions. */
function looseVertices(planar: Planar, { roads, roadNodes, halfEdgesOf }: Roads): Set<number> {
  const root = roadNodes.map((_, i) => i);
  const find = (v: number): number => {
    let r = v;
    while (root[r] !== r) r = root[r] = root[root[r]!]!;
    return r;
  };
  for (const road of roads) root[find(road.fromNode)] = find(road.toNode);
  const sizes = new Map<number, number>();
  for (const road of roads) sizes.set(find(road.fromNode), (sizes.get(find(road.fromNode)) ?? 0) + 1);
  const main = [...sizes].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  const loose = new Set<number>();
  roads.forEach((road, r) => {
    if (find(road.fromNode) === main) return;
    for (const h of halfEdgesOf[r]!) {
      loose.add(planar.origin[h]!);
      loose.add(planar.target(h));
    }
  });
  return loose;
}
