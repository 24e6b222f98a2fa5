/**
 * Where those live of whom only the count in a grid is known. The places are made up, so that a border that moves takes a fair share along; they tell nothing
 * but the counts. The same grids and streets always make the same places.
 */
import { distanceMetres, localMetres } from '../../geometry/metres.ts';
import { boundsOf, type FlatRing } from '../../geometry/ring.ts';
import type { Polygons7 } from '../proof.ts';
import { windingOf } from './attribution.ts';
import { type Edges, edgesOf } from './border-change.ts';
import { eachPointIn, indexThings, type ThingIndex, type Things } from './thing-index.ts';

/** A grid with those who live in it, in whole numbers; null: fewer than are told. */
export interface HomeGrid {
  polygons: Polygons7;
  residents: number | null;
  dwellings: number | null;
}

type Homes = Things['homes'];
type Place = Pick<Homes[number], 'lng7' | 'lat7'>;

/** What a count below 10, which is not told, is taken for: the middle of what it may be. */
export const UNTOLD_COUNT = 5;
/** A grid has at most so many homes. */
const MOST_HOMES = 64;
/** Of the places in the box round a grid at most so many are looked at, evenly chosen. */
const MOST_LOOKED_AT = 256;
/** With fewer places along its streets than this the homes of a grid are spread over all of it. */
const LEAST_STREET_PLACES = 8;
/** Homes along a street are so far apart on each side, and so far off its middle. */
const APART_METRES = 40;
const OFF_METRES = 12;

/**
 * Homes of grids (integer units of EPSG:4326, disjoint), in the order of the grids. A grid has min(64, dwellings) of them, or of residents without dwellings; its counts are shared out among
 * them as evenly as whole numbers can be, and add up to them exactly. They stand on both sides of the streets that run through the grid (flat lines), evenly chosen among
 * places 40 m apart; with fewer than 8 such places, evenly along lines from west to east across the grid. By the rule of
 * core/plan/workload/attribution.ts each place is in its grid; only one about as thin as a unit may have its homes at its first corner.
 */
export function homesOf(grids: readonly HomeGrid[], streets: readonly FlatRing[] = []): Homes {
  const beside = placesBeside(streets);
  return grids.flatMap(({ polygons, ...counts }) => {
    const residents = counts.residents ?? UNTOLD_COUNT;
    const dwellings = counts.dwellings ?? UNTOLD_COUNT;
    const most = Math.min(MOST_HOMES, dwellings > 0 ? dwellings : residents);
    if (most === 0) return [];
    const places = placesIn(polygons, beside, most);
    return places.map(({ lng7, lat7 }, i) => ({
      lng7,
      lat7,
      residents: shareOf(residents, i, places.length),
      dwellings: shareOf(dwellings, i, places.length),
    }));
  });
}

/** Of a whole number, the part of one of `parts`: they differ by at most 1, and add up to it. */
function shareOf(whole: number, part: number, parts: number): number {
  return Math.floor((whole * (part + 1)) / parts) - Math.floor((whole * part) / parts);
}

function placesIn(polygons: Polygons7, beside: ThingIndex, most: number): Place[] {
  const edges = edgesOf(polygons);
  const near: number[] = [];
  eachPointIn(beside, boundsOf(edges), (point) => near.push(point));
  // Whatever else is in the index: a community has the same homes alone and in its city.
  near.sort((a, b) => beside.lat7[a]! - beside.lat7[b]! || beside.lng7[a]! - beside.lng7[b]!);
  const found = evenly(near, MOST_LOOKED_AT)
    .map((point): Place => ({ lng7: beside.lng7[point]!, lat7: beside.lat7[point]! }))
    .filter(({ lng7, lat7 }) => windingOf(edges, lng7, lat7) > 0);
  if (found.length >= LEAST_STREET_PLACES) return evenly(found, most);
  const spread = placesAcross(edges, most);
  return spread.length > 0 ? spread : [placeWithin(edges)];
}

