import type {
  PatrolPlan,
  PatrolPlanInput,
  PatrolPlanSummary,
  PatrolRound,
  PatrolWays,
} from '../../../core/contract/patrol-plan.ts';
import { type ShiftTime, servesIn, shiftAt } from '../../../core/duty/rota.ts';
import { distanceMetres } from '../../../core/geometry/metres.ts';
import type { PatrolPlaceKind } from '../../../core/vocabulary.ts';
import type { ApiClient } from './api-client.ts';
import type { CarRound, RoundStop } from './car-round.ts';
import type { Car, Fleet } from './fleet.ts';
import type { Random } from './random.ts';

/** A place where patrols stop. */
export interface PatrolPlace {
  kind: PatrolPlaceKind;
  placeId: string;
  nameZh: string;
  nameEn: string;
  lng: number;
  lat: number;
  lng7: number;
  lat7: number;
}

const MINUTE_MS = 60_000;
const PLACES = 7;
const MOST_STOPS = 40;
const NEAR_METRES = 2200;
/** A shift is planned once its units are on duty; what could not be planned is tried again after so long. */
const SETTLED_MS = 2 * MINUTE_MS;
const AGAIN_MS = 10 * MINUTE_MS;
/** A shift with less left is not planned any more. */
const LEAST_LEFT_MS = 45 * MINUTE_MS;
const STOP_SETTINGS = { windowMinutes: 10, radiusMetres: 100, checkIn: 'geofence' as const };
/** Some dawdle, some stray. */
const SLOW_SHARE = 0.2;
const STRAY_SHARE = 0.35;

interface ShiftNow extends ShiftTime {
  /** The hour whose speeds count for the ways of the shift. */
  middle: string;
}

interface RoundsOptions {
  places: readonly PatrolPlace[];
  random: Random;
  clock: () => number;
  zone: string;
  /** So many are given a round where nobody planned the shift. */
  units: number;
}

/** Has units go the rounds that are given out, whoever planned them; where nobody planned a shift, plans some rounds. */
export class Rounds {
  readonly #api: ApiClient;
  readonly #fleet: Fleet;
  readonly #places: readonly PatrolPlace[];
  readonly #random: Random;
  readonly #clock: () => number;
  readonly #zone: string;
  readonly #units: number;
  /** Versions of the plans whose rounds are gone. */
  readonly #followed = new Map<string, number>();
  /** When planning was tried last. */
  #triedMs = Number.NEGATIVE_INFINITY;

  constructor(api: ApiClient, fleet: Fleet, { places, random, clock, zone, units }: RoundsOptions) {
    this.#api = api;
    this.#fleet = fleet;
    this.#places = places;
    this.#random = random;
    this.#clock = clock;
    this.#zone = zone;
    this.#units = units;
  }

