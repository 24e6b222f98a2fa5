import { makeDice } from '../basemap/dice.ts';
import { pinnedRoutes } from './first-routes.ts';
import { Insertions, type Liking, PLAIN_LIKING } from './insertions.ts';
import type { PatrolFrame } from './patrol-frame.ts';
import type { PatrolRound } from './patrol-rounds.ts';
import { PatrolRoutes } from './patrol-routes.ts';
import { RouteMemory } from './route-memory.ts';
import { Ruin } from './ruin.ts';
import { ShortenRoute } from './shorten-route.ts';
import { lengthenStays, shortenStays } from './stays.ts';
import { travelOf, worthOf } from './worth.ts';

const WORTH_ROOM = 1e-9;
/** Units among which any visit is tried in each of them. */
const FEW_UNITS = 6;
const MOST_RUINED = 30;
/** What a shorter way may earn besides, in visits: what lies further back is given up early. */
const HOPED_VISITS = 2;
/** How often, by chance, a try ruins a whole route, favours the places near what it ruined, and keeps some of what it took out away. */
const ROUTE_CHANCE = 0.02;
const NEAR_CHANCE = 0.3;
const AWAY_CHANCE = 0.3;

/**
 * Large neighbourhood search (Shaw 1998; for team orienteering Hammami, Rekik and Coelho 2020): a part of the routes is ruined and made anew, and the
 * outcome kept by the rule of simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983). Begins with greedy insertion; `best` is never worse.
 */
export class PatrolSearch {
  readonly best: PatrolRoutes;
  bestWorth: number;
  /** How often there was a better one. */
  improvements = 0;
  /** Routes of the greedy start. */
  readonly greedy: PatrolRoutes;
  readonly #frame: PatrolFrame;
  readonly #dice: () => number;
  readonly #pinned: PatrolRoutes;
  readonly #now: PatrolRoutes;
  readonly #trial: PatrolRoutes;
  readonly #roundBest: PatrolRoutes;
  readonly #insertions: Insertions;
  readonly #ruin: Ruin;
  readonly #shorten: ShortenRoute;
  readonly #memory: RouteMemory;
  readonly #units: number[];
  readonly #favour: Float64Array;
  readonly #hope: number;
  #energy = 0;
  #bestEnergy = 0;
  #roundEnergy = Number.NEGATIVE_INFINITY;

