/**
 * Density along the streets: kernels of one dimension over the distance that one walks, split at crossings (Okabe and Sugihara 2012, ch. 9;
 * McSwiggan, Baddeley and Nair 2017). `equal_split` (ESD): what comes to a crossing of n roads goes on in equal parts into the other n − 1,
 * and is lost at a dead end. `continuous` (ESC): 2 / n go into every other road and (2 − n) / n come back, which keeps the mass of every
 * point and leaves no jump at a crossing. Sums over all ways, not only the shortest.
 *
 * All points spread at once, a step at a time, like a wave: the density at distance k steps is the kernel there times what arrives then. The
 * work does not grow with the number of points, nor with the number of ways. Distances are exact in steps.
 */
import { kernelPerMetre, kernelReach, type Smoothing } from './kernel.ts';
import type { RoadSteps } from './road-steps.ts';

export type SplitRule = 'continuous' | 'equal_split';

/** Density per metre of road. */
export interface RoadField {
  /** At the inner points of each road, as `RoadSteps.first` has them. */
  inner: Float64Array;
  /** At the two ends of each road, on the side of the road: 2 × road for its start. */
  ends: Float64Array;
}

/** What walks: amplitudes at inner points by direction, and at the ends of roads, coming to a crossing or leaving it. */
interface Wave {
  forth: Float64Array;
  back: Float64Array;
  arriving: Float64Array;
  leaving: Float64Array;
}

/** Places on roads: `metres[i]` from the start of `road[i]`. */
export interface RoadPlaces {
  road: ArrayLike<number>;
  metres: ArrayLike<number>;
}

/**
 * The field of points that count 1 each; one between two points of a road counts at both, by its nearness. Yields how far it is, 0 to 1, after
 * each step.
 */
export function* networkDensity(
  steps: RoadSteps,
  places: RoadPlaces,
  smoothing: Smoothing,
  rule: SplitRule,
): Generator<number, RoadField> {
  const innerCount = steps.first.at(-1) ?? 0;
  const wave: Wave = {
    forth: new Float64Array(innerCount),
    back: new Float64Array(innerCount),
    arriving: new Float64Array(steps.ends.length),
    leaving: new Float64Array(steps.ends.length),
  };
  const field = { inner: new Float64Array(innerCount), ends: new Float64Array(steps.ends.length) };
  for (let i = 0; i < places.road.length; i++)
    putPoint(steps, wave, rule, places.road[i]!, places.metres[i]!);
  // A point walks both ways from its place, but lies there once.
  const peak = kernelPerMetre(smoothing, 0);
  for (let i = 0; i < innerCount; i++) field.inner[i] = wave.forth[i]! * peak;
  for (let end = 0; end < field.ends.length; end++) field.ends[end] = wave.leaving[end]! * peak;
  const reach = kernelReach(smoothing);
  for (let k = 1; k * steps.stepMetres < reach; k++) {
    walk(steps, wave, rule);
    yield (k * steps.stepMetres) / reach;
    const height = kernelPerMetre(smoothing, k * steps.stepMetres);
    for (let i = 0; i < innerCount; i++) field.inner[i]! += height * (wave.forth[i]! + wave.back[i]!);
    for (let end = 0; end < field.ends.length; end++)
      field.ends[end]! += height * (wave.arriving[end]! + wave.leaving[end]!);
  }
  return field;
}

function putPoint(steps: RoadSteps, wave: Wave, rule: SplitRule, road: number, metres: number): void {
  const count = steps.steps[road]!;
  const length = steps.roads.lengthMetres[road]!;
  const at = length > 0 ? Math.min(count, Math.max(0, (metres / length) * count)) : 0;
  const before = Math.min(count - 1, Math.floor(at));
  putAt(steps, wave, rule, road, before, 1 - (at - before));
  putAt(steps, wave, rule, road, before + 1, at - before);
}

