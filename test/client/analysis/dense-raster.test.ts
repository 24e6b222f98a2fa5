import { describe, expect, it } from 'vitest';
import { DenseRasters } from '../../../client/analysis/dense-raster.ts';
import type { AnalysisDensity } from '../../../client/analysis/density-wish.ts';
import type { Ground } from '../../../client/analysis/ground.ts';
import { HeldDensities } from '../../../client/analysis/held-densities.ts';
import { HeldHistory } from '../../../client/analysis/held-history.ts';
import { incidentColumnsOf } from '../../../core/columns/incident-columns.ts';
import { fromPlane } from '../../../core/geometry/city-plane.ts';
import { cellMetres, densityRaster } from '../../../core/hotspot/density.ts';
import { KERNELS } from '../../../core/hotspot/kernel.ts';
import { studyWindow } from '../../../core/hotspot/study-window.ts';

const plane = { originLng7: 1017750000, originLat7: 366200000 };
const corner = (x: number, y: number) => fromPlane(plane, x, y).map(Math.round);
const RING = [
  corner(-4000, -3000),
  corner(4000, -3500),
  corner(3000, 3500),
  corner(-3500, 3000),
  corner(-4000, -3000),
].flat();
const GROUND: Ground = {
  code: '630102',
  nameZh: '甲区',
  nameEn: 'A',
  polygons: [[RING]],
  plane,
  window: studyWindow(plane, [[RING]]),
};

function heldAt(places: readonly (readonly [x: number, y: number])[]): HeldHistory {
  const rows = places.map(([x, y], i) => {
    const [lng7 = 0, lat7 = 0] = corner(x, y);
    const row = { type: 'theft', priority: 3, status: 'closed', net: 'street', source: 'report' } as const;
    return { ...row, reportedAt: 1_700_000_000 + i * 60, lng7, lat7, gridCode: '' };
  });
  const held = new HeldHistory('Asia/Shanghai');
  const stretch = {
    key: 'a',
    from: '2023-11-01T00:00:00Z',
    to: '2023-12-01T00:00:00Z',
    version: '1',
    count: rows.length,
  };
  held.take([stretch], new Map([['a', { columns: incidentColumnsOf(rows), version: '1' }]]));
  return held;
}

const rastersOf = (held: HeldHistory) => new DenseRasters(new HeldDensities(held, 1));
const shown = (count: number) => ({
  first: 0,
  end: count,
  fails: new Uint8Array(count),
  clauses: '',
  days: 1,
  incidents: count,
});
const ASKED: AnalysisDensity = {
  bbox: [101.71, 36.57, 101.84, 36.67],
  metresPerPixel: 20,
  bandwidthMetres: 900,
  theme: 'dark',
};

/** Places all over the ground, some of them hard at its border. */
const PLACES = Array.from(
  { length: 200 },
  (_, i) => [((i * 97) % 67) * 100 - 3300, ((i * 31) % 59) * 100 - 2900] as const,
);

describe('the density of the Analyse workspace', () => {
  it.each(KERNELS)('adds up to its incidents within 1e-3 when corrected at the border (%s)', (kernel) => {
    const held = heldAt(PLACES);
    const { values, grid, outside } = rastersOf(held).raster({ ...ASKED, kernel }, shown(200), GROUND);
    let mass = 0;
    values.forEach((value, i) => {
      const { east, north } = cellMetres(grid, Math.floor(i / grid.columns) + 0.5);
      mass += (value * east * north) / 1e6;
    });
    expect(outside).toBeLessThan(5);
    expect(Math.abs(mass / (200 - outside) - 1)).toBeLessThan(1e-3);
  });

  it('is that of the plain raster without correction, and higher near the border with it', () => {
    const held = heldAt(PLACES);
    const plain = rastersOf(held).raster(ASKED, shown(200), undefined);
    const exact = densityRaster(
      held.table.points,
      plain.grid,
      900,
      1,
      shown(200).fails.map((_, i) => i),
    ).values;
    const peak = Math.max(...exact);
    exact.forEach((value, i) => {
      expect(Math.abs(value - plain.values[i]!)).toBeLessThan(0.04 * peak);
    });
    const corrected = rastersOf(held).raster(ASKED, shown(200), GROUND);
    expect(Math.max(...corrected.values)).toBeGreaterThan(Math.max(...plain.values));
  });

  it('leaves out what lies outside the ground, and says how many', () => {
    const held = heldAt([
      [0, 0],
      [20_000, 0],
      [0, 3400],
    ]);
    const { outside, values } = rastersOf(held).raster(ASKED, shown(3), GROUND);
    const alone = rastersOf(heldAt([[0, 0]])).raster(ASKED, shown(1), GROUND);
    expect(outside).toBe(2);
    expect(values).toEqual(alone.values);
  });

  it('widens a bandwidth of less than a few pixels, and holds where it is wider than the ground', () => {
    const held = heldAt([[0, 0]]);
    const narrow = rastersOf(held).raster({ ...ASKED, bandwidthMetres: 5 }, shown(1), GROUND);
    expect(narrow.bandwidthMetres).toBe(160);
    const wide = rastersOf(held).raster({ ...ASKED, bandwidthMetres: 60_000 }, shown(1), GROUND);
    expect(Math.max(...wide.values)).toBeGreaterThan(0);
    expect(wide.values.every(Number.isFinite)).toBe(true);
  });

  it('is empty without incidents, and its scale has an end', () => {
    const { values, top, incidents } = rastersOf(heldAt([])).raster(ASKED, shown(0), GROUND);
    expect(Math.max(...values)).toBe(0);
    expect(incidents).toBe(0);
    expect(top).toBeGreaterThan(0);
  });

  it('has the same scale wherever the map looks', () => {
    const dense = rastersOf(heldAt(PLACES));
    const here = dense.raster(ASKED, shown(200), GROUND);
    const there = dense.raster({ ...ASKED, bbox: [101.9, 36.7, 102.03, 36.8] }, shown(200), GROUND);
    expect(there.top).toBe(here.top);
    expect(there.levels).toEqual(here.levels);
  });

  it("draws lines at the steps of its legend, or at levels of one's own", () => {
    const dense = rastersOf(heldAt(PLACES));
    const legend = dense.raster({ ...ASKED, contours: 'legend' }, shown(200), GROUND);
    expect(legend.levels).toEqual([1 / 16, 1 / 4, 9 / 16, 1].map((part) => part * legend.top));
    expect(dense.raster({ ...ASKED, contours: [2, 7] }, shown(200), GROUND).levels).toEqual([2, 7]);
    expect(dense.raster(ASKED, shown(200), GROUND).levels).toEqual([]);
  });
});
