import { codePrefix } from '../../core/contract/area-code.ts';
import { LIVE_NOUNS, type UnitPositionRow } from '../../core/contract/live.ts';
import type { PastSnapshot } from '../../core/contract/past.ts';
import type { Queryable } from '../database/database.ts';
import { logEnds, planAt } from '../queries/past.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { positionsAt } from '../queries/tracks.ts';
import { withLateAlarms } from './late-alarms.ts';
import type { NounState } from './noun-state.ts';
import { statesAt } from './past-state.ts';

/** The live set of a scope as it was at `atMs`; `nowMs` is the server's time. Both in milliseconds since 1970. */
export async function readPast(
  db: Queryable,
  scopeCode: string,
  atMs: number,
  nowMs: number,
): Promise<PastSnapshot> {
  const states = await statesAt(db, atMs);
  const alarms = states.get('alarms');
  if (alarms) await withLateAlarms(db, alarms, atMs);
  const prefix = codePrefix(scopeCode);
  const features = Object.fromEntries(
    LIVE_NOUNS.map((noun) => [noun, inside(states.get(noun), prefix)]),
  ) as Record<(typeof LIVE_NOUNS)[number], PlacedFeature[]>;
  const positions = await positionsAt(
    db,
    features.units.map(({ id }) => id),
    atMs,
  );
  return {
    ...(await logEnds(db, atMs)),
    at: new Date(atMs).toISOString(),
    serverNow: new Date(nowMs).toISOString(),
    feeds: [],
    ...features,
    units: placed(features.units, positions),
    positions,
    plan: await planAt(db, atMs),
  } as unknown as PastSnapshot;
}

/** What lies in the area whose codes begin with `prefix`. */
export function inside(state: NounState | undefined, prefix: string): PlacedFeature[] {
  return [...(state?.values() ?? [])].filter(({ properties }) =>
    String(properties.areaCode).startsWith(prefix),
  );
}

function placed(units: readonly PlacedFeature[], positions: readonly UnitPositionRow[]): PlacedFeature[] {
  const rows = new Map(positions.map((row) => [row[0], row]));
  return units.map((unit) => withPlace(unit, rows.get(unit.id)));
}

/** A unit with its newest fix as its place. */
export function withPlace(unit: PlacedFeature, row: UnitPositionRow | undefined): PlacedFeature {
  if (!row) return unit;
  const [, lng, lat, headingDegrees, speedKmh, fixAtMs] = row;
  const fixAt = new Date(fixAtMs).toISOString();
  const geometry = { type: 'Point', coordinates: [lng, lat] };
  return { ...unit, geometry, properties: { ...unit.properties, headingDegrees, speedKmh, fixAt } };
}
