import { describe, expect, it } from 'vitest';
import { REASONS } from '../../../core/contract/reason.ts';
import { type RawRecord, rowReader } from '../../../core/import/accept-row.ts';
import { parseCrs } from '../../../core/import/crs.ts';
import { FIELDS } from '../../../core/import/fields.ts';
import type { ImportNoun } from '../../../core/vocabulary.ts';

/** Reads one record whose columns are called as the fields. */
function read(
  noun: ImportNoun,
  values: RawRecord['values'],
  more: Partial<RawRecord> = {},
  conventions: object = {},
) {
  const crs = parseCrs('EPSG:4326');
  if (!crs) throw new Error('EPSG:4326 is known');
  const fieldOf = new Map(FIELDS[noun].map((field) => [field.name, field]));
  const time = { zone: 'Asia/Shanghai', dateOrder: undefined, ...conventions };
  return rowReader({ noun, fieldOf, set: {}, crs, time })({ index: 7, values, ...more });
}

const PLACE = { lng: 101.7, lat: 36.6 };
const THEFT = { ...PLACE, type: 'theft', reportedAt: '2026-03-05 10:00' };
const SCHOOL = { ...PLACE, kind: '学校', name: '一小', inspectionDueOn: '2026-10-01' };
const line = (...coordinates: unknown[]) => ({ geometry: { type: 'LineString', coordinates } });
const ring = (...coordinates: unknown[]) => ({ geometry: { type: 'Polygon', coordinates: [coordinates] } });

describe('a row that can not be taken says why, as data', () => {
  it.each([
    [
      'incidents',
      { ...THEFT, type: '外星人' },
      {},
      'unknown_word',
      { field: 'type', vocabulary: 'incidentType' },
    ],
    ['incidents', { ...THEFT, type: null }, {}, 'field_missing', { field: 'type' }],
    ['incidents', { ...THEFT, reportedAt: 'soon' }, {}, 'not_a_time', { field: 'reportedAt' }],
    ['incidents', { ...THEFT, time: '25:99' }, {}, 'not_a_clock_time', { field: 'time' }],
    ['incidents', { ...THEFT, lng: 'east' }, {}, 'not_coordinate', { field: 'lng' }],
    ['incidents', { ...THEFT, lng: null }, {}, 'coordinates_missing', {}],
    [
      'incidents',
      { ...THEFT, lng: 701 },
      {},
      'position_outside_world',
      { x: 701, y: 36.6, crs: 'EPSG:4326' },
    ],
    ['incidents', THEFT, { cells: 3 }, 'cells_do_not_fit', { cells: 3 }],
    ['incidents', THEFT, { geometry: null }, 'geometry_of_other_kind', { geometry: 'point' }],
    ['institutions', { ...SCHOOL, grade: 9 }, {}, 'out_of_range', { field: 'grade', minimum: 1, maximum: 3 }],
    [
      'institutions',
      { ...SCHOOL, guardPosts: 'few' },
      {},
      'not_of_type',
      { field: 'guardPosts', type: 'number' },
    ],
    ['institutions', { ...SCHOOL, guardPosts: 1.5 }, {}, 'not_whole', { field: 'guardPosts' }],
    [
      'institutions',
      { ...SCHOOL, inspectionDueOn: '2026-13-01' },
      {},
      'not_a_day',
      { field: 'inspectionDueOn' },
    ],
    ['institutions', { ...SCHOOL, name: '名'.repeat(121) }, {}, 'too_long', { field: 'name', maximum: 120 }],
    ['institutions', { ...SCHOOL, name: null }, {}, 'name_missing', {}],
    [
      'posts',
      { ...PLACE, kind: '警务室', name: 'a', staffed: 'perhaps' },
      {},
      'not_yes_or_no',
      { field: 'staffed' },
    ],
    ['routes', { code: 'R1' }, line([101.7, 36.6]), 'line_too_short', {}],
    ['routes', { code: 'R1' }, line('a', 'b'), 'position_wrong', {}],
    ['routes', { code: 'R1' }, { geometry: { type: 'LineString' } }, 'coordinates_not_nested', {}],
    ['grids', {}, ring([0, 0], [1, 0], [0, 0]), 'ring_too_small', {}],
    ['grids', {}, { geometry: { type: 'Polygon', coordinates: [] } }, 'geometry_empty', {}],
  ] as const)('%s %j %j: %s', (noun, values, more, reason, params) => {
    const result = read(noun, values, more as Partial<RawRecord>);
    if (!('problem' in result)) throw new Error('the row was taken');
    expect(result.problem).toMatchObject({ row: 7, reason, params, message: expect.any(String) });
    expect(Object.keys(result.problem.params ?? {}).sort()).toEqual([...REASONS[reason]].sort());
  });

  it('shows nothing personal of the value', () => {
    const result = read('incidents', { ...THEFT, type: '13812345678' });
    expect(JSON.stringify(result)).not.toContain('13812345678');
  });
});

