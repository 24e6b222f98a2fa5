/** A year of incidents: a background that follows people, places and hours, and what is planted on top of it. */
import { INCIDENT_TYPES } from '../../core/vocabulary.ts';
import type { CityIncidents, Planted } from './city.ts';
import { makeClock } from './clock.ts';
import { giveCourse } from './courses.ts';
import { type Draw, plant } from './planted.ts';
import { hash32, makeRandom, makeWeightedPick, type Random } from './random.ts';
import { RHYTHMS, type Rhythm } from './rhythms.ts';
import { landUseOf, pointAtEdge, type Town } from './town.ts';

/** Columns while they are being filled, in no order. */
export interface Heap {
  size: number;
  lng7: Int32Array;
  lat7: Int32Array;
  reportedAt: Uint32Array;
  type: Uint8Array;
  face: Int32Array;
}

export function makeIncidents(
  town: Town,
  count: number,
  asOfSeconds: number,
  onProgress: (fraction: number) => void,
): { incidents: CityIncidents; planted: Planted[] } {
  const heap: Heap = {
    size: 0,
    lng7: new Int32Array(count),
    lat7: new Int32Array(count),
    reportedAt: new Uint32Array(count),
    type: new Uint8Array(count),
    face: new Int32Array(count),
  };
  const draw = makeDraw(town, heap, asOfSeconds);
  const planted = plant(town, draw, count, asOfSeconds);
  onProgress(0.3);
  fillBackground(town, draw, heap, asOfSeconds);
  onProgress(0.7);
  return { incidents: finish(town, heap, asOfSeconds), planted };
}

/** The only way into the heap: a place and a time that hold, or nothing. */
function makeDraw(town: Town, heap: Heap, asOfSeconds: number): Draw {
  const since = asOfSeconds - 365 * 86_400;
  return (type, lng7, lat7, face, reportedAt) => {
    if (heap.size >= heap.lng7.length || reportedAt < since || reportedAt >= asOfSeconds) return false;
    const inside = face >= 0 ? face : town.locateFace(lng7, lat7);
    if (inside < 0) return false;
    const i = heap.size++;
    heap.lng7[i] = lng7;
    heap.lat7[i] = lat7;
    heap.reportedAt[i] = reportedAt;
    heap.type[i] = type;
    heap.face[i] = inside;
    return true;
  };
}

function fillBackground(town: Town, draw: Draw, heap: Heap, asOfSeconds: number): void {
  const count = heap.lng7.length;
  const random = makeRandom(town.seed, 'incidents');
  const pickType = makeWeightedPick(RHYTHMS.map((r) => r.share));
  const places = RHYTHMS.map((rhythm, i) => makeWeightedPick(faceWeights(town, rhythm, i)));
  const clocks = RHYTHMS.map((rhythm) => makeClock(rhythm, asOfSeconds));
  const types = RHYTHMS.map((rhythm) => INCIDENT_TYPES.indexOf(rhythm.type));
  const out = { lng7: 0, lat7: 0 };
  while (heap.size < count) {
    const kind = pickType(random);
    const face = town.faces[places[kind]!(random)]!;
    const time = clocks[kind]!(random);
    if (pointAtEdge(town, face, random, 2.5, 22, out)) {
      draw(types[kind]!, out.lng7, out.lat7, face, time);
    }
  }
}

/** Attraction of each face for a type: its people, its use, its roads, and a luck of its own that makes some places bad. */
function faceWeights(town: Town, rhythm: Rhythm, kind: number): Float64Array {
  const { ground } = town;
  return Float64Array.from(town.faces, (face) => {
    const use = landUseOf(town, face);
    const people = ground.residents[face]! + Math.min(250, ground.areasM2[face]! / 900) * ground.built[face]!;
    const pull = (use ? (rhythm.uses[use] ?? 0.25) : 0.1) * (people + 1.5);
    const roads = rhythm.roads === 0 ? 0 : rhythm.roads * roadPull(town, face) * (20 + 0.3 * people);
    return (pull + roads) * luck(face, kind);
  });
}

function luck(face: number, kind: number): number {
  const a = hash32(face * 16 + kind) / 4294967296;
  const b = hash32(face * 16 + 15) / 4294967296;
  return Math.exp(1.1 * (a - 0.5) + 1.7 * (b - 0.5));
}

const ROAD_PULL: Record<string, number> = {
  motorway: 1.2,
  trunk: 1,
  primary: 0.8,
  secondary: 0.4,
  tertiary: 0.15,
};

function roadPull(town: Town, face: number): number {
  const { planar } = town.ground;
  let pull = 0;
  for (const h of planar.ring(face)) pull = Math.max(pull, ROAD_PULL[planar.edge(h).kind] ?? 0.02);
  return pull;
}

/** Sorts by time and gives every incident its course. */
function finish(town: Town, heap: Heap, asOfSeconds: number): CityIncidents {
  const count = heap.size;
  const keys = Float64Array.from({ length: count }, (_, i) => heap.reportedAt[i]! * 2 ** 20 + i).sort();
  const order = Int32Array.from(keys, (key) => key % 2 ** 20);
  const incidents: CityIncidents = {
    count,
    lng7: Int32Array.from(order, (i) => heap.lng7[i]!),
    lat7: Int32Array.from(order, (i) => heap.lat7[i]!),
    reportedAt: Uint32Array.from(order, (i) => heap.reportedAt[i]!),
    verifiedAfter: new Uint32Array(count),
    assignedAfter: new Uint32Array(count),
    arrivedAfter: new Uint32Array(count),
    resolvedAfter: new Uint32Array(count),
    type: Uint8Array.from(order, (i) => heap.type[i]!),
    priority: new Uint8Array(count),
    status: new Uint8Array(count),
    source: new Uint8Array(count),
    net: new Uint8Array(count),
    grid: Uint16Array.from(order, (i) => town.areas.gridOfFace[heap.face[i]!]!),
  };
  const random: Random = makeRandom(town.seed, 'courses');
  for (let i = 0; i < count; i++) {
    giveCourse(incidents, i, random, town.ground.built[heap.face[order[i]!]!]!, asOfSeconds);
  }
  return incidents;
}
