import Flatbush from 'flatbush';
import { segmentsCross } from '../geometry/integer.ts';
import { type FlatRing, isSimpleRing, locateInRing, signedArea2 } from '../geometry/ring.ts';
import { type BoundaryChain, chainOf, OUTSIDE } from './boundary-chain.ts';
import { traceLoops } from './trace-rings.ts';

/** A border between two areas, or of one area to the outside, from node to node. */
export interface PartitionArc {
  fromNode: number;
  toNode: number;
  /** Flat [lng7, lat7, ...], both ends included. */
  line: number[];
  /** Index of the area left and right of the line; OUTSIDE beyond all. */
  left: number;
  right: number;
}

/** A place where areas do not partition the whole. */
export interface Defect {
  kind: 'invalid_ring' | 'overlap' | 'gap';
  /** Indices of the areas concerned. */
  areas: number[];
  lng7: number;
  lat7: number;
  /** Square units, for gaps. */
  area2?: number;
}

export interface Partition {
  areas: FlatRing[][][];
  chain: BoundaryChain;
  nodes: { lng7: number; lat7: number }[];
  arcs: PartitionArc[];
  /** Corners that were put into a neighbour's straight border so that both have the same vertices. */
  insertedVertices: number;
  defects: Defect[];
}

/** A vertex this near to a neighbour's border (integer units, about 2 cm) lies on it. */
const ON_BORDER_UNITS = 2;
const MAX_ROUNDS = 4;

/**
 * Nodes and arcs of areas that lie side by side. Vertices that lie on a neighbour's straight border are put into it; after that
 * borders must agree vertex by vertex. Overlaps and invalid rings are defects that make it no partition; gaps are holes, reported.
 */
export function partitionOf(input: readonly (readonly (readonly FlatRing[])[])[]): Partition {
  let areas = input.map((polygons) => polygons.map((rings) => [...rings]));
  const defects: Defect[] = [];
  areas.forEach((polygons, area) => {
    for (const ring of polygons.flat())
      if (!isSimpleRing(ring))
        defects.push({
          kind: 'invalid_ring',
          areas: [area],
          lng7: ring[0] as number,
          lat7: ring[1] as number,
        });
  });
  let chain = chainOf(areas);
  let insertedVertices = 0;
  for (let round = 0; round < MAX_ROUNDS && defects.length === 0; round++) {
    const insertions = vertexInsertions(chain);
    if (insertions.size === 0) break;
    areas = areas.map((polygons) =>
      polygons.map((rings) => rings.map((ring) => withVertices(ring, insertions))),
    );
    insertedVertices += [...insertions.values()].reduce((sum, list) => sum + list.length / 2, 0);
    chain = chainOf(areas);
  }
  if (defects.length === 0) defects.push(...overlaps(chain));
  if (defects.length === 0) defects.push(...looseRings(chain));
  const isSound = defects.every(({ kind }) => kind === 'gap');
  return { areas, chain, insertedVertices, defects, ...(isSound ? arcsOf(chain) : { nodes: [], arcs: [] }) };
}

function unmatched(chain: BoundaryChain): number[] {
  const list: number[] = [];
  for (let segment = 0; segment < chain.from.length; segment++)
    if (chain.left[segment] === OUTSIDE || chain.right[segment] === OUTSIDE) list.push(segment);
  return list;
}

type Ends = [aLng: number, aLat: number, bLng: number, bLat: number];

function endsOf(chain: BoundaryChain, segment: number): Ends {
  const a = chain.from[segment] as number;
  const b = chain.to[segment] as number;
  return [chain.lng7[a] as number, chain.lat7[a] as number, chain.lng7[b] as number, chain.lat7[b] as number];
}

function indexOf(chain: BoundaryChain, segments: readonly number[]): Flatbush | undefined {
  if (segments.length === 0) return undefined;
  const index = new Flatbush(segments.length);
  for (const segment of segments) {
    const [aLng, aLat, bLng, bLat] = endsOf(chain, segment);
    index.add(Math.min(aLng, bLng), Math.min(aLat, bLat), Math.max(aLng, bLng), Math.max(aLat, bLat));
  }
  index.finish();
  return index;
}

const keyOf = (aLng: number, aLat: number, bLng: number, bLat: number) => `${aLng},${aLat},${bLng},${bLat}`;

