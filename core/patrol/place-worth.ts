/** What patrol places are worth, by what was reported near them. */
import { distanceMetres, localMetres } from '../geometry/metres.ts';
import type { PatrolPlaceKind } from '../vocabulary.ts';

/** Something that was reported. Degrees times 1e7, EPSG:4326. */
export interface WeighedReport {
  lng7: number;
  lat7: number;
  gridCode: string;
  weight: number;
}

export interface WorthPlace {
  kind: PatrolPlaceKind;
  lng7: number;
  lat7: number;
  /** Of a grid its own code. */
  areaCode: string;
}

export interface PlaceWorth {
  worth: number;
  incidents: number;
}

/** A patrol is seen so far. */
export const WORTH_METRES = 250;

/** Weight of an incident: the most urgent priority (1) counts 4, the least (4) 1; in the shift that is planned four times as much as in another. */
export function reportWeight(priority: number, isOfShift: boolean): number {
  return (5 - priority) * (isOfShift ? 1 : 0.25);
}

/** For each place the reports within 250 m of it, a grid's those in it: how many, and their weights added up. */
export function placeWorths(places: readonly WorthPlace[], reports: readonly WeighedReport[]): PlaceWorth[] {
  const near = nearReports(reports);
  const ofGrid = new Map<string, PlaceWorth>();
  for (const { gridCode, weight } of reports) {
    const known = ofGrid.get(gridCode) ?? { worth: 0, incidents: 0 };
    ofGrid.set(gridCode, { worth: known.worth + weight, incidents: known.incidents + 1 });
  }
  return places.map((place) => {
    if (place.kind === 'grids') return ofGrid.get(place.areaCode) ?? { worth: 0, incidents: 0 };
    const own = near(place).filter(
      ({ lng7, lat7 }) => distanceMetres(place.lng7, place.lat7, lng7, lat7) <= WORTH_METRES,
    );
    return { worth: own.reduce((sum, { weight }) => sum + weight, 0), incidents: own.length };
  });
}

export interface HotCell extends PlaceWorth {
  /** Name of the cell, the same as long as the plane is. */
  id: string;
  /** Mean place of its reports, degrees times 1e7. */
  lng7: number;
  lat7: number;
  /** Grid of the first of them. */
  areaCode: string;
}

/** Squares of 250 m with anything reported, what is worth most first. Their mesh is fixed to the degrees, not to the reports. */
export function hotCells(reports: readonly WeighedReport[]): HotCell[] {
  const cells = new Map<string, HotCell & { sumLng: number; sumLat: number }>();
  for (const { lng7, lat7, gridCode, weight } of reports) {
    const id = cellOf(lng7, lat7).join('_');
    const cell = cells.get(id) ?? emptyCell(id, gridCode);
    cell.worth += weight;
    cell.incidents += 1;
    cell.sumLng += lng7;
    cell.sumLat += lat7;
    cells.set(id, cell);
  }
  return [...cells.values()]
    .map(({ sumLng, sumLat, ...cell }) => ({
      ...cell,
      lng7: Math.round(sumLng / cell.incidents),
      lat7: Math.round(sumLat / cell.incidents),
    }))
    .sort((a, b) => b.worth - a.worth || (a.id < b.id ? -1 : 1));
}

function emptyCell(id: string, areaCode: string) {
  return { id, areaCode, worth: 0, incidents: 0, lng7: 0, lat7: 0, sumLng: 0, sumLat: 0 };
}

/** Rows of equal height; in each row columns of equal width at its southern edge. */
function cellOf(lng7: number, lat7: number): [column: number, row: number] {
  const { metresPerLat7 } = localMetres(0, 0);
  const high = Math.round(WORTH_METRES / metresPerLat7);
  const row = Math.floor(lat7 / high);
  const wide = Math.round(WORTH_METRES / localMetres(0, row * high).metresPerLng7);
  return [Math.floor(lng7 / wide), row];
}

/** Reports by squares of about 250 m, so that those near a place are in the nine round it. */
function nearReports(reports: readonly WeighedReport[]): (place: WorthPlace) => WeighedReport[] {
  const [first] = reports;
  if (!first) return () => [];
  const { metresPerLng7, metresPerLat7 } = localMetres(first.lng7, first.lat7);
  // A tenth wider, for the places of a city that lie further north or south.
  const [wide, high] = [(1.1 * WORTH_METRES) / metresPerLng7, (1.1 * WORTH_METRES) / metresPerLat7];
  const cells = new Map<string, WeighedReport[]>();
  for (const report of reports) {
    const key = `${Math.floor(report.lng7 / wide)} ${Math.floor(report.lat7 / high)}`;
    const known = cells.get(key);
    if (known) known.push(report);
    else cells.set(key, [report]);
  }
  const around = [-1, 0, 1];
  return ({ lng7, lat7 }) =>
    around.flatMap((x) =>
      around.flatMap((y) => cells.get(`${Math.floor(lng7 / wide) + x} ${Math.floor(lat7 / high) + y}`) ?? []),
    );
}
