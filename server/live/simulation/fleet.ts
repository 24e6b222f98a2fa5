import type { Route } from '../../../core/contract/route.ts';
import type { PositionFix, Unit } from '../../../core/contract/unit.ts';
import { distanceMetres } from '../../../core/geometry/metres.ts';
import { type MeasuredLine, measureLine, nearestAlong, pointAlong } from '../../../core/network/along.ts';
import { metresToStop, staySeconds, stopsOnLine } from '../../../core/patrol/stops-on-line.ts';
import type { UnitState, UnitVehicle } from '../../../core/vocabulary.ts';
import { type CarRound, nextOfRound } from './car-round.ts';
import { Drive, type Ground, PATROL_KMH, type Place } from './drive.ts';
import type { Random } from './random.ts';

/** A unit that stands still tells where it is this often, seconds. */
const PARKED_FIX_SECONDS = 10;
const ROAD_GPS_METRES = 4;
/** Who goes a round is called when nobody else is nearer by so much. */
const ROUND_METRES = 2500;

type Task = 'idle' | 'responding' | 'at_scene' | 'returning';

/** A unit as the simulator moves it. */
export interface Car {
  unit: Unit;
  vehicle: UnitVehicle;
  patrol: MeasuredLine | undefined;
  /** Where it may stop along it, and how many seconds it still stands. */
  stops: readonly number[];
  staySeconds: number;
  /** How fast it patrols, metres a second. */
  cruise: number;
  place: Place | undefined;
  headingDegrees: number | null;
  speedKmh: number;
  task: Task;
  alongMetres: number;
  /** The round that was given out to it. */
  round: CarRound | undefined;
  drive: Drive | undefined;
  drivenSeconds: number;
  incidentId: string | undefined;
  fixedAt: number;
}

/** All units and where they are, but for those whose people have their phone in hand. */
export class Fleet {
  readonly #all: readonly Car[];
  #inHand: ReadonlySet<string> = new Set();
  readonly #ground: Ground;
  readonly #random: Random;

  /** Who patrols stops at some of the `places` beside its route. */
  constructor(
    ground: Ground,
    { units, routes, places }: { units: readonly Unit[]; routes: readonly Route[]; places: readonly Place[] },
    random: Random,
  ) {
    this.#ground = ground;
    this.#random = random;
    const lines = new Map(routes.map((route) => [route.id, toLine7(route.geometry.coordinates)]));
    const sorted = [...units].sort((a, b) => (a.properties.code < b.properties.code ? -1 : 1));
    this.#all = sorted.map((unit) => newCar(unit, lines.get(unit.properties.routeId ?? ''), places, random));
  }

  get cars(): readonly Car[] {
    return this.#inHand.size === 0 ? this.#all : this.#all.filter(({ unit }) => !this.#inHand.has(unit.id));
  }

  /** These units move and tell by themselves; the others are simulated. */
  leave(inHand: readonly string[]): void {
    this.#inHand = new Set(inHand);
  }

  isInHand(unitId: string): boolean {
    return this.#inHand.has(unitId);
  }

  /** Takes over what people changed of the units: their states, their shifts. */
  refresh(units: readonly Unit[]): void {
    for (const unit of units) {
      const car = this.#all.find((one) => one.unit.id === unit.id);
      if (car && car.unit.properties.version < unit.properties.version) car.unit = unit;
    }
  }

  find(unitId: string): Car | undefined {
    return this.cars.find(({ unit }) => unit.id === unitId);
  }