/** For each unmatched segment the other unmatched borders' vertices that lie on it, in order from its first end; keyed both ways. */
function vertexInsertions(chain: BoundaryChain): Map<string, number[]> {
  const segments = unmatched(chain);
  const index = indexOf(chain, segments);
  const found = new Map<string, number[]>();
  if (!index) return found;
  const points = new Set(
    segments.flatMap((segment) => [chain.from[segment] as number, chain.to[segment] as number]),
  );
  const onSegment = new Map<number, { along: number; point: number }[]>();
  for (const point of points) {
    const lng7 = chain.lng7[point] as number;
    const lat7 = chain.lat7[point] as number;
    const near = index.search(
      lng7 - ON_BORDER_UNITS,
      lat7 - ON_BORDER_UNITS,
      lng7 + ON_BORDER_UNITS,
      lat7 + ON_BORDER_UNITS,
    );
    for (const place of near) {
      const segment = segments[place] as number;
      if (chain.from[segment] === point || chain.to[segment] === point) continue;
      const along = alongBorder(endsOf(chain, segment), lng7, lat7);
      if (along === undefined) continue;
      const list = onSegment.get(segment);
      if (list) list.push({ along, point });
      else onSegment.set(segment, [{ along, point }]);
    }
  }
  for (const [segment, list] of onSegment) {
    list.sort((a, b) => a.along - b.along);
    const [aLng, aLat, bLng, bLat] = endsOf(chain, segment);
    const flat = list.flatMap(({ point }) => [chain.lng7[point] as number, chain.lat7[point] as number]);
    found.set(keyOf(aLng, aLat, bLng, bLat), flat);
  }
  return found;
}

/** Share of the way from a to b at which the point lies on the segment, undefined when it does not or lies at an end. */
function alongBorder([aLng, aLat, bLng, bLat]: Ends, lng7: number, lat7: number): number | undefined {
  const dLng = bLng - aLng;
  const dLat = bLat - aLat;
  const length = Math.hypot(dLng, dLat);
  const along = ((lng7 - aLng) * dLng + (lat7 - aLat) * dLat) / (length * length);
  if (along <= 0 || along >= 1) return undefined;
  const off = Math.abs((lng7 - aLng) * dLat - (lat7 - aLat) * dLng) / length;
  const fromEnds = Math.min(along, 1 - along) * length;
  return off <= ON_BORDER_UNITS && fromEnds > ON_BORDER_UNITS ? along : undefined;
}

function withVertices(ring: FlatRing, insertions: ReadonlyMap<string, number[]>): number[] {
  const out: number[] = [ring[0] as number, ring[1] as number];
  for (let index = 2; index + 1 < ring.length; index += 2) {
    const ends: Ends = [
      ring[index - 2] as number,
      ring[index - 1] as number,
      ring[index] as number,
      ring[index + 1] as number,
    ];
    const [aLng, aLat, bLng, bLat] = ends;
    const forward = insertions.get(keyOf(aLng, aLat, bLng, bLat));
    const backward = forward ? undefined : insertions.get(keyOf(bLng, bLat, aLng, aLat));
    if (forward) out.push(...forward);
    for (let place = (backward?.length ?? 0) - 2; backward && place >= 0; place -= 2)
      out.push(backward[place] as number, backward[place + 1] as number);
    out.push(bLng, bLat);
  }
  return out;
}

function ownersOf(chain: BoundaryChain, segment: number): number[] {
  return [chain.left[segment] as number, chain.right[segment] as number].filter((area) => area !== OUTSIDE);
}

/** Borders claimed twice on one side, and unmatched borders that cross. */
function overlaps(chain: BoundaryChain): Defect[] {
  const defects = chain.doubled.map(({ segment, area }): Defect => {
    const [lng7, lat7] = endsOf(chain, segment);
    return { kind: 'overlap', areas: [...ownersOf(chain, segment), area], lng7, lat7 };
  });
  const segments = unmatched(chain);
  const index = indexOf(chain, segments);
  segments.forEach((segment, place) => {
    const ends = endsOf(chain, segment);
    const [aLng, aLat, bLng, bLat] = ends;
    const box = [
      Math.min(aLng, bLng),
      Math.min(aLat, bLat),
      Math.max(aLng, bLng),
      Math.max(aLat, bLat),
    ] as const;
    for (const other of index?.search(...box, (candidate) => candidate > place) ?? []) {
      const crossing = segments[other] as number;
      if (segmentsCross(...ends, ...endsOf(chain, crossing)))
        defects.push({
          kind: 'overlap',
          areas: [...ownersOf(chain, segment), ...ownersOf(chain, crossing)],
          lng7: aLng,
          lat7: aLat,
        });
    }
  });
  return defects;
}

