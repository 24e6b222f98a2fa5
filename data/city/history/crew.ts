import type { UnitVehicle } from '../../../core/vocabulary.ts';
import type { CityUnit, Point7 } from '../city.ts';
import type { Beat } from './beat.ts';
import type { Ways } from './ways.ts';
import type { Call, Duty } from './work.ts';

/** A unit is sent so many seconds before the end of its duty at the latest. */
const LAST_CALL_SECONDS = 600;
const START_SECONDS = 30;
const REPORT_SECONDS = 60;
/** How much longer than at the speed of the roads a vehicle takes. */
const SLOWNESS: Record<UnitVehicle, number> = { foot: 7, bicycle: 2.6, motorcycle: 0.9, car: 0.85 };

/** What an incident asks for: when a unit is wanted there, and how long it stays; Infinity: that has not come to be. */
export interface Order {
  incident: number;
  scene: Point7;
  wantedAt: number;
  travelSeconds: number;
  staySeconds: number;
}

/** A unit that is sent to one incident after another. */
export class Crew {
  readonly #index: number;
  readonly #slowness: number;
  readonly #ways: Ways;
  readonly #beat: Beat;
  readonly #duties: readonly Duty[];
  readonly calls: Call[] = [];
  #current = -1;
  /** The duty that its beat has come to. */
  #followed = -1;
  #freeAt = 0;

  constructor(index: number, { vehicle }: CityUnit, ways: Ways, beat: Beat, duties: readonly Duty[]) {
    this.#index = index;
    this.#slowness = SLOWNESS[vehicle];
    this.#ways = ways;
    this.#beat = beat;
    this.#duties = duties;
  }

  /** When it could be sent, from `at` on, which never decreases; Infinity while it is off duty or about to be. */
  freeFrom(at: number): number {
    while ((this.#duties[this.#current + 1]?.from ?? Infinity) <= at) this.#current++;
    const duty = this.#duties[this.#current];
    const from = Math.max(at, this.#freeAt);
    return duty && duty.to > from + LAST_CALL_SECONDS ? from : Infinity;
  }

  /** Seconds from its home to a node of the network. */
  secondsTo(node: number): number {
    return this.#ways.secondsTo(node) * this.#slowness;
  }

  take({ incident, scene, wantedAt, travelSeconds, staySeconds }: Order): Call {
    const assignedAt = this.freeFrom(wantedAt);
    const enRouteAt = assignedAt + START_SECONDS;
    this.#follow(this.#current);
    this.#beat.idleUntil(enRouteAt);
    const arrivedAt = this.#beat.driveTo(scene, assignedAt + travelSeconds);
    const leftAt = arrivedAt + staySeconds;
    this.#beat.standUntil(leftAt);
    this.#freeAt = leftAt + REPORT_SECONDS;
    const duty = this.#duties[this.#current]!;
    duty.to = Math.max(duty.to, leftAt + REPORT_SECONDS / 2);
    const call = { incident, unit: this.#index, assignedAt, enRouteAt, arrivedAt, leftAt };
    this.calls.push(call);
    return call;
  }

  /** Does its last duties to the end. */
  finish(): void {
    this.#follow(this.#duties.length - 1);
    this.#beat.idleUntil(this.#duties.at(-1)?.to ?? 0);
  }

  /** Brings the beat to the start of a duty, through those before it. */
  #follow(index: number): void {
    while (this.#followed < index) {
      const ended = this.#duties[this.#followed];
      if (ended) this.#beat.idleUntil(ended.to);
      this.#followed++;
      this.#beat.begin(this.#duties[this.#followed]!.from);
    }
  }
}
