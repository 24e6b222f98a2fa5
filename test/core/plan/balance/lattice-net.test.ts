import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOnSegment, segmentsTouch } from '../../../../core/geometry/integer.ts';
import { LATTICE_UNITS, type Net, netOf, onLattice } from '../../../../core/plan/balance/lattice-net.ts';

type Line = [number, number, number, number];
const place = fc.integer({ min: 0, max: 60 * LATTICE_UNITS });
const lines: fc.Arbitrary<Line[]> = fc.array(fc.tuple(place, place, place, place), { maxLength: 25 });

const pieceOf = ({ lng7, lat7 }: Net, [a, b]: readonly [number, number]): Line => [
  lng7[a]!,
  lat7[a]!,
  lng7[b]!,
  lat7[b]!,
];

/** Whether two edges meet anywhere but in a point that is an end of both. */
function clash(net: Net, one: readonly [number, number], other: readonly [number, number]): boolean {
  const [p, q] = [pieceOf(net, one), pieceOf(net, other)];
  const shared = one.filter((point) => other.includes(point));
  if (shared.length === 0) return segmentsTouch(...p, ...q);
  const [far, otherFar] = [one.find((at) => at !== shared[0])!, other.find((at) => at !== shared[0])!];
  return (
    isOnSegment(net.lng7[far]!, net.lat7[far]!, ...q) ||
    isOnSegment(net.lng7[otherFar]!, net.lat7[otherFar]!, ...p)
  );
}

describe('the net of lines', () => {
  it('has edges that meet in their ends alone', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const net = netOf(all);
        net.edges.forEach((one, i) => {
          for (const other of net.edges.slice(i + 1)) expect(clash(net, one, other)).toBe(false);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('leads from the start of every line to its end', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const net = netOf(all);
        const reached = net.lng7.map((_, point) => point);
        for (const [a, b] of net.edges) {
          const [from, to] = [reached[a]!, reached[b]!];
          reached.forEach((one, point) => {
            if (one === from) reached[point] = to;
          });
        }
        const rootOf = (lng7: number, lat7: number) =>
          reached[net.lng7.findIndex((at, i) => at === onLattice(lng7) && net.lat7[i] === onLattice(lat7))];
        for (const [aLng7, aLat7, bLng7, bLat7] of all)
          expect(rootOf(aLng7, aLat7)).toBe(rootOf(bLng7, bLat7));
      }),
    );
  });

  it('has a point where two lines cross', () => {
    const net = netOf([
      [0, 0, 1000, 1000],
      [0, 1000, 1000, 0],
    ]);
    expect(net.edges).toHaveLength(4);
    expect(net.lng7.filter((lng7, i) => lng7 === 500 && net.lat7[i] === 500)).toHaveLength(1);
  });

  it('takes lines that run on one another for one', () => {
    const net = netOf([
      [0, 0, 1000, 0],
      [500, 0, 2000, 0],
      [1000, 0, 0, 0],
    ]);
    expect(
      net.edges.map((edge) =>
        pieceOf(net, edge)
          .filter((_, i) => i % 2 === 0)
          .sort((a, b) => a - b),
      ),
    ).toEqual(
      expect.arrayContaining([
        [0, 500],
        [500, 1000],
        [1000, 2000],
      ]),
    );
    expect(net.edges).toHaveLength(3);
  });
});
