import { makeDice } from '../basemap/dice.ts';
import { Insertions, PLAIN_LIKING } from './insertions.ts';
import type { LeftOutReason } from './left-out.ts';
import { PatrolRoutes } from './patrol-routes.ts';
import { lengthenStays, shortenStays } from './stays.ts';
import { placeWorth, worthOf } from './worth.ts';

const MOST_DISPLACED = 3;
/** Units nearest to the place in which it is tried. */
const MOST_UNITS = 4;

/** What it would cost to visit one place more: up to three stops beside each other make room for it, and stays are shortened as is best. */
export class Displacement {
  readonly #routes: PatrolRoutes;
  readonly #trial: PatrolRoutes;
  readonly #insertions: Insertions;
  readonly #only: Float64Array;
  readonly #worth: number;

  constructor(routes: PatrolRoutes) {
    this.#routes = routes;
    this.#trial = new PatrolRoutes(routes.frame);
    this.#insertions = new Insertions(routes.frame, makeDice(1));
    this.#only = new Float64Array(routes.frame.placeCount);
    this.#worth = worthOf(routes);
  }

  /** Whether a place fits into a route with all its stops, if stays are as short as they may be. */
  fits(place: number, unit: number): boolean {
    this.#trial.copy(this.#routes);
    return this.#put(place, unit);
  }

  /** The way to visit a place that costs least beside what it earns. */
  cheapest(place: number): LeftOutReason {
    let best = { net: Number.NEGATIVE_INFINITY, gain: 0, unit: -1, displaced: [] as number[] };
    for (const unit of this.#nearUnits(place))
      for (const stops of this.#parts(unit, () => best.net)) {
        this.#trial.copy(this.#routes);
        const displaced = stops.map((stop) => this.#routes.frame.nodeOf[stop]!);
        for (const stop of stops) this.#trial.unlink(stop);
        if (!this.#put(place, unit)) continue;
        lengthenStays(this.#trial, unit);
        const net = worthOf(this.#trial) - this.#worth;
        if (net > best.net) best = { net, gain: placeWorth(this.#trial, place), unit, displaced };
      }
    if (best.unit === -1) return { reason: 'no_room' };
    const { net, gain, unit, displaced } = best;
    const { problem, bonus } = this.#routes.frame;
    const earned = problem.places[place]!.required ? net - bonus : net;
    const reason = net > 1e-9 ? 'unfinished' : 'worth_less';
    return { reason, unit, gain, loss: gain - earned, displaced };
  }

  #isNeeded(place: number): boolean {
    return this.#routes.frame.problem.places[place]!.required && this.#routes.visits[place] === 1;
  }

  #put(place: number, unit: number): boolean {
    const trial = this.#trial;
    shortenStays(trial, unit);
    if (!trial.refresh(unit)) return false;
    this.#only.fill(0);
    this.#only[place] = 1;
    this.#insertions.fill(trial, [unit], { ...PLAIN_LIKING, favour: this.#only });
    return trial.visits[place]! > this.#routes.visits[place]!;
  }

  /** None, and then up to three stops beside each other that are not pinned; not those worth much more than what is known to do. */
  *#parts(unit: number, net: () => number): Generator<number[]> {
    yield [];
    const { next, frame, pinned, share } = this.#routes;
    for (let first = next[this.#routes.startOf(unit)]!; first < frame.tokenCount; first = next[first]!) {
      const part: number[] = [];
      let worth = 0;
      for (let stop = first; stop < frame.tokenCount && part.length < MOST_DISPLACED; stop = next[stop]!) {
        if (pinned[stop]! > 0 || this.#isNeeded(frame.nodeOf[stop]!)) break;
        part.push(stop);
        worth += frame.weights[frame.firstToken[frame.nodeOf[stop]!]!]! * share[stop]!;
        if (worth / 2 > -net()) break;
        yield [...part];
      }
    }
  }

  /** Units that may visit a place, first those with a stop nearest to it. */
  #nearUnits(place: number): number[] {
    const { frame, next, openFrom } = this.#routes;
    const ways = [...openFrom.keys()]
      .filter((unit) => frame.allowed[unit * frame.placeCount + place] === 1 && openFrom[unit] !== -1)
      .map((unit) => {
        let seconds = Number.POSITIVE_INFINITY;
        const [travel, end] = [frame.travel[unit]!, this.#routes.startOf(unit) + 1];
        for (let stop = openFrom[unit]!; stop !== end; stop = next[stop]!)
          seconds = Math.min(seconds, travel[frame.nodeOf[stop]! * frame.nodeCount + place]!);
        return { unit, seconds };
      });
    return ways
      .sort((a, b) => a.seconds - b.seconds)
      .slice(0, MOST_UNITS)
      .map(({ unit }) => unit);
  }
}
