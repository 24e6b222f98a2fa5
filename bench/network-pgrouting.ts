import type { RoadPlace } from '../core/network/edge-index.ts';
import type { RoadGraph } from '../core/network/road-graph.ts';
import { linkPlaces, seedsAt, shareOf } from '../core/network/spots.ts';
import type { TurnRestriction } from '../core/network/turn-restrictions.ts';
import { lineHex } from '../data/seed/ewkb.ts';
import type { Database } from '../server/database/database.ts';
import { openPostgres } from '../server/database/postgres.ts';
import { sql } from '../server/database/sql.ts';

const EDGES = 'SELECT id, source, target, cost FROM arc';
const ROADS = 'SELECT id, source, target, cost, reverse_cost FROM edge';
const PATIENCE = { deadlineMs: 600_000 };
/** Beyond every way. */
const ALL_SECONDS = 1e12;

/** A spot begins as vertex -1 - i and ends as vertex -1001 - i. */
const startOf = (spot: number) => -1 - spot;
const endOf = (spot: number) => -1001 - spot;

/** Name and version of the pgRouting that a server has, empty: none. */
export async function pgRoutingOf(serverUrl: string): Promise<string> {
  const server = await openPostgres(serverUrl, { connections: 1 });
  const [found] = await server
    .query<{ name: string }>(
      sql`SELECT 'pgRouting ' || default_version AS name FROM pg_available_extensions WHERE name = 'pgrouting'`,
    )
    .finally(() => server.close());
  return found?.name ?? '';
}

/**
 * pgRouting over the very arcs that our searches walk over, in a table of a database of its own: it has the same turns, seconds and places
 * part-way along roads, by whichever of its functions.
 */
export class PgRouting {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  static async load(
    url: string,
    graph: RoadGraph,
    spots: readonly RoadPlace[],
    restrictions: readonly TurnRestriction[],
  ): Promise<PgRouting> {
    const database = await openPostgres(url, { connections: 1 });
    await database.script(`CREATE EXTENSION pgrouting CASCADE;
      CREATE TABLE arc (id integer PRIMARY KEY, source integer, target integer, cost float8, road integer, backwards boolean);
      CREATE TABLE edge (id integer PRIMARY KEY, source integer, target integer, cost float8, reverse_cost float8);
      CREATE TABLE turn (id integer PRIMARY KEY, path integer[], cost float8);
      CREATE TABLE road_line (road integer PRIMARY KEY, geom geometry(LineString, 4326))`);
    await database.copy(
      'arc',
      ['id', 'source', 'target', 'cost', 'road', 'backwards'],
      arcRows(graph, spots),
    );
    await database.copy('edge', ['id', 'source', 'target', 'cost', 'reverse_cost'], edgeRows(graph));
    await database.copy('turn', ['id', 'path', 'cost'], turnRows(graph, restrictions));
    await database.copy('road_line', ['road', 'geom'], lineRows(graph));
    await database.script('ANALYZE');
    return new PgRouting(database);
  }

