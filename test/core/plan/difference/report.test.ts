import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromInt7 } from '../../../../core/geometry/integer.ts';
import { boundsOf } from '../../../../core/geometry/ring.ts';
import { borderLines } from '../../../../core/plan/difference/border-lines.ts';
import { planDifference } from '../../../../core/plan/difference/difference.ts';
import type { StaffedGrid } from '../../../../core/plan/difference/figures.ts';
import { levelBorders } from '../../../../core/plan/difference/level-borders.ts';
import { type DifferenceReport, differenceReport } from '../../../../core/plan/difference/report.ts';
import { touchedGrids } from '../../../../core/plan/difference/touched.ts';
import { polygonsOf } from '../../../../core/plan/faces.ts';
import { apply } from '../../../../core/plan/operation.ts';
import { type Plan, planOf } from '../../../../core/plan/plan.ts';
import { carriedBy } from '../../../../core/plan/workload/carried.ts';
import { indexThings, type ThingIndex } from '../../../../core/plan/workload/thing-index.ts';
import { boardPlace, boardPlan, CELL, cellId } from '../board-plan.ts';
import { applied, arcBetween, newGrid, planAfter, pointOf, SNAP, straight } from '../edits.ts';
import { dice, operationOf } from '../random-operations.ts';

const board = boardPlan({ columns: 4, rows: 3, communityColumns: 2 });
const WHOLE = '630100';
const [WEST_COMMUNITY, EAST_COMMUNITY] = ['630102001001', '630102001002'];
const RIGHTS = { level: 'city' } as const;

/** The board after operations that chance decides, those that are refused left out. */
const edited = fc.array(dice, { minLength: 1, maxLength: 6 }).map((all) =>
  all.reduce<Plan>((plan, one, i) => {
    const next = apply(plan, operationOf(plan, one, i), RIGHTS);
    return 'refusal' in next ? plan : next.plan;
  }, board),
);
const gridsOf = (plan: Plan) =>
  [...plan.grids]
    .map(([id, { code }]) => ({ id, code, polygons: polygonsOf(plan, id) ?? [] }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));

/** A home with 40 residents and 15 dwellings, an incident and a school in the middle of every cell of 4 x 3. */
const index: ThingIndex = (() => {
  const middles = Array.from({ length: 12 }, (_, i) => boardPlace((i % 4) + 0.5, Math.floor(i / 4) + 0.5));
  return indexThings({
    incidents: middles.map((place) => ({ ...place, priority: 2, responseSeconds: 120 })),
    homes: middles.map((place) => ({ ...place, residents: 40, dwellings: 15 })),
    institutions: middles,
    roads: [],
  });
})();
const counted = (plan: Plan) => ({
  plan,
  nameOf: (id: string, code: string) => ({ nameZh: id, nameEn: code }),
  grids: new Map(
    [...plan.grids.keys()].map((id): [string, StaffedGrid] => [
      id,
      {
        carried: carriedBy(index, polygonsOf(plan, id) ?? []),
        staffMissing: id.startsWith('c') ? [] : ['officer'],
      },
    ]),
  ),
});
const reported = (before: Plan, after: Plan, scopeCode = WHOLE): DifferenceReport =>
  differenceReport({
    before: counted(before),
    after: counted(after),
    scopeCode,
    days: 10,
    nameOfArea: (code) => ({ nameZh: code, nameEn: code }),
  });
const segments = (lines: readonly number[][]): string[] =>
  lines
    .flatMap((line) =>
      Array.from({ length: line.length / 2 - 1 }, (_, i) =>
        [line.slice(2 * i, 2 * i + 2).join(' '), line.slice(2 * i + 2, 2 * i + 4).join(' ')]
          .sort()
          .join(' - '),
      ),
    )
    .sort();

describe('grids that were touched', () => {
  it('have the same difference as all grids', () => {
    fc.assert(
      fc.property(edited, (after) => {
        const all = planDifference(gridsOf(board), gridsOf(after));
        const touched = touchedGrids(board, after);
        const some = planDifference(touched.before, touched.after);
        const isOther = ({ kind, before, after: is }: (typeof all)['grids'][number]) =>
          kind !== 'unchanged' || before?.code !== is?.code;
        expect(some.grids.filter(isOther)).toEqual(all.grids.filter(isOther));
        expect(some.movedM2).toBeCloseTo(all.movedM2, 6);
        expect(touched.same + touched.after.length).toBe(after.grids.size);
      }),
    );
  });
});

