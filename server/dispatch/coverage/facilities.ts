/** Who and what covers, now and by plan. */
import { cityHour } from '../../../core/city-time.ts';
import { isWithinCode } from '../../../core/contract/area-code.ts';
import type { CoverageFacility } from '../../../core/contract/coverage.ts';
import type { Hours } from '../../../core/contract/hours.ts';
import type { UnitProperties } from '../../../core/contract/unit.ts';
import { type PlannedRound, roundPlace } from '../../../core/coverage/round-place.ts';
import type { CoverageBasis, CoveringNoun, NotCovering } from '../../../core/coverage/vocabulary.ts';
import { servesIn, shiftAt } from '../../../core/duty/rota.ts';
import { fromInt7, toInt7 } from '../../../core/geometry/integer.ts';
import { freshnessOf } from '../../../core/live/freshness.ts';
import { isWithinHours } from '../../../core/live/hours.ts';
import { fixAgeSeconds, reasonCannotSend } from '../../../core/patrol/recommendation.ts';
import type { Net, Shift, UnitState, UnitVehicle } from '../../../core/vocabulary.ts';
import { fromWallTime, toWallTime } from '../../../core/zone.ts';
import type { Deps } from '../../deps.ts';
import { selectIssuedStops } from '../../queries/coverage.ts';
import type { PlacedFeature } from '../../queries/placed.ts';
import { homeOf, isPost } from '../patrol-ground.ts';
import { type Candidate, candidates } from '../recommend.ts';
import type { Place } from '../travel-times.ts';

export interface Facility extends Omit<CoverageFacility, 'lng' | 'lat'> {
  place: Place | null;
  /** Of who comes. */
  vehicle: UnitVehicle;
  /** Of a unit's position: it may have gone away as long, and is sure to be there only so much later. */
  ageSeconds: number;
  /** Of a device, how far it sees. */
  rangeMetres: number;
}

/** What is asked for: `atMs` is the instant whose states, places and speeds count. */
export interface CoverageMoment {
  basis: CoverageBasis;
  hour: number;
  atMs: number;
}

export interface Facilities {
  all: Facility[];
  planned: { rounds: number; units: number } | null;
}

type FacilityDeps = Pick<Deps, 'database' | 'memory' | 'fixes' | 'cordonUnits' | 'terms' | 'clock'>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The middle of an hour of the city's day that it is, or now. */
export function momentOf(
  zone: string,
  nowMs: number,
  { basis, hour }: { basis: CoverageBasis; hour: number | undefined },
): CoverageMoment {
  const nowHour = Math.floor(cityHour(zone, nowMs));
  if (basis === 'now' || hour === undefined) return { basis, hour: nowHour, atMs: nowMs };
  const midnight = Math.floor(toWallTime(zone, nowMs) / DAY_MS) * DAY_MS;
  return { basis, hour, atMs: fromWallTime(zone, midnight + (hour + 0.5) * HOUR_MS) };
}

/** Everything that covers, or would; of the scope. */
export async function facilitiesAt(
  deps: FacilityDeps,
  moment: CoverageMoment,
  { zone, scopeCode }: { zone: string; scopeCode: string },
): Promise<Facilities> {
  const units = await (moment.basis === 'now' ? unitsNow : unitsByPlan)(deps, moment, { zone, scopeCode });
  const standing = await Promise.all(
    STANDING.map((one) => standingOf(deps, one, moment, { zone, scopeCode })),
  );
  return { all: [...units.all, ...standing.flat()], planned: units.planned };
}

async function unitsNow(
  deps: FacilityDeps,
  { atMs }: CoverageMoment,
  { zone, scopeCode }: { zone: string; scopeCode: string },
): Promise<Facilities> {
  const { fixIntervalSeconds } = await deps.terms.current();
  const units = await deps.memory.featuresOf('units');
  const all = (await candidates(deps, scopeCode, [shiftAt(zone, atMs)]))
    .filter((unit) => unit.state !== 'off_duty' || unit.offShiftMs !== null)
    .map((unit): Facility => {
      const { fix } = unit;
      return {
        ...unitFacility(units.get(unit.id)!),
        place: fix && { lng7: fix.lng7, lat7: fix.lat7 },
        at: fix && new Date(fix.atMs).toISOString(),
        ageSeconds: fixAgeSeconds(unit, atMs) ?? 0,
        why: unitWhy(unit, atMs, fixIntervalSeconds),
      };
    });
  return { all, planned: null };
}

const AT_WORK: readonly UnitState[] = ['en_route', 'on_scene'];

/** Why a unit could not be sent to anything new, or nobody knows from where; null: it could. */
function unitWhy(unit: Candidate, nowMs: number, intervalSeconds: number): NotCovering | null {
  const why = reasonCannotSend(unit, '');
  if (why === 'off_duty' || why === 'unavailable') return why;
  if (why || AT_WORK.includes(unit.state)) return 'busy';
  if (!unit.fix) return 'no_position';
  const freshness = freshnessOf(fixAgeSeconds(unit, nowMs), intervalSeconds);
  return freshness === 'lost' ? 'position_lost' : null;
}

