import type { CoverageAdvice, CoveragePlace } from '../../../core/contract/coverage.ts';
import { type CountedRow, coverSets, reachedWithin, rowOf } from '../../../core/coverage/cover-sets.ts';
import { placeNext, type Reached, soleWeights } from '../../../core/coverage/placement.ts';
import { coverSeconds, MOST_COVERAGE_MINUTES, type NotCovering } from '../../../core/coverage/vocabulary.ts';
import { fromInt7 } from '../../../core/geometry/integer.ts';
import { distanceMetres } from '../../../core/geometry/metres.ts';
import type { Net } from '../../../core/vocabulary.ts';
import type { Place } from '../travel-times.ts';
import type { CoverRows } from './cover-rows.ts';
import type { Facility } from './facilities.ts';
import { type CoverageWish, reachedBy, type Situation, weightsWithin } from './situation.ts';

const MOST_GRIDS = 120;
const MOST_LOSSES = 60;
/** Places for a new one are not nearer to one another than this: what is between them is reached from both. */
const APART_METRES = { car: 600, foot: 250 };
/** Nets whose next one may stand anywhere; the others have their places, some of which nobody staffs. */
const ANYWHERE: readonly Net[] = ['street', 'community', 'technology'];

interface Option {
  place: CoveragePlace;
  why: NotCovering | null;
  counted: CountedRow;
}

/** Where the next ones of a net help most, and what the loss of each one costs. */
export async function adviceOf(
  covers: CoverRows,
  situation: Situation,
  wish: CoverageWish & { add: Net; count: number },
  signal: AbortSignal,
): Promise<Omit<CoverageAdvice, 'asOf'>> {
  const weights = weightsWithin(situation.ground, wish);
  const reached = reachedBy(situation, wish);
  const isCovered = new Uint8Array(weights.length);
  for (const set of reached) for (const at of set) isCovered[at] = 1;
  const options = await optionsOf(covers, situation, { add: wish.add, weights, isCovered }, signal);
  const seconds = coverSeconds(wish.add, wish.minutes);
  const candidates = options.map(({ counted }) => reachedWithin(counted, seconds));
  const placed = placeNext(candidates, weights, isCovered, wish.count);
  return {
    measure: wish.measure,
    covered: weights.reduce((sum, weight, at) => (isCovered[at] ? sum + weight : sum), 0),
    all: weights.reduce((sum, weight) => sum + weight, 0),
    next: placed.chosen.map((option, i) => {
      const { place, why } = options[option]!;
      return { place, why, gain: placed.gains[i]! };
    }),
    atMost: placed.atMost,
    looked: options.length,
    ...lossesOf(situation, wish, reached, weights),
  };
}

/** What each facility that counts covers alone. */
function lossesOf(situation: Situation, wish: CoverageWish, reached: Reached[], weights: Float64Array) {
  const counted = situation.facilities.filter(({ net, why }) => why === null && wish.nets.includes(net));
  const sole = soleWeights(reached, weights);
  const losses = counted.flatMap((facility, i) => {
    const place = placeOf(facility);
    return place ? [{ place, loses: sole[i]! }] : [];
  });
  losses.sort((a, b) => b.loses - a.loses || (a.place.id < b.place.id ? -1 : 1));
  const movable = losses.filter(({ place }) => place.net !== 'institution' && place.net !== 'technology');
  return {
    dear: losses.filter(({ loses }) => loses > 0).slice(0, MOST_LOSSES),
    spare: movable.slice(-MOST_LOSSES).reverse(),
    free: losses.filter(({ loses }) => loses === 0).length,
  };
}

function placeOf({ net, kind, id, nameZh, nameEn, areaCode, place }: Facility): CoveragePlace | undefined {
  if (!place) return undefined;
  return { net, kind, id, nameZh, nameEn, areaCode, lng: fromInt7(place.lng7), lat: fromInt7(place.lat7) };
}

/** Those of the net that do not cover but stand somewhere, and grids that nobody covers. */
async function optionsOf(
  covers: CoverRows,
  situation: Situation,
  { add, weights, isCovered }: { add: Net; weights: Float64Array; isCovered: Uint8Array },
  signal: AbortSignal,
): Promise<Option[]> {
  const { facilities, rows, ground } = situation;
  const idle = facilities.flatMap((facility, i): Option[] => {
    const place = facility.net === add && add !== 'street' && facility.why ? placeOf(facility) : undefined;
    return place ? [{ place, why: facility.why, counted: rows[i]! }] : [];
  });
  if (!ANYWHERE.includes(add)) return idle;
  const vehicle = add === 'street' ? 'car' : 'foot';
  const grids = gridsApart(
    ground.grids,
    weights,
    isCovered,
    add === 'technology' ? 0 : APART_METRES[vehicle],
  );
  const counted = await rowsOfGrids(covers, situation, { add, vehicle, grids }, signal);
  const fresh = grids.map((at, i): Option => {
    const { code, nameZh, nameEn, lng7, lat7 } = ground.grids[at]!;
    const names = { net: add, kind: 'grids' as const, id: code, nameZh, nameEn, areaCode: code };
    return { place: { ...names, lng: fromInt7(lng7), lat: fromInt7(lat7) }, why: null, counted: counted[i]! };
  });
  return [...idle, ...fresh];
}

async function rowsOfGrids(
  covers: CoverRows,
  { ground, travel, moment, calibration }: Situation,
  { add, vehicle, grids }: { add: Net; vehicle: 'car' | 'foot'; grids: readonly number[] },
  signal: AbortSignal,
): Promise<CountedRow[]> {
  if (add === 'technology')
    return grids.map((at) => ({ row: rowOf(coverSets([[[at, 0]]]), 0), ratio: 1, delaySeconds: 0 }));
  const asked = {
    travel,
    vehicle,
    atMs: moment.atMs,
    direction: 'from' as const,
    mostSeconds: coverSeconds(add, MOST_COVERAGE_MINUTES),
    ground,
  };
  const places = grids.map((at) => ground.grids[at]!);
  const ratio = add === 'street' ? (calibration?.ratio ?? 1) : 1;
  return (await covers.rows(asked, places, signal)).map((row) => ({ row, ratio, delaySeconds: 0 }));
}

/** The heaviest grids that nobody covers, none near another. */
function gridsApart(
  grids: readonly Place[],
  weights: Float64Array,
  isCovered: Uint8Array,
  apartMetres: number,
): number[] {
  const open = [...weights.keys()].filter((at) => !isCovered[at] && weights[at]! > 0);
  open.sort((a, b) => weights[b]! - weights[a]! || a - b);
  const chosen: number[] = [];
  for (const at of open) {
    if (chosen.length === MOST_GRIDS) break;
    const { lng7, lat7 } = grids[at]!;
    const isNear = chosen.some((one) => {
      const other = grids[one]!;
      return distanceMetres(lng7, lat7, other.lng7, other.lat7) < apartMetres;
    });
    if (!isNear) chosen.push(at);
  }
  return chosen;
}