  constructor(frame: PatrolFrame, seed: number) {
    this.#frame = frame;
    this.#dice = makeDice(seed);
    this.#pinned = pinnedRoutes(frame).routes;
    this.#now = new PatrolRoutes(frame);
    this.#trial = new PatrolRoutes(frame);
    this.#roundBest = new PatrolRoutes(frame);
    this.best = new PatrolRoutes(frame);
    this.greedy = new PatrolRoutes(frame);
    this.#insertions = new Insertions(frame, this.#dice);
    this.#ruin = new Ruin(frame, this.#dice);
    this.#shorten = new ShortenRoute(frame);
    this.#memory = new RouteMemory(frame, this.#dice);
    this.#units = Array.from({ length: frame.unitCount }, (_, unit) => unit);
    this.#favour = new Float64Array(frame.placeCount);
    this.#hope = hopeOf(frame);
    this.#now.copy(this.#pinned);
    this.#fill(PLAIN_LIKING);
    this.greedy.copy(this.#now);
    this.best.copy(this.#now);
    this.bestWorth = worthOf(this.#now);
    this.#energy = this.#bestEnergy = this.#energyOf(this.#now, this.bestWorth);
  }

  /** Goes on from the best, from routes made by chance, or from routes put together of good ones. */
  restart(from: PatrolRound['from']): void {
    this.#now.copy(from === 'best' ? this.best : this.#pinned);
    if (from === 'memory') this.#memory.recall(this.#now);
    if (from !== 'best') this.#fill(from === 'memory' ? PLAIN_LIKING : this.#chance());
    this.#energy = this.#energyOf(this.#now, worthOf(this.#now));
    this.#roundEnergy = Number.NEGATIVE_INFINITY;
  }

  /** Remembers the best of the round. */
  endRound(): void {
    if (this.#roundEnergy > Number.NEGATIVE_INFINITY) this.#memory.keep(this.#roundBest);
  }

  /** One try at a warmth in units of worth. */
  try(warmth: number): void {
    const trial = this.#trial;
    trial.copy(this.#now);
    const least = this.#energy + warmth * Math.log(this.#dice() + 1e-12);
    if (!this.#remake(trial, least)) return;
    const worth = worthOf(trial);
    const energy = this.#energyOf(trial, worth);
    if (energy < least) return;
    this.#now.copy(trial);
    this.#energy = energy;
    if (energy > this.#roundEnergy) {
      this.#roundBest.copy(trial);
      this.#roundEnergy = energy;
    }
    this.#keepIfBest(worth, energy);
  }

  #keepIfBest(worth: number, energy: number): void {
    const better = worth - this.bestWorth;
    if (better < -WORTH_ROOM || (better <= WORTH_ROOM && energy <= this.#bestEnergy + WORTH_ROOM)) return;
    this.best.copy(this.#now);
    this.bestWorth = worth;
    this.#bestEnergy = energy;
    this.improvements++;
  }

  #energyOf(routes: PatrolRoutes, worth: number): number {
    return worth - this.#frame.secondCost * travelOf(routes);
  }

  #fill(liking: Liking): void {
    this.#insertions.fill(this.#now, this.#units, liking);
    for (const unit of this.#units) lengthenStays(this.#now, unit);
  }

  /** Ruins and makes anew; false if it came to nothing. */
  #remake(trial: PatrolRoutes, least: number): boolean {
    const { touched, lost } = this.#ruin;
    if (this.#dice() < ROUTE_CHANCE) this.#ruin.route(trial);
    else this.#ruin.strings(trial, MOST_RUINED);
    const units = this.#units.length <= FEW_UNITS ? this.#units : touched;
    for (const unit of units) {
      shortenStays(trial, unit);
      if (!trial.refresh(unit)) return false;
    }
    const liking = this.#liking();
    this.#insertions.fill(trial, units, liking, lost);
    if (this.#energyOf(trial, worthOf(trial)) < least - this.#hope) return false;
    let isShorter = false;
    for (const unit of units) isShorter = this.#shorten.shorten(trial, unit) || isShorter;
    if (isShorter) this.#insertions.fill(trial, units, { ...liking, skipped: 0, favour: null }, lost);
    for (const unit of this.#units) lengthenStays(trial, unit);
    return true;
  }

  #liking(): Liking {
    const near = this.#dice() < NEAR_CHANCE ? 1 + 3 * this.#dice() : 1;
    const away = this.#dice() < AWAY_CHANCE ? 0.6 * this.#dice() : 0;
    if (near > 1 || away > 0) this.#ruin.favour(this.#favour, near, away);
    return {
      power: [0.5, 1, 1, 1.5][Math.floor(this.#dice() * 4)]!,
      noise: this.#dice() < 0.5 ? 0 : 0.6 * this.#dice(),
      skipped: this.#dice() < 0.5 ? 0 : 0.15 * this.#dice(),
      favour: near > 1 || away > 0 ? this.#favour : null,
    };
  }

  /** As many places as units come first, whatever they are; the others by worth and chance. */
  #chance(): Liking {
    this.#favour.fill(1);
    for (const _ of this.#units) this.#favour[Math.floor(this.#dice() * this.#favour.length)] = 1000;
    return { power: 0.5 + this.#dice(), noise: 1, skipped: 0.2, favour: this.#favour };
  }
}

/** Stays that are still to be lengthened may earn anything. */
function hopeOf({ weights, minStay, maxStay, tokenCount }: PatrolFrame): number {
  const isFixed = minStay.every((least, place) => least === maxStay[place]);
  const visit = weights.reduce((sum, weight) => sum + weight, 0) / Math.max(1, tokenCount);
  return isFixed ? HOPED_VISITS * visit : Number.POSITIVE_INFINITY;
}