async function unitsByPlan(
  deps: FacilityDeps,
  { atMs }: CoverageMoment,
  { zone, scopeCode }: { zone: string; scopeCode: string },
): Promise<Facilities> {
  const now = shiftAt(zone, atMs);
  const rounds = await issuedRounds(deps, now.day, now.shift);
  const [units, routes] = [await deps.memory.featuresOf('units'), await deps.memory.featuresOf('routes')];
  const posts = [...(await deps.memory.featuresOf('posts'))].filter(isPost);
  const own = [...units].filter(
    ({ properties }) =>
      servesIn(properties as unknown as UnitProperties, now) &&
      isWithinCode(String(properties.areaCode), scopeCode),
  );
  const all = own.map((unit): Facility => {
    const round = rounds.get(String(unit.id));
    const home = homeOf(unit, routes, posts).at;
    const at = (round && roundPlace(round, atMs)) ?? (home && { lng: home[0], lat: home[1] });
    const place = at ? { lng7: toInt7(at.lng), lat7: toInt7(at.lat) } : null;
    return { ...unitFacility(unit), place, at: null, why: place ? null : 'no_place' };
  });
  const withRound = own.filter(({ id }) => rounds.has(String(id))).length;
  return { all, planned: { rounds: withRound, units: own.length } };
}

async function issuedRounds(
  { database }: FacilityDeps,
  day: string,
  shift: Shift,
): Promise<Map<string, PlannedRound>> {
  const rounds = new Map<string, { post: PlannedRound['post']; stops: PlannedRound['stops'][number][] }>();
  for (const { unitId, post, ...stop } of await selectIssuedStops(database, day, shift)) {
    const known = rounds.get(unitId);
    if (known) known.stops.push(stop);
    else rounds.set(unitId, { post, stops: [stop] });
  }
  return rounds;
}

function unitFacility(unit: PlacedFeature) {
  const { code, areaCode, vehicle } = unit.properties as unknown as UnitProperties;
  const [net, kind] = ['street' as const, 'units' as const];
  return {
    net,
    kind,
    id: String(unit.id),
    nameZh: code,
    nameEn: code,
    areaCode,
    vehicle,
    ageSeconds: 0,
    rangeMetres: 0,
  };
}

/** What stands somewhere. */
interface Standing {
  net: Net;
  kind: Exclude<CoveringNoun, 'units'>;
  vehicle: UnitVehicle;
  /** Why one covers nothing; null: it covers. */
  why(properties: Record<string, unknown>, moment: CoverageMoment, zone: string): NotCovering | null;
  /** Property that tells since when that is so; undefined: since it was last edited. */
  since?: string;
}

const STANDING: readonly Standing[] = [
  {
    net: 'community',
    kind: 'posts',
    vehicle: 'foot',
    why: ({ staffed, staffCount }) => (staffed && Number(staffCount) > 0 ? null : 'unstaffed'),
  },
  {
    net: 'checkpoint',
    kind: 'checkpoints',
    vehicle: 'car',
    since: 'stateSince',
    why: ({ state, staffedHours }, { basis, atMs }, zone) => {
      if (basis === 'now') return state === 'open' ? 'open' : null;
      const hours = staffedHours as Hours | null;
      return hours !== null && isWithinHours(hours, zone, atMs) ? null : 'outside_hours';
    },
  },
  {
    net: 'institution',
    kind: 'institutions',
    vehicle: 'foot',
    why: ({ guardPosts }) => (Number(guardPosts) > 0 ? null : 'no_guards'),
  },
  {
    net: 'technology',
    kind: 'devices',
    vehicle: 'foot',
    since: 'healthSince',
    why: ({ health }, { basis }) => (basis === 'now' && health === 'offline' ? 'offline' : null),
  },
];

async function standingOf(
  { memory }: FacilityDeps,
  { net, kind, vehicle, why, since = 'updatedAt' }: Standing,
  moment: CoverageMoment,
  { zone, scopeCode }: { zone: string; scopeCode: string },
): Promise<Facility[]> {
  const all: Facility[] = [];
  for (const { id, geometry, properties } of await memory.featuresOf(kind)) {
    const areaCode = String(properties.areaCode);
    if (!isWithinCode(areaCode, scopeCode)) continue;
    const [lng, lat] = (geometry as unknown as { coordinates: [number, number] }).coordinates;
    const { nameZh = properties.code, nameEn = properties.code } = properties;
    all.push({
      net,
      kind,
      id: String(id),
      nameZh: String(nameZh),
      nameEn: String(nameEn),
      areaCode,
      vehicle,
      place: { lng7: toInt7(lng), lat7: toInt7(lat) },
      ageSeconds: 0,
      rangeMetres: Number(properties.rangeMetres ?? 0),
      why: why(properties, moment, zone),
      at: moment.basis === 'now' ? String(properties[since]) : null,
    });
  }
  return all;
}

/** As the wire tells it. */
export function told({
  place,
  vehicle: _,
  ageSeconds: __,
  rangeMetres: ___,
  ...facility
}: Facility): CoverageFacility {
  return { ...facility, lng: place && fromInt7(place.lng7), lat: place && fromInt7(place.lat7) };
}
