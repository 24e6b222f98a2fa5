import type { PlanDifference } from '../../core/contract/plan-difference.ts';
import { differenceReport } from '../../core/plan/difference/report.ts';
import type { Deps } from '../deps.ts';
import { selectAreaNames, selectGridNames } from '../queries/plan-names.ts';
import type { GroundShelf } from './ground-shelf.ts';
import type { KnownPlan } from './known-plan.ts';

/** What is compared, for whom, and from how many days incidents are counted. */
export interface DifferenceWanted {
  from: KnownPlan;
  to: KnownPlan;
  scopeCode: string;
  days: number;
}

/**
 * Two plans compared. Both are counted by the same things, read at most a minute ago, with homes from the counts of the published plan that `to`
 * is or begins from.
 */
export async function comparePlans(
  database: Deps['database'],
  shelf: GroundShelf,
  { from, to, scopeCode, days }: DifferenceWanted,
): Promise<PlanDifference> {
  const groundId = to.publishedId;
  const ground = await shelf.get({ planId: groundId, scopeCode, days });
  const gridNames = await selectGridNames(database, [from.publishedId, groundId]);
  const areaNames = await selectAreaNames(database);
  const before = { plan: from.plan, grids: await ground.count(from.plan) };
  const after = { plan: to.plan, grids: await ground.count(to.plan, from.plan) };
  const report = differenceReport({
    before,
    after,
    scopeCode,
    days,
    nameOfGrid: (id, code) => gridNames.get(id) ?? { nameZh: code, nameEn: code },
    nameOfArea: (code) => areaNames.get(code) ?? { nameZh: code, nameEn: code },
  });
  return {
    from: headOf(from),
    to: headOf(to),
    groundId,
    days,
    incidentsFrom: ground.from,
    incidentsTo: ground.to,
    ...report,
    asOf: ground.to,
  };
}

function headOf({ id, name, kind, seq }: KnownPlan): PlanDifference['from'] {
  return { id, name, kind, seq };
}
