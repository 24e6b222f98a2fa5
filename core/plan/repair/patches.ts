import Flatbush from 'flatbush';
import { byCell } from '../../geometry/by-cell.ts';
import { orientation } from '../../geometry/integer.ts';
import { PairIds } from '../../geometry/pair-ids.ts';
import { boundsOf, type FlatRing, locateInRing, signedArea2 } from '../../geometry/ring.ts';
import { type DrawnRing, type Linework, stepsOf } from './linework.ts';
import { nodedSteps } from './node.ts';

/**
 * The patches into which all borders together cut the plane; patch 0 is what lies round them all. Every edge has two sides: side 2e lies left
 * of the way from the lesser end of edge e to the greater, side 2e + 1 on the other hand.
 */
export interface Patches {
  places: PairIds;
  /** Numbers of the two points of each edge. */
  ends: PairIds;
  /** By side, the patch that lies there; -1 for edges that are no border of anything. */
  patchOf: Int32Array;
  /** By patch, its outlines as lists of sides: the shell first (patch 0 has none), then holes. */
  outlines: number[][][];
  /** By patch, [ring, how often it winds round the patch, ...], ascending by ring; rings that do not are left out. */
  layers: number[][];
}

/** By edge, [ring, how often it walks from the lesser end to the greater less how often back, ...]. */
type Nets = (number[] | undefined)[];

/** Cuts the plane along all rings, once they meet only in common points. Throws TooTangled. */
export function patchesOf({ places, rings }: Linework): Patches {
  const ends = new PairIds();
  const nets = netsOf(places, rings, ends);
  const sides = ringedSides(places, ends, nets);
  const { patchOf, outlines } = enclosed(places, ends, sides);
  return { places, ends, patchOf, outlines, layers: layersOf(nets, patchOf, outlines) };
}

function netsOf(places: PairIds, rings: readonly DrawnRing[], ends: PairIds): Nets {
  const steps = stepsOf(rings);
  const through = nodedSteps(places, steps);
  const walked: number[] = [];
  steps.walks.forEach((walk, ring) => {
    for (const way of walk) {
      const sign = way & 1 ? -1 : 1;
      const path = through[way >> 1];
      if (!path) {
        walked.push(ends.idOf(steps.ends.first[way >> 1]!, steps.ends.second[way >> 1]!), ring, sign);
        continue;
      }
      for (let i = 1; i < path.length; i++) {
        const [a, b] = [path[i - 1]!, path[i]!];
        if (a < b) walked.push(ends.idOf(a, b), ring, sign);
        else walked.push(ends.idOf(b, a), ring, -sign);
      }
    }
  });
  const nets: Nets = new Array(ends.first.length);
  const { starts, items } = byCell(ends.first.length, (put) => {
    for (let i = 0; i < walked.length; i += 3) put(walked[i]!, i);
  });
  for (let edge = 0; edge < nets.length; edge++) {
    let net: number[] = [];
    for (let i = starts[edge]!; i < starts[edge + 1]!; i++)
      net = summed(net, [walked[items[i]! + 1]!, walked[items[i]! + 2]!], 1);
    if (net.length > 0) nets[edge] = net;
  }
  return nets;
}

/** The sum of two lists [ring, count, ...] ascending by ring, the second times `sign`; zeros are left out. */
function summed(one: readonly number[], other: readonly number[], sign: 1 | -1): number[] {
  const out: number[] = [];
  let i = 0;
  let k = 0;
  while (i < one.length || k < other.length) {
    const [a, b] = [one[i] ?? Infinity, other[k] ?? Infinity];
    const count = (a <= b ? one[i + 1]! : 0) + (b <= a ? sign * other[k + 1]! : 0);
    if (count !== 0) out.push(Math.min(a, b), count);
    if (a <= b) i += 2;
    if (b <= a) k += 2;
  }
  return out;
}

/** By side, the side that goes on round the same patch; -1 for edges without net. */
function ringedSides(places: PairIds, ends: PairIds, nets: Nets): Int32Array {
  const next = new Int32Array(2 * nets.length).fill(-1);
  const { starts, items } = byCell(places.first.length, (put) => {
    for (let edge = 0; edge < nets.length; edge++) {
      if (!nets[edge]) continue;
      put(ends.first[edge]!, 2 * edge);
      put(ends.second[edge]!, 2 * edge + 1);
    }
  });
  const before = turnOrder(places, ends);
  for (let point = 0; point + 1 < starts.length; point++) {
    const out = items.subarray(starts[point]!, starts[point + 1]!);
    if (out.length > 2) out.sort(before);
    out.forEach((side, i) => {
      next[out[(i + 1) % out.length]! ^ 1] = side;
    });
  }
  return next;
}

