import { cityShift, shiftBounds } from '../../core/city-time.ts';
import { isWithinCode } from '../../core/contract/area-code.ts';
import type { PatrolPlaceOffer, PatrolPlaceQuestion } from '../../core/contract/patrol-plan.ts';
import { fromInt7, toInt7 } from '../../core/geometry/integer.ts';
import {
  type HotCell,
  hotCells,
  placeWorths,
  reportWeight,
  type WeighedReport,
} from '../../core/patrol/place-worth.ts';
import type { PatrolPlaceKind } from '../../core/vocabulary.ts';
import type { Deps } from '../deps.ts';
import { selectGridPlaces, selectReports } from '../queries/patrol-ground.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { roadNameBeside } from './patrol-ways.ts';
import type { CityTravel } from './road-book.ts';

const WEEK_MS = 7 * 86_400_000;

interface Candidate extends Omit<PatrolPlaceOffer, 'lng' | 'lat' | 'worth' | 'incidents'> {
  lng7: number;
  lat7: number;
}

/** Places in an area that patrols might visit, by what was reported there lately; what is worth nothing is left out. */
export async function patrolPlaces(
  deps: Pick<Deps, 'database' | 'memory' | 'roads' | 'clock'>,
  { day, shift, kinds, within, weeks, most }: PatrolPlaceQuestion & { within: string },
) {
  const travel = await deps.roads.current();
  const nowMs = deps.clock();
  const [startMs] = shiftBounds(travel.zone, day, shift);
  const untilMs = Math.min(nowMs, startMs);
  const since = new Date(untilMs - weeks * WEEK_MS).toISOString();
  const rows = await selectReports(deps.database, within, since, new Date(untilMs).toISOString());
  const reports = rows.map(({ priority, atMs, ...report }): WeighedReport => {
    const isOfShift = cityShift(travel.zone, atMs).shift === shift;
    return { ...report, weight: reportWeight(priority, isOfShift) };
  });
  const candidates = await thingsOf(deps, kinds, within);
  const worths = placeWorths(candidates, reports);
  const things = candidates.map((one, at) => ({ ...one, ...worths[at]! }));
  const cells = kinds.includes('cells')
    ? hotCells(reports)
        .slice(0, most)
        .map((cell) => namedCell(travel, cell, nowMs))
    : [];
  const places = [...things, ...cells]
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || (a.placeId < b.placeId ? -1 : 1))
    .slice(0, most)
    .map(
      ({ lng7, lat7, ...one }): PatrolPlaceOffer => ({ ...one, lng: fromInt7(lng7), lat: fromInt7(lat7) }),
    );
  return { places, incidents: reports.length, since, asOf: new Date(nowMs).toISOString() };
}

async function thingsOf(
  { database, memory }: Pick<Deps, 'database' | 'memory'>,
  kinds: readonly PatrolPlaceKind[],
  within: string,
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const kind of ['posts', 'institutions', 'checkpoints'] as const) {
    if (!kinds.includes(kind)) continue;
    for (const feature of await memory.featuresOf(kind))
      if (isWithinCode(String(feature.properties.areaCode), within)) found.push(candidateOf(kind, feature));
  }
  if (!kinds.includes('grids')) return found;
  const grids = await selectGridPlaces(database, within);
  return [
    ...found,
    ...grids.map(({ code, ...grid }) => ({ kind: 'grids' as const, placeId: code, areaCode: code, ...grid })),
  ];
}

function candidateOf(kind: PatrolPlaceKind, { id, geometry, properties }: PlacedFeature): Candidate {
  const [lng, lat] = (geometry as { coordinates: [number, number] }).coordinates;
  const { nameZh, nameEn, areaCode } = properties as { nameZh: string; nameEn: string; areaCode: string };
  return { kind, placeId: String(id), areaCode, nameZh, nameEn, lng7: toInt7(lng), lat7: toInt7(lat) };
}

/** A cell is called by the road beside it. */
function namedCell(travel: CityTravel, { id, ...cell }: HotCell, nowMs: number) {
  const road = roadNameBeside(travel, cell, nowMs);
  const at = `${fromInt7(cell.lng7).toFixed(4)}, ${fromInt7(cell.lat7).toFixed(4)}`;
  const names = { nameZh: road?.nameZh ?? at, nameEn: road?.nameEn ?? at };
  return { ...cell, kind: 'cells' as const, placeId: id, ...names };
}
