import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { borderSides } from '../../../../client/planning/compare/border-sides.ts';
import { boxOfGrids, comparedGrids, gridAt } from '../../../../client/planning/compare/compared-grids.ts';
import {
  type GridTopology,
  type LevelLine,
  type Version,
  versionOf,
} from '../../../../client/planning/compare/grid-topology.ts';
import type { DifferenceChange } from '../../../../core/contract/plan-difference.ts';
import { certificateText } from '../../../../core/plan/certificate.ts';
import { levelBorders } from '../../../../core/plan/difference/level-borders.ts';
import type { ExportLayer } from '../../../../core/plan/export/export-layer.ts';
import { levelAreas } from '../../../../core/plan/export/level-areas.ts';
import { topojsonOf } from '../../../../core/plan/export/topojson.ts';
import { polygonsOf } from '../../../../core/plan/faces.ts';
import { apply } from '../../../../core/plan/operation.ts';
import { levelOfArc, type Plan } from '../../../../core/plan/plan.ts';
import { boardPlace, boardPlan, cellId } from '../../../core/plan/board-plan.ts';
import { applied, middle, newGrid, SNAP, straight } from '../../../core/plan/edits.ts';
import { dice, operationOf } from '../../../core/plan/random-operations.ts';

const board = boardPlan({ columns: 4, rows: 3, communityColumns: 2 });
const edited = fc.array(dice, { minLength: 1, maxLength: 6 }).map((all) =>
  all.reduce<Plan>((plan, one, i) => {
    const next = apply(plan, operationOf(plan, one, i), { level: 'city' });
    return 'refusal' in next ? plan : next.plan;
  }, board),
);

/** A plan as the page gets it: written as TopoJSON by the server and read again. */
function sent(plan: Plan): Version {
  const written = topojsonOf(levelAreas(plan, 'grid', '630100') as ExportLayer);
  return versionOf(JSON.parse(JSON.stringify(written)) as GridTopology);
}

/** Segments with their level, whichever way they are walked; each once. */
function segments(borders: readonly LevelLine[]): string[] {
  const all = borders.flatMap(({ level, line }) =>
    Array.from({ length: line.length / 2 - 1 }, (_, i) => {
      const ends = [`${line[2 * i]} ${line[2 * i + 1]}`, `${line[2 * i + 2]} ${line[2 * i + 3]}`];
      return `${level} ${ends.sort().join(' ')}`;
    }),
  );
  expect(new Set(all).size).toBe(all.length);
  return all.sort();
}

describe('a plan that was sent as TopoJSON', () => {
  it('has the surfaces and the levels of borders of the plan', () => {
    fc.assert(
      fc.property(edited, (plan) => {
        const version = sent(plan);
        const grids = [...plan.grids].map(([id, { code }]) => ({ id, code }));
        const read = grids.map(({ code }) => ({ code, polygons: version.surfaceOf(code) ?? [] }));
        const held = grids.map(({ id, code }) => ({ code, polygons: polygonsOf(plan, id) ?? [] }));
        expect(certificateText(read)).toBe(certificateText(held));
        const lines = [...plan.arcs.values()].map((arc) => ({
          level: levelOfArc(plan, arc),
          line: arc.line,
        }));
        expect(segments(version.lines)).toEqual(segments(lines));
        expect(version.surfaceOf('630102001001999')).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});

describe('the borders of two plans', () => {
  it('are parted into those of both, and those that come and go as the server tells them', () => {
    fc.assert(
      fc.property(edited, (after) => {
        const [old, now] = [sent(board), sent(after)];
        const { common, removed, added } = borderSides(old.lines, now.lines);
        expect(segments([...common, ...removed])).toEqual(segments(old.lines));
        expect(segments([...common, ...added])).toEqual(segments(now.lines));
        const told = levelBorders(board, after);
        const oracle = (change: 'added' | 'removed') =>
          told.flatMap(({ level, ...lines }) => lines[change].map((line) => ({ level, line })));
        expect(segments(removed)).toEqual(segments(oracle('removed')));
        expect(segments(added)).toEqual(segments(oracle('added')));
      }),
      { numRuns: 60 },
    );
  });

  it('of the same plan are all common', () => {
    const { lines } = sent(board);
    expect(borderSides(lines, sent(board).lines)).toEqual({ common: lines, removed: [], added: [] });
  });
});

describe('the changed grids', () => {
  const line = [boardPlace(1, 1.5), boardPlace(2, 1.5)];
  const made = newGrid('made');
  const after = applied(straight, { kind: 'split', grid: middle, made, keeps: 'left', line, ...SNAP });
  const code = straight.grids.get(middle)?.code ?? '';
  const beat = { code, nameZh: '河滨网格', nameEn: 'Riverside' };
  const changes = [
    { id: middle, kind: 'changed', before: beat, after: beat },
    { id: 'made', kind: 'split', before: null, after: { code: made.code, nameZh: '新', nameEn: 'New' } },
  ] as unknown as DifferenceChange[];
  const grids = comparedGrids(changes, sent(straight), sent(after));
  const inDegrees = (column: number, row: number) => {
    const { lng7, lat7 } = boardPlace(column, row);
    return { lng: lng7 / 1e7, lat: lat7 / 1e7 };
  };

  it('have their surface in each plan, and none where they are not', () => {
    expect(grids.map(({ id, before, after: is }) => [id, before?.code, is?.code])).toEqual([
      [middle, code, code],
      ['made', undefined, made.code],
    ]);
  });

  it('are called by their own name', () => {
    expect(grids.map(({ after: is }) => is?.name)).toEqual([
      ['河滨', 'Riverside'],
      ['新', 'New'],
    ]);
  });

  it('are found at a place, in the plan that is looked at first', () => {
    const [upper, lower] = [inDegrees(1.5, 1.9), inDegrees(1.5, 1.1)];
    const found = [upper, lower].map((at) => gridAt(grids, at, ['after', 'before'])?.id);
    expect(found.toSorted()).toEqual([middle, 'made'].toSorted());
    expect(gridAt(grids, upper, ['before'])?.id).toBe(middle);
    expect(gridAt(grids, lower, ['before'])?.id).toBe(middle);
    expect(gridAt(grids, inDegrees(0.5, 0.5), ['after', 'before'])).toBeUndefined();
    expect(straight.grids.has(cellId(0, 0))).toBe(true);
  });

  it('lie in the box of both plans', () => {
    const [southWest, northEast] = [inDegrees(1, 1), inDegrees(2, 2)];
    expect(boxOfGrids(grids)).toEqual([southWest.lng, southWest.lat, northEast.lng, northEast.lat]);
    expect(boxOfGrids([])).toBeNull();
  });
});
