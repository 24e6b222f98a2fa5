import { describe, expect, test } from 'vitest';
import {
  balanceOf,
  changedGrids,
  communitiesIn,
  type GridCount,
  type GridRow,
  rowsOf,
  sortedRows,
} from '../../../client/planning/grid-rows.ts';
import { polygonsOf } from '../../../core/plan/faces.ts';
import type { Operation } from '../../../core/plan/operation.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { carriedBy } from '../../../core/plan/workload/carried.ts';
import { compactnessOf } from '../../../core/plan/workload/compactness.ts';
import { indexThings } from '../../../core/plan/workload/thing-index.ts';
import { measuresOf } from '../../../core/plan/workload/workload.ts';
import { boardPlace, boardPlan, COMMUNITY, cellId } from '../../core/plan/board-plan.ts';
import { applied, arcBetween, newGrid, SNAP, straight } from '../../core/plan/edits.ts';

const NO_COMMUNITY = { measure: 'residents', community: null } as const;
const middleOf = (column: number, row: number) => boardPlace(column + 0.5, row + 0.5);

/** Counts of a plan with so many residents in the middle of each cell. */
function countsOf(plan: Plan, residents: (column: number, row: number) => number): Map<string, GridCount> {
  const homes = [0, 1, 2].flatMap((column) =>
    [0, 1, 2].map((row) => ({
      ...middleOf(column, row),
      residents: residents(column, row),
      dwellings: 0,
    })),
  );
  const index = indexThings({ incidents: [], institutions: [], roads: [], homes });
  const { lng7: originLng7, lat7: originLat7 } = boardPlace(0, 0);
  return new Map(
    [...plan.grids].map(([id, { code }]) => {
      const polygons = polygonsOf(plan, id) ?? [];
      const compactness = compactnessOf({ originLng7, originLat7 }, polygons);
      return [id, { code, polygons, compactness, measures: measuresOf(carriedBy(index, polygons), 1) }];
    }),
  );
}

const even = () => 100;
const push: Operation = {
  kind: 'pushBorder',
  arc: arcBetween(straight, cellId(0, 1), cellId(1, 1)),
  first: 1,
  last: 2,
  by: { lng7: 3000, lat7: 0 },
};

describe('grids as rows', () => {
  test('a load is the value beside the mean, and the change that since the origin', () => {
    const before = countsOf(straight, even);
    const now = countsOf(straight, (column) => (column === 0 ? 200 : 100));
    const rows = rowsOf(straight, now, before, NO_COMMUNITY);
    const row = rows.find(({ id }) => id === cellId(0, 0));
    expect(row).toMatchObject({ value: 200, change: 100, fate: 'same' });
    expect(row?.load).toBeCloseTo(200 / (1200 / 9), 10);
    expect(rows.reduce((sum, { load }) => sum + (load ?? 0), 0) / rows.length).toBeCloseTo(1, 10);
  });

  test('without a measure, and before anything is counted, there are no values', () => {
    const counts = countsOf(straight, even);
    const uncounted = new Map([...counts].map(([id, count]) => [id, { ...count, measures: null }]));
    for (const rows of [
      rowsOf(straight, counts, counts, { measure: null, community: null }),
      rowsOf(straight, uncounted, uncounted, NO_COMMUNITY),
    ])
      expect(rows.map(({ value, load, change }) => [value, load, change])).toEqual(
        rows.map(() => [null, null, null]),
      );
    expect(balanceOf(counts, { measure: null, community: null })).toBeNull();
    expect(balanceOf(uncounted, NO_COMMUNITY)).toBeNull();
  });

  test('a border that moved changes the two grids beside it and no other', () => {
    const before = countsOf(straight, even);
    const plan = applied(straight, push);
    const now = countsOf(plan, even);
    const changed = rowsOf(plan, now, before, NO_COMMUNITY).filter(({ fate }) => fate === 'changed');
    expect(changed.map(({ id }) => id).sort()).toEqual([cellId(0, 1), cellId(1, 1)]);
    expect(changedGrids(now, before)).toBe(2);
    expect(changedGrids(countsOf(straight, even), before)).toBe(0);
  });

  test('a merge counts the grid that is gone and the one that grew, a split the new one', () => {
    const before = countsOf(straight, even);
    const merged = applied(straight, { kind: 'merge', keeps: cellId(0, 0), goes: cellId(1, 0) });
    expect(changedGrids(countsOf(merged, even), before)).toBe(2);
    const line = [boardPlace(1.5, 0.9), boardPlace(1.5, 2.1)];
    const made = newGrid('c-new');
    const split = applied(straight, {
      kind: 'split',
      grid: cellId(1, 1),
      made,
      keeps: 'larger',
      line,
      ...SNAP,
    });
    const row = rowsOf(split, countsOf(split, even), before, NO_COMMUNITY).find(({ id }) => id === made.id);
    expect(row).toMatchObject({ fate: 'new', change: null });
    // The borders of those above and below are merely cut.
    expect(changedGrids(countsOf(split, even), before)).toBe(2);
  });

  test('a community is compared within itself', () => {
    const plan = boardPlan({ columns: 6, rows: 3, wander: 0, communityColumns: 3 });
    const [first, second] = communitiesIn(plan);
    expect(first).toBe(COMMUNITY);
    const counts = countsOf(plan, even);
    const rows = rowsOf(plan, counts, counts, { measure: 'residents', community: first ?? null });
    expect(rows).toHaveLength(9);
    expect(new Set(rows.map(({ community }) => community))).toEqual(new Set([first]));
    expect(rows.map(({ load }) => load)).toEqual(rows.map(() => 1));
    expect(balanceOf(counts, { measure: 'residents', community: first ?? null })).toMatchObject({
      mean: 100,
    });
    // Nobody lives in the other half: there is nothing to compare.
    expect(balanceOf(counts, { measure: 'residents', community: second ?? null })).toBeNull();
    expect(balanceOf(counts, NO_COMMUNITY)?.spread.variation).toBeCloseTo(1, 10);
  });
});

describe('the order of rows', () => {
  const row = (code: string, load: number | null, change: number | null = 0): GridRow => ({
    id: code,
    code,
    community: '',
    isLocked: false,
    value: load,
    load,
    change,
    fate: 'same',
    compactness: 1,
    weaknesses: [],
  });
  const codes = (rows: readonly GridRow[]) => rows.map(({ code }) => code);

  test('the furthest from the mean comes first, whichever way, of equals by code; no value comes last', () => {
    const rows = [row('a', 1), row('b', null), row('c', 2), row('d', 0.5), row('e', 0), row('f', 3)];
    expect(codes(sortedRows(rows, 'imbalance'))).toEqual(['f', 'c', 'e', 'd', 'a', 'b']);
  });

  test('what changed most comes first whichever way it went, new grids before', () => {
    const rows = [
      row('a', 1, 1),
      row('b', 1, -5),
      { ...row('c', 1, null), fate: 'new' as const },
      row('d', 1, 3),
    ];
    expect(codes(sortedRows(rows, 'change'))).toEqual(['c', 'b', 'd', 'a']);
    expect(codes(sortedRows(rows.toReversed(), 'code'))).toEqual(['a', 'b', 'c', 'd']);
  });
});
