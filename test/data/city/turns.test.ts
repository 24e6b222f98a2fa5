import { beforeAll, describe, expect, it } from 'vitest';
import { reachFrom, reachTo } from '../../../core/network/reach.ts';
import { type RoadGraph, roadGraph } from '../../../core/network/road-graph.ts';
import { routeAlong } from '../../../core/network/route.ts';
import { bannedWays, type TurnRestriction } from '../../../core/network/turn-restrictions.ts';
import { type TurnKind, turnSteps } from '../../../core/network/turn-steps.ts';
import type { UnitVehicle } from '../../../core/vocabulary.ts';
import type { CityRoad, DemoCity } from '../../../data/city/city.ts';
import { strongComponents } from '../../../data/city/strong-components.ts';
import { makeTurns } from '../../../data/city/turn-rules.ts';
import { madeCity } from '../../support/made-city.ts';
import { LOOKED_AT } from './fixture.ts';

let city: DemoCity;
beforeAll(async () => {
  city = await madeCity(LOOKED_AT);
}, 240_000);

const road = (id: number): CityRoad => city.roads[id]!;
const endsAt = ({ fromNode, toNode }: CityRoad, node: number) => fromNode === node || toNode === node;
const isMain = ({ class: name }: CityRoad) => name === 'trunk' || name === 'primary';
const isBack = ({ fromRoad, toRoad }: TurnRestriction) => fromRoad === toRoad;

function graphFor(vehicle: UnitVehicle, restrictions: readonly TurnRestriction[]): RoadGraph {
  const points = new Map(city.roadNodes.map(({ id, point }) => [id, point] as const));
  return roadGraph(points, city.roads, { vehicle, restrictions });
}

/** How many sets of links there are in which each is reached from each. */
function separateLinks(graph: RoadGraph, restrictions: readonly TurnRestriction[]): number {
  const banned = new Set(bannedWays(graph, restrictions, graph.vehicle).map(String));
  const [from, to]: [number[], number[]] = [[], []];
  for (let link = 0; link < graph.linkEnd.length; link += 1) {
    const node = graph.linkEnd[link]!;
    for (let next = graph.firstLink[node]!; next < graph.firstLink[node + 1]!; next += 1) {
      if (banned.has(`${link},${next}`)) continue;
      from.push(link);
      to.push(next);
    }
  }
  return new Set(strongComponents(graph.linkEnd.length, from, to)).size;
}

/** What a route that made the turn would say; undefined: nothing, since it runs straight on. */
function saidOf(graph: RoadGraph, { fromRoad, viaNode, toRoad }: TurnRestriction): TurnKind | undefined {
  const node = graph.nodeIndex.get(viaNode)!;
  const linksOf = (id: number) => [0, 1].map((way) => graph.roadLinks[graph.roadIndex.get(id)! * 2 + way]!);
  const links = [
    linksOf(fromRoad).find((link) => graph.linkEnd[link] === node)!,
    linksOf(toRoad).find((link) => graph.linkStart[link] === node)!,
  ];
  const stretches = links.map((link) => ({ link, fromShare: 0, toShare: 1, seconds: 1, metres: 1 }));
  return turnSteps(graph, routeAlong(graph, { node }, stretches)).slice(1, -1)[0]?.kind;
}

