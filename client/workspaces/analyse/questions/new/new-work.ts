import { digestOf } from '../../../../../core/analysis/digest.ts';
import { type KnoxFrame, knoxFrame, knoxReplications, knoxTable } from '../../../../../core/hotspot/knox.ts';
import { TooManyPairs } from '../../../../../core/hotspot/knox-pairs.ts';
import { scanClusters } from '../../../../../core/hotspot/scan-clusters.ts';
import { type ScanFrame, ScanTooWide, scanFrame } from '../../../../../core/hotspot/scan-frame.ts';
import { scanCases } from '../../../../../core/hotspot/scan-places.ts';
import { ScanSearch } from '../../../../../core/hotspot/scan-search.ts';
import { shuffle } from '../../../../../core/hotspot/shuffle.ts';
import type { Study } from '../../../../analysis/study.ts';
import { foundGroups } from './found-groups.ts';
import type { FoundCluster, NewFindings, Place } from './new-findings.ts';
import { BANDS, type NewSettings, SEED } from './new-settings.ts';

/** More pairs than this fill the memory of a page. */
const MOST_PAIRS = 8_000_000;
/** Pairs times replications of near repeats; with more, only a few replications are made. */
const MOST_PAIR_LOOKS = 2e9;
const FEW_REPLICATIONS = 99;
/** Clusters that are told, the unlikely ones first. */
const MOST_CLUSTERS = 20;

/** The work of the question on one study: the replications in parts, in any order and by any worker, then what they say. */
export class NewWork {
  readonly #study: Study;
  readonly #settings: NewSettings;
  readonly #frame: ScanFrame | undefined;
  readonly #search: ScanSearch | undefined;
  readonly #knox: KnoxFrame | undefined;
  readonly #pairs: number;

