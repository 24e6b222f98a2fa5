import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byCell, eachCellNear } from '../../../core/geometry/by-cell.ts';

test('lists every item under its cell, in the order it was put', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 9 }), { maxLength: 60 }), (cells) => {
      const { starts, items } = byCell(10, (put) => cells.forEach(put));
      for (let cell = 0; cell < 10; cell++)
        expect([...items.subarray(starts[cell], starts[cell + 1])]).toEqual(
          cells.flatMap((own, item) => (own === cell ? [item] : [])),
        );
    }),
  );
});

test('a line is near each cell that one of its points, give or take the reach, lies in', () => {
  const grid = { west: -20, south: 5, cellMetres: 7, columns: 9, rows: 6 };
  const place = fc.integer({ min: -40, max: 60 });
  fc.assert(
    fc.property(fc.tuple(place, place, place, place), fc.integer({ min: 0, max: 20 }), (line, reach) => {
      const [ax, ay, bx, by] = line;
      const found = new Set<number>();
      eachCellNear(grid, line, reach, (cell) => found.add(cell));
      for (let step = 0; step <= 20; step++)
        for (const [dx, dy] of [
          [0, 0],
          [reach, 0],
          [-reach, 0],
          [0, reach],
          [0, -reach],
        ] as const) {
          const column = Math.floor((ax + ((bx - ax) * step) / 20 + dx - grid.west) / grid.cellMetres);
          const row = Math.floor((ay + ((by - ay) * step) / 20 + dy - grid.south) / grid.cellMetres);
          if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) continue;
          expect(found).toContain(row * grid.columns + column);
        }
    }),
  );
});
