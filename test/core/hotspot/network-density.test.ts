import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KERNELS, kernelPerMetre, type Smoothing } from '../../../core/hotspot/kernel.ts';
import { lixelsOf, networkDensity, type SplitRule } from '../../../core/hotspot/network-density.ts';
import { type RoadSteps, type Roads, roadSteps } from '../../../core/hotspot/road-steps.ts';
import { finished } from './finished.ts';

type Road = readonly [from: number, to: number, metres: number];
const RULES: SplitRule[] = ['continuous', 'equal_split'];

function roadsOf(list: readonly Road[]): Roads {
  return {
    nodeCount: Math.max(...list.flatMap(([from, to, _]) => [from, to])) + 1,
    from: Int32Array.from(list, ([from]) => from),
    to: Int32Array.from(list, ([, to]) => to),
    lengthMetres: Float64Array.from(list, ([, , metres]) => metres),
  };
}

/** Arms of equal length from node 0. */
const cross = (arms: number, metres: number) =>
  roadsOf(Array.from({ length: arms }, (_, i): Road => [0, i + 1, metres]));

/** The density `metres` from the start of a road, with steps of 1 m. */
function at(
  steps: RoadSteps,
  event: readonly [road: number, metres: number],
  sample: readonly [road: number, metres: number],
  smoothing: Smoothing,
  rule: SplitRule,
): number {
  const field = finished(networkDensity(steps, { road: [event[0]], metres: [event[1]] }, smoothing, rule));
  const [road, metres] = sample;
  return field.inner[steps.first[road]! + metres - 1]!;
}

/** The same by following every way from the event, one after the other. */
function byWays(
  list: readonly Road[],
  event: readonly [road: number, metres: number],
  sample: readonly [road: number, metres: number],
  smoothing: Smoothing,
  rule: SplitRule,
  reach: number,
): number {
  const endsAt = (node: number) =>
    list.flatMap(([from, to], road) => [
      ...(from === node ? [[road, 0] as const] : []),
      ...(to === node ? [[road, 1] as const] : []),
    ]);
  let sum = event[0] === sample[0] ? kernelPerMetre(smoothing, Math.abs(event[1] - sample[1])) : 0;
  const arrive = (road: number, end: 0 | 1, walked: number, part: number): void => {
    if (walked >= reach || part === 0) return;
    const node = list[road]![end];
    const ways = endsAt(node);
    for (const [next, side] of ways) {
      const isBack = next === road && side === end;
      const goesOn =
        rule === 'continuous'
          ? isBack
            ? (2 - ways.length) / ways.length
            : 2 / ways.length
          : isBack
            ? 0
            : 1 / (ways.length - 1);
      const length = list[next]![2];
      if (next === sample[0] && goesOn !== 0)
        sum +=
          part * goesOn * kernelPerMetre(smoothing, walked + (side === 0 ? sample[1] : length - sample[1]));
      arrive(next, side === 0 ? 1 : 0, walked + length, part * goesOn);
    }
  };
  arrive(event[0], 0, event[1], 1);
  arrive(event[0], 1, list[event[0]]![2] - event[1], 1);
  return sum;
}

const quartic = (radiusMetres: number): Smoothing => ({ kernel: 'quartic', radiusMetres });

describe('density along streets', () => {
  it('is K(6) / 3 across a crossing of four, by equal split: event and place 3 m from it, arms of 5 m, bandwidth 10 m', () => {
    const steps = roadSteps(cross(4, 5), 1);
    const k6 = (15 / 160) * (1 - 0.36) ** 2;
    expect(at(steps, [0, 3], [1, 3], quartic(10), 'equal_split')).toBeCloseTo(k6 / 3, 14);
  });

  it('is K(2) − K(4) / 2 before a crossing of four, continuous: event at 3 m, place at 1 m, arms of 10 m, bandwidth 5 m', () => {
    const steps = roadSteps(cross(4, 10), 1);
    const k = (metres: number) => (15 / 80) * (1 - (metres / 5) ** 2) ** 2;
    expect(at(steps, [0, 3], [0, 1], quartic(5), 'continuous')).toBeCloseTo(k(2) - k(4) / 2, 14);
    expect(at(steps, [0, 3], [2, 1], quartic(5), 'continuous')).toBeCloseTo(k(4) / 2, 14);
  });

  it('equals the sum over every single way, on any roads', () => {
    const nets = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.integer({ min: 2, max: 6 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        nets,
        fc.nat(5),
        fc.nat(5),
        fc.nat(4),
        fc.nat(4),
        fc.constantFrom(...RULES),
        (list, a, b, from, to, rule) => {
          const [road, other] = [a % list.length, b % list.length];
          const event = [road, 1 + (from % (list[road]![2] - 1))] as const;
          const sample = [other, 1 + (to % (list[other]![2] - 1))] as const;
          const steps = roadSteps(roadsOf(list), 1);
          const expected = byWays(list, event, sample, quartic(11), rule, 11);
          expect(at(steps, event, sample, quartic(11), rule)).toBeCloseTo(expected, 12);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keeps the mass of every point when continuous, on loops and at dead ends, whatever the lengths', () => {
    const nets = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.double({ min: 15, max: 400, noNaN: true })), {
      minLength: 1,
      maxLength: 12,
    });
    const places = fc.array(fc.tuple(fc.nat(11), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        nets,
        places,
        fc.constantFrom(...KERNELS),
        fc.double({ min: 3, max: 90, noNaN: true }),
        (list, points, kernel, lixelMetres) => {
          const roads = roadsOf(list);
          const steps = roadSteps(roads, 5);
          const road = points.map(([i]) => i % list.length);
          const metres = points.map(([, share], i) => share * list[road[i]!]![2]);
          const field = finished(
            networkDensity(steps, { road, metres }, { kernel, radiusMetres: 250 }, 'continuous'),
          );
          const { first, perMetre } = lixelsOf(steps, field, lixelMetres);
          let mass = 0;
          for (let i = 0; i < list.length; i++) {
            const length = list[i]![2] / (first[i + 1]! - first[i]!);
            for (let piece = first[i]!; piece < first[i + 1]!; piece++) mass += perMetre[piece]! * length;
          }
          expect(Math.abs(mass / points.length - 1)).toBeLessThan(1e-3);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is nowhere when there are no roads or no points', () => {
    const none = roadSteps(
      { nodeCount: 0, from: new Int32Array(0), to: new Int32Array(0), lengthMetres: new Float64Array(0) },
      5,
    );
    expect(
      lixelsOf(none, finished(networkDensity(none, { road: [], metres: [] }, quartic(100), 'continuous')), 50)
        .perMetre,
    ).toHaveLength(0);
    const steps = roadSteps(cross(3, 100), 5);
    const { perMetre } = lixelsOf(
      steps,
      finished(networkDensity(steps, { road: [], metres: [] }, quartic(100), 'continuous')),
      50,
    );
    expect([...perMetre]).toEqual(new Array(6).fill(0));
  });
});