  /** To how many vertices there is a way from a spot, and seconds to the furthest: the others stay in the database. */
  async countFrom(spot: number): Promise<{ reached: number; furthest: number }> {
    const [row] = await this.#database.query<{ reached: number; furthest: number }>(
      sql`SELECT count(*)::int AS reached, max(agg_cost) AS furthest
        FROM pgr_drivingDistance(${EDGES}, ${startOf(spot)}::bigint, ${ALL_SECONDS}::float8)`,
      PATIENCE,
    );
    return row ?? { reached: 0, furthest: 0 };
  }

  /** Seconds from a spot by state of the graph, Infinity where there is no way. */
  async secondsFrom(spot: number, stateCount: number): Promise<Float64Array> {
    const rows = await this.#database.query<{ state: number; seconds: number }>(
      sql`SELECT node::int AS state, agg_cost AS seconds
        FROM pgr_drivingDistance(${EDGES}, ${startOf(spot)}::bigint, ${ALL_SECONDS}::float8) WHERE node >= 0`,
      PATIENCE,
    );
    const seconds = new Float64Array(stateCount).fill(Number.POSITIVE_INFINITY);
    for (const row of rows) seconds[row.state] = row.seconds;
    return seconds;
  }

  /** Seconds of a way, Infinity: there is none; its line, without the parts of its first and last road, comes with it. */
  async route(from: number, to: number): Promise<number> {
    const [row] = await this.#database.query<{ seconds: number | null; line: Uint8Array | null }>(
      sql`WITH way AS (
          SELECT seq, edge, cost FROM pgr_dijkstra(${EDGES}, ${startOf(from)}::bigint, ${endOf(to)}::bigint))
        SELECT sum(way.cost) AS seconds,
          ST_AsBinary(ST_MakeLine(CASE WHEN backwards THEN ST_Reverse(geom) ELSE geom END ORDER BY seq)) AS line
        FROM way LEFT JOIN arc ON arc.id = way.edge LEFT JOIN road_line USING (road)`,
      PATIENCE,
    );
    return row?.seconds ?? Number.POSITIVE_INFINITY;
  }

  /** Seconds between all spots, row by row, Infinity where there is no way. */
  async matrix(count: number): Promise<Float64Array> {
    const all = Array.from({ length: count }, (_, i) => i);
    const rows = await this.#database.query<{ source: number; target: number; seconds: number }>(
      sql`SELECT start_vid::int AS source, end_vid::int AS target, agg_cost AS seconds
        FROM pgr_dijkstraCost(${EDGES}, ${all.map(startOf)}::bigint[], ${all.map(endOf)}::bigint[])`,
      PATIENCE,
    );
    const seconds = new Float64Array(count * count).fill(Number.POSITIVE_INFINITY);
    for (const row of rows) seconds[(-1 - row.source) * count - 1001 - row.target] = row.seconds;
    return seconds;
  }

  /** Seconds of a way between two nodes by pgRouting's own function for turns, over the roads themselves; Infinity: there is none. */
  async turningRoute(fromNode: number, toNode: number): Promise<number> {
    const [row] = await this.#database.query<{ seconds: number | null }>(
      sql`SELECT sum(cost) AS seconds
        FROM pgr_trsp(${ROADS}, 'SELECT id, path, cost FROM turn', ${fromNode}::bigint, ${toNode}::bigint)`,
      PATIENCE,
    );
    return row?.seconds ?? Number.POSITIVE_INFINITY;
  }

  async close(): Promise<void> {
    await this.#database.close();
  }
}

/** The roads by their index and from 1, as pgRouting's examples have them; -1: there is no way in that direction. */
function* edgeRows(graph: RoadGraph): Generator<string> {
  for (const [road, { fromNode, toNode }] of graph.roads.entries()) {
    const ends = [fromNode, toNode].map((id) => graph.nodeIndex.get(id));
    const links = [graph.roadLinks[road * 2]!, graph.roadLinks[road * 2 + 1]!];
    yield `${road + 1},${ends.join()},${links.map((link) => graph.linkSeconds[link] ?? -1).join()}\n`;
  }
}

function* turnRows(graph: RoadGraph, restrictions: readonly TurnRestriction[]): Generator<string> {
  for (const [i, { fromRoad, viaRoads = [], toRoad }] of restrictions.entries()) {
    const path = [fromRoad, ...viaRoads, toRoad].map((id) => (graph.roadIndex.get(id) ?? 0) + 1);
    yield `${i},"{${path.join()}}",${ALL_SECONDS}\n`;
  }
}

function* lineRows(graph: RoadGraph): Generator<string> {
  for (const [road, { line }] of graph.roads.entries()) yield `${road},${lineHex(Array.from(line))}\n`;
}

/** The arcs of the graph, then those by which spots begin, end, and lead to each other along one road. */
function* arcRows(graph: RoadGraph, spots: readonly RoadPlace[]): Generator<string> {
  const { first, start, end, link } = graph.forward;
  let id = 0;
  const row = (from: number, to: number, seconds: number, of = ',') =>
    `${id++},${from},${to},${seconds},${of}\n`;
  for (let arc = 0; arc < first[first.length - 1]!; arc += 1) {
    const over = link[arc]!;
    const of = `${graph.linkRoad[over]!},${graph.linkBackwards[over] === 1}`;
    yield row(start[arc]!, end[arc]!, graph.linkSeconds[over]!, of);
  }
  for (const [i, spot] of spots.entries()) {
    for (const { state, seconds } of seedsAt(graph, 'from', spot)) yield row(startOf(i), state, seconds);
    for (const place of linkPlaces(graph, spot)) {
      for (let arc = 0; arc < link.length; arc += 1)
        if (link[arc] === place.link)
          yield row(start[arc]!, endOf(i), shareOf(graph.linkSeconds[place.link]!, place.share));
      for (const [j, other] of spots.entries())
        for (const before of linkPlaces(graph, other))
          if (before.link === place.link && before.share <= place.share)
            yield row(startOf(j), endOf(i), (place.share - before.share) * graph.partSeconds[place.link]!);
    }
  }
}
