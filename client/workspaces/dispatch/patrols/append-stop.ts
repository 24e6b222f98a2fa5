import type { PatrolPlaceOffer } from '../../../../core/contract/patrol-plan.ts';
import { toInt7 } from '../../../../core/geometry/integer.ts';
import { distanceMetres } from '../../../../core/geometry/metres.ts';
import { stopAfter } from '../../../../core/patrol/edit-rounds.ts';
import type { StopPlace } from '../../../../core/patrol/shift-plan.ts';
import type { UnitVehicle } from '../../../../core/vocabulary.ts';
import { askPatrolWays } from '../../../api/patrol-plans.ts';
import { patrolStore } from './patrol-store.ts';
import { shiftTimes } from './use-plan.ts';

/** A click so near a place means the place. */
const NEAR_METRES = 60;

/** The place near a point, or the point itself. */
export function placeAt(
  { lng, lat }: { lng: number; lat: number },
  places: readonly PatrolPlaceOffer[],
  pointName: string,
): StopPlace {
  const metres = (place: PatrolPlaceOffer) =>
    distanceMetres(toInt7(lng), toInt7(lat), toInt7(place.lng), toInt7(place.lat));
  const near = places
    .filter((place) => metres(place) <= NEAR_METRES)
    .sort((a, b) => metres(a) - metres(b))[0];
  if (near) {
    const { kind, placeId, nameZh, nameEn } = near;
    return { kind, placeId, nameZh, nameEn, lng: near.lng, lat: near.lat };
  }
  const rounded = { lng: Math.round(lng * 1e7) / 1e7, lat: Math.round(lat * 1e7) / 1e7 };
  const name = `${pointName} ${rounded.lng.toFixed(4)}, ${rounded.lat.toFixed(4)}`;
  return { kind: 'points', placeId: crypto.randomUUID(), nameZh: name, nameEn: name, ...rounded };
}

/** Puts a place behind the last stop of a unit's round, when the unit can be there. */
export async function appendStop(
  unitId: string,
  place: StopPlace,
  { vehicle, stayMs }: { vehicle: UnitVehicle; stayMs: number },
): Promise<void> {
  const { plan } = patrolStore.get();
  if (!plan) return;
  const { startMs, atMs } = shiftTimes(plan);
  const found = plan.rounds.findIndex((one) => one.unitId === unitId);
  const round = plan.rounds[found] ?? { unitId, post: null, stops: [] };
  const last = round.stops.at(-1);
  let waySeconds = 0;
  if (last) {
    const points: [number, number][] = [last, place].map(({ lng, lat }) => [lng, lat]);
    const { legs } = await askPatrolWays({ vehicle, at: new Date(atMs).toISOString(), points });
    waySeconds = legs[0]?.seconds ?? 0;
  }
  const changed = {
    ...round,
    stops: [...round.stops, stopAfter(round, place, { startMs, waySeconds, stayMs })],
  };
  const now = patrolStore.get().plan;
  if (now?.key !== plan.key) return;
  const rounds =
    found < 0 ? [...now.rounds, changed] : now.rounds.map((one, at) => (at === found ? changed : one));
  const at = found < 0 ? rounds.length - 1 : found;
  patrolStore.change(rounds, { round: at, stop: changed.stops.length - 1 });
}
