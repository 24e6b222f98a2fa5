import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Closure, withClosures } from '../../../core/network/closures.ts';
import { type RoadGraph, roadGraph } from '../../../core/network/road-graph.ts';
import { route } from '../../../core/network/route.ts';
import type { Spot } from '../../../core/network/spots.ts';
import { timeMatrix } from '../../../core/network/time-matrix.ts';
import type { TurnRestriction } from '../../../core/network/turn-restrictions.ts';
import type { UnitVehicle } from '../../../core/vocabulary.ts';
import { sql } from '../../../server/database/sql.ts';
import { type CityRoads, loadCityRoads } from '../../../server/live/road-network.ts';
import { Random } from '../../../server/live/simulation/random.ts';
import { openTestDatabase, type TestDatabase } from '../../support/databases.ts';

/** The middle of the demo city, 1e-7 degree. */
const WINDOW = { west: 1_017_200_000, east: 1_018_400_000, south: 365_900_000, north: 366_700_000 };
const SPOTS = 100;

/**
 * Every way between spots as arcs from a link to a link that may follow it; a spot s begins as vertex -s and ends as vertex -1000 - s.
 * Made from the tables by SQL alone.
 */
const ARCS = `
  CREATE TABLE link AS
    SELECT row_number() OVER () AS id, road, a, b, backwards, seconds FROM (
      SELECT r.id AS road, CASE WHEN w.backwards THEN to_node ELSE from_node END AS a,
        CASE WHEN w.backwards THEN from_node ELSE to_node END AS b, w.backwards,
        length_metres::text::float8 / speed_kmh::text::float8 * 3.6 AS seconds
      FROM road r JOIN part USING (id) CROSS JOIN (VALUES (false), (true)) w (backwards)
      WHERE (vehicles IS NULL OR 'car' = ANY (vehicles)) AND NOT (one_way AND w.backwards)
        AND NOT EXISTS (SELECT FROM shut WHERE shut.road = r.id AND shut.backwards = w.backwards)) way;
  CREATE INDEX ON link (a);
  CREATE TABLE turn AS
    SELECT x.id AS before, y.id AS after FROM link x JOIN link y ON x.b = y.a
    WHERE x.b NOT IN (SELECT node FROM shut WHERE node IS NOT NULL)
      AND NOT EXISTS (SELECT FROM turn_restriction t WHERE t.kind = 'no' AND NOT 'car' = ANY (t.except_vehicles)
        AND (t.from_road, t.via_node, t.to_road) = (x.road, x.b, y.road))
      AND (EXISTS (SELECT FROM turn_restriction t WHERE t.kind = 'only' AND (t.from_road, t.via_node, t.to_road) = (x.road, x.b, y.road))
        OR NOT EXISTS (SELECT FROM turn_restriction t WHERE t.kind = 'only' AND (t.from_road, t.via_node) = (x.road, x.b)));
  CREATE TABLE spot_link AS
    SELECT s.id AS spot, l.id AS link, l.seconds, CASE WHEN backwards THEN 1 - fraction ELSE fraction END AS share
    FROM spot s JOIN link l USING (road);
  CREATE TABLE start AS
    SELECT s.id AS spot, l.id AS link FROM spot s JOIN link l ON l.a = s.node
    WHERE l.a NOT IN (SELECT node FROM shut WHERE node IS NOT NULL);
  CREATE TABLE way_arc AS
    SELECT row_number() OVER () AS id, source, target, cost FROM (
      SELECT before AS source, after AS target, seconds AS cost FROM turn JOIN link ON link.id = after
      UNION ALL SELECT -spot, start.link, seconds FROM start JOIN link ON link.id = start.link
      UNION ALL SELECT -spot, link, (1 - share) * seconds FROM spot_link
      UNION ALL SELECT link.id, -1000 - spot.id, 0 FROM link JOIN spot ON spot.node = link.b
      UNION ALL SELECT before, -1000 - spot, share * seconds FROM turn JOIN spot_link ON link = after
      UNION ALL SELECT -start.spot, -1000 - e.spot, share * seconds FROM start JOIN spot_link e USING (link)
      UNION ALL SELECT -s.spot, -1000 - e.spot, (e.share - s.share) * e.seconds FROM spot_link s JOIN spot_link e USING (link)
        WHERE e.share >= s.share
      UNION ALL SELECT -s.id, -1000 - e.id, 0 FROM spot s JOIN spot e USING (node)) way`;

describe('the road network', () => {
  let opened: TestDatabase;
  let city: CityRoads;
  beforeAll(async () => {
    opened = await openTestDatabase('postgres', 'city');
    await opened.database.script('CREATE EXTENSION pgrouting');
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
    await database.script(TABLES);
    await database.copy(
      'part',
      ['id'],
      roads.map(({ id }) => `${id}\n`),
    );
    await database.copy(
      'turn_restriction',
      ['kind', 'from_road', 'via_node', 'to_road', 'except_vehicles'],
      turns.map(
        (turn) => `${turn.kind},${turn.fromRoad},${turn.viaNode},${turn.toRoad},"{${turn.except.join()}}"\n`,
      ),
    );
    await database.copy('shut', ['road', 'backwards', 'node'], closures.map(shutRow));
    await database.copy(
      'spot',
      ['id', 'node', 'road', 'fraction'],
      spots.map((spot, i) => spotRow(any, spot, i + 1)),
    );
    await database.script(ARCS);
    const costs = await database.query<{ source: number; target: number; seconds: number }>(
      sql`SELECT start_vid::int AS source, end_vid::int AS target, agg_cost AS seconds FROM pgr_dijkstraCost(
        'SELECT id, source, target, cost FROM way_arc', (SELECT array_agg(-id) FROM spot), (SELECT array_agg(-1000 - id) FROM spot))`,
      { deadlineMs: 60_000 },
    );
    const expected = new Float64Array(SPOTS * SPOTS).fill(Number.POSITIVE_INFINITY);
    for (const { source, target, seconds } of costs)
      expected[(-source - 1) * SPOTS - target - 1001] = seconds;

    const { restrictions } = await loadCityRoads(database);
    expect(restrictions.length).toBe(turns.length);
    const graph = withClosures(roadGraph(city.points, roads, { vehicle: 'car', restrictions }), closures);
    const matrix = timeMatrix(graph, spots, spots);
    const wrong = matrix.filter(
      (seconds, i) => seconds !== expected[i] && !(Math.abs(seconds - expected[i]!) < 1e-6),
    );
    expect(wrong.length).toBe(0);
    expect(costs.length).toBeGreaterThan(5000);
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

const TABLES = `CREATE TABLE part (id integer);
  CREATE TABLE shut (road integer, backwards boolean, node integer);
  CREATE TABLE spot (id integer, node integer, road integer, fraction float8)`;

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

function shutRow(closure: Closure): string {
  if ('nodeId' in closure) return `,,${closure.nodeId}\n`;
  const { roadId, direction } = closure;
  const rows = direction ? [direction === 'backward'] : [false, true];
  return rows.map((backwards) => `${roadId},${backwards},\n`).join('');
}

function spotRow(graph: RoadGraph, spot: Spot, id: number): string {
  if ('node' in spot) return `${id},${graph.nodeIds[spot.node]},,\n`;
  return `${id},,${graph.roads[spot.road]!.id},${spot.fraction}\n`;
}
