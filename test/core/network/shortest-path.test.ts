import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthMetres } from '../../../core/geometry/metres.ts';
import { measureLine, nearestAlong, pointAlong } from '../../../core/network/along.ts';
import { nearestNode, type Road, roadGraph } from '../../../core/network/road-graph.ts';
import { lineOfPath, linkStart, reach, shortestPath } from '../../../core/network/shortest-path.ts';

const WEST = 1_016_000_000;
const SOUTH = 365_000_000;

/** A random network of up to 9 nodes; ids are not indices. */
const network = fc
  .record({
    places: fc.uniqueArray(fc.tuple(fc.nat(100), fc.nat(100)), {
      minLength: 2,
      maxLength: 9,
      selector: String,
    }),
    pairs: fc.array(fc.tuple(fc.nat(8), fc.nat(8), fc.boolean(), fc.integer({ min: 5, max: 80 })), {
      maxLength: 24,
    }),
  })
  .map(({ places, pairs }) => {
    const points = new Map(
      places.map(([x, y], i) => [1000 + i * 7, [WEST + x * 10_000, SOUTH + y * 10_000] as const]),
    );
    const ids = [...points.keys()];
    const roads = pairs.flatMap(([a, b, oneWay, speedKmh]): Road[] => {
      const from = ids[a % ids.length]!;
      const to = ids[b % ids.length]!;
      if (from === to) return [];
      const line = [...points.get(from)!, ...points.get(to)!];
      return [{ fromNode: from, toNode: to, oneWay, speedKmh, lengthMetres: lengthMetres(line), line }];
    });
    return { points, ids, roads };
  });

/** Floyd and Warshall over the same roads. */
function allPairs(ids: number[], roads: Road[]): number[][] {
  const seconds = ids.map((_, i) => ids.map((__, j) => (i === j ? 0 : Number.POSITIVE_INFINITY)));
  for (const { fromNode, toNode, oneWay, lengthMetres: metres, speedKmh } of roads) {
    const from = ids.indexOf(fromNode);
    const to = ids.indexOf(toNode);
    const takes = (metres / speedKmh) * 3.6;
    seconds[from]![to] = Math.min(seconds[from]![to]!, takes);
    if (!oneWay) seconds[to]![from] = Math.min(seconds[to]![from]!, takes);
  }
  for (let k = 0; k < ids.length; k += 1)
    for (let i = 0; i < ids.length; i += 1)
      for (let j = 0; j < ids.length; j += 1)
        seconds[i]![j] = Math.min(seconds[i]![j]!, seconds[i]![k]! + seconds[k]![j]!);
  return seconds;
}

describe('road network', () => {
  it('finds the quickest way between any two nodes, and says so when there is none', () => {
    fc.assert(
      fc.property(network, ({ points, ids, roads }) => {
        const graph = roadGraph(points, roads);
        const expected = allPairs(ids, roads);
        for (let from = 0; from < ids.length; from += 1) {
          const { seconds } = reach(graph, [from]);
          for (let to = 0; to < ids.length; to += 1) {
            const shortest = expected[from]![to]!;
            const path = shortestPath(graph, from, to);
            if (shortest === Number.POSITIVE_INFINITY) {
              expect(path).toBeUndefined();
              continue;
            }
            expect(path?.seconds).toBeCloseTo(shortest, 6);
            expect(seconds[to]).toBeCloseTo(shortest, 6);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives paths whose links join, and lines that run from the first node to the last', () => {
    fc.assert(
      fc.property(network, fc.nat(8), fc.nat(8), ({ points, ids, roads }, a, b) => {
        const graph = roadGraph(points, roads);
        const from = a % ids.length;
        const to = b % ids.length;
        const path = shortestPath(graph, from, to);
        if (!path || from === to) return;
        let at = from;
        let seconds = 0;
        for (const link of path.links) {
          expect(linkStart(graph, link)).toBe(at);
          at = graph.linkEnd[link]!;
          seconds += graph.linkSeconds[link]!;
        }
        expect(at).toBe(to);
        expect(seconds).toBeCloseTo(path.seconds, 6);
        const line = lineOfPath(graph, path);
        expect(line.slice(0, 2)).toEqual([...points.get(ids[from]!)!]);
        expect(line.slice(-2)).toEqual([...points.get(ids[to]!)!]);
        expect(lengthMetres(line)).toBeCloseTo(path.metres, 3);
      }),
    );
  });

  it('stops at the limit of a reach', () => {
    const points = new Map([0, 1, 2].map((id) => [id, [WEST + id * 1_000_000, SOUTH] as const]));
    const road = (fromNode: number, toNode: number): Road => ({
      fromNode,
      toNode,
      oneWay: false,
      speedKmh: 36,
      lengthMetres: 1000,
      line: [...points.get(fromNode)!, ...points.get(toNode)!],
    });
    const { seconds } = reach(roadGraph(points, [road(0, 1), road(1, 2)]), [0], 150);
    expect([...seconds]).toEqual([0, 100, Number.POSITIVE_INFINITY]);
  });

  it('finds the nearest node by metres, not by degrees', () => {
    const points = new Map([
      [1, [WEST + 11_000, SOUTH] as const],
      [2, [WEST, SOUTH + 10_000] as const],
    ]);
    const graph = roadGraph(points, []);
    expect(graph.nodeIds[nearestNode(graph, WEST, SOUTH)!]).toBe(1);
  });

  it('refuses a road to nowhere', () => {
    const road: Road = { fromNode: 1, toNode: 9, oneWay: false, lengthMetres: 1, speedKmh: 30, line: [] };
    expect(() => roadGraph(new Map([[1, [WEST, SOUTH]]]), [road])).toThrow('node 9');
  });
});

describe('along a line', () => {
  const line = fc
    .array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 2, maxLength: 12 })
    .map((places) => places.flatMap(([x, y]) => [WEST + x * 1000, SOUTH + y * 1000]))
    .filter((flat) => lengthMetres(flat) > 1);

  it('comes back to the place it gave, within a centimetre or two', () => {
    fc.assert(
      fc.property(line, fc.double({ min: 0, max: 1, noNaN: true }), (flat, share) => {
        const measured = measureLine(flat);
        const place = pointAlong(measured, share * measured.lengthMetres);
        expect(nearestAlong(measured, place.lng7, place.lat7).offMetres).toBeLessThan(0.03);
      }),
    );
  });

  it('stays between the ends and heads along the segment', () => {
    const measured = measureLine([WEST, SOUTH, WEST + 10_000, SOUTH, WEST + 10_000, SOUTH + 10_000]);
    expect(pointAlong(measured, -5)).toMatchObject({ lng7: WEST, lat7: SOUTH });
    expect(pointAlong(measured, 1e9)).toMatchObject({ lng7: WEST + 10_000, lat7: SOUTH + 10_000 });
    expect(pointAlong(measured, 1).headingDegrees).toBeCloseTo(90, 3);
    expect(pointAlong(measured, measured.lengthMetres - 1).headingDegrees).toBeCloseTo(0, 3);
  });
});
