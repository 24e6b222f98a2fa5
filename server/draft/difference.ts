import { ancestorCode } from '../../core/contract/area-code.ts';
import type { PlanDifference } from '../../core/contract/plan-difference.ts';
import { differenceReport, type ReportedPlan } from '../../core/plan/difference/report.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { StaffRole } from '../../core/vocabulary.ts';
import type { Deps } from '../deps.ts';
import { planHash } from '../publication/plan-hash.ts';
import { selectAreaNames } from '../queries/areas.ts';
import {
  type Named,
  rolesMissing,
  selectFilledRoles,
  selectGivenNames,
  selectGridNames,
  selectNamedRoles,
} from '../queries/plan-names.ts';
import type { CountedDays } from './counted-days.ts';
import type { CountedGrids, GroundShelf } from './ground-shelf.ts';
import type { KnownPlan } from './known-plan.ts';

/** What is compared, for whom, and of which days incidents are counted. */
export interface DifferenceWanted {
  from: KnownPlan;
  to: KnownPlan;
  scopeCode: string;
  counted: CountedDays;
}

/**
 * Two plans compared. Both are counted by the same things, read at most a minute ago, with homes from the counts of the published plan that `to`
 * is or begins from.
 */
export async function comparePlans(
  { database, drafts }: Pick<Deps, 'database' | 'drafts'>,
  shelf: GroundShelf,
  { from, to, scopeCode, counted }: DifferenceWanted,
): Promise<PlanDifference> {
  const groundId = to.publishedId;
  const ground = await shelf.get({ planId: groundId, scopeCode, counted });
  const known = {
    ground: await drafts.origin(database, groundId),
    filled: await selectFilledRoles(database, scopeCode),
    names: await selectGridNames(database, [from.publishedId, groundId]),
  };
  const areaNames = await namesOfCommunities(database, from, to);
  const before = await ground.count(from.plan);
  const after = await ground.count(to.plan, from.plan);
  const report = differenceReport({
    before: await reportedPlan(database, from, before, known),
    after: await reportedPlan(database, to, after, known),
    scopeCode,
    days: counted.days,
    nameOfArea: (code) => areaNames.get(code) ?? { nameZh: code, nameEn: code },
  });
  return {
    from: await headOf(from),
    to: await headOf(to),
    groundId,
    days: counted.days,
    incidentsFrom: ground.from,
    incidentsTo: ground.to,
    ...report,
    asOf: ground.asOf,
  };
}

interface Known {
  /** Whose grids have officials: they stay with a grid whatever its code becomes. */
  ground: Plan;
  /** By code. */
  filled: ReadonlyMap<string, readonly StaffRole[]>;
  /** By id. */
  names: ReadonlyMap<string, Named>;
}

async function reportedPlan(
  database: Deps['database'],
  { id: planId, kind, plan }: KnownPlan,
  counted: CountedGrids,
  { ground, filled, names }: Known,
): Promise<ReportedPlan> {
  const isDraft = kind === 'draft';
  const named = isDraft ? await selectNamedRoles(database, planId) : new Map<string, StaffRole[]>();
  const given = isDraft ? await selectGivenNames(database, planId) : new Map<string, Named>();
  const staffMissing = (id: string): StaffRole[] => {
    const code = (ground.grids.get(id) ?? plan.grids.get(id))?.code ?? '';
    return rolesMissing([...(filled.get(code) ?? []), ...(named.get(id) ?? [])]);
  };
  return {
    plan,
    grids: new Map([...counted].map(([id, carried]) => [id, { carried, staffMissing: staffMissing(id) }])),
    nameOf: (id, code) => given.get(id) ?? names.get(id) ?? { nameZh: code, nameEn: code },
  };
}

async function namesOfCommunities(
  database: Deps['database'],
  ...known: KnownPlan[]
): Promise<Map<string, Named>> {
  const codes = known.flatMap(({ plan }) =>
    [...plan.grids.values()].map(({ code }) => ancestorCode(code, 'community')),
  );
  const names = await selectAreaNames(
    database,
    [...new Set(codes)].filter((code) => code !== undefined),
  );
  return new Map(names.map(({ code, ...rest }) => [code, rest]));
}

async function headOf({ id, name, kind, seq, plan }: KnownPlan): Promise<PlanDifference['from']> {
  return { id, name, kind, seq, proofHash: await planHash(plan) };
}
