import { describe, expect, it } from 'vitest';
import { type Road, roadGraph } from '../../../core/network/road-graph.ts';
import type { TurnRestriction } from '../../../core/network/turn-restrictions.ts';
import { concerns, turnRules } from '../../../core/network/turn-rules.ts';
import { UNIT_VEHICLES } from '../../../core/vocabulary.ts';
import { SOUTH, WEST } from './made-network.ts';

/**
 * A road of two carriageways, one northwards and one southwards, and a link from that to this, from which a lane leads on.
 *
 *            5     3
 *         20 |     | 12
 *   6 --40-- 4 <-- 2        30: the link
 *       50 / |21   | 11
 *         8  7     1
 */
const places: [id: number, east: number, north: number][] = [
  [1, 0, -2],
  [2, 0, 0],
  [3, 0, 2],
  [4, -1, 0],
  [5, -1, 2],
  [6, -3, 0],
  [7, -1, -2],
  [8, -2, -2],
  [9, 0.5, -2],
];
const points = new Map(
  places.map(([id, x, y]) => [id, [WEST + 100_000 + x * 10_000, SOUTH + y * 8_000] as const]),
);
const road = (
  id: number,
  fromNode: number,
  toNode: number,
  name: string,
  more: Partial<Road> = {},
): Road => ({
  ...{ id, fromNode, toNode, nameZh: name, nameEn: name, class: 'primary', oneWay: true },
  ...{ lengthMetres: 100, speedKmh: 36, line: [...points.get(fromNode)!, ...points.get(toNode)!] },
  ...more,
});
const roads = [
  road(11, 1, 2, 'North Road'),
  road(12, 2, 3, 'North Road'),
  road(20, 5, 4, 'North Road'),
  road(21, 4, 7, 'North Road'),
  road(30, 2, 4, 'Ring Link'),
  road(40, 4, 6, 'Mill Lane', { oneWay: false }),
  road(50, 4, 8, 'North Road'),
  road(60, 4, 8, 'Hill Road'),
  road(61, 4, 9, 'Dam Road'),
  road(70, 2, 2, '', { oneWay: false, line: [0, 0, 10_000, 0, 10_000, 8_000, 0, 0].map(placed) }),
  road(80, 6, 4, 'Quay', {
    line: [-3, 0, -2, 1, -1, 0].map((one, i) => placed(one * [10_000, 8_000][i % 2]!, i)),
  }),
];
/** So far east or north of node 2. */
function placed(by: number, i: number): number {
  return by + points.get(2)![i % 2]!;
}

const over = (
  kind: 'no' | 'only',
  fromRoad: number,
  viaNode: number,
  viaRoads: number[],
  toRoad: number,
  except: TurnRestriction['except'] = [],
): TurnRestriction => ({ kind, fromRoad, viaNode, viaRoads, toRoad, except });
/** The searches keep to none of them here. */
const graphs = (own: readonly Road[]) => UNIT_VEHICLES.map((vehicle) => roadGraph(points, own, { vehicle }));
const told = (restrictions: TurnRestriction[], own: readonly Road[] = roads) =>
  turnRules(graphs(own), restrictions).map(({ kind, road, turns, vehicles }) => {
    const said = turns.map(({ kind, road, over }) =>
      [kind, own[road]!.id, ...over.map((one) => `over ${own[one]!.id}`)].join(' '),
    );
    return `${kind} ${own[road]!.id}: ${said.join(', ')} (${vehicles.join(', ')})`;
  });

