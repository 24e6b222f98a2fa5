import { shiftBounds } from '../../core/city-time.ts';
import { isWithinCode } from '../../core/contract/area-code.ts';
import type { PatrolGround, PatrolGroundQuestion, PatrolPost } from '../../core/contract/patrol-plan.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { UnitProperties } from '../../core/contract/unit.ts';
import { toInt7 } from '../../core/geometry/integer.ts';
import { distanceMetres } from '../../core/geometry/metres.ts';
import { placesAlong } from '../../core/patrol/places-along.ts';
import { placeKey } from '../../core/patrol/shift-plan.ts';
import type { UnitVehicle } from '../../core/vocabulary.ts';
import type { Deps } from '../deps.ts';
import { inTurns } from '../in-turns.ts';
import type { NounFeatures } from '../live/noun-features.ts';
import { ProblemError } from '../problem.ts';
import { selectEarlierRounds } from '../queries/patrol-ground.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { patrolTimes } from './patrol-ways.ts';
import type { Place } from './travel-times.ts';

type GroundDeps = Pick<Deps, 'database' | 'memory' | 'roads' | 'ways' | 'clock'>;
type GroundUnit = PatrolGround['units'][number];

const DAY_MS = 86_400_000;
/** Order of visits of the last so many days is not to be repeated. */
const EARLIER_DAYS = 7;
/** A place so near a route lies on it. */
const ALONG_METRES = 150;

/** What the optimiser needs to know of a shift: units with their posts, times of travel, how it goes now and went before. 404 for a unit that is not in the scope. */
export async function patrolGround(
  deps: GroundDeps,
  question: PatrolGroundQuestion,
  scopeCode: string,
  signal?: AbortSignal,
): Promise<PatrolGround> {
  const { day, shift, places, unitIds } = question;
  const travel = await deps.roads.current();
  const [startMs, endMs] = shiftBounds(travel.zone, day, shift);
  const [all, routes, posts] = [
    await deps.memory.featuresOf('units'),
    await deps.memory.featuresOf('routes'),
    [...(await deps.memory.featuresOf('posts'))].filter(isPost),
  ];
  const features = unitIds.map((id) => unitOf(all, id, scopeCode));
  const units = features.map((unit) => groundUnit(unit, routes, posts));
  const spots = [...places, ...units.map(({ post }) => post)].map(toPlace);
  const atMs = (startMs + endMs) / 2;
  const travelSeconds: PatrolGround['travelSeconds'] = {};
  const vehicles = [...new Set(units.map(({ vehicle }) => vehicle))];
  await Promise.all(
    vehicles.map(async (vehicle: UnitVehicle) => {
      travelSeconds[vehicle] = await patrolTimes(deps, { vehicle, atMs }, spots, signal);
    }),
  );
  return {
    startAt: new Date(startMs).toISOString(),
    endAt: new Date(endMs).toISOString(),
    byRoad: !travel.isEmpty,
    units,
    travelSeconds,
    present: await presentRounds(features, routes, places.map(toPlace)),
    earlier: await earlierRounds(deps, question, scopeCode),
    asOf: new Date(deps.clock()).toISOString(),
  };
}

function unitOf(units: NounFeatures, id: string, scopeCode: string): PlacedFeature {
  const unit = units.get(id);
  if (unit && isWithinCode(String(unit.properties.areaCode), scopeCode)) return unit;
  throw new ProblemError('conflict', refusal(`There is no unit ${id} here.`, 'unit_unknown'));
}

/** A unit sets out from the police room of its district that is nearest to where its route begins, or to where it was last seen; without one, from there. */
function groundUnit(unit: PlacedFeature, routes: NounFeatures, posts: readonly PlacedFeature[]): GroundUnit {
  const { vehicle, areaCode } = unit.properties as unknown as UnitProperties;
  const { post, at } = homeOf(unit, routes, posts);
  return { id: String(unit.id), areaCode, vehicle, post: postOf(post, unit, at) };
}

