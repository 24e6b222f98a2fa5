import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denseLevel, scaleTop } from '../../../client/period/density-scale.ts';
import { PeriodTable } from '../../../client/period/period-table.ts';
import { paintRaster, rampAlpha, rampColour, rampPart, rampValue } from '../../../client/period/ramp.ts';
import { incidentColumnsOf } from '../../../core/columns/incident-columns.ts';

/** Relative luminance of WCAG 2. */
function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

describe('the density ramp', () => {
  it('grows steadily lighter on the dark map and darker on the light one', () => {
    for (let i = 1; i <= 100; i++) {
      expect(luminance(rampColour(i / 100, 'dark'))).toBeGreaterThan(
        luminance(rampColour((i - 1) / 100, 'dark')) - 1e-9,
      );
      expect(luminance(rampColour(i / 100, 'light'))).toBeLessThan(
        luminance(rampColour((i - 1) / 100, 'light')) + 1e-9,
      );
    }
  });

  it('leaves the map bare where nothing happened and never hides it wholly', () => {
    expect(rampAlpha(0)).toBe(0);
    for (let i = 0; i <= 100; i++) expect(rampAlpha(i / 100)).toBeLessThan(0.95);
  });

  it('is read back by its legend', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 64, noNaN: true }), (value) => {
        expect(rampValue(rampPart(value, 64), 64)).toBeCloseTo(value, 9);
      }),
    );
    expect(rampPart(1000, 64)).toBe(1);
  });

  it('paints each cell in its colour', () => {
    const pixels = paintRaster(Float32Array.of(0, 16, 64, 640), 64, 'dark');
    expect(pixels[3]).toBe(0);
    expect([...pixels.slice(8, 11)]).toEqual(rampColour(1, 'dark'));
    expect([...pixels.slice(12, 16)]).toEqual([...pixels.slice(8, 12)]);
    expect(pixels[7]).toBeLessThan(pixels[11]!);
  });
});

describe('the scale of the density', () => {
  const row = (i: number) => ({
    reportedAt: 1_795_000_000 + i,
    lng7: Math.round(1_017_000_000 + (i % 37) * 20_000),
    lat7: Math.round(366_000_000 + (i % 41) * 15_000),
    type: 'theft' as const,
    priority: 3 as const,
    status: 'closed' as const,
    net: 'street' as const,
    source: 'report' as const,
    gridCode: '',
  });
  const table = new PeriodTable(incidentColumnsOf(Array.from({ length: 4000 }, (_, i) => row(i))));

  const rows = Uint32Array.from({ length: 4000 }, (_, i) => i);

  it('is a power of two', () => {
    const level = denseLevel(table.points, rows, 500, 30);
    expect(level.perKm2Day).toBeGreaterThan(0);
    expect(Math.log2(scaleTop(level, 30 * 86_400_000)) % 1).toBe(0);
  });

  it('is never lower for a shorter window, which is noisier', () => {
    const level = denseLevel(table.points, rows, 250, 30);
    const tops = [30, 7, 1, 0.1].map((days) => scaleTop(level, days * 86_400_000));
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
  });

  it('exists for a period without incidents', () => {
    const level = denseLevel(table.points, new Uint32Array(0), 250, 7);
    expect(scaleTop(level, 7 * 86_400_000)).toBeGreaterThan(0);
  });
});