  /** Looks at what is given out for this shift. */
  async look(): Promise<void> {
    const now = this.#shiftNow();
    const { day, shift, startMs, endMs } = now;
    const listed = await this.#api.read<{ items: PatrolPlanSummary[] }>(
      `/api/patrol-plans?from=${day}&to=${day}&shift=${shift}`,
    );
    const given = (listed?.items ?? []).filter(({ state }) => state !== 'draft');
    const issued = given.filter(({ state }) => state === 'issued');
    for (const car of this.#fleet.cars)
      if (
        car.round &&
        !issued.some(({ id, unitIds }) => id === car.round?.planId && unitIds.includes(car.unit.id))
      )
        this.#fleet.setRound(car, undefined);
    for (const plan of issued) await this.#follow(plan, now);
    const nowMs = this.#clock();
    const isTime = nowMs - startMs >= SETTLED_MS && endMs - nowMs >= LEAST_LEFT_MS;
    if (given.length > 0 || !isTime || nowMs - this.#triedMs < AGAIN_MS) return;
    this.#triedMs = nowMs;
    await this.#plan(now);
  }

  #shiftNow(): ShiftNow {
    const now = shiftAt(this.#zone, this.#clock());
    return { ...now, middle: new Date((now.startMs + now.endMs) / 2).toISOString() };
  }

  async #follow({ id, version, unitIds }: PatrolPlanSummary, now: ShiftNow): Promise<void> {
    const cars = unitIds.flatMap((unitId) => this.#fleet.find(unitId) ?? []);
    if (this.#followed.get(id) === version) return;
    const plan = await this.#api.read<PatrolPlan>(`/api/patrol-plans/${id}`);
    for (const round of plan?.rounds ?? []) {
      const car = cars.find(({ unit }) => unit.id === round.unitId);
      if (car && plan) this.#fleet.setRound(car, await this.#roundOf(car, plan, round, now));
    }
    this.#followed.set(id, version);
  }

  async #roundOf(car: Car, plan: PatrolPlan, round: PatrolRound, now: ShiftNow): Promise<CarRound> {
    const ways = await this.#ways(car, round.stops, now);
    const nowMs = this.#clock();
    const stops = round.stops.map((stop, at): RoundStop => {
      const leg = at === 0 ? undefined : ways?.legs[at - 1];
      const line = leg?.line?.coordinates.flat().map((degrees) => Math.round(degrees * 1e7)) ?? null;
      const times = { arriveMs: Date.parse(stop.arriveAt), leaveMs: Date.parse(stop.leaveAt) };
      return { ...placeOf(stop), ...times, line, seconds: leg?.seconds ?? 0 };
    });
    const at = stops.findIndex(({ leaveMs }) => leaveMs > nowMs);
    return {
      planId: plan.id,
      stops,
      at: at < 0 ? stops.length : at,
      isThere: false,
      leaveMs: 0,
      dawdleMs: this.#random.chance(SLOW_SHARE)
        ? this.#random.between(5, 9) * MINUTE_MS
        : this.#random.between(0, 60_000),
      strays: this.#random.chance(STRAY_SHARE),
      offUntilMs: 0,
    };
  }

  async #ways(
    car: Car,
    points: readonly { lng: number; lat: number }[],
    { middle }: ShiftNow,
  ): Promise<PatrolWays | undefined> {
    if (points.length < 2) return undefined;
    return await this.#api.send<PatrolWays>('POST', '/api/patrol-plans/ways', {
      vehicle: car.vehicle,
      at: middle,
      points: points.map(({ lng, lat }) => [lng, lat]),
    });
  }

  /** Plans rounds for some units of the shift and gives them out. */
  async #plan(now: ShiftNow): Promise<void> {
    const free = this.#fleet.cars.filter(
      ({ unit: { properties }, place, incidentId }) =>
        place && !incidentId && servesIn(properties, now) && properties.state === 'patrolling',
    );
    const taken = new Set<string>();
    const rounds: PatrolPlanInput['rounds'] = [];
    for (const car of shuffled(free, this.#random)) {
      if (rounds.length >= this.#units) break;
      const stops = await this.#stopsFor(car, taken, now);
      if (stops.length > 1) rounds.push({ unitId: car.unit.id, post: null, stops });
    }
    if (rounds.length === 0) return;
    const input: PatrolPlanInput = {
      day: now.day,
      shift: now.shift,
      name: `${now.day.slice(5)} 示例 Demo`,
      rounds,
    };
    const made = await this.#api.send<PatrolPlan>('POST', '/api/patrol-plans', input);
    if (made) await this.#api.send('POST', `/api/patrol-plans/${made.id}/issue`, undefined, made.version);
  }

  /** Stops at places near a unit that no other goes to, in no order that could be foreseen, until the shift ends. */
  async #stopsFor(
    car: Car,
    taken: Set<string>,
    now: ShiftNow,
  ): Promise<PatrolPlanInput['rounds'][number]['stops']> {
    const nowMs = this.#clock();
    const near = this.#near(car, taken);
    if (near.length < 3) return [];
    const count = Math.floor((now.endMs - nowMs) / (13 * MINUTE_MS));
    const order: PatrolPlace[] = [];
    while (order.length < Math.min(MOST_STOPS, count)) {
      const others = near.filter((place) => !order.slice(-2).includes(place));
      const next = order.length === 0 ? near[0] : this.#random.pick(others);
      if (next) order.push(next);
    }
    const ways = await this.#ways(car, order, now);
    if (!ways) return [];
    const stops: PatrolPlanInput['rounds'][number]['stops'] = [];
    let atMs = Math.ceil(nowMs / 10_000) * 10_000 + 3 * MINUTE_MS;
    for (const [i, { lng7: _, lat7: __, ...place }] of order.entries()) {
      const seconds = i === 0 ? 0 : ways.legs[i - 1]?.seconds;
      if (seconds == null) break;
      const arriveMs = atMs + Math.ceil((seconds * 1.1) / 10) * 10_000;
      const leaveMs = arriveMs + Math.round(this.#random.between(10, 14)) * MINUTE_MS;
      if (leaveMs > now.endMs - 5 * MINUTE_MS) break;
      const times = { arriveAt: new Date(arriveMs).toISOString(), leaveAt: new Date(leaveMs).toISOString() };
      stops.push({ id: null, ...place, ...STOP_SETTINGS, ...times });
      atMs = leaveMs;
    }
    if (stops.length > 1) for (const place of near) taken.add(place.placeId);
    return stops;
  }

  #near({ place }: Car, taken: ReadonlySet<string>): PatrolPlace[] {
    if (!place) return [];
    return this.#places
      .filter(({ placeId }) => !taken.has(placeId))
      .map((one) => ({ one, metres: distanceMetres(place.lng7, place.lat7, one.lng7, one.lat7) }))
      .filter(({ metres }) => metres < NEAR_METRES)
      .sort((a, b) => a.metres - b.metres)
      .slice(0, PLACES)
      .map(({ one }) => one);
  }
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const keyed = list.map((one) => ({ one, key: random.next() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
}

function placeOf({ lng, lat }: { lng: number; lat: number }) {
  return { lng7: Math.round(lng * 1e7), lat7: Math.round(lat * 1e7) };
}
