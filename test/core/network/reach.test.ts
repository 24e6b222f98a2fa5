import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withClosures } from '../../../core/network/closures.ts';
import { reachFrom, reachTo, secondsAt } from '../../../core/network/reach.ts';
import { type Road, roadGraph } from '../../../core/network/road-graph.ts';
import { timeMatrix } from '../../../core/network/time-matrix.ts';
import type { TurnRestriction } from '../../../core/network/turn-restrictions.ts';
import type { UnitVehicle } from '../../../core/vocabulary.ts';
import { graphOf, madeNetwork, NaiveTimes, SOUTH, WEST } from './made-network.ts';

const RUNS = { numRuns: 300 };

function expectSame(seconds: number, expected: number): void {
  if (seconds !== expected && !(Math.abs(seconds - expected) < 1e-6)) expect(seconds).toBe(expected);
}

describe('times over the roads', () => {
  it('are those of a search through all sequences of links, from spots and to them, alone and as a matrix', () => {
    fc.assert(
      fc.property(madeNetwork, (made) => {
        const graph = graphOf(made);
        const naive = new NaiveTimes(made);
        const { spots } = made;
        const matrix = timeMatrix(graph, spots, spots);
        const tall = timeMatrix(graph, spots, spots.slice(0, 1));
        spots.forEach((from, i) => {
          const reach = reachFrom(graph, [from]);
          expectSame(tall[i]!, matrix[i * spots.length]!);
          spots.forEach((to, j) => {
            const expected = naive.seconds(from, to);
            expectSame(secondsAt(reach, to), expected);
            expectSame(secondsAt(reachTo(graph, [to]), from), expected);
            expectSame(matrix[i * spots.length + j]!, expected);
          });
        });
      }),
      RUNS,
    );
  });

  it('from several spots with delays are those of the best of them, up to the limit', () => {
    fc.assert(
      fc.property(madeNetwork, fc.nat(200), fc.nat(600), (made, delaySeconds, limitSeconds) => {
        const graph = graphOf(made);
        const naive = new NaiveTimes(made);
        const [first, ...others] = made.spots;
        const origins = [{ ...first!, delaySeconds }, others[0]!];
        const reach = reachFrom(graph, origins, limitSeconds);
        for (const to of made.spots) {
          const expected = Math.min(...origins.map((origin) => naive.seconds(origin, to)));
          if (Math.abs(expected - limitSeconds) < 1e-6) continue;
          expectSame(secondsAt(reach, to), expected > limitSeconds ? Number.POSITIVE_INFINITY : expected);
        }
      }),
      RUNS,
    );
  });

  it('are no longer than by way of any place part-way along a road', () => {
    fc.assert(
      fc.property(madeNetwork, (made) => {
        // With a turn restriction or a closed node a way that stops at a node may go on where one that passes may not.
        const graph = graphOf({ ...made, restrictions: [] });
        const spots = made.spots.filter(
          (spot) => !('node' in spot) && spot.fraction > 0 && spot.fraction < 1,
        );
        const n = spots.length;
        const matrix = timeMatrix(graph, spots, spots);
        for (let i = 0; i < n; i += 1)
          for (let j = 0; j < n; j += 1)
            for (let k = 0; k < n; k += 1)
              if (matrix[i * n + j]! > matrix[i * n + k]! + matrix[k * n + j]! + 1e-6)
                expect.unreachable(`from ${i} to ${j} over ${k}`);
      }),
      RUNS,
    );
  });

  it('to a spot are those from it on the network with all roads and turns reversed', () => {
    fc.assert(
      fc.property(madeNetwork, (made) => {
        const flat = { ...made, closures: [] };
        const roads = made.roads.map((road): Road => {
          const { fromNode, toNode, line } = road;
          const reversed = Array.from({ length: line.length }, (_, i) => {
            const at = line.length - 2 - (i - (i % 2));
            return line[at + (i % 2)]!;
          });
          return { ...road, fromNode: toNode, toNode: fromNode, line: reversed };
        });
        const turns = made.restrictions.filter(({ kind }) => kind === 'no');
        const restrictions = turns.map((turn) => mirrored(made.roads, turn));
        const graph = graphOf({ ...flat, restrictions: turns });
        const mirror = graphOf({ ...flat, roads, restrictions });
        made.spots.forEach((spot) => {
          if (!('node' in spot)) return;
          const [to, from] = [reachTo(graph, [spot]), reachFrom(mirror, [spot])];
          to.seconds.forEach((seconds, node) => {
            expectSame(seconds, from.seconds[node]!);
          });
        });
      }),
      RUNS,
    );
  });
});

