import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Closure, withClosures } from '../../../core/network/closures.ts';
import { type RoadGraph, roadGraph } from '../../../core/network/road-graph.ts';
import { route } from '../../../core/network/route.ts';
import type { Spot } from '../../../core/network/spots.ts';
import { timeMatrix } from '../../../core/network/time-matrix.ts';
import type { TurnRestriction } from '../../../core/network/turn-restrictions.ts';
import type { UnitVehicle } from '../../../core/vocabulary.ts';
import { sql } from '../../../server/database/sql.ts';
import { Random } from '../../../server/live/simulation/random.ts';
import type { CityRoads } from '../../../server/roads/road-reader.ts';
import { loadCityRoads } from '../../support/city-roads.ts';
import { openTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { pgRoutingTimes } from './pgrouting.ts';

/** The middle of the demo city, 1e-7 degree. */
const WINDOW = { west: 1_017_200_000, east: 1_018_400_000, south: 365_900_000, north: 366_700_000 };
const SPOTS = 100;

describe('the road network', () => {
  let opened: TestDatabase;
  let city: CityRoads;
  beforeAll(async () => {
    opened = await openTestDatabase('postgres', 'city');
    city = await loadCityRoads(opened.database);
  });
  afterAll(() => opened.drop());

  it("has pgRouting's times between 10,000 pairs of places, with one-way streets, turn restrictions and closures", async () => {
    const { database } = opened;
    const random = new Random(6);
    const isInside = (node: number) => {
      const [lng7, lat7] = city.points.get(node)!;
      return lng7 > WINDOW.west && lng7 < WINDOW.east && lat7 > WINDOW.south && lat7 < WINDOW.north;
    };
    const roads = city.roads.filter(({ fromNode, toNode }) => isInside(fromNode) && isInside(toNode));
    expect(roads.length).toBeGreaterThan(2000);
    const any = roadGraph(city.points, roads, { vehicle: 'car' });
    const turns = restrictionsOf(any, random, 500);
    const closures = closuresOf(any, random, 60);
    const spots = spotsOf(any, random);
    await database.query(sql`DELETE FROM turn_restriction`);
    await database.copy(
      'turn_restriction',
      ['kind', 'from_road', 'via_node', 'to_road', 'except_vehicles'],
      turns.map(
        (turn) => `${turn.kind},${turn.fromRoad},${turn.viaNode},${turn.toRoad},"{${turn.except.join()}}"\n`,
      ),
    );
    const { expected, ways } = await pgRoutingTimes(database, any, spots, closures);

    const { restrictions } = await loadCityRoads(database);
    expect(restrictions.length).toBe(turns.length);
    const graph = withClosures(roadGraph(city.points, roads, { vehicle: 'car', restrictions }), closures);
    const matrix = timeMatrix(graph, spots, spots);
    const wrong = matrix.filter(
      (seconds, i) => seconds !== expected[i] && !(Math.abs(seconds - expected[i]!) < 1e-6),
    );
    expect(wrong.length).toBe(0);
    expect(ways).toBeGreaterThan(5000);
    // The turns and closures matter: without them many ways are quicker.
    const free = timeMatrix(any, spots, spots);
    expect(free.filter((seconds, i) => seconds < matrix[i]! - 1).length).toBeGreaterThan(500);
    for (let i = 1; i < SPOTS; i += 1)
      expect(route(graph, spots[0]!, spots[i]!)?.seconds ?? Number.POSITIVE_INFINITY).toBeCloseTo(
        expected[i]!,
        6,
      );
  });
});

function pick<T>(random: Random, list: ArrayLike<T>): T {
  return list[Math.floor(random.next() * list.length)]!;
}

/** Restrictions of turns that can be made, of both kinds, some of them not for cars. */
function restrictionsOf(graph: RoadGraph, random: Random, count: number): TurnRestriction[] {
  const made = new Map<string, TurnRestriction>();
  while (made.size < count) {
    const from = pick(
      random,
      graph.linkEnd.map((_, link) => link),
    );
    const node = graph.linkEnd[from]!;
    const ways = Array.from(
      { length: graph.firstLink[node + 1]! - graph.firstLink[node]! },
      (_, i) => graph.firstLink[node]! + i,
    );
    if (ways.length < 3) continue;
    const [fromRoad, toRoad] = [from, pick(random, ways)].map(
      (link) => graph.roads[graph.linkRoad[link]!]!.id,
    );
    const except: UnitVehicle[] = random.next() < 0.1 ? ['car'] : ['bicycle'];
    const kind = random.next() < 0.3 && except[0] === 'bicycle' ? 'only' : 'no';
    const turn = {
      kind,
      fromRoad: fromRoad!,
      viaNode: graph.nodeIds[node]!,
      toRoad: toRoad!,
      except,
    } as const;
    made.set(`${kind} ${fromRoad} ${node} ${toRoad}`, { ...turn, except });
  }
  return [...made.values()];
}

function closuresOf(graph: RoadGraph, random: Random, count: number): Closure[] {
  return Array.from({ length: count }, (_, i): Closure => {
    const link = Math.floor(random.next() * graph.linkEnd.length);
    if (i % 3 === 0) return { nodeId: graph.nodeIds[graph.linkEnd[link]!]! };
    const roadId = graph.roads[graph.linkRoad[link]!]!.id;
    return i % 3 === 1 ? { roadId } : { roadId, direction: pick(random, ['forward', 'backward'] as const) };
  });
}

function spotsOf(graph: RoadGraph, random: Random): Spot[] {
  return Array.from({ length: SPOTS }, (_, i): Spot => {
    const link = Math.floor(random.next() * graph.linkEnd.length);
    return i % 2 ? { node: graph.linkEnd[link]! } : { road: graph.linkRoad[link]!, fraction: random.next() };
  });
}