/** Order of sides that begin at the same point, counter-clockwise from east; exact. */
function turnOrder({ first, second }: PairIds, ends: PairIds): (one: number, other: number) => number {
  const from = (side: number) => (side & 1 ? ends.second : ends.first)[side >> 1]!;
  const to = (side: number) => (side & 1 ? ends.first : ends.second)[side >> 1]!;
  const isLow = (side: number) => {
    const north = second[to(side)]! - second[from(side)]!;
    return north < 0 || (north === 0 && first[to(side)]! < first[from(side)]!);
  };
  return (one, other) => {
    const [lowOne, lowOther] = [isLow(one), isLow(other)];
    if (lowOne !== lowOther) return lowOne ? 1 : -1;
    const [at, a, b] = [from(one), to(one), to(other)];
    return -orientation(first[at]!, second[at]!, first[a]!, second[a]!, first[b]!, second[b]!);
  };
}

function enclosed(places: PairIds, ends: PairIds, next: Int32Array): Pick<Patches, 'patchOf' | 'outlines'> {
  const patchOf = new Int32Array(next.length).fill(-1);
  const outlines: number[][][] = [[]];
  const shells: FlatRing[] = [];
  const loose: { outline: number[]; ring: FlatRing }[] = [];
  const put = (outline: number[], patch: number): void => {
    for (const side of outline) patchOf[side] = patch;
    const list = outlines[patch];
    if (list) list.push(outline);
    else outlines[patch] = [outline];
  };
  const seen = new Uint8Array(next.length);
  for (let first = 0; first < next.length; first++) {
    if (next[first] === -1 || seen[first]) continue;
    const outline: number[] = [];
    for (let side = first; !seen[side]; side = next[side]!) {
      seen[side] = 1;
      outline.push(side);
    }
    const ring = outlineRing({ places, ends }, outline);
    if (signedArea2(ring) > 0) {
      shells.push(ring);
      put(outline, outlines.length);
    } else loose.push({ outline, ring });
  }
  const holder = holderOf(shells);
  for (const { outline, ring } of loose) put(outline, holder(ring));
  return { patchOf, outlines };
}

/** The points along an outline, flat lng7, lat7 and closed. */
export function outlineRing(
  { places, ends }: Pick<Patches, 'places' | 'ends'>,
  outline: readonly number[],
): number[] {
  const ring: number[] = [];
  for (const side of outline) {
    const point = (side & 1 ? ends.second : ends.first)[side >> 1]!;
    ring.push(places.first[point]!, places.second[point]!);
  }
  ring.push(ring[0]!, ring[1]!);
  return ring;
}

/** Finds the patch whose shell is the smallest strictly round a ring's westernmost point; 0 where none is. */
function holderOf(shells: readonly FlatRing[]): (ring: FlatRing) => number {
  const index = new Flatbush(Math.max(1, shells.length));
  for (const shell of shells) index.add(...boundsOf(shell));
  if (shells.length === 0) index.add(0, 0, 0, 0);
  index.finish();
  return (ring) => {
    let west = 0;
    for (let at = 2; at + 1 < ring.length; at += 2) if (ring[at]! < ring[west]!) west = at;
    const [lng7, lat7] = [ring[west]!, ring[west + 1]!];
    let best = -1;
    for (const shell of index.search(lng7, lat7, lng7, lat7)) {
      const round = shells[shell];
      if (!round || locateInRing(lng7, lat7, round) !== 1) continue;
      if (best < 0 || signedArea2(round) < signedArea2(shells[best]!)) best = shell;
    }
    return best + 1;
  };
}

/** Walks from patch to patch, counting the rings that are crossed on the way. */
function layersOf(nets: Nets, patchOf: Int32Array, outlines: readonly number[][][]): number[][] {
  const layers: (number[] | undefined)[] = new Array(outlines.length);
  layers[0] = [];
  const queue = [0];
  for (const patch of queue)
    for (const outline of outlines[patch]!)
      for (const side of outline) {
        const other = patchOf[side ^ 1]!;
        if (layers[other]) continue;
        layers[other] = summed(layers[patch]!, nets[side >> 1]!, side & 1 ? 1 : -1);
        queue.push(other);
      }
  return layers.map((layer) => layer ?? []);
}
