import { setImmediate as turn } from 'node:timers/promises';
import { isWithinCode } from '../../core/contract/area-code.ts';
import type { PlanDifference } from '../../core/contract/plan-difference.ts';
import type { StaffedGrid } from '../../core/plan/difference/figures.ts';
import { differenceReport } from '../../core/plan/difference/report.ts';
import { touchedGrids } from '../../core/plan/difference/touched.ts';
import { polygonsOf } from '../../core/plan/faces.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { type Carried, carriedBy } from '../../core/plan/workload/carried.ts';
import { indexThings } from '../../core/plan/workload/thing-index.ts';
import type { Deps } from '../deps.ts';
import { rolesMissing, selectAreaNames, selectFilledRoles, selectGridNames } from '../queries/plan-names.ts';
import type { KnownPlan } from './known-plan.ts';
import { readThings } from './things.ts';

/** What is compared, for whom, and from when to when incidents were reported (ISO 8601, half-open). */
export interface DifferenceWanted {
  from: KnownPlan;
  to: KnownPlan;
  scopeCode: string;
  days: number;
  incidentsFrom: string;
  incidentsTo: string;
}

/** Two plans compared. Both are counted by the same things, with homes from the counts of the published plan that `to` is or begins from. */
export async function comparePlans(
  { database, drafts }: Pick<Deps, 'database' | 'drafts'>,
  { from, to, scopeCode, days, incidentsFrom, incidentsTo }: DifferenceWanted,
): Promise<PlanDifference> {
  const groundId = to.publishedId;
  const ground = { planId: groundId, plan: await drafts.origin(database, groundId) };
  const window = { from: incidentsFrom, to: incidentsTo };
  const things = await readThings(database, { ...ground, scopeCode, ...window });
  const index = indexThings({ ...things, roads: things.roads.map(({ line }) => line) });
  const filled = await selectFilledRoles(database, scopeCode);
  const gridNames = await selectGridNames(database, [from.publishedId, groundId]);
  const areaNames = await selectAreaNames(database);
  const isWanted = (code: string) => isWithinCode(code, scopeCode);
  const count = (plan: Plan, countOf: (id: string) => Carried) =>
    countGrids(plan, isWanted, (id, code) => ({
      carried: countOf(id),
      staffMissing: rolesMissing(filled.get(code)),
    }));
  const anew = (plan: Plan) => (id: string) => carriedBy(index, polygonsOf(plan, id) ?? []);
  const before = await count(from.plan, anew(from.plan));
  const touched = new Set(touchedGrids(from.plan, to.plan, isWanted).after.map(({ id }) => id));
  const after = await count(to.plan, (id) =>
    touched.has(id) ? anew(to.plan)(id) : (before.get(id)?.carried ?? anew(to.plan)(id)),
  );
  const report = differenceReport({
    before: { plan: from.plan, grids: before },
    after: { plan: to.plan, grids: after },
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
    incidentsFrom,
    incidentsTo,
    ...report,
    asOf: incidentsTo,
  };
}

function headOf({ id, name, kind, seq }: KnownPlan): PlanDifference['from'] {
  return { id, name, kind, seq };
}

/** So long others may wait for their turn. */
const TURN_MS = 20;

/** Counts the grids of a city without holding up others. */
async function countGrids(
  { grids }: Plan,
  isWanted: (code: string) => boolean,
  count: (id: string, code: string) => StaffedGrid,
): Promise<Map<string, StaffedGrid>> {
  const counted = new Map<string, StaffedGrid>();
  let sinceMs = performance.now();
  for (const [id, { code }] of grids) {
    if (!isWanted(code)) continue;
    if (performance.now() - sinceMs > TURN_MS) {
      await turn();
      sinceMs = performance.now();
    }
    counted.set(id, count(id, code));
  }
  return counted;
}
