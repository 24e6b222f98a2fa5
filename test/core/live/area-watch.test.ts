import fc from 'fast-check';
import { expect, it } from 'vitest';
import { areaOfUnit, newAreaWatch } from '../../../core/live/area-watch.ts';

/** Areas of 100 x 100 units in a square of 10 x 10, in a mixed order. */
const areas = Array.from({ length: 100 }, (_, i) => {
  const place = (i * 37) % 100;
  const [west, south] = [(place % 10) * 100, Math.floor(place / 10) * 100];
  const ring = [0, 0, 100, 0, 100, 100, 0, 100, 0, 0].map((value, k) => value + (k % 2 ? south : west));
  return { code: `6301020010${String(place).padStart(5, '0')}`, rings: [ring] };
});

it('finds the area of a unit wherever it was before; on a border the smallest code', () => {
  const place = fc.record({
    lng: fc.integer({ min: -20, max: 1020 }),
    lat: fc.integer({ min: -20, max: 1020 }),
  });
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 60 }), (path) => {
      const watch = newAreaWatch(areas);
      for (const { lng, lat } of path) {
        const holding = areas.filter(({ rings: [ring = []] }) => {
          const [west = 0, south = 0, , , east = 0, north = 0] = ring;
          return lng >= west && lng <= east && lat >= south && lat <= north;
        });
        const [smallest] = holding.map(({ code }) => code).sort();
        expect(areaOfUnit(watch, 'u', lng, lat)).toBe(smallest);
      }
    }),
  );
});