/** A forbidden way seen from its end. */
function mirrored(roads: readonly Road[], turn: TurnRestriction): TurnRestriction {
  const { fromRoad, viaNode, viaRoads = [], toRoad } = turn;
  const end = viaRoads.reduce((at, id) => {
    const { fromNode, toNode } = roads.find((one) => one.id === id)!;
    return fromNode === at ? toNode : fromNode;
  }, viaNode);
  return { ...turn, fromRoad: toRoad, viaNode: end, viaRoads: [...viaRoads].reverse(), toRoad: fromRoad };
}

/**
 *      3
 *      |
 *  0 - 1 - 2    36 km/h, 100 s a road
 */
const points = new Map(
  [
    [0, 0],
    [1, 0],
    [2, 0],
    [1, 1],
  ].map(([x, y], id) => [id, [WEST + x! * 100_000, SOUTH + y! * 100_000] as const]),
);
const road = (id: number, fromNode: number, toNode: number, oneWay = false): Road => ({
  id,
  fromNode,
  toNode,
  oneWay,
  class: 'residential',
  nameZh: '',
  nameEn: '',
  speedKmh: 36,
  lengthMetres: 1000,
  line: [...points.get(fromNode)!, ...points.get(toNode)!],
});
const cross = [road(0, 0, 1), road(1, 1, 2), road(2, 1, 3)];

describe('a crossing', () => {
  it('that may only be passed straight on is turned at beyond it', () => {
    const only = { kind: 'only', fromRoad: 0, viaNode: 1, toRoad: 1, except: [] } as const;
    const graph = roadGraph(points, cross, { restrictions: [only] });
    expect([...reachFrom(graph, [{ node: 0 }]).seconds]).toEqual([0, 100, 200, 400]);
    expect(reachTo(graph, [{ node: 3 }]).seconds[0]).toBe(400);
    const free = roadGraph(points, cross, { vehicle: 'foot', restrictions: [only] });
    expect(reachFrom(free, [{ node: 0 }]).seconds[3]).toBeCloseTo(1200, 6);
  });

  it('that is closed ends every way, and opens again where the closure is left off', () => {
    const graph = roadGraph(points, cross);
    const closed = withClosures(graph, [{ nodeId: 1 }]);
    const reach = reachFrom(closed, [{ road: 0, fraction: 0.5 }]);
    expect(secondsAt(reach, { node: 0 })).toBe(50);
    expect(secondsAt(reach, { node: 1 })).toBe(50);
    expect(secondsAt(reach, { node: 2 })).toBe(Number.POSITIVE_INFINITY);
    expect(secondsAt(reachFrom(graph, [{ node: 0 }]), { node: 2 })).toBe(200);
  });

  it('is gone round where a street is one-way, even between two places on it', () => {
    const ring = [road(0, 0, 1, true), road(1, 1, 3, true), road(2, 3, 0, true)];
    const reach = reachFrom(roadGraph(points, ring), [{ road: 0, fraction: 0.5 }]);
    expect(secondsAt(reach, { road: 0, fraction: 0.75 })).toBeCloseTo(25, 9);
    expect(secondsAt(reach, { road: 0, fraction: 0.25 })).toBeCloseTo(275, 9);
  });

  it('refuses closures and turns of what is not there', () => {
    const graph = roadGraph(points, cross);
    expect(() => withClosures(graph, [{ roadId: 9 }])).toThrow('road 9');
    expect(() => withClosures(graph, [{ nodeId: 9 }])).toThrow('node 9');
    const turn = { kind: 'no', fromRoad: 0, viaNode: 1, toRoad: 7, except: [] } as const;
    expect(() => roadGraph(points, cross, { restrictions: [turn] })).toThrow('over node 1 to road 7');
    expect(() => roadGraph(points, [{ ...road(0, 0, 1), toNode: 9 }])).toThrow('node 9');
  });
});