describe('rules of turns over roads', () => {
  it('stand where one leaves the first road, and tell what the turn comes to in all', () => {
    expect(told([over('no', 11, 2, [30], 21)])).toEqual([
      'no 11: u_turn 21 over 30 (bicycle, motorcycle, car)',
    ]);
    expect(told([over('no', 11, 2, [30], 40)])).toEqual([
      'no 11: left 40 over 30 (bicycle, motorcycle, car)',
    ]);
    const [rule] = turnRules(graphs(roads), [over('no', 11, 2, [30], 21)]);
    expect(rule!.headingDegrees).toBeCloseTo(0, 5);
    expect((points.get(2)![1] - rule!.lat7) * 0.0111).toBeCloseTo(20, 0);
  });

  it('tell a turn back onto a road of the same name as turning round, onto another by its side', () => {
    expect(
      told([over('no', 11, 2, [30], 50), over('no', 11, 2, [30], 60), over('no', 11, 2, [30], 61)]),
    ).toEqual([
      'no 11: u_turn 50 over 30 (bicycle, motorcycle, car)',
      'no 11: sharp_left 60 over 30 (bicycle, motorcycle, car)',
      'no 11: sharp_left 61 over 30 (bicycle, motorcycle, car)',
    ]);
  });

  it('tell turning round over roads onto the same road, and each of the roads in between', () => {
    const everybody = '(bicycle, motorcycle, car)';
    expect(told([over('no', 40, 4, [40, 80], 40)])).toEqual([
      `no 40: u_turn 40 over 40 over 80 ${everybody}`,
    ]);
    expect(told([over('no', 30, 4, [40, 80], 21)])).toEqual([`no 30: left 21 over 40 over 80 ${everybody}`]);
    expect(told([over('no', 40, 6, [80], 40)])).toEqual([`no 40: straight 40 over 80 ${everybody}`]);
  });

  it('of the only ones tell those over roads with the others, apart where they are not for the same', () => {
    const straight = over('only', 11, 2, [], 12);
    expect(told([straight, over('only', 11, 2, [30], 40)])).toEqual([
      'only 11: straight 12, left 40 over 30 (bicycle, motorcycle, car)',
    ]);
    expect(told([straight, over('only', 11, 2, [30], 40, ['bicycle'])])).toEqual([
      'only 11: straight 12 (bicycle)',
      'only 11: straight 12, left 40 over 30 (motorcycle, car)',
    ]);
  });

  it('tell nothing twice: said again for others, or over a road that is taken either way', () => {
    expect(
      told([over('no', 11, 2, [30], 21, ['car', 'bicycle']), over('no', 11, 2, [30], 21, ['motorcycle'])]),
    ).toEqual(['no 11: u_turn 21 over 30 (bicycle, motorcycle, car)']);
    expect(told([over('no', 11, 2, [70], 12)])).toEqual([
      'no 11: straight 12 over 70 (bicycle, motorcycle, car)',
    ]);
  });

  it('leave out whom they except, and who may not go so all through', () => {
    const round = over('no', 11, 2, [30], 21);
    expect(told([{ ...round, except: ['bicycle'] }])).toEqual(['no 11: u_turn 21 over 30 (motorcycle, car)']);
    const link = roads.map((one): Road => (one.id === 30 ? { ...one, vehicles: ['foot', 'car'] } : one));
    expect(told([round], link)).toEqual(['no 11: u_turn 21 over 30 (car)']);
    expect(told([{ ...round, kind: 'only' }], link)).toEqual(['only 11: u_turn 21 over 30 (car)']);
    expect(told([over('no', 20, 4, [30], 12)])).toEqual([]);
    expect(told([over('no', 11, 2, [30], 12)])).toEqual([]);
    expect(told([over('only', 11, 2, [40], 21)])).toEqual([]);
  });

  it('concern the roads they are over, and of the only way those that meet there and on the way', () => {
    const concerned = (kind: 'no' | 'only') => {
      const [rule] = turnRules(graphs(roads), [over(kind, 11, 2, [30], 21)]);
      return roads.filter((_, i) => concerns(graphs(roads)[0]!, rule!, i)).map(({ id }) => id);
    };
    expect(concerned('no')).toEqual([11, 21, 30]);
    expect(concerned('only')).toEqual([11, 12, 20, 21, 30, 40, 50, 60, 61, 70, 80]);
  });

  it('over a road that does not exist are refused', () => {
    expect(() => told([over('no', 11, 2, [30, 99], 21)])).toThrow(
      'a turn from road 11 over node 2 and roads 30, 99 to road 21 is of no roads',
    );
  });
});
