import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ancestorCode } from '../../../core/contract/area-code.ts';
import { signedArea2 } from '../../../core/geometry/ring.ts';
import { formAreas, type PlanArc } from '../../../core/plan/form-areas.ts';

const SIDE = 5;

/** The arcs of a square of unit cells, of which each bears a code or lies outside. */
function arcsOf(codes: readonly (string | null)[]): PlanArc[] {
  const at = (x: number, y: number): string | null =>
    x < 0 || y < 0 || x >= SIDE || y >= SIDE ? null : (codes[y * SIDE + x] ?? null);
  const arcs: PlanArc[] = [];
  for (let x = 0; x <= SIDE; x += 1)
    for (let y = 0; y <= SIDE; y += 1) {
      arcs.push({ coordinates: [x, y, x, y + 1], leftCode: at(x - 1, y), rightCode: at(x, y) });
      arcs.push({ coordinates: [x, y, x + 1, y], leftCode: at(x, y), rightCode: at(x, y - 1) });
    }
  return arcs;
}

const code = fc.record({ district: fc.constantFrom('102', '103'), community: fc.constantFrom('001', '002') });
const cells = fc
  .array(fc.option(code, { nil: null, freq: 6 }), { minLength: SIDE * SIDE, maxLength: SIDE * SIDE })
  .map((list) =>
    list.map((one, i) => one && `630${one.district}001${one.community}${String(i + 1).padStart(3, '0')}`),
  );

describe('areas that grids form', () => {
  it('cover just their grids, at every level', () => {
    fc.assert(
      fc.property(cells, (codes) => {
        const formed = formAreas(arcsOf(codes));
        for (const level of ['city', 'district', 'street', 'community'] as const) {
          const wanted = new Map<string, number>();
          for (const grid of codes) {
            const area = grid && ancestorCode(grid, level);
            if (area) wanted.set(area, (wanted.get(area) ?? 0) + 1);
          }
          for (const [area, count] of wanted) {
            const polygons = formed.get(area) ?? [];
            for (const [shell, ...holes] of polygons) {
              expect(signedArea2(shell ?? [])).toBeGreaterThan(0);
              for (const hole of holes) expect(signedArea2(hole)).toBeLessThan(0);
            }
            expect(polygons.flat().reduce((sum, ring) => sum + signedArea2(ring) / 2, 0)).toBe(count);
          }
        }
      }),
    );
  });

  it('have holes where another area lies inside', () => {
    const codes = Array.from({ length: SIDE * SIDE }, (_, i) =>
      i === 12 ? '630103001001001' : `630102001001${String(i + 1).padStart(3, '0')}`,
    );
    const formed = formAreas(arcsOf(codes));
    expect(formed.get('630102')?.map((rings) => rings.length)).toEqual([2]);
    expect(formed.get('630100')?.map((rings) => rings.length)).toEqual([1]);
  });
});
