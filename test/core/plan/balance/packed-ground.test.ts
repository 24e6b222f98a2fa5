import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boundsOf } from '../../../../core/geometry/ring.ts';
import { groundWithin, packGround } from '../../../../core/plan/balance/packed-ground.ts';
import { ROAD_CLASSES } from '../../../../core/vocabulary.ts';

const unit = fc.integer({ min: -1000, max: 1000 });
const line = fc.array(fc.tuple(unit, unit), { minLength: 2, maxLength: 5 }).map((places) => places.flat());
const road = fc.record({ class: fc.constantFrom(...ROAD_CLASSES), line });
const box = fc
  .tuple(unit, unit, unit, unit)
  .map(([a, b, c, d]) => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)] as const);

it('the lines near a box come out as they went in, in their order', () => {
  fc.assert(
    fc.property(fc.array(road), fc.array(line), box, (roads, waters, [west, south, east, north]) => {
      const ground = packGround({
        roads: roads.map((one) => one.line),
        classes: roads.map((one) => one.class),
        waters,
      });
      const isNear = (one: number[]): boolean => {
        const [w, s, e, n] = boundsOf(one);
        return !(w > east || e < west || s > north || n < south);
      };
      const found = groundWithin(structuredClone(ground), [west, south, east, north]);
      expect(found.roads.map((one) => ({ ...one, line: Array.from(one.line) }))).toEqual(
        roads.filter((one) => isNear(one.line)),
      );
      expect(found.rivers.map((one) => Array.from(one))).toEqual(waters.filter(isNear));
    }),
  );
});
