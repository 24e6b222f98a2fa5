import { describe, expect, it } from 'vitest';
import {
  coverageModel,
  firstThere,
  idleNear,
} from '../../../../../client/workspaces/dispatch/coverage/coverage-model.ts';
import { gridTints, voidDiscs } from '../../../../../client/workspaces/dispatch/coverage/coverage-picture.ts';
import type { Coverage, CoverageFacility } from '../../../../../core/contract/coverage.ts';
import type { GridCells } from '../../../../../core/contract/grid-cells.ts';

/** Four grids of one street in a row, and one of another street that borders the last. */
const CODES = ['630102001001001', '630102001001002', '630102001001003', '630102001001004', '630103001001001'];
const CELLS: GridCells = {
  planId: 'plan',
  codes: CODES,
  namesZh: CODES,
  namesEn: CODES,
  lng7: [1016300000, 1016400000, 1016500000, 1016600000, 1016700000],
  lat7: CODES.map(() => 365000000),
  areaM2: CODES.map(() => 1),
  residents: [100, null, 300, 400, 500],
  dwellings: CODES.map(() => null),
  borders: [0, 1, 1, 2, 2, 3, 3, 4],
  asOf: '2026-11-23T04:00:00.000Z',
};

const facility = (id: string, more: Partial<CoverageFacility>): CoverageFacility => ({
  net: 'street',
  kind: 'units',
  id,
  nameZh: id,
  nameEn: id,
  areaCode: '630102001',
  lng: 101.63,
  lat: 36.5,
  why: null,
  at: null,
  ...more,
});

const nobody = () => ({ seconds: CODES.map(() => null), by: CODES.map(() => null), covering: 0, idle: 0 });
const COVERAGE: Coverage = {
  basis: 'now',
  hour: 12,
  at: '2026-11-23T04:00:00.000Z',
  times: 'road',
  calibration: null,
  byRoad: true,
  mostSeconds: 1800,
  planId: 'plan',
  codes: CODES,
  incidents: [5, 1, 7, 2, 9],
  since: '2026-09-01T00:00:00.000Z',
  nets: {
    street: { seconds: [120, 700, 601, null, 1200], by: [0, 0, 0, null, 0], covering: 1, idle: 1 },
    community: { seconds: [300, 300, null, null, null], by: [1, 1, null, null, null], covering: 1, idle: 0 },
    checkpoint: nobody(),
    institution: { ...nobody(), seconds: [200, 180, null, null, null], by: [] },
    technology: nobody(),
  },
  facilities: [
    facility('u1', {}),
    facility('p1', { net: 'community', kind: 'posts' }),
    facility('u2', { why: 'busy' }),
    facility('u3', { why: 'busy', areaCode: '630103001' }),
  ],
  planned: null,
  positions: { lastSeenAt: null, expectedIntervalSeconds: 5 },
  asOf: '2026-11-23T04:00:00.000Z',
};
const CHOICE = { nets: ['street'] as const, minutes: 10, measure: 'incidents' as const, within: '630100' };
const model = (more: Partial<Parameters<typeof coverageModel>[2]> = {}) =>
  coverageModel(COVERAGE, CELLS, { ...CHOICE, ...more })!;

describe('the model of coverage', () => {
  it('counts what is reached in time, by every measure', () => {
    const { all, byNet, together } = model();
    expect(all).toEqual({ incidents: 24, residents: 1300, grids: 5 });
    expect(byNet.street).toEqual({ incidents: 5, residents: 100, grids: 1 });
    expect(byNet.community.grids).toBe(2);
    expect(together).toEqual(byNet.street);
    expect(model({ nets: ['street', 'community'] }).together.grids).toBe(2);
    expect(model({ minutes: 20 }).together.grids).toBe(4);
  });

  it('holds guards of institutions to three minutes, whatever the target', () => {
    expect(model().byNet.institution.grids).toBe(1);
  });

  it('joins neighbours in one street to a void, and never those of two streets; the heaviest first', () => {
    const { voids } = model();
    expect(voids.map(({ id, grids }) => [id, grids])).toEqual([
      [CODES[2], [2, 3, 1]],
      [CODES[4], [4]],
    ]);
    expect(voids[0]).toMatchObject({
      measured: { incidents: 10, residents: 700, grids: 3 },
      soonestSeconds: 601,
    });
    expect(model({ measure: 'residents' }).voids[0]?.id).toBe(CODES[3]);
  });

  it('looks at the area that is chosen alone', () => {
    const { all, voids, depth } = model({ within: '630103' });
    expect(all.grids).toBe(1);
    expect(voids.map(({ id }) => id)).toEqual([CODES[4]]);
    expect([...depth]).toEqual([-1, -1, -1, -1, 0]);
  });

  it('is not known while the grids are of another plan', () => {
    expect(coverageModel(COVERAGE, { ...CELLS, planId: 'other' }, CHOICE)).toBeUndefined();
  });

  it('tells who is there first, and who of the same street is not counted', () => {
    expect(firstThere(COVERAGE, 'street', 1)).toEqual({ seconds: 700, facility: COVERAGE.facilities[0] });
    expect(firstThere(COVERAGE, 'street', 3)).toEqual({ seconds: null, facility: undefined });
    expect(firstThere(COVERAGE, 'institution', 1)).toEqual({ seconds: 180, facility: undefined });
    expect(idleNear(COVERAGE, 'street', CODES[2]!).map(({ id }) => id)).toEqual(['u2']);
  });
});

describe('the picture of coverage', () => {
  it('tints grids by how many of the chosen nets are there', () => {
    const both = gridTints(model({ nets: ['street', 'community'] }), CELLS, 2);
    expect(CODES.map((code) => both.get(code))).toEqual(['covered', 'once', 'void', 'void', 'void']);
    const one = gridTints(model({ within: '630102' }), CELLS, 1);
    expect(CODES.map((code) => one.get(code))).toEqual(['covered', 'void', 'void', 'void', undefined]);
  });

  it('numbers the discs as the list does', () => {
    const discs = voidDiscs(model().voids, CODES[4]!);
    expect(discs.map(({ id, label, weight }) => [id, label, weight])).toEqual([
      [CODES[2], '1', 2],
      [CODES[4], '2', 3],
    ]);
  });
});
