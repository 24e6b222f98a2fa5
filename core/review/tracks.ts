import type { UnitPositionRow } from '../contract/live.ts';
import type { ReviewTrack } from '../contract/review.ts';

/** Two fixes further apart than this are not joined: nobody knows the way between. */
const GAP_MS = 150_000;

/** When a unit was in the area looked at: [fromMs, toMs), milliseconds since 1970. */
export interface Stay {
  fromMs: number;
  toMs: number;
}

/** A unit that came into the area or left it. */
export interface Move {
  atMs: number;
  isIn: boolean;
}

/**
 * When a unit was in the area in [fromMs, toMs): `isInNow` says whether it is at the end of all `moves`, which are in the order of
 * time and reach from `fromMs` to now.
 */
export function staysOf(isInNow: boolean, moves: readonly Move[], fromMs: number, toMs: number): Stay[] {
  const stays: Stay[] = [];
  const first = moves[0];
  let since = (first ? !first.isIn : isInNow) ? fromMs : undefined;
  for (const { atMs, isIn } of moves) {
    if (!isIn && since !== undefined) stays.push({ fromMs: since, toMs: atMs });
    since = isIn ? (since ?? atMs) : undefined;
  }
  if (since !== undefined) stays.push({ fromMs: since, toMs: Number.POSITIVE_INFINITY });
  return stays
    .map((stay) => ({ fromMs: Math.max(fromMs, stay.fromMs), toMs: Math.min(toMs, stay.toMs) }))
    .filter((stay) => stay.fromMs < stay.toMs);
}

/**
 * The tracks of units from their fixes in the order of time: one line for each stretch without a gap, a point for a fix that
 * stands alone. `staysOf` answers when a unit was in the area; what lies outside is left out. Longitude first, EPSG:4326.
 */
export function tracksOf(
  fixes: readonly UnitPositionRow[],
  stepSeconds: number,
  codeOf: (unitId: string) => string,
  stays: (unitId: string) => readonly Stay[],
): ReviewTrack[] {
  const gapMs = Math.max(GAP_MS, stepSeconds * 3000);
  const stretches = new Map<string, UnitPositionRow[][]>();
  for (const row of fixes) {
    const [unitId, , , , , ms] = row;
    if (!stays(unitId).some(({ fromMs, toMs }) => ms >= fromMs && ms < toMs)) continue;
    const own = stretches.get(unitId) ?? [];
    stretches.set(unitId, own);
    const last = own.at(-1);
    if (last && ms - (last.at(-1)?.[5] ?? 0) <= gapMs) last.push(row);
    else own.push([row]);
  }
  return [...stretches].flatMap(([unitId, own]) =>
    own.map((rows, index) => trackOf(unitId, codeOf(unitId), index, rows)),
  );
}

function trackOf(
  unitId: string,
  unitCode: string,
  index: number,
  rows: readonly UnitPositionRow[],
): ReviewTrack {
  const places = rows.map(([, lng, lat]): [number, number] => [lng, lat]);
  const [first] = places;
  const geometry =
    places.length === 1 && first
      ? ({ type: 'Point', coordinates: first } as const)
      : ({ type: 'LineString', coordinates: places } as const);
  const times = rows.map(([, , , , , ms]) => new Date(ms).toISOString());
  return {
    type: 'Feature',
    id: `${unitId}/${index + 1}`,
    geometry,
    properties: { noun: 'tracks', unitId, unitCode, times },
  };
}
