import { COVERAGE_WEEKS, type CoverageMeasure } from '../../../core/coverage/vocabulary.ts';
import type { Deps } from '../../deps.ts';
import { type CoverageGrid, countReports, selectCoverageGrids } from '../../queries/coverage.ts';
import { selectPlanInForce } from '../../queries/grids.ts';

const GRIDS_KEPT_MS = 10 * 60_000;
const COUNTS_KEPT_MS = 60_000;
const WEEK_MS = 7 * 86_400_000;

/** The grids of the plan in force: what is to be covered. */
export interface CoverageGround {
  planId: string | undefined;
  /** The same array as long as the grids are the same. */
  grids: readonly CoverageGrid[];
  gridAt: ReadonlyMap<string, number>;
  /** Incidents in each grid. */
  incidents: readonly number[];
  since: string;
}

/** Keeps the ground, which changes seldom. */
export class GroundBook {
  readonly #deps: Pick<Deps, 'database' | 'clock'>;
  #grids: (Pick<CoverageGround, 'planId' | 'grids' | 'gridAt'> & { atMs: number }) | undefined;
  #counts: { counts: ReadonlyMap<string, number>; since: string; atMs: number } | undefined;
  #known: CoverageGround | undefined;

  constructor(deps: Pick<Deps, 'database' | 'clock'>) {
    this.#deps = deps;
  }

  async current(): Promise<CoverageGround> {
    const [grids, counts] = [await this.#currentGrids(), await this.#currentCounts()];
    if (this.#known?.grids === grids.grids && this.#known.since === counts.since) return this.#known;
    this.#known = {
      planId: grids.planId,
      grids: grids.grids,
      gridAt: grids.gridAt,
      incidents: grids.grids.map(({ code }) => counts.counts.get(code) ?? 0),
      since: counts.since,
    };
    return this.#known;
  }

  async #currentGrids() {
    const planId = await selectPlanInForce(this.#deps.database);
    const nowMs = this.#deps.clock();
    const known = this.#grids;
    if (known && known.planId === planId && nowMs - known.atMs < GRIDS_KEPT_MS) return known;
    const grids = await selectCoverageGrids(this.#deps.database);
    const gridAt = new Map(grids.map(({ code }, at) => [code, at]));
    this.#grids = { planId, grids, gridAt, atMs: nowMs };
    return this.#grids;
  }

  async #currentCounts() {
    const nowMs = this.#deps.clock();
    if (this.#counts && nowMs - this.#counts.atMs < COUNTS_KEPT_MS) return this.#counts;
    const since = new Date(nowMs - COVERAGE_WEEKS * WEEK_MS).toISOString();
    this.#counts = { counts: await countReports(this.#deps.database, since), since, atMs: nowMs };
    return this.#counts;
  }
}

/** What each grid counts; a number of residents that is not told counts nothing. */
export function weightsOf({ grids, incidents }: CoverageGround, measure: CoverageMeasure): Float64Array {
  if (measure === 'incidents') return Float64Array.from(incidents);
  return Float64Array.from(grids, ({ residents }) => (measure === 'grids' ? 1 : (residents ?? 0)));
}
