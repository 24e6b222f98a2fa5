import type { Closure } from '../../../core/network/closures.ts';
import type { RoadGraph } from '../../../core/network/road-graph.ts';
import type { Spot } from '../../../core/network/spots.ts';
import type { Database } from '../../../server/database/database.ts';
import { sql } from '../../../server/database/sql.ts';

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
  CREATE TABLE only_turn AS
    SELECT t.* FROM turn_restriction t WHERE t.kind = 'only' AND NOT 'car' = ANY (t.except_vehicles)
      AND EXISTS (SELECT FROM link z WHERE z.road = t.to_road AND z.a = t.via_node);
  CREATE TABLE turn AS
    SELECT x.id AS before, y.id AS after FROM link x JOIN link y ON x.b = y.a
    WHERE x.b NOT IN (SELECT node FROM shut WHERE node IS NOT NULL)
      AND NOT EXISTS (SELECT FROM turn_restriction t WHERE t.kind = 'no' AND NOT 'car' = ANY (t.except_vehicles)
        AND (t.from_road, t.via_node, t.to_road) = (x.road, x.b, y.road))
      AND (EXISTS (SELECT FROM only_turn t WHERE (t.from_road, t.via_node, t.to_road) = (x.road, x.b, y.road))
        OR NOT EXISTS (SELECT FROM only_turn t WHERE (t.from_road, t.via_node) = (x.road, x.b)));
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

const TABLES = `CREATE TABLE part (id integer);
  CREATE TABLE shut (road integer, backwards boolean, node integer);
  CREATE TABLE spot (id integer, node integer, road integer, fraction float8)`;

/**
 * Seconds by car from each spot to each other one, row by row, Infinity where there is no way, as pgRouting finds them over the roads of
 * `any` (a graph without restrictions) with the restrictions of the database and these closures; and for how many pairs there is a way.
 */
export async function pgRoutingTimes(
  database: Database,
  any: RoadGraph,
  spots: readonly Spot[],
  closures: readonly Closure[] = [],
): Promise<{ expected: Float64Array; ways: number }> {
  await database.script(`CREATE EXTENSION IF NOT EXISTS pgrouting; ${TABLES}`);
  await database.copy(
    'part',
    ['id'],
    any.roads.map(({ id }) => `${id}\n`),
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
  const expected = new Float64Array(spots.length ** 2).fill(Number.POSITIVE_INFINITY);
  for (const { source, target, seconds } of costs)
    expected[(-source - 1) * spots.length - target - 1001] = seconds;
  return { expected, ways: costs.length };
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
