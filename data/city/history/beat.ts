import { type MeasuredLine, pointAlong } from '../../../core/network/along.ts';
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
  readonly #pace: number;
  readonly #fixes: Fixes;
  #at = -Infinity;
  #place: Point7;
  /** Metres along the route, null when elsewhere. */
  #along: number | null = null;

  /** `line` is the unit's route. Fixes of [from, to) are kept. */
  constructor(unit: CityUnit, ways: Ways, line: Line7 | undefined, [from, to]: readonly [number, number]) {
    this.#unit = unit;
    this.#ways = ways;
    this.#route = line ? thinLine(line) : null;
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
    const speed = (PATROL_KMH[this.#unit.vehicle] * this.#pace) / 3.6;
    this.#fixes.goRound(this.#route, speed, this.#at - this.#along / speed, this.#at, until);
    this.#along = (this.#along + speed * (until - this.#at)) % this.#route.lengthMetres;
    this.#at = until;
    this.#place = placeOn(this.#route, this.#along);
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
