import type { RoadNetwork } from '../../core/contract/road.ts';
import { type CityPlane, toPlane } from '../../core/geometry/city-plane.ts';
import type { Smoothing } from '../../core/hotspot/kernel.ts';
import { type DegreeLine, lixelLines } from '../../core/hotspot/lixel-lines.ts';
import {
  type Lixels,
  lixelsOf,
  networkDensity,
  type RoadPlaces,
  type SplitRule,
} from '../../core/hotspot/network-density.ts';
import { roadSteps } from '../../core/hotspot/road-steps.ts';
import { indexRoads, type OnRoads, onRoads, type RoadIndex } from '../../core/network/near-road.ts';
import { type RoadLines, unpackRoads } from '../../core/network/road-lines.ts';
import { rampValue } from '../period/ramp.ts';
import { get } from './fetch-history.ts';
import { inSteps } from './in-steps.ts';
import type { HeldIncidents, JobAnswer, JobContext } from './jobs.ts';

export interface AlongRoadsQuestion {
  smoothing: Smoothing;
  rule: SplitRule;
  /** Length of the pieces that a density is told for. */
  pieceMetres: number;
  /** How far an incident may lie from its road. */
  withinMetres: number;
}

export interface AlongRoads {
  /** Lines of each class, EPSG:4326. */
  lines: DegreeLine[][];
  /** Where each class begins, in incidents per km of road per day. */
  breaks: number[];
  /** Incidents on roads, and those that lie near none. */
  onRoads: number;
  left: number;
  roads: number;
  roadKm: number;
  days: number;
}

const DAY_MS = 86_400_000;
/** Steps of the spreading: a fortieth of the radius, within limits. */
const STEPS_A_RADIUS = 40;
const STEP_METRES = [2, 20] as const;
const LEGEND_PARTS = [0.35, 0.5, 0.65, 0.8, 1];
const METRES_A_KM = 1000;

let lines: Promise<RoadLines> | undefined;
let indexed: { within: number; plane: CityPlane; index: RoadIndex } | undefined;

/** The density of the incidents that count along the city's roads. */
export async function alongRoads(
  held: HeldIncidents,
  { smoothing, rule, pieceMetres, withinMetres }: AlongRoadsQuestion,
  context: JobContext,
): Promise<JobAnswer<AlongRoads>> {
  const { columns, rows, window, span } = held;
  const { plane, index } = await roadIndex(withinMetres);
  const found = onRoads(index, toPlane(plane, columns.lng7, columns.lat7, rows));
  await context.breathe();
  const stepMetres = Math.min(
    STEP_METRES[1],
    Math.max(STEP_METRES[0], smoothing.radiusMetres / STEPS_A_RADIUS),
  );
  const { nodeCount, from, to } = index.lines;
  const steps = roadSteps({ nodeCount, from, to, lengthMetres: index.lengthMetres }, stepMetres);
  const field = await inSteps(networkDensity(steps, placesOf(found), smoothing, rule), context);
  const days = Math.max(
    1 / 1440,
    (Math.min(window.toMs, span.toMs) - Math.max(window.fromMs, span.fromMs)) / DAY_MS,
  );
  const lixels = perKmDay(lixelsOf(steps, field, pieceMetres), days);
  const breaks = breaksOf(lixels, index, found);
  return {
    result: {
      lines: lixelLines(index, lixels, breaks),
      breaks,
      onRoads: rows.length - found.left,
      left: found.left,
      roads: from.length,
      roadKm: index.lengthMetres.reduce((sum, metres) => sum + metres, 0) / METRES_A_KM,
      days,
    },
  };
}

async function roadIndex(within: number): Promise<{ plane: CityPlane; index: RoadIndex }> {
  lines ??= get('/api/roads').then(async (answer) => unpackRoads((await answer.json()) as RoadNetwork));
  lines.catch(() => {
    lines = undefined;
  });
  const all = await lines;
  if (indexed?.within === within && indexed.index.lines === all) return indexed;
  const middle = all.lng7.length >> 1;
  const plane = { originLng7: all.lng7[middle] ?? 0, originLat7: all.lat7[middle] ?? 0 };
  indexed = { within, plane, index: indexRoads(plane, all, within) };
  return indexed;
}

function placesOf({ road, metres }: OnRoads): RoadPlaces {
  const near = Uint32Array.from(road, (_, i) => i).filter((i) => road[i]! >= 0);
  return { road: Int32Array.from(near, (i) => road[i]!), metres: Float64Array.from(near, (i) => metres[i]!) };
}

function perKmDay({ first, perMetre }: Lixels, days: number): Lixels {
  return { first, perMetre: perMetre.map((value) => (value * METRES_A_KM) / days) };
}

/** Steps of a ramp that ends near the 95th percentile of the density at the incidents. */
function breaksOf(
  { first, perMetre }: Lixels,
  { lengthMetres }: RoadIndex,
  { road, metres }: OnRoads,
): number[] {
  const values: number[] = [];
  for (let i = 0; i < road.length; i++) {
    const on = road[i]!;
    if (on < 0) continue;
    const pieces = first[on + 1]! - first[on]!;
    const piece = Math.min(pieces - 1, Math.floor((metres[i]! / lengthMetres[on]!) * pieces) || 0);
    values.push(perMetre[first[on]! + piece]!);
  }
  const sorted = Float64Array.from(values).sort();
  const dense = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  if (dense <= 0) return [];
  const top = 2 ** Math.ceil(Math.log2(dense) - 0.25);
  return LEGEND_PARTS.map((part) => rampValue(part, top));
}
