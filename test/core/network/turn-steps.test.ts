import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Road, roadGraph } from '../../../core/network/road-graph.ts';
import { route } from '../../../core/network/route.ts';
import { turnSteps } from '../../../core/network/turn-steps.ts';
import { graphOf, madeNetwork, SOUTH, WEST } from './made-network.ts';

/**
 *   6         5
 *   |         |
 *   2 --b3--- 4      b: the road of the name B, bent at 4 without a crossing
 *  a|  \
 *   1    3           each 500 m or so, that to 3 600 m
 *  a|
 *   0
 */
const places: [number, number][] = [
  [0, 0],
  [0, 5],
  [0, 10],
  [5, 5],
  [10, 10],
  [10, 15],
  [0, 15],
];
const points = new Map(places.map(([x, y], id) => [id, [WEST + x * 10_000, SOUTH + y * 8_000] as const]));
const road = (id: number, fromNode: number, toNode: number, name: string, lengthMetres = 500): Road => ({
  ...{ id, fromNode, toNode, nameZh: `${name}路`, nameEn: `${name} Road`, class: 'primary', oneWay: false },
  ...{ lengthMetres, speedKmh: 36, line: [...points.get(fromNode)!, ...points.get(toNode)!] },
});
const roads = [
  road(0, 0, 1, 'A'),
  road(1, 1, 2, 'A'),
  road(2, 2, 6, 'A'),
  road(3, 2, 4, 'B'),
  road(4, 4, 5, 'B'),
  road(5, 3, 2, 'C', 600),
];
const graph = roadGraph(points, roads);
const told = (from: number, to: number, restrictions: Parameters<typeof roadGraph>[2] = {}) => {
  const own = roadGraph(points, roads, restrictions);
  return turnSteps(own, route(own, { node: from }, { node: to })!).map(
    ({ kind, nameEn, metres }) => `${kind} ${nameEn} ${metres}`,
  );
};

describe('the instructions of a route', () => {
  it('name turns and changes of road, not bends and crossings that are passed', () => {
    expect(told(0, 5)).toEqual(['depart A Road 1000', 'right B Road 1000', 'arrive B Road 0']);
    expect(told(0, 6)).toEqual(['depart A Road 1500', 'arrive A Road 0']);
    expect(told(5, 6)).toEqual(['depart B Road 1000', 'right A Road 500', 'arrive A Road 0']);
    expect(told(5, 0)).toEqual(['depart B Road 1000', 'left A Road 1000', 'arrive A Road 0']);
    expect(told(3, 6)).toEqual(['depart C Road 600', 'slight_right A Road 500', 'arrive A Road 0']);
    expect(told(3, 0)).toEqual(['depart C Road 600', 'sharp_left A Road 1000', 'arrive A Road 0']);
  });

  it('tell of turning round where a turn is forbidden', () => {
    const turn = { kind: 'no', fromRoad: 1, viaNode: 2, toRoad: 3, except: [] } as const;
    expect(told(0, 4, { restrictions: [turn] })).toEqual([
      'depart A Road 1500',
      'u_turn A Road 500',
      'left B Road 500',
      'arrive B Road 0',
    ]);
  });

  it('of a way along one road part-way are its beginning and its end', () => {
    const steps = turnSteps(graph, route(graph, { road: 0, fraction: 0.75 }, { road: 0, fraction: 0.25 })!);
    expect(steps.map(({ kind, metres, seconds }) => [kind, metres, seconds])).toEqual([
      ['depart', 250, 25],
      ['arrive', 0, 0],
    ]);
    expect(steps[0]!.headingDegrees).toBeCloseTo(180, 3);
  });

  it('add up to the route', () => {
    fc.assert(
      fc.property(madeNetwork, (made) => {
        const own = graphOf(made);
        const found = route(own, made.spots[0]!, made.spots[1]!);
        if (!found) return;
        const steps = turnSteps(own, found);
        expect(steps.reduce((sum, { metres }) => sum + metres, 0)).toBeCloseTo(found.metres, 6);
        expect(steps.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(found.seconds, 6);
        expect(steps.at(-1)!.kind).toBe('arrive');
        expect(steps.filter(({ kind }) => kind === 'depart').length).toBe(found.stretches.length > 0 ? 1 : 0);
      }),
    );
  });
});
