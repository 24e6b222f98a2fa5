import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthMetres } from '../../../../core/geometry/metres.ts';
import { finished, place } from './drawn.ts';

describe('any network', () => {
  const made = fc.record({
    ways: fc.array(
      fc.record({
        refs: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 7 }),
        oneway: fc.constantFrom('no', 'yes', '-1'),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    missing: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 2 }),
    turns: fc.array(
      fc.record({
        value: fc.constantFrom('no_left_turn', 'only_straight_on', 'no_u_turn'),
        from: fc.nat(7),
        via: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.array(fc.nat(6), { minLength: 1, maxLength: 3 })),
        to: fc.nat(7),
      }),
      { maxLength: 6 },
    ),
  });
  /** All at different places. */
  const nodeAt = (id: number): [number, number] => [
    (id % 4) * 100 + id,
    Math.floor(id / 4) * 80 + ((id * 7) % 5),
  ];

  it('keeps its length, is cut at every crossing and nowhere else, and its turns meet', () => {
    fc.assert(
      fc.property(made, ({ ways, missing, turns }) => {
        const ids = Array.from({ length: 12 }, (_, i) => i + 1).filter((id) => !missing.includes(id));
        const {
          roads,
          turns: found,
          losses,
        } = finished({
          nodes: Object.fromEntries(ids.map((id) => [id, nodeAt(id)])),
          ways: ways.map(({ refs, oneway }, i) => [i, refs, { oneway }]),
          turns: turns.map(({ value, from, via, to }) => [value, from, via, to]),
        });
        const plain = ways
          .map(({ refs }) => refs.filter((ref, at) => ref !== refs[at - 1]))
          .filter((refs) => refs.length > 1);
        const steps = plain
          .flatMap((refs) => refs.slice(1).map((ref, at) => [refs[at]!, ref] as const))
          .filter((step) => step.every((id) => ids.includes(id)));
        const expected = steps.reduce(
          (sum, [a, b]) => sum + lengthMetres([...place(nodeAt(a)), ...place(nodeAt(b))]),
          0,
        );
        const length = roads.reduce((sum, { line }) => sum + lengthMetres(line), 0);
        expect(length).toBeCloseTo(expected, 3);
        expect(roads.reduce((sum, { line }) => sum + line.length / 2 - 1, 0)).toBe(steps.length);

        const uses = new Map<string, number>();
        for (const { line } of roads)
          for (let at = 0; at < line.length; at += 2) {
            const key = `${line[at]},${line[at + 1]}`;
            uses.set(key, (uses.get(key) ?? 0) + 1);
          }
        // Within a road stands no place that another road, or the same one again, has.
        for (const { line } of roads)
          for (let at = 2; at < line.length - 2; at += 2)
            expect(uses.get(`${line[at]},${line[at + 1]}`)).toBe(1);
        // The same place is the same end.
        const ends = new Map<string, number>();
        for (const {
          line,
          ends: [from, to],
        } of roads)
          for (const [end, at] of [
            [from, 0],
            [to, line.length - 2],
          ] as const) {
            const key = `${line[at]},${line[at + 1]}`;
            expect(ends.get(key) ?? end).toBe(end);
            ends.set(key, end);
          }

        for (const { from, via, over, to } of found) {
          expect(roads[from]?.ends).toContain(via);
          let at = via;
          for (const { ends, road } of over.map((index) => roads[index]!)) {
            expect(road.oneWay ? ends.slice(0, 1) : ends).toContain(at);
            at = ends[0] === at ? ends[1] : ends[0];
          }
          expect(roads[to]?.ends).toContain(at);
        }
        const lost = (['turn_apart', 'turn_no_road', 'turn_ambiguous', 'turn_via_way'] as const).reduce(
          (sum, reason) => sum + (losses[reason] ?? 0),
          0,
        );
        expect(lost).toBeLessThanOrEqual(turns.length);
        if (lost < turns.length) expect(found.length).toBeGreaterThan(0);
        else expect(found).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
