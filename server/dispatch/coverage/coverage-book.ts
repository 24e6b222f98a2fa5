import { isWithinCode } from '../../../core/contract/area-code.ts';
import type {
  Coverage,
  CoverageAdvice,
  CoverageArrivals,
  CoverageDay,
} from '../../../core/contract/coverage.ts';
import { type CountedRow, nearestOf } from '../../../core/coverage/cover-sets.ts';
import { coveredWeight } from '../../../core/coverage/placement.ts';
import {
  type CoverageBasis,
  type CoverageTimes,
  coverSeconds,
  MOST_COVERAGE_MINUTES,
} from '../../../core/coverage/vocabulary.ts';
import { NETS, type Net } from '../../../core/vocabulary.ts';
import type { Deps } from '../../deps.ts';
import { feedAges } from '../../queries/feeds.ts';
import { commonArea } from '../../queries/scope.ts';
import type { CityTravel } from '../road-book.ts';
import { adviceOf } from './advice.ts';
import { ArrivalBook } from './arrivals.ts';
import { CoverRows, deviceRows, MOST_SECONDS } from './cover-rows.ts';
import { type CoverageMoment, type Facility, facilitiesAt, momentOf, told } from './facilities.ts';
import { type CoverageGround, GroundBook } from './ground.ts';
import { type CoverageWish, reachedBy, type Situation, weightsWithin } from './situation.ts';

type BookDeps = Pick<
  Deps,
  'database' | 'memory' | 'fixes' | 'cordonUnits' | 'terms' | 'roads' | 'ways' | 'clock'
>;

export interface CoverageQuestion {
  basis: CoverageBasis;
  /** Of the city's day, by plan; undefined: the hour that it is. */
  hour: number | undefined;
  times: CoverageTimes;
  scopeCode: string;
}

const UNKNOWN_INTERVAL_SECONDS = 60;

/** Who is where within which time: what is searched for once serves all who ask. */
export class CoverageBook {
  readonly #deps: BookDeps;
  readonly #grounds: GroundBook;
  readonly #arrivals: ArrivalBook;
  readonly #covers: CoverRows;

  constructor(deps: BookDeps) {
    this.#deps = deps;
    this.#grounds = new GroundBook(deps);
    this.#arrivals = new ArrivalBook(deps);
    this.#covers = new CoverRows(deps.ways);
  }

