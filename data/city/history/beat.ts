import { type MeasuredLine, pointAlong } from '../../../core/network/along.ts';
import { metresToStop, staySeconds, stopsOnLine } from '../../../core/patrol/stops-on-line.ts';
import type { UnitVehicle } from '../../../core/vocabulary.ts';
import type { CityUnit, Line7, Point7 } from '../city.ts';
import { hash32 } from '../random.ts';
import { Fixes, thinLine } from './fixes.ts';
import type { Ways } from './ways.ts';
import type { Track } from './work.ts';

/** On patrol, on the way back from a call, and the most on the way to one, km/h. */
const PATROL_KMH: Record<UnitVehicle, number> = { foot: 4.5, bicycle: 12, motorcycle: 22, car: 26 };
const RETURN_KMH: Record<UnitVehicle, number> = { foot: 5, bicycle: 14, motorcycle: 35, car: 38 };
const MOST_KMH: Record<UnitVehicle, number> = { foot: 7, bicycle: 19, motorcycle: 62, car: 76 };

/** Where a unit is, step by step: round its route, or at its station; to its calls and back over the roads. */
export class Beat {
  readonly #unit: CityUnit;
  readonly #ways: Ways;
  /** Null for who waits at the station. */
  readonly #route: MeasuredLine | null;
  /** Where it may stop along the route. */
  readonly #stops: readonly number[];
  readonly #pace: number;
  readonly #fixes: Fixes;
  #at = -Infinity;
  #place: Point7;
  /** Metres along the route, null when elsewhere. */
  #along: number | null = null;

  /** `line` is the unit's route, with `places` beside it that it looks after. Fixes of [from, to) are kept. */
  constructor(
    unit: CityUnit,
    ways: Ways,
    { line, places }: { line: Line7 | undefined; places: readonly Point7[] },
    [from, to]: readonly [number, number],
  ) {
    this.#unit = unit;
    this.#ways = ways;
    this.#route = line ? thinLine(line) : null;
    const spots = places.map(([lng7, lat7]) => ({ lng7, lat7 }));
    this.#stops = this.#route ? stopsOnLine(this.#route, spots) : [];
    this.#pace = 0.85 + (hash32(unit.station[0]) % 31) / 100;
    this.#fixes = new Fixes(from, to);
    this.#place = unit.station;
  }

  /** Comes on duty at the start of its route, or at its station. */
  begin(at: number): void {
    this.#at = at;
    this.#place = this.#unit.station;
    this.#along = 0;
  }

  /** Goes back if need be, and about its usual business. */
  idleUntil(until: number): void {
    if (until <= this.#at) return;
    if (this.#along === null) this.#goHome(until);
    if (until <= this.#at || this.#along === null) return;
    if (!this.#route) {
      this.standUntil(until);
      return;
    }
    while (this.#at < until) this.#patrol(this.#route, this.#along, until);
  }

  /** To the next stop, and a while there. */
  #patrol(route: MeasuredLine, along: number, until: number): void {
    const speed = (PATROL_KMH[this.#unit.vehicle] * this.#pace) / 3.6;
    const stopAt = this.#at + metresToStop(this.#stops, along, route.lengthMetres) / speed;
    const end = Math.min(until, stopAt);
    this.#fixes.goRound(route, speed, this.#at - along / speed, this.#at, end);
    this.#along = (along + speed * (end - this.#at)) % route.lengthMetres;
    this.#at = end;
    this.#place = placeOn(route, this.#along);
    if (stopAt >= until) return;
    const dice = hash32(hash32(this.#unit.station[1] ^ Math.round(this.#along)) ^ Math.round(stopAt));
    const seconds = staySeconds(dice / 2 ** 32);
    if (seconds > 0) this.standUntil(Math.min(until, stopAt + seconds));
  }

  /** Drives to a scene, to be there at `wantedAt` or as soon as it can; answers when it is there. */
  driveTo(scene: Point7, wantedAt: number): number {
    const line = thinLine(this.#ways.between(this.#place, scene));
    const most = MOST_KMH[this.#unit.vehicle] / 3.6;
    const least = this.#at + Math.ceil(line.lengthMetres / most);
    const arrivedAt = Math.max(least, Number.isFinite(wantedAt) ? wantedAt : 0, this.#at + 1);
    this.#fixes.go(line, line.lengthMetres / (arrivedAt - this.#at), this.#at, arrivedAt);
    this.#at = arrivedAt;
    this.#place = scene;
    this.#along = null;
    return arrivedAt;
  }

  standUntil(until: number): void {
    this.#fixes.stand(this.#place, this.#at, until);
    this.#at = until;
  }

  track(): Track {
    return this.#fixes.track();
  }

  #goHome(until: number): void {
    const line = thinLine(this.#ways.between(this.#place, this.#unit.station));
    const speed = RETURN_KMH[this.#unit.vehicle] / 3.6;
    const homeAt = this.#at + Math.ceil(line.lengthMetres / speed);
    const end = Math.min(until, homeAt);
    if (line.lengthMetres > 1) this.#fixes.go(line, speed, this.#at, end);
    this.#place = end < homeAt ? placeOn(line, speed * (end - this.#at)) : this.#unit.station;
    this.#along = end < homeAt ? null : 0;
    this.#at = end;
  }
}

function placeOn(line: MeasuredLine, metres: number): Point7 {
  const { lng7, lat7 } = pointAlong(line, metres);
  return [lng7, lat7];
}
