import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exposureAudit } from '../../../core/hotspot/exposure-audit.ts';

describe('the audit of a forecast', () => {
  it('tells the shares of a district by hand', () => {
    const rows = exposureAudit(
      [Uint16Array.of(3, 1, 0), Uint16Array.of(0, 2, 2)],
      [10, 20, 10],
      Uint8Array.of(1, 1, 1),
      Int32Array.of(0, 0, 1),
      2,
    );
    expect(rows).toEqual([
      { earlier: 1, later: 0.5, flagged: 0.75, incidents: 0.75, ground: 2 / 3 },
      { earlier: 0, later: 0.5, flagged: 0.25, incidents: 0.25, ground: 1 / 3 },
    ]);
  });

  it('has shares that add up to 1, or to 0 of nothing', () => {
    const cells = fc.array(
      fc.record({
        earlier: fc.nat(9),
        later: fc.nat(9),
        came: fc.nat(50),
        ground: fc.nat(1),
        group: fc.nat(3),
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(cells, (list) => {
        const rows = exposureAudit(
          [Uint16Array.from(list, (one) => one.earlier), Uint16Array.from(list, (one) => one.later)],
          list.map(({ came }) => came),
          Uint8Array.from(list, ({ ground }) => ground),
          Int32Array.from(list, ({ group }) => group),
          4,
        );
        for (const key of ['earlier', 'later', 'flagged', 'incidents', 'ground'] as const) {
          const sum = rows.reduce((all, row) => all + row[key], 0);
          expect(Math.min(Math.abs(sum - 1), sum)).toBeLessThan(1e-9);
        }
      }),
    );
  });
});