/** Rings left when matched borders cancel: one round each separate part, others are gaps (clockwise) or lie over another area. */
function looseRings(chain: BoundaryChain): Defect[] {
  const segments = unmatched(chain);
  const isLeft = (segment: number) => chain.left[segment] !== OUTSIDE;
  const directed = {
    from: segments.map((segment) => (isLeft(segment) ? chain.from : chain.to)[segment] as number),
    to: segments.map((segment) => (isLeft(segment) ? chain.to : chain.from)[segment] as number),
  };
  const loops = traceLoops(directed, chain.lng7, chain.lat7);
  return loops.flatMap((loop): Defect[] => {
    const [lng7, lat7] = loop as [number, number];
    const area2 = signedArea2(loop);
    const covers = loops.reduce((sum, other) => sum + (other === loop ? 0 : windingOf(loop, other)), 0);
    if (covers !== (area2 > 0 ? 0 : 1)) return [{ kind: 'overlap', areas: [], lng7, lat7 }];
    return area2 > 0 ? [] : [{ kind: 'gap', areas: [], lng7, lat7, area2: -area2 }];
  });
}

/** How often `other` winds round `loop`, which it does not cross: 1, -1 or 0. Where all corners lie on it the middles of the sides tell. */
function windingOf(loop: FlatRing, other: FlatRing): number {
  for (let index = 0; index + 1 < loop.length; index += 2) {
    const where = locateInRing(loop[index] as number, loop[index + 1] as number, other);
    if (where !== 0) return where === 1 ? Math.sign(signedArea2(other)) : 0;
  }
  const doubled = Array.from(other, (unit) => 2 * unit);
  for (let index = 0; index + 3 < loop.length; index += 2) {
    const lng = (loop[index] as number) + (loop[index + 2] as number);
    const lat = (loop[index + 1] as number) + (loop[index + 3] as number);
    const where = locateInRing(lng, lat, doubled);
    if (where !== 0) return where === 1 ? Math.sign(signedArea2(other)) : 0;
  }
  return 0;
}

/** Chains of segments with the same areas on both sides, cut where more than two borders meet or the sides change. */
function arcsOf(chain: BoundaryChain): Pick<Partition, 'nodes' | 'arcs'> {
  const at: number[][] = chain.lng7.map(() => []);
  chain.from.forEach((point, segment) => {
    at[point]?.push(segment);
    at[chain.to[segment] as number]?.push(segment);
  });
  const sidesFrom = (segment: number, point: number) =>
    chain.from[segment] === point
      ? `${chain.left[segment]} ${chain.right[segment]}`
      : `${chain.right[segment]} ${chain.left[segment]}`;
  const isNode = at.map((list, point) => {
    const [a, b] = list;
    if (list.length !== 2 || a === undefined || b === undefined) return true;
    const [left, right] = sidesFrom(b, point).split(' ');
    return sidesFrom(a, point) !== `${right} ${left}`;
  });
  const nodeIds = new Map<number, number>();
  const nodes: Partition['nodes'] = [];
  const nodeOf = (point: number): number => {
    const known = nodeIds.get(point);
    if (known !== undefined) return known;
    nodeIds.set(point, nodes.length);
    return nodes.push({ lng7: chain.lng7[point] as number, lat7: chain.lat7[point] as number }) - 1;
  };
  const used = new Uint8Array(chain.from.length);
  const arcs: PartitionArc[] = [];
  const follow = (start: number, first: number): void => {
    const line = [chain.lng7[start] as number, chain.lat7[start] as number];
    let point = start;
    let segment: number | undefined = first;
    while (segment !== undefined && !used[segment]) {
      used[segment] = 1;
      point = (chain.from[segment] === point ? chain.to[segment] : chain.from[segment]) as number;
      line.push(chain.lng7[point] as number, chain.lat7[point] as number);
      segment = isNode[point] || point === start ? undefined : at[point]?.find((one) => !used[one]);
    }
    const [left, right] = sidesFrom(first, start).split(' ').map(Number) as [number, number];
    arcs.push({ fromNode: nodeOf(start), toNode: nodeOf(point), line, left, right });
  };
  isNode.forEach((node, point) => {
    if (node) for (const segment of at[point] ?? []) if (!used[segment]) follow(point, segment);
  });
  chain.from.forEach((point, segment) => {
    if (!used[segment]) follow(point, segment);
  });
  return { nodes, arcs };
}