describe('borders by level', () => {
  it('are together those that come and go', () => {
    fc.assert(
      fc.property(edited, (after) => {
        const whole = borderLines(
          gridsOf(board).map(({ polygons }) => polygons),
          gridsOf(after).map(({ polygons }) => polygons),
        );
        const levels = levelBorders(board, after);
        const [added, removed] = (['added', 'removed'] as const).map((way) =>
          segments(levels.flatMap((level) => level[way])),
        ) as [string[], string[]];
        // What is in both only changed its level.
        expect(added.filter((one) => !removed.includes(one))).toEqual(segments(whole.added));
        expect(removed.filter((one) => !added.includes(one))).toEqual(segments(whole.removed));
      }),
    );
  });

  it('go and come where a grid goes over to another community', () => {
    const grids = [...board.grids].map(([id, grid]) =>
      id === cellId(1, 0)
        ? ([id, { ...grid, code: `${EAST_COMMUNITY}999` }] as const)
        : ([id, grid] as const),
    );
    const after = planOf(board.nodes, board.arcs, grids);
    const levels = levelBorders(board, after);
    expect(levels.map(({ level }) => level)).toEqual(['community', 'grid']);
    expect(levels[0]?.added.length).toBeGreaterThan(0);
    expect(segments(levels[0]?.added ?? [])).toEqual(segments(levels[1]?.removed ?? []));
    expect(segments(levels[0]?.removed ?? [])).toEqual(segments(levels[1]?.added ?? []));
  });

  it('of other areas are left out', () => {
    const arc = arcBetween(board, cellId(3, 0), cellId(3, 1));
    const to = { ...pointOf(board, arc, 1) };
    const after = planAfter(
      apply(board, { kind: 'moveVertex', arc, index: 1, to: { ...to, lat7: to.lat7 + 500 } }, RIGHTS),
    );
    expect(levelBorders(board, after, (code) => code.startsWith(WEST_COMMUNITY))).toEqual([]);
    expect(reported(board, after, WEST_COMMUNITY)).toMatchObject({ borders: [], grids: [], communities: [] });
    expect(reported(board, after, EAST_COMMUNITY).grids).toHaveLength(2);
  });
});

describe('the report', () => {
  it('is empty of equal plans', () => {
    const report = reported(board, board);
    expect(report).toMatchObject({ borders: [], grids: [], communities: [], movedM2: 0, unchanged: 12 });
    expect(report.whole.before).toEqual(report.whole.after);
    expect(report.whole.after).toMatchObject({
      grids: 12,
      residents: 480,
      incidents: [0, 12, 0, 0],
      responseSeconds: 120,
      understaffed: 0,
      spread: { residents: { variation: 0, maxToMean: 1, gini: 0 } },
    });
  });

  it('of a merge tells what both had, and how the load is spread then', () => {
    const after = applied(straight, { kind: 'merge', keeps: cellId(0, 0), goes: cellId(1, 0) });
    const { grids, borders, communities, whole } = reported(straight, after);
    expect(grids.map(({ kind }) => kind)).toEqual(['changed', 'merged']);
    expect(grids[0]).toMatchObject({
      before: { residents: 40, incidents: [0, 1, 0, 0] },
      after: { residents: 80, incidents: [0, 2, 0, 0], institutions: 2 },
      from: [{ id: cellId(1, 0), code: straight.grids.get(cellId(1, 0))?.code }],
    });
    expect(grids[1]).toMatchObject({ after: null, to: [{ id: cellId(0, 0) }] });
    expect(borders).toMatchObject([{ level: 'grid', added: { coordinates: [] } }]);
    const { lng7, lat7 } = pointOf(straight, arcBetween(straight, cellId(0, 0), cellId(1, 0)), 0);
    expect(borders[0]?.removed.coordinates.flat()).toContainEqual([fromInt7(lng7), fromInt7(lat7)]);
    expect(communities).toHaveLength(1);
    expect(communities[0]?.after).toEqual(whole.after);
    // Seven grids with 1 and one with 2: mean 9/8, variance (7 (1/8)² + (7/8)²) / 8.
    const { variation, maxToMean } = whole.after?.spread.residents ?? {};
    expect(variation).toBeCloseTo(Math.sqrt((7 / 64 + 49 / 64) / 8) / (9 / 8), 9);
    expect(maxToMean).toBeCloseTo(16 / 9, 9);
  });

  it('of a split names the roles that nobody fills, and tells no count below 10', () => {
    const [west, south, , north] = boundsOf(
      (polygonsOf(straight, cellId(1, 1)) ?? []).flat().flatMap((ring) => boundsOf(ring)),
    );
    const line = [
      { lng7: west + CELL / 4, lat7: south - 10 },
      { lng7: west + CELL / 4, lat7: north + 10 },
    ];
    const after = applied(straight, {
      kind: 'split',
      grid: cellId(1, 1),
      made: newGrid('n1'),
      keeps: 'larger',
      line,
      ...SNAP,
    });
    const split = reported(straight, after).grids.find(({ kind }) => kind === 'split');
    expect(split).toMatchObject({
      id: 'n1',
      before: null,
      after: { residents: null, dwellings: null, institutions: 0, staffMissing: ['officer'] },
      from: [{ id: cellId(1, 1) }],
    });
    expect(reported(straight, after).whole.after).toMatchObject({ grids: 10, understaffed: 1 });
  });

  it('of another code alone is a renumbering', () => {
    const after = applied(straight, { kind: 'renumber', codes: [[cellId(0, 0), `${WEST_COMMUNITY}777`]] });
    const { grids, unchanged, movedM2 } = reported(straight, after);
    expect(grids).toMatchObject([
      { kind: 'renumbered', isRenumbered: true, after: { code: `${WEST_COMMUNITY}777` } },
    ]);
    expect([unchanged, movedM2]).toEqual([8, 0]);
  });
});