describe('a surface that is written carelessly', () => {
  const square = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  const closed = [...square, [0, 0]];
  const speck = [
    [0, 0],
    [1e-9, 0],
    [0, 1e-9],
    [0, 0],
  ];
  const grid = (type: string, more: object) => {
    const result = read('grids', {}, { geometry: { type, ...more } });
    if (!('row' in result)) throw new Error(result.problem.message);
    return result.row;
  };
  const whole = { kind: 'surface', polygons: [[[0, 0, 1e7, 0, 1e7, 1e7, 0, 1e7, 0, 0]]] };

  it('is closed where a ring is open, and that is told', () => {
    expect(grid('Polygon', { coordinates: [square] })).toMatchObject({
      geometry: whole,
      mended: { closed: 1, left: 0 },
    });
    expect(grid('Polygon', { coordinates: [closed] }).mended).toBeUndefined();
  });

  it('loses rings and parts that hold no ground, and that is told', () => {
    expect(grid('MultiPolygon', { coordinates: [[speck], [closed, speck]] })).toMatchObject({
      geometry: whole,
      mended: { closed: 0, left: 2 },
    });
  });

  it('may be a collection of which only the areas count', () => {
    const geometries = [
      { type: 'LineString', coordinates: square },
      { type: 'GeometryCollection', geometries: [{ type: 'Polygon', coordinates: [closed] }] },
    ];
    expect(grid('GeometryCollection', { geometries }).geometry).toEqual(whole);
  });
});

describe('a row of a road', () => {
  const AB = line([101.7, 36.6], [101.71, 36.6]);
  const values = (given: RawRecord['values'], more: object = {}) => {
    const result = read('roads', given, AB, more);
    return 'row' in result ? result.row.values : result.problem.reason;
  };

  it.each([
    ['F', true],
    ['T', 'reverse'],
    ['B', false],
  ])('of Geofabrik runs %s', (oneWay, value) => {
    expect(values({ oneWay }, { hasDirectionLetters: true })).toMatchObject({ oneWay: value });
  });

  it.each([
    ['yes', true],
    ['T', true],
    ['-1', 'reverse'],
    ['no', false],
    ['F', false],
    ['alternating', false],
    [null, false],
  ])('%s is one-way: %s', (oneWay, value) => {
    expect(values({ oneWay })).toMatchObject({ oneWay: value });
  });

  it('has no limit where it says 0', () => {
    expect(values({ speedKmh: 0 })).toMatchObject({ speedKmh: undefined });
    expect(values({ speedKmh: '30 mph' })).toMatchObject({ speedKmh: 48 });
  });

  it('is for those who are named, or else for those that its kind is for', () => {
    expect(values({ class: 'footway' })).toMatchObject({ class: 'track', vehicles: 'foot' });
    expect(values({ class: 'track_grade2' })).toMatchObject({ class: 'track', vehicles: undefined });
    expect(values({ class: 'path', vehicles: '汽车; on foot' })).toMatchObject({ vehicles: 'car,foot' });
    expect(values({ class: 'primary' })).toMatchObject({ vehicles: undefined });
    expect(values({ vehicles: 'car; spaceship' })).toBe('unknown_word');
  });
});