  constructor(study: Study, settings: NewSettings) {
    this.#study = study;
    this.#settings = settings;
    this.#frame = orUndefined(() => frameOf(study, settings), ScanTooWide);
    this.#search = this.#frame && new ScanSearch(this.#frame);
    let pairs = 0;
    this.#knox = orUndefined(
      () => knoxFrame(study, bandsOf(settings), MOST_PAIRS),
      TooManyPairs,
      (error) => {
        pairs = error.pairs;
      },
    );
    this.#pairs = this.#knox?.pairs.other.length ?? pairs;
  }

  /** How many replications each part needs; 0 where there is nothing to replicate. */
  get replications(): { scan: number; knox: number } {
    const { replications } = this.#settings;
    const canAll = this.#pairs * replications <= MOST_PAIR_LOOKS;
    return {
      scan: this.#search && this.#study.x.length > 1 ? replications : 0,
      knox: this.#knox && this.#pairs > 0 ? (canAll ? replications : FEW_REPLICATIONS) : 0,
    };
  }

  /** The largest ratio of the replications `from` to `to` (not included). */
  scan(from: number, to: number): Float64Array {
    const { day } = this.#frame?.cases ?? { day: new Uint16Array(0) };
    return Float64Array.from({ length: to - from }, (_, i) => {
      const permuted = day.slice();
      shuffle(permuted, SEED, from + i);
      return this.#search?.largestRatio(permuted) ?? 0;
    });
  }

  /** The cells of near repeats of the replications `from` to `to` (not included). */
  knox(from: number, to: number): Float64Array {
    return this.#knox ? knoxReplications(this.#knox, SEED, from, to) : new Float64Array(0);
  }

  /** All findings, from the replications of both parts in their order. */
  findings(maxima: Float64Array, cells: Float64Array): NewFindings {
    const { edges, x, digest } = this.#study;
    const days = edges.length - 1;
    const found = {
      incidents: x.length,
      fromMs: edges[0] ?? 0,
      toMs: edges[days] ?? 0,
      days,
      scan: this.#frame
        ? {
            clusters: this.#clusters(this.#frame, maxima),
            places: this.#frame.cases.x.length,
            replications: maxima.length,
          }
        : 'tooWide',
      repeats: this.#knox
        ? {
            table: knoxTable(this.#knox, cells),
            distances: [...this.#knox.bands.distances],
            times: [...this.#knox.bands.times],
            pairs: this.#pairs,
          }
        : { tooMany: this.#pairs },
      groups: foundGroups(this.#study, this.#settings),
    } satisfies Omit<NewFindings, 'digests'>;
    return { ...found, digests: { input: digest, result: resultDigest(found, maxima) } };
  }

  #clusters(frame: ScanFrame, maxima: Float64Array): FoundCluster[] {
    const { edges, plane } = this.#study;
    const { x, y } = frame.cases;
    return scanClusters(frame, maxima, MOST_CLUSTERS).map(
      ({ centre, places, radiusMetres, fromDay, toDay, observed, expected, ratio, p, tailP }) => ({
        centre: placeOf(plane, x[centre] ?? 0, y[centre] ?? 0),
        gridCode: gridNearest(this.#study, x[centre] ?? 0, y[centre] ?? 0),
        radiusMetres,
        places: places.length,
        fromMs: edges[fromDay] ?? 0,
        toMs: edges[toDay + 1] ?? 0,
        days: toDay - fromDay + 1,
        observed,
        expected,
        ratio,
        p,
        tailP,
      }),
    );
  }
}

/** Of every figure that was found, and of the replications. */
function resultDigest({ scan, repeats, groups }: Omit<NewFindings, 'digests'>, maxima: Float64Array): string {
  const clusters = scan === 'tooWide' ? [] : scan.clusters;
  const list = 'list' in groups ? groups.list : [];
  const { observed, expected, mean, p } =
    'table' in repeats ? repeats.table : { observed: NONE, expected: NONE, mean: NONE, p: NONE };
  return digestOf('space_time_scan', [
    maxima,
    ...[observed, expected, mean, p],
    Float64Array.from(
      clusters.flatMap((one) => [one.fromMs, one.toMs, one.radiusMetres, one.observed, one.ratio, one.p]),
    ),
    Float64Array.from(list.flatMap((one) => [one.firstMs, one.lastMs, one.incidents])),
  ]);
}
const NONE = new Float64Array(0);

/** The degrees of a point of the study's plane. */
export function placeOf(plane: Study['plane'], x: number, y: number): Place {
  return [
    (plane.originLng7 + x / plane.metresPerLng7) / 1e7,
    (plane.originLat7 + y / plane.metresPerLat7) / 1e7,
  ];
}

function gridNearest({ x, y, grid, gridCodes }: Study, px: number, py: number): string {
  let nearest = 0;
  for (let i = 1; i < x.length; i++)
    if ((x[i]! - px) ** 2 + (y[i]! - py) ** 2 < (x[nearest]! - px) ** 2 + (y[nearest]! - py) ** 2)
      nearest = i;
  return gridCodes[grid[nearest] ?? -1] ?? '';
}

function frameOf({ x, y, day, edges }: Study, settings: NewSettings): ScanFrame {
  const days = edges.length - 1;
  return scanFrame(scanCases(x, y, day, days, settings.cell), {
    maxRadiusMetres: settings.radius,
    maxShare: 0.5,
    minDays: 1,
    // A window of more than half the study would rather say that the rest was quiet.
    maxDays: Math.max(1, Math.min(settings.longest, Math.floor(days / 2))),
    minCases: 2,
    onlyCurrent: settings.current === 1,
  });
}

function bandsOf({ near, soon }: NewSettings) {
  const ends = (width: number) => Array.from({ length: BANDS + 1 }, (_, i) => i * width);
  return { distances: ends(near), times: ends(soon) };
}

/** What `make` gives, or undefined when it throws the one error that is expected. */
function orUndefined<T, E extends Error>(
  make: () => T,
  expected: new (...args: never[]) => E,
  onError?: (error: E) => void,
): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof expected)) throw error;
    onError?.(error);
    return undefined;
  }
}
