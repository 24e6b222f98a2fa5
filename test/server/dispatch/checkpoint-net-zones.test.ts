import { describe, expect, it } from 'vitest';
import { zonesOf } from '../../../server/dispatch/checkpoint-net-zones.ts';

const grid = (code: string, residents: number | null, lng7 = 0, lat7 = 0) => ({
  code,
  nameZh: '',
  nameEn: '',
  lng7,
  lat7,
  residents,
});
const CITY = '630100';
const codeOf = (community: number, one: number) =>
  `630102001${String(community).padStart(3, '0')}${String(one).padStart(3, '0')}`;

describe('zones of trips', () => {
  it('are grids while they are few, else of the smallest level that has few enough', () => {
    const few = [grid(codeOf(1, 1), 20), grid(codeOf(1, 2), 30), grid('630103001001001', 50)];
    expect(zonesOf(few, CITY, [])).toMatchObject({ level: 'grid', from: 'residents', to: 'residents' });
    expect(zonesOf(few, '630102', []).zones.map(({ code }) => code)).toEqual([codeOf(1, 1), codeOf(1, 2)]);
    const many = Array.from({ length: 300 }, (_, i) => grid(codeOf(i % 100, i), 10));
    const { level, zones } = zonesOf(many, CITY, []);
    expect([level, zones.length]).toEqual(['community', 100]);
    expect(zones.every(({ produces }) => produces === 30)).toBe(true);
  });

  it('send out by residents and draw by institutions, and by what is known where those are not', () => {
    const grids = [grid(codeOf(1, 1), 40), grid(codeOf(1, 2), null)];
    const told = zonesOf(grids, CITY, [codeOf(1, 2), codeOf(1, 2), '630199001001001']);
    expect(told.to).toBe('institutions');
    expect(told.zones.map(({ produces, attracts }) => [produces, attracts])).toEqual([
      [40, 0],
      [0, 2],
    ]);
    const bare = zonesOf(
      grids.map((one) => ({ ...one, residents: null })),
      CITY,
      [],
    );
    expect(bare).toMatchObject({ from: 'grids', to: 'grids' });
    expect(bare.zones.map(({ produces, attracts }) => [produces, attracts])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(zonesOf([], CITY, []).zones).toEqual([]);
  });

  it('stand where most of their people live', () => {
    const grids = Array.from({ length: 200 }, (_, i) =>
      grid(codeOf(1 + (i % 2), i), i === 7 ? 100_000 : 1, 1_017_000_000 + i * 1000, 366_000_000),
    );
    const zone = zonesOf(grids, CITY, []).zones.find(({ code }) => code.endsWith('002'));
    expect(zone?.lng7).toBe(1_017_007_000);
  });
});
