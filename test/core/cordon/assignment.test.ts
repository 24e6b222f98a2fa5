import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../core/cordon/assignment.ts';

/** Least sum over all ways to give each row a column of its own. */
function byTrying(cost: readonly (readonly number[])[], taken: readonly number[] = []): number {
  const row = cost[taken.length];
  if (row === undefined) return 0;
  const sums = row.map((one, column) =>
    taken.includes(column) ? Infinity : one + byTrying(cost, [...taken, column]),
  );
  return Math.min(Infinity, ...sums);
}

const matrix = fc
  .record({ rows: fc.integer({ min: 0, max: 5 }), columns: fc.integer({ min: 1, max: 6 }) })
  .chain(({ rows, columns }) =>
    fc.array(
      fc.array(
        fc.oneof({ weight: 3, arbitrary: fc.nat(20) }, { weight: 2, arbitrary: fc.constant(Infinity) }),
        {
          minLength: columns,
          maxLength: columns,
        },
      ),
      { minLength: rows, maxLength: rows },
    ),
  );

describe('the assignment', () => {
  it('is the cheapest of all, or shows rows that have too few columns between them', () => {
    const seen = { served: 0, short: 0 };
    fc.assert(
      fc.property(matrix, (cost) => {
        const columns = cost[0]?.length ?? 1;
        const found = assign(Float64Array.from(cost.flat()), cost.length, columns);
        const least = byTrying(cost);
        if ('columnOf' in found) {
          seen.served += 1;
          expect(found.cost).toBe(least);
          expect(new Set(found.columnOf).size).toBe(cost.length);
          return;
        }
        seen.short += 1;
        expect(least).toBe(Infinity);
        expect(found.columns.length).toBeLessThan(found.rows.length);
        const useful = found.rows.flatMap((row) =>
          cost[row]!.flatMap((one, i) => (one < Infinity ? [i] : [])),
        );
        expect(new Set(useful)).toEqual(new Set(found.columns));
      }),
      { numRuns: 500 },
    );
    expect(Math.min(seen.served, seen.short)).toBeGreaterThan(10);
  });
});