/**
 *  5 <- 4 <- 3
 *       |
 *  0 -> 1 -> 2    36 km/h, 100 s a road; another comes from 6 to 1
 */
describe('a turn over a road', () => {
  const places = [
    [0, 0],
    [1, 0],
    [2, 0],
    [2, 1],
    [1, 1],
    [0, 1],
    [1, -1],
  ];
  const points = new Map(
    places.map(([x, y], id) => [id, [WEST + x! * 100_000, SOUTH + y! * 100_000] as const]),
  );
  const line = (id: number, fromNode: number, toNode: number, oneWay: boolean): Road => ({
    ...road(id, 0, 1, oneWay),
    fromNode,
    toNode,
    line: [...points.get(fromNode)!, ...points.get(toNode)!],
  });
  const roads = [
    line(0, 0, 1, true),
    line(1, 1, 2, true),
    line(2, 3, 4, true),
    line(3, 4, 5, true),
    line(4, 1, 4, false),
    line(5, 6, 1, true),
  ];
  const graphWith = (kind: 'no' | 'only', vehicle?: UnitVehicle) =>
    roadGraph(points, roads, {
      vehicle,
      restrictions: [{ kind, fromRoad: 0, viaNode: 1, viaRoads: [4], toRoad: 3, except: ['motorcycle'] }],
    });
  const never = Number.POSITIVE_INFINITY;

  it('that is forbidden binds who comes by its first road, not who comes onto the next otherwise', () => {
    const graph = graphWith('no');
    // Back and forth over the road between is another way.
    expect([...reachFrom(graph, [{ node: 0 }]).seconds]).toEqual([0, 100, 200, never, 200, 500, never]);
    expect(reachFrom(graph, [{ node: 6 }]).seconds[5]).toBe(300);
    expect(reachFrom(graph, [{ road: 0, fraction: 0.5 }]).seconds[5]).toBe(450);
    expect(reachFrom(graph, [{ road: 4, fraction: 0.5 }]).seconds[5]).toBe(150);
    const before = reachTo(graph, [{ road: 3, fraction: 0.5 }]);
    expect([0, 1, 4, 6].map((node) => before.seconds[node])).toEqual([450, 150, 50, 250]);
    expect(secondsAt(reachFrom(graph, [{ node: 0 }]), { road: 4, fraction: 0.5 })).toBe(150);
    for (const [vehicle, metres] of [
      ['car', 5000],
      ['motorcycle', 3000],
    ] as const) {
      const [first, , , , , last] = reachFrom(graphWith('no', vehicle), [{ node: 1 }]).seconds;
      const free = last! / 2000;
      expect(first).toBe(never);
      expect(reachFrom(graphWith('no', vehicle), [{ node: 0 }]).seconds[5]).toBeCloseTo(free * metres, 6);
    }
  });

  it('that is the only one is made over all its roads, by who comes by the first', () => {
    const graph = graphWith('only');
    expect([...reachFrom(graph, [{ node: 0 }]).seconds]).toEqual([0, 100, never, never, 200, 300, never]);
    expect(reachFrom(graph, [{ node: 6 }]).seconds[2]).toBe(200);
  });

  it('refuses a road that is not there', () => {
    const turn = { kind: 'no', fromRoad: 0, viaNode: 1, viaRoads: [9], toRoad: 3, except: [] } as const;
    expect(() => roadGraph(points, roads, { restrictions: [turn] })).toThrow('road 9 does not exist');
  });
});
