import { describe, expect, it } from 'vitest';
import { incidentColumnsOf } from '../../../core/columns/incident-columns.ts';
import {
  type Band,
  type Cells,
  cellOfRow,
  neighbourhoodOf,
  suggestBandMetres,
  suggestCellMetres,
} from '../../../core/hotspot/cells.ts';
import { metricGrid } from '../../../core/hotspot/metric-grid.ts';

const [LNG, LAT] = [1_017_800_000, 366_200_000];
const square = [0, 0, 100_000, 0, 100_000, 100_000, 0, 100_000, 0, 0].map(
  (at, i) => at + (i % 2 ? LAT : LNG),
);
const metric: Cells = { kind: 'metric', grid: metricGrid([square], 250) };
/** Four grids in a row, about 900 m apart. */
const plan: Cells = {
  kind: 'plan',
  codes: ['1', '2', '3', '4'].map((n) => `63010200100100${n}`),
  lng7: Int32Array.from([0, 1, 2, 3], (n) => LNG + n * 100_000),
  lat7: Int32Array.from([0, 0, 0, 0], (n) => LAT + n),
  borders: Int32Array.of(0, 1, 1, 2, 2, 3),
};
const row = {
  reportedAt: 1,
  type: 'theft',
  priority: 2,
  status: 'reported',
  net: 'street',
  source: 'report',
} as const;
const columns = incidentColumnsOf([
  { ...row, lng7: LNG + 50_000, lat7: LAT + 50_000, gridCode: '630102001001002' },
  { ...row, lng7: LNG - 900_000, lat7: LAT, gridCode: '' },
]);

describe('cells', () => {
  it('hold incidents by place or by the grid they were filed under', () => {
    expect([0, 1].map(cellOfRow(plan, columns))).toEqual([1, -1]);
    const [inside = -1, outside] = [0, 1].map(cellOfRow(metric, columns));
    expect(inside).toBeGreaterThan(0);
    expect(outside).toBe(-1);
  });

  it.each([
    [plan, { kind: 'border' }, [0, 1, 2, 3], [1, 2, 2, 1]],
    [plan, { kind: 'border' }, [0, 2, 3], [0, 1, 1]],
    [plan, { kind: 'distance', metres: 1000 }, [0, 1, 2, 3], [1, 2, 2, 1]],
    [plan, { kind: 'distance', metres: 2000 }, [0, 2, 3], [1, 2, 1]],
    [plan, { kind: 'nearest', neighbours: 2 }, [0, 1, 2, 3], [2, 2, 2, 2]],
  ] satisfies [Cells, Band, number[], number[]][])(
    'know their neighbours among those tested: %#',
    (cells, band, tested, sizes) => {
      expect([...neighbourhoodOf(cells, band, Int32Array.from(tested)).sizes]).toEqual(sizes);
    },
  );

  it('of a metric grid: borders are the four sides, and a cell left out is nobody’s neighbour', () => {
    const all = Int32Array.from(metric.grid.cells.keys());
    const byBorder = neighbourhoodOf(metric, { kind: 'border' }, all);
    expect(Math.max(...byBorder.sizes)).toBe(4);
    const nearest = neighbourhoodOf(metric, { kind: 'nearest', neighbours: 8 }, all);
    expect(new Set(nearest.sizes)).toEqual(new Set([8]));
    const some = all.filter((cell) => cell !== 7);
    const total = (hood: { sizes: Int32Array }) => hood.sizes.reduce((a, b) => a + b);
    expect(total(neighbourhoodOf(metric, { kind: 'border' }, some))).toBe(
      total(byBorder) - 2 * byBorder.sizes[7]!,
    );
  });

  it('come in sizes that suit the incidents, and the band holds enough of both', () => {
    expect(suggestCellMetres(10_000, 200e6)).toBe(200);
    expect(suggestCellMetres(0, 200e6)).toBe(2000);
    expect(suggestCellMetres(1e9, 1)).toBe(100);
    expect(suggestBandMetres(200, 5)).toBe(300);
    expect(suggestBandMetres(200, 0.5)).toBeGreaterThan(400);
    expect(suggestBandMetres(200, 0)).toBe(1200);
  });
});
