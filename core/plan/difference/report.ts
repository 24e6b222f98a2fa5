import { ancestorCode, isWithinCode } from '../../contract/area-code.ts';
import type { DifferenceChange, DifferenceGrid, PlanDifference } from '../../contract/plan-difference.ts';
import { fromInt7 } from '../../geometry/integer.ts';
import type { Plan } from '../plan.ts';
import { type AreaShare, type GridChange, planDifference } from './difference.ts';
import { figuresOf, type StaffedGrid, sumsOf } from './figures.ts';
import { levelBorders } from './level-borders.ts';
import { touchedGrids } from './touched.ts';

/** A plan with what its grids in the scope carry, by id. */
export interface ReportedPlan {
  plan: Plan;
  grids: ReadonlyMap<string, StaffedGrid>;
  /** Names of a grid, its code where it has none yet. */
  nameOf(id: string, code: string): Names;
}

export interface ReportInput {
  before: ReportedPlan;
  after: ReportedPlan;
  /** Only what lies in this area is compared. */
  scopeCode: string;
  /** Length of the window of the incidents. */
  days: number;
  /** Names of a community. */
  nameOfArea(code: string): Names;
}
type Names = Pick<DifferenceGrid, 'nameZh' | 'nameEn'>;

/** All that the difference of two plans tells, but what was compared when. */
export type DifferenceReport = Pick<
  PlanDifference,
  'borders' | 'movedM2' | 'grids' | 'unchanged' | 'communities' | 'whole'
>;

/** Two plans compared: borders by level, what became of each grid, and what all that does to what grids and communities carry. */
export function differenceReport(input: ReportInput): DifferenceReport {
  const { before, after, scopeCode } = input;
  const isWanted = (code: string) => isWithinCode(code, scopeCode);
  const touched = touchedGrids(before.plan, after.plan, isWanted);
  const { grids: changes, movedM2 } = planDifference(touched.before, touched.after);
  const grids = changes.flatMap((change) => changeOf(input, change));
  return {
    borders: levelBorders(before.plan, after.plan, isWanted).map(({ level, added, removed }) => ({
      level,
      added: multiLine(added),
      removed: multiLine(removed),
    })),
    movedM2,
    grids,
    unchanged: touched.same + changes.length - grids.length,
    communities: communitiesOf(input, grids),
    whole: { before: sumsWithin(input, before, scopeCode), after: sumsWithin(input, after, scopeCode) },
  };
}

function changeOf(input: ReportInput, change: GridChange): DifferenceChange[] {
  const { before, after, from, to } = change;
  const isRenumbered = before !== null && after !== null && before.code !== after.code;
  if (change.kind === 'unchanged' && !isRenumbered) return [];
  const kind = change.kind === 'unchanged' ? 'renumbered' : change.kind;
  const coded = ({ plan }: ReportedPlan, shares: readonly AreaShare[]) =>
    shares.map((share) => ({ ...share, code: plan.grids.get(share.id)?.code ?? '' }));
  return [
    {
      id: (after ?? before)?.id ?? '',
      kind,
      isRenumbered,
      before: gridOf(input, input.before, before),
      after: gridOf(input, input.after, after),
      from: coded(input.before, from),
      to: coded(input.after, to),
    },
  ];
}

function gridOf(
  { days }: ReportInput,
  { grids, nameOf }: ReportedPlan,
  grid: { id: string; code: string } | null,
): DifferenceGrid | null {
  const counted = grid && grids.get(grid.id);
  if (!grid || !counted) return null;
  const { id, code } = grid;
  return {
    code,
    ...nameOf(id, code),
    ...figuresOf(counted.carried, days),
    staffMissing: [...counted.staffMissing],
  };
}

function communitiesOf(
  input: ReportInput,
  changes: readonly DifferenceChange[],
): PlanDifference['communities'] {
  const codes = changes.flatMap(({ before, after }) =>
    [before, after].flatMap((grid) => (grid ? [ancestorCode(grid.code, 'community') ?? grid.code] : [])),
  );
  return [...new Set(codes)].sort().map((code) => ({
    code,
    ...input.nameOfArea(code),
    before: sumsWithin(input, input.before, code),
    after: sumsWithin(input, input.after, code),
  }));
}

function sumsWithin({ days }: ReportInput, { plan, grids }: ReportedPlan, areaCode: string) {
  const within = [...grids].flatMap(([id, grid]) =>
    isWithinCode(plan.grids.get(id)?.code ?? '', areaCode) ? [grid] : [],
  );
  return sumsOf(within, days);
}

function multiLine(lines: readonly (readonly number[])[]) {
  const positions = (line: readonly number[]) =>
    Array.from({ length: line.length / 2 }, (_, i) => [
      fromInt7(line[2 * i] ?? 0),
      fromInt7(line[2 * i + 1] ?? 0),
    ]);
  return { type: 'MultiLineString' as const, coordinates: lines.map(positions) };
}
