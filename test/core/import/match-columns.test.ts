import { describe, expect, it } from 'vitest';
import { matchColumns } from '../../../core/import/match-columns.ts';

const mapped = (...args: Parameters<typeof matchColumns>) =>
  Object.fromEntries(
    [...matchColumns(...args).fieldOf].map(([column, field]) => [column, field?.name ?? null]),
  );

describe('matchColumns', () => {
  it('knows Chinese headers', () => {
    expect(
      mapped('incidents', ['警情编号', '警情类别', '报警时间', '经度', '纬度', '简要案情', '派出所']),
    ).toEqual({
      警情编号: 'number',
      警情类别: 'type',
      报警时间: 'reportedAt',
      经度: 'lng',
      纬度: 'lat',
      简要案情: 'text',
      派出所: null,
    });
  });

  it('knows the headers of open data', () => {
    expect(
      mapped('incidents', [
        'ID',
        'Case Number',
        'Date',
        'Primary Type',
        'Description',
        'Latitude',
        'Longitude',
      ]),
    ).toEqual({
      ID: null,
      'Case Number': 'number',
      Date: 'reportedAt',
      'Primary Type': 'type',
      Description: 'text',
      Latitude: 'lat',
      Longitude: 'lng',
    });
  });

  it('takes CRS and order of dates from the headers', () => {
    const match = matchColumns('incidents', ['x_epsg26971_m', 'y_epsg26971_m', 'date_dmy']);
    expect([...match.fieldOf.values()].map((field) => field?.name)).toEqual(['lng', 'lat', 'reportedAt']);
    expect(match.hints).toEqual({ crs: 'EPSG:26971', dateOrder: 'dmy' });
    expect(matchColumns('posts', ['经度_gcj02', '纬度_gcj02']).hints.crs).toBe('GCJ-02');
  });

  it('takes a lone time column for the instant, and one beside a date for the time of day', () => {
    expect(mapped('incidents', ['时间']).时间).toBe('reportedAt');
    expect(mapped('incidents', ['日期', '时间'])).toEqual({ 日期: 'reportedAt', 时间: 'time' });
  });

  it('does as it is told before it guesses', () => {
    expect(mapped('incidents', ['type', 'kind'], { kind: 'type' })).toEqual({ type: null, kind: 'type' });
    expect(mapped('incidents', ['type'], { type: '' })).toEqual({ type: null });
  });

  it.each([
    [{ nope: 'type' }, {}, /no column "nope"/],
    [{ a: 'colour' }, {}, /no field "colour".*known fields: .*reportedAt/],
    [{ a: 'type', b: 'type' }, {}, /Two columns are mapped to type/],
    [{}, { colour: 'red' }, /no field "colour"/],
  ])('says what is wrong with %j %j', (map, set, message) => {
    expect(
      matchColumns('incidents', ['a', 'b'], map, set)
        .errors.map((error) => error.message)
        .join(' '),
    ).toMatch(message);
  });
});
