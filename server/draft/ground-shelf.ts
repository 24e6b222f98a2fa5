import { isWithinCode } from '../../core/contract/area-code.ts';
import { touchedGrids } from '../../core/plan/difference/touched.ts';
import { polygonsOf } from '../../core/plan/faces.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { type Carried, carriedBy } from '../../core/plan/workload/carried.ts';
import { indexThings, type ThingIndex } from '../../core/plan/workload/thing-index.ts';
import type { Deps } from '../deps.ts';
import { inTurns } from '../in-turns.ts';
import { type CountedDays, countedKey, countedWindow } from './counted-days.ts';
import { MinuteShelf } from './minute-shelf.ts';
import { readThings } from './things.ts';

/** The published plan whose counts are taken, the scope, and the days that incidents are from. */
export interface GroundWanted {
  planId: string;
  scopeCode: string;
  counted: CountedDays;
}
/** What grids carry, by id. */
export type CountedGrids = ReadonlyMap<string, Carried>;

/** A city's things take some tens of megabytes. */
const MOST = 2;

/** What the grids of plans are counted by in a scope, read at one moment; each plan is counted once. */
export class Ground {
  /** When incidents were reported, ISO 8601, half-open. */
  readonly from: string;
  readonly to: string;
  /** When it was read. */
  readonly asOf: string;
  readonly #scopeCode: string;
  readonly #index: ThingIndex;
  readonly #counted = new WeakMap<Plan, CountedGrids>();

  private constructor(
    window: { from: string; to: string },
    asOf: string,
    scopeCode: string,
    index: ThingIndex,
  ) {
    this.from = window.from;
    this.to = window.to;
    this.asOf = asOf;
    this.#scopeCode = scopeCode;
    this.#index = index;
  }

  static async read(
    { database, drafts }: Pick<Deps, 'database' | 'drafts'>,
    { planId, scopeCode, counted }: GroundWanted,
    nowMs: number,
  ): Promise<Ground> {
    const window = await countedWindow(database, scopeCode, counted, nowMs);
    const plan = await drafts.origin(database, planId);
    const things = await readThings(database, { planId, plan, scopeCode, ...window });
    const index = indexThings({ ...things, roads: things.roads.map(({ line }) => line) });
    return new Ground(window, new Date(nowMs).toISOString(), scopeCode, index);
  }

  /** What each grid of a plan in the scope carries, by id. What is the same in a plan that was counted before is not counted again. */
  async count(plan: Plan, other?: Plan): Promise<CountedGrids> {
    const known = this.#counted.get(plan);
    if (known) return known;
    const like = other && this.#counted.get(other);
    const isWanted = (code: string) => isWithinCode(code, this.#scopeCode);
    const anew = new Set(other && touchedGrids(other, plan, isWanted).after.map(({ id }) => id));
    const counted = new Map<string, Carried>();
    for await (const [id, { code }] of inTurns(plan.grids)) {
      if (!isWanted(code)) continue;
      const same = anew.has(id) ? undefined : like?.get(id);
      counted.set(id, same ?? carriedBy(this.#index, polygonsOf(plan, id) ?? []));
    }
    this.#counted.set(plan, counted);
    return counted;
  }
}

/** Grounds that were read within the last minute, so that who compares again after each step need not wait for all that makes work. */
export class GroundShelf {
  readonly #deps: Pick<Deps, 'database' | 'drafts' | 'clock'>;
  readonly #grounds: MinuteShelf<Ground>;

  constructor(deps: Pick<Deps, 'database' | 'drafts' | 'clock'>) {
    this.#deps = deps;
    this.#grounds = new MinuteShelf(deps.clock, MOST);
  }

  async get(wanted: GroundWanted): Promise<Ground> {
    const key = `${wanted.planId} ${wanted.scopeCode} ${countedKey(wanted.counted)}`;
    return await this.#grounds.get(key, (nowMs) => Ground.read(this.#deps, wanted, nowMs));
  }
}