/** A place in a surface that lines across it miss (small parts, far apart), else its first corner: in the middle of the widest part of a line through a vertex or half-way between two. */
function placeWithin(edges: Edges): Place {
  const vertices = [...new Set(edges.filter((_, at) => at % 2 === 1))].sort((a, b) => a - b);
  const rows = vertices.flatMap((lat7, i) => [lat7, Math.floor((lat7 + (vertices[i + 1] ?? lat7)) / 2)]);
  let [found, widest] = [{ lng7: edges[0]!, lat7: edges[1]! }, 0];
  for (const lat7 of rows) {
    const crossed = crossingsAt(edges, lat7);
    for (let i = 0; i + 1 < crossed.length; i += 2) {
      const width = crossed[i + 1]! - crossed[i]!;
      const lng7 = Math.floor((crossed[i]! + crossed[i + 1]!) / 2);
      if (width > widest && windingOf(edges, lng7, lat7) > 0) [found, widest] = [{ lng7, lat7 }, width];
    }
  }
  return found;
}

/** At most so many of a list, evenly chosen. */
function evenly<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / most)]!);
}

/** Places on both sides of lines, each line from half a step after its beginning on. */
function placesBeside(lines: readonly FlatRing[]): ThingIndex {
  const places: Place[] = [];
  for (const line of lines) {
    let next = APART_METRES / 2;
    for (let i = 0; i + 3 < line.length; i += 2) {
      const [aLng, aLat, bLng, bLat] = [line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!];
      const metres = distanceMetres(aLng, aLat, bLng, bLat);
      if (metres === 0) continue;
      const { metresPerLng7, metresPerLat7 } = localMetres(aLng, aLat);
      const [east, north] = [(bLng - aLng) * metresPerLng7, (bLat - aLat) * metresPerLat7];
      const toLeft = [
        ((-north / metres) * OFF_METRES) / metresPerLng7,
        ((east / metres) * OFF_METRES) / metresPerLat7,
      ];
      for (; next < metres; next += APART_METRES)
        for (const side of [1, -1]) {
          const lng7 = Math.round(aLng + (next / metres) * (bLng - aLng) + side * toLeft[0]!);
          const lat7 = Math.round(aLat + (next / metres) * (bLat - aLat) + side * toLeft[1]!);
          places.push({ lng7, lat7 });
        }
      next -= metres;
    }
  }
  return indexThings({ incidents: [], homes: [], institutions: places, roads: [] });
}

/** At most `most` places evenly along lines from west to east across a surface, south to north. */
function placesAcross(edges: Edges, most: number): Place[] {
  const [west, south, east, north] = boundsOf(edges);
  const { metresPerLng7, metresPerLat7 } = localMetres(west, south);
  const [width, height] = [(east - west) * metresPerLng7, (north - south) * metresPerLat7];
  const rows = Math.min(most, Math.max(1, Math.round(Math.sqrt((most * height) / Math.max(width, 1)))));
  const spans: { lat7: number; from: number; to: number }[] = [];
  let whole = 0;
  for (let row = 0; row < rows; row++) {
    const lat7 = Math.floor(south + ((row + 0.5) * (north - south)) / rows);
    const crossed = crossingsAt(edges, lat7);
    for (let i = 0; i + 1 < crossed.length; i += 2) {
      spans.push({ lat7, from: crossed[i]!, to: crossed[i + 1]! });
      whole += crossed[i + 1]! - crossed[i]!;
    }
  }
  const places: Place[] = [];
  let [at, before] = [0, 0];
  for (let i = 0; i < most && spans.length > 0; i++) {
    const along = ((i + 0.5) * whole) / most;
    while (at < spans.length - 1 && along > before + spans[at]!.to - spans[at]!.from) {
      before += spans[at]!.to - spans[at]!.from;
      at += 1;
    }
    const { lat7, from } = spans[at]!;
    const lng7 = Math.floor(from + along - before);
    if (windingOf(edges, lng7, lat7) > 0) places.push({ lng7, lat7 });
  }
  return places;
}

/** Where edges cross a parallel, or a shade above it, from west to east. */
function crossingsAt(edges: Edges, lat7: number): number[] {
  const crossed: number[] = [];
  for (let at = 0; at < edges.length; at += 4) {
    const [aLng, aLat, bLng, bLat] = [edges[at]!, edges[at + 1]!, edges[at + 2]!, edges[at + 3]!];
    if (aLat > lat7 !== bLat > lat7) crossed.push(aLng + ((lat7 - aLat) / (bLat - aLat)) * (bLng - aLng));
  }
  return crossed.sort((a, b) => a - b);
}