function putAt(
  { steps, first, roads, firstEnd, ends }: RoadSteps,
  { forth, back, leaving }: Wave,
  rule: SplitRule,
  road: number,
  point: number,
  weight: number,
): void {
  if (weight === 0) return;
  if (point > 0 && point < steps[road]!) {
    const at = first[road]! + point - 1;
    forth[at]! += weight;
    back[at]! += weight;
    return;
  }
  const node = point === 0 ? roads.from[road]! : roads.to[road]!;
  const [from, to] = [firstEnd[node]!, firstEnd[node + 1]!];
  const share = rule === 'equal_split' && to - from === 1 ? 1 : 2 / (to - from);
  for (let i = from; i < to; i++) leaving[ends[i]!]! += weight * share;
}

/** One step of everything that walks. */
function walk({ steps, first, firstEnd, ends }: RoadSteps, wave: Wave, rule: SplitRule): void {
  const { forth, back, arriving, leaving } = wave;
  for (let road = 0; road < steps.length; road++) {
    const [start, end] = [first[road]!, first[road + 1]!];
    arriving[2 * road] = start === end ? leaving[2 * road + 1]! : back[start]!;
    arriving[2 * road + 1] = start === end ? leaving[2 * road]! : forth[end - 1]!;
  }
  forth.copyWithin(1, 0);
  back.copyWithin(0, 1);
  for (let road = 0; road < steps.length; road++) {
    const [start, end] = [first[road]!, first[road + 1]!];
    if (start === end) continue;
    forth[start] = leaving[2 * road]!;
    back[end - 1] = leaving[2 * road + 1]!;
  }
  for (let node = 0; node + 1 < firstEnd.length; node++) {
    const [from, to] = [firstEnd[node]!, firstEnd[node + 1]!];
    const degree = to - from;
    let sum = 0;
    for (let i = from; i < to; i++) sum += arriving[ends[i]!]!;
    for (let i = from; i < to; i++) {
      const end = ends[i]!;
      if (rule === 'continuous') leaving[end] = (2 / degree) * sum - arriving[end]!;
      else leaving[end] = degree > 1 ? (sum - arriving[end]!) / (degree - 1) : 0;
    }
  }
}

/** Roads cut into equal pieces ("lixels"): pieces of road s are `first[s]` to `first[s + 1] − 1`, in its direction. */
export interface Lixels {
  first: Int32Array;
  /** Mean density of each piece, per metre; times its length it is the mass on it. */
  perMetre: Float64Array;
}

/** The means of a field over pieces of about `lixelMetres`. What rounding to steps made of a road's length is made good, so that the mass stays. */
export function lixelsOf(
  { roads, steps, stepMetres, first }: RoadSteps,
  field: RoadField,
  lixelMetres: number,
): Lixels {
  const count = steps.length;
  const firstPiece = new Int32Array(count + 1);
  for (let road = 0; road < count; road++)
    firstPiece[road + 1] =
      firstPiece[road]! + Math.max(1, Math.round(roads.lengthMetres[road]! / lixelMetres));
  const perMetre = new Float64Array(firstPiece[count] ?? 0);
  for (let road = 0; road < count; road++) {
    const m = steps[road]!;
    const pieces = firstPiece[road + 1]! - firstPiece[road]!;
    const at = (point: number): number =>
      point === 0
        ? field.ends[2 * road]!
        : point === m
          ? field.ends[2 * road + 1]!
          : field.inner[first[road]! + point - 1]!;
    const length = roads.lengthMetres[road]!;
    const scale = length > 0 ? (stepMetres * pieces) / length : 0;
    let before = 0;
    for (let piece = 0; piece < pieces; piece++) {
      const until = (m * (piece + 1)) / pieces;
      perMetre[firstPiece[road]! + piece] = scale * integral(at, before, until);
      before = until;
    }
  }
  return { first: firstPiece, perMetre };
}

/** ∫ of values at whole numbers with straight lines between them. */
function integral(at: (point: number) => number, from: number, to: number): number {
  let sum = 0;
  for (let a = from; a < to; ) {
    const point = Math.floor(a);
    const b = Math.min(to, point + 1);
    const middle = (a + b) / 2 - point;
    sum += (b - a) * (at(point) * (1 - middle) + at(Math.min(point + 1, Math.ceil(to))) * middle);
    a = b;
  }
  return sum;
}