describe('the turn restrictions', () => {
  it('are a modest number of each kind, each told once', () => {
    expect(city.turns.length).toBeGreaterThanOrEqual(60);
    expect(city.turns.length).toBeLessThanOrEqual(300);
    const only = city.turns.filter(({ kind }) => kind === 'only').length;
    const back = city.turns.filter(isBack).length;
    expect(only).toBeGreaterThanOrEqual(4);
    expect(back).toBeGreaterThanOrEqual(20);
    expect(city.turns.length - only - back).toBeGreaterThanOrEqual(40);
    const keys = city.turns.map((turn) => [turn.kind, turn.fromRoad, turn.viaNode, turn.toRoad].join());
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are of roads that meet at their node in the directions that they may be driven', () => {
    for (const { fromRoad, viaNode, toRoad } of city.turns) {
      const [from, to] = [road(fromRoad), road(toRoad)];
      expect(endsAt(from, viaNode) && endsAt(to, viaNode)).toBe(true);
      expect(from.oneWay && from.toNode !== viaNode).toBe(false);
      expect(to.oneWay && to.fromNode !== viaNode).toBe(false);
    }
  });

  it('forbid turning left or round from main roads at crossings of four roads and more', () => {
    const graph = graphFor('car', []);
    for (const turn of city.turns.filter(({ kind }) => kind === 'no')) {
      const around = city.roads.filter((one) => endsAt(one, turn.viaNode));
      expect(isMain(road(turn.fromRoad))).toBe(true);
      expect(around.length).toBeGreaterThanOrEqual(4);
      expect(around.some((one) => one.class === 'motorway')).toBe(false);
      expect(saidOf(graph, turn)).toBe(isBack(turn) ? 'u_turn' : 'left');
    }
  });

  it('lead straight on only at the entries of one-way avenues', () => {
    const graph = graphFor('car', []);
    for (const turn of city.turns.filter(({ kind }) => kind === 'only')) {
      expect(road(turn.toRoad)).toMatchObject({ oneWay: true, class: 'secondary', fromNode: turn.viaNode });
      expect(road(turn.fromRoad).oneWay).toBe(false);
      expect([undefined, 'straight']).toContain(saidOf(graph, turn));
    }
  });

  it('bind cars, never bicycles or people on foot, and motorcycles not everywhere', () => {
    for (const { except } of city.turns) {
      expect(except).toEqual(expect.arrayContaining(['foot', 'bicycle']));
      expect(except).not.toContain('car');
    }
    const free = city.turns.filter(({ except }) => except.includes('motorcycle')).length;
    expect(free).toBeGreaterThan(0);
    expect(free).toBeLessThan(city.turns.length / 2);
  });

  it('cut nothing off: every road is reached from every road in each direction that it may be driven', () => {
    for (const vehicle of ['car', 'motorcycle'] as const) {
      const graph = graphFor(vehicle, city.turns);
      expect(bannedWays(graph, city.turns, vehicle).length).toBeGreaterThan(50);
      expect(separateLinks(graph, city.turns)).toBe(1);
      expect(separateLinks(graph, [])).toBe(1);
    }
  });

  it('leave every node within reach of a car from every other, by the searches of the product', () => {
    const graph = graphFor('car', city.turns);
    const free = graphFor('car', []);
    const vias = new Set(city.turns.map(({ viaNode }) => viaNode));
    const node = graph.nodeIds.findIndex((id) => !vias.has(id));
    for (const reach of [reachFrom, reachTo]) {
      const [seconds, before] = [graph, free].map((one) => reach(one, [{ node }]).seconds);
      expect(seconds!.every(Number.isFinite)).toBe(true);
      expect(seconds!.some((one, i) => one > before![i]! + 1)).toBe(true);
    }
  });

  it('are kept by the patrol routes', () => {
    const broken = city.routes.flatMap(({ roadIds }) =>
      roadIds.filter((id, i) => {
        const next = roadIds[(i + 1) % roadIds.length]!;
        return city.turns.some(
          ({ kind, fromRoad, viaNode, toRoad }) =>
            fromRoad === id && endsAt(road(next), viaNode) && (kind === 'no') === (toRoad === next),
        );
      }),
    );
    expect(broken).toEqual([]);
  });
});

/** A street that goes on as a one-way avenue and comes back to its own start, and a lane at its entry; `isThrough`: the lane has a second end. */
function entry(isThrough: boolean): TurnRestriction[] {
  const places = [0, 1, 2, 3].map((id) => ({
    id,
    at: [
      [0, 0],
      [1, 0],
      [2, 0],
      [1, 1],
    ][id]!,
  }));
  const roadNodes = places.map(({ id, at }) => ({
    id,
    point: [1_017_000_000 + at[0]! * 20_000, 366_000_000 + at[1]! * 20_000] as const,
  }));
  const between = (
    id: number,
    ends: readonly number[],
    name: CityRoad['class'],
    oneWay: boolean,
  ): CityRoad => ({
    ...{
      id,
      fromNode: ends[0]!,
      toNode: ends[1]!,
      class: name,
      nameZh: '',
      nameEn: '',
      oneWay,
      bridge: false,
    },
    ...{ lengthMetres: 200, speedKmh: 40, line: ends.flatMap((node) => [...roadNodes[node]!.point]) },
  });
  const roads = [
    between(0, [0, 1], 'secondary', false),
    between(1, [1, 2], 'secondary', true),
    between(2, [2, 0], 'secondary', true),
    between(3, [1, 3], 'residential', false),
    ...(isThrough ? [between(4, [3, 0], 'residential', false)] : []),
  ];
  return makeTurns({ roadNodes, roads, halfEdgesOf: [] }, [], 1);
}

describe('a restriction', () => {
  it('is left out where it would cut a lane off', () => {
    expect(entry(true)).toMatchObject([{ kind: 'only', fromRoad: 0, viaNode: 1, toRoad: 1 }]);
    expect(entry(false)).toEqual([]);
  });
});
