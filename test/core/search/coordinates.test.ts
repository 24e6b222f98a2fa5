import { describe, expect, test } from 'vitest';
import { parseCoordinates } from '../../../core/search/coordinates.ts';

describe('coordinates that somebody types', () => {
  test.each([
    ['101.78, 36.62'],
    ['101.78,36.62'],
    ['101.78，36.62'],
    ['101.78 36.62'],
    [' 101.78 ; 36.62 '],
    ['36.62, 101.78'],
    ['101.78E 36.62N'],
    ['N36.62 E101.78'],
    ['36.62n,101.78e'],
    ['东经101.78 北纬36.62'],
    ['北纬36.62度，东经101.78度'],
    ['东经101.78北纬36.62'],
    ['lat=36.62 lng=101.78'],
    ['geo:36.62,101.78;u=35'],
    ['１０１．７８，３６．６２'],
  ])('%s is one place', (text) => {
    expect(parseCoordinates(text)).toEqual({ lng: 101.78, lat: 36.62 });
  });

  test.each([
    [`101°46'48"E 36°37'12"N`],
    ['36°37′12″N, 101°46′48″E'],
    ['东经101度46分48秒 北纬36度37分12秒'],
    [`36°37.2'N 101°46.8'E`],
  ])('%s are degrees, minutes and seconds', (text) => {
    const place = parseCoordinates(text);
    expect(place?.lng).toBeCloseTo(101.78, 9);
    expect(place?.lat).toBeCloseTo(36.62, 9);
  });

  test.each([
    ['630102001'],
    ['261123-0042'],
    ['人民街'],
    ['200, 300'],
    ['101.78'],
    ['1, 2, 3'],
    [''],
    ['36.62N 36.63N'],
    [`36°61'N 101°E`],
    ['12 incidents'],
    ['geo:101.78'],
  ])('%s is no place', (text) => {
    expect(parseCoordinates(text)).toBeNull();
  });
});