  /** Sends a unit to a place; false when no road leads there. */
  respond(car: Car, incidentId: string, to: Place): boolean {
    const drive = car.place && Drive.between(this.#ground, car.vehicle, car.place, to);
    if (!drive) return false;
    Object.assign(car, { drive, drivenSeconds: 0, incidentId, task: 'responding', staySeconds: 0 });
    return true;
  }

  /** Lets a unit go back to its patrol. */
  release(car: Car): void {
    car.incidentId = undefined;
    car.task = 'idle';
    car.drive = undefined;
    if (car.round) car.round.isThere = false;
    if (car.round || !car.patrol || !car.place) return;
    car.alongMetres = nearestAlong(car.patrol, car.place.lng7, car.place.lat7).metres;
    car.drive = Drive.between(this.#ground, car.vehicle, car.place, pointAlong(car.patrol, car.alongMetres));
    car.drivenSeconds = 0;
    if (car.drive) car.task = 'returning';
  }

  /** Has a unit go a round that was given out to it, or (undefined) go back to its patrol. */
  setRound(car: Car, round: CarRound | undefined): void {
    car.round = round;
    if (!round && car.task === 'idle') this.release(car);
  }

  /** The free units nearest to a place as the crow flies, nearest first, at most `most`; who goes a round counts as farther away. */
  nearestFree(to: Place, most: number): Car[] {
    return this.cars
      .filter((car) => car.place && !car.incidentId && isFree(car.unit.properties.state))
      .map((car) => ({
        car,
        metres:
          distanceMetres(car.place!.lng7, car.place!.lat7, to.lng7, to.lat7) + (car.round ? ROUND_METRES : 0),
      }))
      .sort((a, b) => a.metres - b.metres)
      .slice(0, most)
      .map(({ car }) => car);
  }

  /** The one of these units that is there first. */
  quickest(cars: readonly Car[], to: Place): Car | undefined {
    const arrivals = cars.flatMap((car) => {
      const drive = car.place && Drive.between(this.#ground, car.vehicle, car.place, to);
      return drive ? [{ car, seconds: drive.seconds }] : [];
    });
    return arrivals.sort((a, b) => a.seconds - b.seconds)[0]?.car;
  }

  /** Moves everybody by `seconds`, at `nowMs` (milliseconds since 1970); returns those who just arrived at an incident. */
  move(seconds: number, nowMs: number): Car[] {
    return this.cars.filter((car) => {
      if (car.unit.properties.state === 'off_duty') return false;
      if (!car.drive && car.task === 'idle' && car.round) this.#goRound(car, car.round, nowMs);
      if (car.drive) return moveOnDrive(car, seconds);
      if (car.round) car.speedKmh = 0;
      else if (car.task === 'idle' && car.unit.properties.state === 'patrolling')
        movePatrol(car, seconds, () => staySeconds(this.#random.next()));
      else car.speedKmh = 0;
      return false;
    });
  }

  #goRound(car: Car, round: CarRound, nowMs: number): void {
    const to = car.place && nextOfRound(round, car.place, nowMs, this.#random);
    if (to === 'over') this.setRound(car, undefined);
    if (!car.place || !to || to === 'over') return;
    car.drive = to instanceof Drive ? to : Drive.between(this.#ground, car.vehicle, car.place, to);
    car.drivenSeconds = 0;
  }

  /** Fixes of those who moved, or stand and have not told for a while, at `nowMs`; `simulated` is the simulation's clock in seconds. */
  fixes(nowMs: number, simulated: number): PositionFix[] {
    const due = this.cars.filter(
      (car) =>
        car.place &&
        car.unit.properties.state !== 'off_duty' &&
        (car.speedKmh > 0 || simulated - car.fixedAt >= PARKED_FIX_SECONDS),
    );
    return due.map((car) => {
      car.fixedAt = simulated;
      return {
        unitId: car.unit.id,
        lng: car.place!.lng7 / 1e7,
        lat: car.place!.lat7 / 1e7,
        fixAt: new Date(nowMs).toISOString(),
        headingDegrees: car.headingDegrees === null ? null : Math.round(car.headingDegrees * 10) / 10,
        speedKmh: Math.round(car.speedKmh * 10) / 10,
        accuracyMetres: ROAD_GPS_METRES,
      };
    });
  }
}

function isFree(state: UnitState): boolean {
  return state === 'available' || state === 'patrolling';
}

function newCar(unit: Unit, line: number[] | undefined, places: readonly Place[], random: Random): Car {
  const patrol = line && measureLine(line);
  const { vehicle, headingDegrees } = unit.properties;
  const [lng, lat] = unit.geometry?.coordinates ?? [];
  const known = lng === undefined || lat === undefined ? undefined : { lng7: lng * 1e7, lat7: lat * 1e7 };
  const start = patrol ? random.next() * patrol.lengthMetres : 0;
  const alongMetres = patrol && known ? nearestAlong(patrol, known.lng7, known.lat7).metres : start;
  return {
    unit,
    vehicle,
    patrol,
    stops: patrol ? stopsOnLine(patrol, places) : [],
    staySeconds: 0,
    cruise: (PATROL_KMH[vehicle] / 3.6) * random.between(0.85, 1.15),
    place: known ?? (patrol && pointAlong(patrol, alongMetres)),
    headingDegrees,
    speedKmh: 0,
    task: 'idle',
    alongMetres,
    round: undefined,
    drive: undefined,
    drivenSeconds: 0,
    incidentId: undefined,
    fixedAt: Number.NEGATIVE_INFINITY,
  };
}

function moveOnDrive(car: Car, seconds: number): boolean {
  const drive = car.drive!;
  car.drivenSeconds += seconds;
  put(car, drive.at(car.drivenSeconds));
  if (car.drivenSeconds < drive.seconds) return false;
  car.drive = undefined;
  const arrived = car.task === 'responding';
  car.task = arrived ? 'at_scene' : 'idle';
  return arrived;
}

function movePatrol(car: Car, seconds: number, stay: () => number): void {
  const { patrol, stops, cruise, alongMetres } = car;
  if (!patrol || patrol.lengthMetres === 0) return;
  if (car.staySeconds > 0) {
    car.staySeconds -= seconds;
    car.speedKmh = 0;
    return;
  }
  const toStop = metresToStop(stops, alongMetres, patrol.lengthMetres);
  const metres = Math.min(cruise * seconds, toStop);
  car.alongMetres = (alongMetres + metres) % patrol.lengthMetres;
  put(car, { ...pointAlong(patrol, car.alongMetres), speedKmh: cruise * 3.6 });
  if (metres === toStop) car.staySeconds = stay();
}

function put(car: Car, at: Place & { headingDegrees: number; speedKmh: number }): void {
  car.place = { lng7: at.lng7, lat7: at.lat7 };
  car.headingDegrees = at.headingDegrees;
  car.speedKmh = at.speedKmh;
}

function toLine7(coordinates: readonly (readonly [number, number])[]): number[] {
  return coordinates.flatMap(([lng, lat]) => [Math.round(lng * 1e7), Math.round(lat * 1e7)]);
}
