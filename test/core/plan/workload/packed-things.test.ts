import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PlanThings } from '../../../../core/contract/plan-things.ts';
import {
  packLines,
  packThings,
  unpackLines,
  unpackThings,
} from '../../../../core/plan/workload/packed-things.ts';
import { PRIORITIES } from '../../../../core/vocabulary.ts';

const place = { lng7: fc.integer({ min: 1e9, max: 1.1e9 }), lat7: fc.integer({ min: 3e8, max: 4e8 }) };
const whole = fc.integer({ min: 0, max: 5000 });
const things = fc.record({
  incidents: fc.array(
    fc.record({ ...place, priority: fc.constantFrom(...PRIORITIES), responseSeconds: fc.option(whole) }),
  ),
  institutions: fc.array(fc.record(place)),
  homes: fc.array(fc.record({ ...place, residents: whole, dwellings: whole })),
  roads: fc.array(
    fc.record({
      class: fc.constantFrom('primary', 'residential'),
      line: fc
        .array(fc.tuple(place.lng7, place.lat7), { minLength: 2, maxLength: 5 })
        .map((line) => line.flat()),
    }),
  ),
});

it('things cross the wire as they are, incidents in another order', () => {
  fc.assert(
    fc.property(things, (given) => {
      const wire = JSON.parse(JSON.stringify(packThings(given)));
      const { incidents, institutions, homes, roads } = PlanThings.shape;
      for (const [schema, part] of [
        [incidents, wire.incidents],
        [institutions, wire.institutions],
        [homes, wire.homes],
        [roads, wire.roads],
      ] as const)
        schema.strict().parse(part);
      const back = unpackThings(wire);
      const sorted = (all: readonly object[]) => all.map((one) => JSON.stringify(one)).sort();
      expect(sorted(back.incidents)).toEqual(sorted(given.incidents));
      expect(back.institutions).toEqual(given.institutions);
      expect(back.homes).toEqual(given.homes);
      expect(back.roads).toEqual(given.roads.map(({ line }) => line));
      expect(wire.roads.class.map((at: number) => wire.roads.classes[at])).toEqual(
        given.roads.map((road) => road.class),
      );
    }),
  );
});

it('outlines of waters cross the wire as they are', () => {
  const line = fc
    .array(fc.tuple(place.lng7, place.lat7), { minLength: 4, maxLength: 9 })
    .map((places) => places.flat());
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const wire = JSON.parse(JSON.stringify(packLines(lines)));
      PlanThings.shape.waters.strict().parse(wire);
      expect(unpackLines(wire)).toEqual(lines);
    }),
  );
});
