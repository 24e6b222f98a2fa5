import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Road, roadGraph } from '../../../core/network/road-graph.ts';
import { bannedWays, type TurnRestriction } from '../../../core/network/turn-restrictions.ts';
import { concerns, turnRules } from '../../../core/network/turn-rules.ts';
import { UNIT_VEHICLES } from '../../../core/vocabulary.ts';
import { madeNetwork, SOUTH, WEST } from './made-network.ts';

/**
 *       3
 *       |
 *   1 --0-- 2      each some 90 m
 *       |
 *       4
 */
const places: [number, number][] = [
  [0, 0],
  [-1, 0],
  [1, 0],
  [0, 1],
  [0, -1],
];
const points = new Map(places.map(([x, y], id) => [id, [WEST + x * 10_000, SOUTH + y * 8_000] as const]));
/** From the middle outwards, but for that from the south. */
const road = (id: number, fromNode: number, toNode: number, oneWay = false): Road => ({
  ...{ id, fromNode, toNode, nameZh: `${id}路`, nameEn: `Road ${id}`, class: 'primary', oneWay },
  ...{ lengthMetres: 89, speedKmh: 36, line: [...points.get(fromNode)!, ...points.get(toNode)!] },
});
const roads = [road(10, 0, 1), road(20, 0, 2), road(30, 0, 3), road(40, 4, 0, true)];
const graphs = (restrictions: readonly TurnRestriction[]) =>
  UNIT_VEHICLES.map((vehicle) => roadGraph(points, roads, { vehicle, restrictions }));
const turn = (
  kind: 'no' | 'only',
  fromRoad: number,
  toRoad: number,
  except: TurnRestriction['except'] = [],
): TurnRestriction => ({ kind, fromRoad, viaNode: 0, toRoad, except });
const rulesOf = (...restrictions: TurnRestriction[]) => turnRules(graphs(restrictions), restrictions);
const told = (...restrictions: TurnRestriction[]) =>
  rulesOf(...restrictions).map(
    ({ kind, road, turns, vehicles }) =>
      `${kind} ${roads[road]!.id}: ${turns.map((one) => `${one.kind} ${roads[one.road]!.id}`).join(', ')} (${vehicles.join(', ')})`,
  );

describe('the rules of turns', () => {
  it('tell each turn that is forbidden, from where and for whom; on foot nobody minds', () => {
    expect(told(turn('no', 40, 10), turn('no', 40, 20, ['bicycle', 'motorcycle']))).toEqual([
      'no 40: left 10 (bicycle, motorcycle, car)',
      'no 40: right 20 (car)',
    ]);
    expect(told(turn('no', 10, 10))).toEqual(['no 10: u_turn 10 (bicycle, motorcycle, car)']);
  });

  it('tell those that are the only ones as one, and apart where they are not for the same', () => {
    expect(told(turn('only', 40, 30), turn('only', 40, 20))).toEqual([
      'only 40: straight 30, right 20 (bicycle, motorcycle, car)',
    ]);
    expect(told(turn('only', 40, 30), turn('only', 40, 20, ['bicycle']))).toEqual([
      'only 40: straight 30 (bicycle)',
      'only 40: straight 30, right 20 (motorcycle, car)',
    ]);
  });

  it('leave out what binds nobody: a way that is not there, or everybody excepted', () => {
    expect(told(turn('no', 10, 40), turn('no', 10, 20, ['bicycle', 'motorcycle', 'car']))).toEqual([]);
  });

  it('stand on the road by which one comes, 20 m before the crossing, with the heading there', () => {
    const [rule] = rulesOf(turn('no', 40, 10));
    expect(rule!.headingDegrees).toBeCloseTo(0, 5);
    expect(rule!.lng7).toBe(WEST);
    expect((SOUTH - rule!.lat7) * 0.0111).toBeCloseTo(20, 0);
    expect(rulesOf(turn('no', 10, 20))[0]!.headingDegrees).toBeCloseTo(90, 2);
  });

  it('concern the roads they name, and of the only way the others that meet there', () => {
    const [no, only] = rulesOf(turn('no', 10, 20), turn('only', 40, 30));
    const concerned = (rule: typeof no) =>
      roads.filter((_, i) => concerns(graphs([])[0]!, rule!, i)).map(({ id }) => id);
    expect([concerned(no), concerned(only)]).toEqual([
      [10, 20],
      [10, 20, 30, 40],
    ]);
  });

  it('are those that searches keep to', () => {
    fc.assert(
      fc.property(madeNetwork, ({ points, roads, restrictions: all }) => {
        const restrictions = all.filter(({ viaRoads }) => viaRoads === undefined);
        const graphs = UNIT_VEHICLES.map((vehicle) => roadGraph(points, roads, { vehicle, restrictions }));
        const rules = turnRules(graphs, restrictions);
        for (const graph of graphs) {
          const { linkRoad, linkEnd, firstLink, roadLinks } = graph;
          const banned = new Set<string>();
          for (const { kind, road, isBackwards, turns, vehicles } of rules) {
            if (!vehicles.includes(graph.vehicle!)) continue;
            const link = roadLinks[2 * road + Number(isBackwards)]!;
            const node = linkEnd[link]!;
            for (let next = firstLink[node]!; next < firstLink[node + 1]!; next += 1)
              if (turns.some((one) => one.road === linkRoad[next]) === (kind === 'no'))
                banned.add(`${link} ${next}`);
          }
          const kept = bannedWays(graph, restrictions, graph.vehicle).map((way) => way.join(' '));
          expect([...banned].sort()).toEqual([...new Set(kept)].sort());
        }
      }),
    );
  });

  it('over roads are those that searches keep to as well', () => {
    fc.assert(
      fc.property(madeNetwork, ({ points, roads, restrictions: all }) => {
        const restrictions = all.filter(({ kind, viaRoads }) => kind === 'no' && viaRoads !== undefined);
        const graphs = UNIT_VEHICLES.map((vehicle) => roadGraph(points, roads, { vehicle, restrictions }));
        const rules = turnRules(graphs, restrictions);
        for (const graph of graphs) {
          const { linkRoad, roadLinks } = graph;
          const told = rules.flatMap(({ road, isBackwards, turns, vehicles }) =>
            vehicles.includes(graph.vehicle!)
              ? turns.map(({ over, road: to }) =>
                  [roadLinks[2 * road + Number(isBackwards)]!, ...over, to].join(),
                )
              : [],
          );
          const kept = bannedWays(graph, restrictions, graph.vehicle).map(([from, ...others]) =>
            [from, ...others.map((link) => linkRoad[link])].join(),
          );
          expect([...new Set(told)].sort()).toEqual([...new Set(kept)].sort());
        }
      }),
    );
  });
});
