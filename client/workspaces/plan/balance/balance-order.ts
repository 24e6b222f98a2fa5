import { communityOf, isWithinCode } from '../../../../core/contract/area-code.ts';
import { boundsOf } from '../../../../core/geometry/ring.ts';
import { USUAL_LIMITS } from '../../../../core/plan/balance/balance-frame.ts';
import type { Barrier } from '../../../../core/plan/balance/ground-lines.ts';
import type { AdditiveMeasure } from '../../../../core/plan/balance/load-scale.ts';
import { groundWithin } from '../../../../core/plan/balance/packed-ground.ts';
import type { PlanBalanceOrder } from '../../../../core/plan/balance/plan-balance.ts';
import type { Plan } from '../../../../core/plan/plan.ts';
import type { Rights } from '../../../../core/plan/plan-edit.ts';
import type { CountableThings } from '../../../api/plan-things.ts';

/** What somebody wants of a proposal. */
export interface BalanceForm {
  /** Codes; null: the community of the chosen grid. */
  communities: readonly string[] | null;
  /** Null: what grids are compared by. */
  measure: AdditiveMeasure | null;
  /** Of the dwellings of the communities. */
  mostMovedPercent: number;
  leastCompactness: number;
  /** Most border between grids, of what there is. */
  mostBorderPercent: number;
  barriers: readonly Barrier[];
}

export const USUAL_FORM: BalanceForm = {
  communities: null,
  measure: null,
  mostMovedPercent: 30,
  leastCompactness: USUAL_LIMITS.minCompactness,
  mostBorderPercent: Math.round(100 * USUAL_LIMITS.borderFactor),
  barriers: ['rivers', 'mainRoads'],
};

export type NumberLimit = 'mostMovedPercent' | 'leastCompactness' | 'mostBorderPercent';
/** From and to; of all homes 100 percent are no limit. */
export const LIMIT_RANGES: Readonly<Record<NumberLimit, readonly [least: number, most: number]>> = {
  mostMovedPercent: [1, 100],
  leastCompactness: [0, 1],
  mostBorderPercent: [100, 300],
};

/** Grids that are looked at together: with more it takes minutes. */
export const MOST_GRIDS = 300;
const SEED = 1;

/** Ids of the grids of communities. */
export function gridsIn({ grids }: Pick<Plan, 'grids'>, communities: readonly string[]): string[] {
  const chosen = new Set(communities);
  return [...grids].flatMap(([id, { code }]) => (chosen.has(communityOf(code)) ? [id] : []));
}

/** What of communities is locked, and stays as it is. */
export function locksIn(plan: Plan, communities: readonly string[]): { grids: number; borders: number } {
  const ids = gridsIn(plan, communities);
  const isLocked = (id: string): boolean => {
    const { code = '', isLocked = false } = plan.grids.get(id) ?? {};
    return isLocked || plan.lockedCommunities.has(communityOf(code));
  };
  const borders = new Set(ids.flatMap((id) => plan.arcsOf.get(id) ?? []));
  return {
    grids: ids.filter(isLocked).length,
    borders: [...borders].filter((arc) => plan.arcs.get(arc)?.isLocked).length,
  };
}

/** The communities that are meant: those chosen by name, or that of the chosen grid, or the one that the table lists; of the area of the draft alone. */
export function communitiesMeant(
  { communities }: BalanceForm,
  plan: Plan,
  { grids, community, areaCode }: { grids: readonly string[]; community: string | null; areaCode: string },
): readonly string[] {
  const code = plan.grids.get(grids[0] ?? '')?.code;
  const meant = communities ?? (code ? [communityOf(code)] : community ? [community] : []);
  return meant.filter((one) => isWithinCode(one, areaCode));
}

/** The order for a search; `dwellings`: in the communities. */
export function balanceOrder(
  form: BalanceForm,
  given: {
    plan: Plan;
    rights: Rights;
    communities: readonly string[];
    measure: AdditiveMeasure;
    things: Pick<CountableThings, 'days' | 'index' | 'ground'>;
    dwellings: number;
  },
): PlanBalanceOrder {
  const { plan, rights, communities, measure, things, dwellings } = given;
  const arcs = gridsIn(plan, communities).flatMap((id) => plan.arcsOf.get(id) ?? []);
  const bounds = boundsOf(arcs.flatMap((arc) => boundsOf(plan.arcs.get(arc)?.line ?? [])));
  const { mostMovedPercent, leastCompactness, mostBorderPercent, barriers } = form;
  return {
    plan,
    rights,
    communities,
    ground: { ...groundWithin(things.ground, bounds), barriers },
    things: things.index,
    measure: { shares: { [measure]: 1 }, days: things.days },
    limits: {
      maxMovedDwellings:
        mostMovedPercent >= 100 ? Number.POSITIVE_INFINITY : Math.floor((mostMovedPercent / 100) * dwellings),
      minCompactness: leastCompactness,
      borderFactor: mostBorderPercent / 100,
    },
    seed: SEED,
  };
}
