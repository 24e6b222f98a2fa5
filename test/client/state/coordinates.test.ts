import { describe, expect, test } from 'vitest';
import { parseCoordinates } from '../../../client/state/coordinates.ts';

describe('coordinates that somebody types', () => {
  test.each([
    ['101.78, 36.62'],
    ['101.78,36.62'],
    ['101.78，36.62'],
    ['101.78 36.62'],
    [' 101.78 ; 36.62 '],
    ['36.62, 101.78'],
  ])('%s is one place', (text) => {
    expect(parseCoordinates(text)).toEqual({ lng: 101.78, lat: 36.62 });
  });

  test.each([['630102001'], ['261123-0042'], ['人民街'], ['200, 300'], ['101.78'], ['1, 2, 3'], ['']])(
    '%s is no place',
    (text) => {
      expect(parseCoordinates(text)).toBeNull();
    },
  );
});
