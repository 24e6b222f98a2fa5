import { expect, test } from 'vitest';
import { areaFeatures } from '../../../client/workspaces/analyse/area-rows.ts';
import { cellFeatures } from '../../../client/workspaces/analyse/cells/cell-features.ts';
import { clusterFeatures } from '../../../client/workspaces/analyse/questions/new/new-shapes.ts';
import { distanceMetres } from '../../../core/geometry/metres.ts';
import { metricGrid } from '../../../core/hotspot/metric-grid.ts';

const SQUARE = [
  1_017_700_000, 366_200_000, 1_017_800_000, 366_200_000, 1_017_800_000, 366_300_000, 1_017_700_000,
  366_300_000, 1_017_700_000, 366_200_000,
];
const surface = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [1, 2],
      [3, 2],
      [3, 4],
      [1, 2],
    ],
  ],
};

test('a cell of a metric grid is a closed square of its size, with its figures', () => {
  const grid = metricGrid([SQUARE], 200);
  const counts = Float64Array.from(grid.cells, (_, i) => i);
  const gridCodes = [...grid.cells].map((_, i) => (i === 3 ? '630102001001001' : ''));
  const found = { cells: { kind: 'metric' as const, grid }, counts, gridCodes };
  const [three, four] = cellFeatures(
    found,
    [3, 4],
    [['z', (cell) => (cell === 3 ? 2.5 : Number.NaN)]],
    new Map(),
  );
  if (three?.geometry.type !== 'Polygon') throw new Error('a cell is no polygon');
  const [ring = []] = three.geometry.coordinates;
  expect(ring).toHaveLength(5);
  expect(ring[0]).toEqual(ring[4]);
  const [[lng = 0, lat = 0] = [], [east = 0] = []] = ring;
  const sideMetres = distanceMetres(lng * 1e7, lat * 1e7, east * 1e7, lat * 1e7);
  expect(Math.abs(sideMetres / 200 - 1)).toBeLessThan(0.01);
  expect(three.properties).toMatchObject({ gridCode: '630102001001001', incidents: 3, z: 2.5 });
  expect(four?.properties).toMatchObject({ gridCode: null, incidents: 4, z: null });
});

test('a grid of the plan is its surface, or its label point where that is not known', () => {
  const cells = {
    kind: 'plan' as const,
    codes: ['a', 'b'],
    lng7: Int32Array.of(1_017_700_000, 1_018_000_000),
    lat7: Int32Array.of(366_200_000, 366_300_000),
    borders: new Int32Array(0),
  };
  const found = { cells, counts: Float64Array.of(1, 2), gridCodes: ['a', 'b'] };
  const [first, second] = cellFeatures(found, [0, 1], [], new Map([['a', surface]]));
  expect(first?.geometry).toEqual(surface);
  expect(second?.geometry).toEqual({ type: 'Point', coordinates: [101.8, 36.63] });
});

test('areas have their surface and the figures of the table', () => {
  const row = {
    code: 'a',
    fact: { nameZh: '街', nameEn: 'Street', areaKm2: 2 },
    count: 9,
    rate: 1.5,
    before: null,
  };
  const features = areaFeatures([row, { ...row, code: 'b' }], new Map([['a', surface]]));
  expect(features).toHaveLength(1);
  expect(features[0]).toMatchObject({
    geometry: surface,
    properties: { code: 'a', nameZh: '街', incidents: 9, areaKm2: 2, perKm2Day: 1.5, before: null },
  });
});

test('a cluster is a circle of its radius, in 7 decimals', () => {
  const cluster = {
    centre: [101.77, 36.62] as const,
    gridCode: '630102001001001',
    radiusMetres: 300,
    places: 4,
    fromMs: Date.UTC(2026, 7, 1),
    toMs: Date.UTC(2026, 7, 8),
    days: 7,
    observed: 12,
    expected: 3.4,
    ratio: 6.1,
    p: 0.002,
    tailP: null,
  };
  const [feature] = clusterFeatures([cluster], 100);
  if (feature?.geometry.type !== 'Polygon') throw new Error('a cluster is no polygon');
  const [ring = []] = feature.geometry.coordinates;
  for (const [lng = 0, lat = 0] of ring) {
    const metres = distanceMetres(1_017_700_000, 366_200_000, lng * 1e7, lat * 1e7);
    expect(Math.abs(metres - 300)).toBeLessThan(2);
    expect(Number(lng.toFixed(7))).toBe(lng);
  }
  expect(feature.properties).toMatchObject({ number: 1, observed: 12, from: '2026-08-01T00:00:00.000Z' });
});
