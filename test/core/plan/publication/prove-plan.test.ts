import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formAreas } from '../../../../core/plan/form-areas.ts';
import { apply } from '../../../../core/plan/operation.ts';
import { type Plan, planOf } from '../../../../core/plan/plan.ts';
import type { Polygons7 } from '../../../../core/plan/proof.ts';
import { type PlanDefect, provePlan } from '../../../../core/plan/publication/prove-plan.ts';
import { boardPlan, cellId } from '../board-plan.ts';
import { dice, operationOf } from '../random-operations.ts';

const BOARD = boardPlan({ columns: 6, rows: 4, communityColumns: 3 });
const codeOf = (plan: Plan, id: string | null): string | null =>
  id === null ? null : (plan.grids.get(id)?.code ?? null);
const AREAS: ReadonlyMap<string, Polygons7> = formAreas(
  [...BOARD.arcs.values()].map(({ line, left, right }) => ({
    coordinates: line,
    leftCode: codeOf(BOARD, left),
    rightCode: codeOf(BOARD, right),
  })),
);
const [A = '', B = ''] = [...AREAS.keys()].filter((code) => code.length === 12).sort();
const prove = (plan: Plan, areas = AREAS): PlanDefect[] =>
  provePlan(plan, { grids: plan.grids.keys(), areas, parents: areas.keys() });
const withGrids = (grids: Iterable<readonly [string, { code: string }]>): Plan =>
  planOf(
    BOARD.nodes,
    BOARD.arcs,
    [...grids].map(([id, { code }]) => [id, { code, parents: [], isMultipart: false, isLocked: false }]),
  );

describe('the proof of a plan', () => {
  it('raises no alarm whatever is done to a plan that may be done', () => {
    fc.assert(
      fc.property(fc.array(dice, { maxLength: 25 }), (throws) => {
        let plan = BOARD;
        throws.forEach((thrown, at) => {
          const edited = apply(plan, operationOf(plan, thrown, at));
          if ('plan' in edited) plan = edited.plan;
        });
        expect(prove(plan)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('finds a grid without a border', () => {
    const found = prove(withGrids([...BOARD.grids, ['twin', { code: `${A}999` }]]));
    expect(found.map(({ reason, gridId }) => [reason, gridId])).toEqual([['grid_broken', 'twin']]);
  });

  it('finds a grid with a code of another community: both are not filled', () => {
    const moved = new Map(BOARD.grids);
    moved.set(cellId(1, 1), { ...BOARD.grids.get(cellId(1, 1))!, code: `${B}999` });
    const found = prove(withGrids(moved));
    expect(found.map(({ reason, areaCode }) => [reason, areaCode])).toEqual([
      ['area_not_filled', A],
      ['area_not_filled', B],
    ]);
  });

  it('finds a community with a border that its grids do not have', () => {
    const found = prove(BOARD, new Map([...AREAS, [A, AREAS.get(B) ?? []]]));
    expect(found.map(({ areaCode }) => areaCode)).toContain(A);
  });

  it('has no plan to prove where a border names a grid that is not there', () => {
    const left = [...BOARD.grids].filter(([id]) => id !== cellId(1, 1));
    expect(() => withGrids(left)).toThrow(/has no grid/);
  });
});