/** The police room of a unit; without one where its route begins, or where it was last seen. */
export function homeOf(
  unit: PlacedFeature,
  routes: NounFeatures,
  posts: readonly PlacedFeature[],
): { post: PlacedFeature | undefined; at: [lng: number, lat: number] | undefined } {
  const { areaCode, routeId } = unit.properties as unknown as UnitProperties;
  const line = routeId === null ? undefined : lineOf(routes, routeId);
  const [lng, lat] = line?.[0] ?? pointOf(unit) ?? [];
  const own = posts.filter(({ properties }) =>
    isWithinCode(String(properties.areaCode), areaCode.slice(0, 6)),
  );
  const post = lng === undefined || lat === undefined ? own[0] : nearest(own, lng, lat);
  return {
    post,
    at: (post && pointOf(post)) ?? (lng === undefined || lat === undefined ? undefined : [lng, lat]),
  };
}

function postOf(
  post: PlacedFeature | undefined,
  unit: PlacedFeature,
  at: [lng: number, lat: number] | undefined,
): PatrolPost {
  if (!at) {
    const { code } = unit.properties as { code: string };
    const message = `Of unit ${code} it is not known where it sets out.`;
    throw new ProblemError('conflict', refusal(message, 'patrol_unit_nowhere', { unitCode: code }));
  }
  const { nameZh, nameEn } = (post ?? unit).properties as { nameZh: string; nameEn: string };
  return { nameZh, nameEn, lng: at[0], lat: at[1] };
}

export function isPost({ properties }: PlacedFeature): boolean {
  return properties.kind === 'police_room';
}

function nearest(posts: readonly PlacedFeature[], lng: number, lat: number): PlacedFeature | undefined {
  const [lng7, lat7] = [toInt7(lng), toInt7(lat)];
  let best: { post: PlacedFeature; metres: number } | undefined;
  for (const post of posts) {
    const place = toPlace(placeOf(post));
    const metres = distanceMetres(lng7, lat7, place.lng7, place.lat7);
    if (metres < (best?.metres ?? Number.POSITIVE_INFINITY)) best = { post, metres };
  }
  return best?.post;
}

function placeOf(feature: PlacedFeature): { lng: number; lat: number } {
  const [lng = 0, lat = 0] = pointOf(feature) ?? [];
  return { lng, lat };
}

function pointOf({ geometry }: PlacedFeature): [number, number] | undefined {
  return (geometry as { coordinates: [number, number] } | null)?.coordinates;
}

function lineOf(routes: NounFeatures, id: string): [number, number][] | undefined {
  return (routes.get(id)?.geometry as { coordinates: [number, number][] } | undefined)?.coordinates;
}

function toPlace({ lng, lat }: { lng: number; lat: number }): Place {
  return { lng7: toInt7(lng), lat7: toInt7(lat) };
}

async function presentRounds(
  units: readonly PlacedFeature[],
  routes: NounFeatures,
  places: readonly Place[],
): Promise<number[][]> {
  const rounds: number[][] = [];
  for await (const { properties } of inTurns(units)) {
    const { routeId } = properties as unknown as UnitProperties;
    const line = routeId === null ? undefined : lineOf(routes, routeId);
    rounds.push(line ? placesAlong(line.flat().map(toInt7), places, ALONG_METRES) : []);
  }
  return rounds;
}

async function earlierRounds(
  { database }: GroundDeps,
  { day, shift, places }: PatrolGroundQuestion,
  scopeCode: string,
): Promise<number[][]> {
  const fromDay = new Date(Date.parse(day) - EARLIER_DAYS * DAY_MS).toISOString().slice(0, 10);
  const rounds = await selectEarlierRounds(database, { scopeCode, shift, fromDay, toDay: day });
  const numbers = new Map(places.map((place, at) => [placeKey(place), at]));
  return rounds.map((keys) => keys.flatMap((key) => numbers.get(key) ?? []));
}