  async coverage(question: CoverageQuestion, signal: AbortSignal): Promise<Coverage> {
    const situation = await this.#situation(question, signal);
    const { moment, ground, facilities, travel } = situation;
    const grids = [...ground.grids.keys()].filter((at) =>
      isWithinCode(ground.grids[at]!.code, question.scopeCode),
    );
    const listed = facilities.filter(isListed);
    const numbers = new Map(listed.map((facility, at) => [facility, at]));
    const feed = (await feedAges(this.#deps.database)).find((one) => one.feed === 'units');
    return {
      basis: moment.basis,
      hour: moment.hour,
      at: new Date(moment.atMs).toISOString(),
      times: question.times,
      calibration: situation.calibration,
      byRoad: !travel.isEmpty,
      mostSeconds: MOST_SECONDS,
      planId: ground.planId ?? null,
      codes: grids.map((at) => ground.grids[at]!.code),
      incidents: grids.map((at) => ground.incidents[at]!),
      since: ground.since,
      nets: Object.fromEntries(
        NETS.map((net) => [net, netCoverage(situation, net, grids, numbers)]),
      ) as Coverage['nets'],
      facilities: listed.map(told),
      planned: situation.planned,
      positions: {
        lastSeenAt: feed?.lastSeenAt ?? null,
        expectedIntervalSeconds: feed?.expectedIntervalSeconds ?? UNKNOWN_INTERVAL_SECONDS,
      },
      asOf: new Date(this.#deps.clock()).toISOString(),
    };
  }

  /** Where the next one of a net helps most, and what the loss of each costs; undefined: the area is not in the scope. */
  async advice(
    question: CoverageQuestion,
    wish: CoverageWish & { add: Net; count: number },
    signal: AbortSignal,
  ): Promise<CoverageAdvice | undefined> {
    if (commonArea(wish.within, question.scopeCode) === undefined) return undefined;
    const situation = await this.#situation(question, signal);
    const asOf = new Date(this.#deps.clock()).toISOString();
    return { ...(await adviceOf(this.#covers, situation, wish, signal)), asOf };
  }

  /** What is covered by plan in each hour of the day; undefined: the area is not in the scope. */
  async day(
    question: CoverageQuestion,
    wish: CoverageWish,
    signal: AbortSignal,
  ): Promise<CoverageDay | undefined> {
    if (commonArea(wish.within, question.scopeCode) === undefined) return undefined;
    const hours: CoverageDay['hours'] = [];
    let all = 0;
    for (let hour = 0; hour < 24; hour += 1) {
      const situation = await this.#situation({ ...question, basis: 'plan', hour }, signal, wish.nets);
      const weights = weightsWithin(situation.ground, wish);
      all = weights.reduce((sum, weight) => sum + weight, 0);
      const covered = coveredWeight(reachedBy(situation, wish), weights);
      const { units, rounds } = situation.planned ?? { units: 0, rounds: 0 };
      hours.push({ hour, covered, units, rounds });
    }
    return { measure: wish.measure, all, hours, asOf: new Date(this.#deps.clock()).toISOString() };
  }

  async arrivals(): Promise<CoverageArrivals> {
    return await this.#arrivals.current(await this.#deps.roads.current());
  }

  async #situation(
    question: CoverageQuestion,
    signal: AbortSignal,
    nets: readonly Net[] = NETS,
  ): Promise<Situation> {
    const { basis, hour, times, scopeCode } = question;
    const [travel, ground] = [await this.#deps.roads.current(), await this.#grounds.current()];
    const moment = momentOf(travel.zone, this.#deps.clock(), { basis, hour });
    const { all, planned } = await facilitiesAt(this.#deps, moment, { zone: travel.zone, scopeCode });
    const facilities = all.filter(({ net }) => nets.includes(net));
    const calibration = times === 'observed' ? (await this.#arrivals.current(travel)).calibration : null;
    const ratio = calibration?.ratio ?? 1;
    const rows = await this.#rowsOf(facilities, { travel, ground, moment, ratio }, signal);
    return { travel, moment, ground, facilities, rows, planned, calibration };
  }

  async #rowsOf(
    facilities: readonly Facility[],
    known: { travel: CityTravel; ground: CoverageGround; moment: CoverageMoment; ratio: number },
    signal: AbortSignal,
  ): Promise<CountedRow[]> {
    const { travel, ground, moment, ratio } = known;
    const rows = new Array<CountedRow>(facilities.length);
    for (const numbers of byNetAndVehicle(facilities)) {
      const own = numbers.map((i) => facilities[i]!);
      const { net, vehicle } = own[0]!;
      const direction = net === 'checkpoint' ? 'to' : 'from';
      const mostSeconds = coverSeconds(net, MOST_COVERAGE_MINUTES);
      const asked = { travel, vehicle, atMs: moment.atMs, direction, mostSeconds, ground } as const;
      const found =
        net === 'technology'
          ? deviceRows(own, ground)
          : await this.#covers.rows(asked, own.map(placeOf), signal);
      numbers.forEach((number, i) => {
        rows[number] = {
          row: found[i]!,
          ratio: net === 'street' ? ratio : 1,
          delaySeconds: own[i]!.ageSeconds,
        };
      });
    }
    return rows;
  }
}

/** Where nothing is: who has no place reaches nothing, since nobody counts it. */
const NOWHERE = { lng7: 0, lat7: 0 };

function placeOf({ place }: Facility) {
  return place ?? NOWHERE;
}

/** Institutions and devices are too many to be listed, but for those that do not cover. */
function isListed({ net, why }: Facility): boolean {
  return why !== null || (net !== 'institution' && net !== 'technology');
}

function netCoverage(
  { facilities, rows, ground }: Situation,
  net: Net,
  grids: readonly number[],
  numbers: ReadonlyMap<Facility, number>,
): Coverage['nets'][Net] {
  const own = [...facilities.keys()].filter((i) => facilities[i]!.net === net);
  const counted = own.filter((i) => facilities[i]!.why === null);
  const nearest = nearestOf(
    counted.map((i) => rows[i]!),
    ground.grids.length,
  );
  const isNamed = net !== 'institution' && net !== 'technology';
  return {
    seconds: grids.map((at) => {
      const seconds = Math.ceil(nearest.seconds[at]!);
      return seconds <= MOST_SECONDS ? seconds : null;
    }),
    by: isNamed
      ? grids.map((at) => {
          const by = nearest.by[at]!;
          return by < 0 ? null : (numbers.get(facilities[counted[by]!]!) ?? null);
        })
      : [],
    covering: counted.length,
    idle: own.length - counted.length,
  };
}

/** Numbers of facilities of one net with one vehicle together. */
function byNetAndVehicle(facilities: readonly Facility[]): number[][] {
  const groups = new Map<string, number[]>();
  facilities.forEach(({ net, vehicle }, i) => {
    const key = `${net} ${vehicle}`;
    const known = groups.get(key);
    if (known) known.push(i);
    else groups.set(key, [i]);
  });
  return [...groups.values()];
}
