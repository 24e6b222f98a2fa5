import { describe, expect, it } from 'vitest';
import { holdsCity, prepareDatabase } from '../../data/seed/prepare.ts';
import { seedCity } from '../../data/seed/seed-city.ts';
import type { Queryable } from '../../server/database/database.ts';
import { name, type Sql, sql } from '../../server/database/sql.ts';
import { proofHash } from '../../server/import/proof-hash.ts';
import { lendDatabase, withDatabases } from '../support/databases.ts';
import { madeCity } from '../support/made-city.ts';
import { TEST_CITY } from '../support/templates.ts';

const city = await madeCity(TEST_CITY);

/**
 * The proof that `child` partitions `parent`, by cancellation of directed segments in integers (no GEOS, no tolerance):
 * every row is a piece of border that children and parent do not share. Children: parent key, geom. Parents: key, geom.
 */
function remainder(children: Sql, parents: Sql): Sql {
  return sql`
    WITH u AS (SELECT 1 AS sgn, p, geom FROM (${children}) c (p, geom)
               UNION ALL SELECT -1, p, geom FROM (${parents}) a (p, geom)),
    pt AS (SELECT sgn, p, rid, d.path[1] AS a, d.path[2] AS b, d.path[3] AS i,
             round(ST_X(d.geom) * 1e7)::bigint AS x, round(ST_Y(d.geom) * 1e7)::bigint AS y
           FROM (SELECT sgn, p, row_number() OVER () AS rid, ST_Multi(ST_ForcePolygonCCW(geom)) AS g FROM u) z,
             LATERAL ST_DumpPoints(g) d),
    sg AS (SELECT sgn, p, x AS ax, y AS ay, lead(x) OVER w AS bx, lead(y) OVER w AS by
           FROM pt WINDOW w AS (PARTITION BY rid, a, b ORDER BY i))
    SELECT p, x1, y1, x2, y2, sum(v) AS excess FROM (
      SELECT p, CASE WHEN f THEN sgn ELSE -sgn END AS v,
        CASE WHEN f THEN ax ELSE bx END AS x1, CASE WHEN f THEN ay ELSE by END AS y1,
        CASE WHEN f THEN bx ELSE ax END AS x2, CASE WHEN f THEN by ELSE ay END AS y2
      FROM (SELECT *, (ax, ay) < (bx, by) AS f FROM sg WHERE bx IS NOT NULL AND (ax, ay) <> (bx, by)) q) t
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(v) <> 0`;
}

const grids = sql`SELECT community_code, geom FROM grid`;
const areas = (level: string) => sql`SELECT code, geom FROM area WHERE level = ${level}`;
const children = (level: string) => sql`SELECT parent_code, geom FROM area WHERE level = ${level}`;
const LEVEL_PAIRS: [string, Sql, Sql][] = [
  ['grids of communities', grids, areas('community')],
  ['communities of streets', children('community'), areas('street')],
  ['streets of districts', children('street'), areas('district')],
  ['districts of the city', children('district'), areas('city')],
];

const count = async (db: Queryable, table: string): Promise<number> =>
  (await db.query<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${name(table)}`))[0]?.rows ?? -1;
const one = async (db: Queryable, statement: Sql): Promise<unknown> => {
  const [row] = await db.query<Record<string, unknown>>(statement);
  return row && Object.values(row)[0];
};

withDatabases('city', (database, engine) => {
  const db = () => database();

  it('loads every thing of the city', async () => {
    const expected: Record<string, number> = {
      area: city.areas.length,
      plan: 1,
      node: city.nodes.length,
      arc: city.arcs.length,
      grid: city.grids.length,
      staffing: city.staff.length,
      road_node: city.roadNodes.length,
      road: city.roads.length,
      turn_restriction: city.turns.length,
      land: city.land.length,
      post: city.posts.length,
      checkpoint: city.checkpoints.length,
      institution: city.institutions.length,
      device: city.devices.length,
      route: city.routes.length,
      unit: city.units.length,
      unit_position: city.units.length,
      incident: TEST_CITY.incidents,
      account: 7,
      setting: 2,
    };
    const found = Object.fromEntries(
      await Promise.all(Object.keys(expected).map(async (table) => [table, await count(db(), table)])),
    );
    expect(found).toEqual(expected);
  });

  it('marks the city as a demo and records what was planted', async () => {
    expect(await one(db(), sql`SELECT value FROM setting WHERE key = 'city'`)).toMatchObject({
      code: '630100',
      demo: true,
      timeZone: 'Asia/Shanghai',
      seed: TEST_CITY.seed,
      asOf: TEST_CITY.asOf,
    });
    expect(await one(db(), sql`SELECT value FROM setting WHERE key = 'planted'`)).toEqual(
      JSON.parse(JSON.stringify(city.planted)),
    );
  });

  it('keeps coordinates to the last integer', async () => {
    const grid = city.grids[17];
    const ring = grid?.polygons[0]?.[0] ?? [];
    const rows = await db().query<{ lng7: number; lat7: number }>(sql`
      SELECT round(ST_X(d.geom) * 1e7) AS lng7, round(ST_Y(d.geom) * 1e7) AS lat7
      FROM grid, LATERAL ST_DumpPoints(ST_ExteriorRing(ST_GeometryN(geom, 1))) d
      WHERE code = ${grid?.code} ORDER BY d.path`);
    expect(rows.flatMap(({ lng7, lat7 }) => [lng7, lat7])).toEqual([...ring]);
  });

  it('keeps the indexes of the schema', async () => {
    const bare = await lendDatabase(engine, 'schema');
    const indexes = sql`SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY indexdef`;
    const [seeded, empty] = [await db().query(indexes), await bare.database.query(indexes)];
    await bare.drop();
    expect(seeded).toEqual(empty);
  });

  describe('incidents', () => {
    it('lie in the grid whose code they carry', async () => {
      const strays = await db().query(sql`SELECT i.id FROM incident i JOIN grid g ON g.code = i.area_code
        WHERE NOT (i.geom && g.geom AND ST_Intersects(i.geom, g.geom))`);
      expect(strays).toEqual([]);
      const unplaced = sql`SELECT count(*) FROM incident WHERE area_code NOT IN (SELECT code FROM grid)`;
      expect(await one(db(), unplaced)).toBe(0);
    });

    it('are numbered by the day of the city, and their ids sort by time', async () => {
      const wrong = await db().query(sql`SELECT number, reported_at FROM incident
        WHERE left(number, 6) <> to_char(reported_at AT TIME ZONE 'Asia/Shanghai', 'YYMMDD')`);
      expect(wrong).toEqual([]);
      expect(await one(db(), sql`SELECT count(DISTINCT number) FROM incident`)).toBe(TEST_CITY.incidents);
      const disordered = sql`SELECT count(*) FROM (SELECT reported_at, lag(reported_at) OVER (ORDER BY id) AS before
        FROM incident) t WHERE before > reported_at`;
      expect(await one(db(), disordered)).toBe(0);
    });

    it('go through their steps in order, and no further than their status', async () => {
      const wrong = await db().query(sql`SELECT id FROM incident WHERE
        verified_at < reported_at OR assigned_at < verified_at OR arrived_at < assigned_at OR resolved_at < arrived_at
        OR (status IN ('reported', 'verified') AND unit_id IS NOT NULL)
        OR (status IN ('assigned', 'en_route', 'on_scene') AND (unit_id IS NULL OR resolved_at IS NOT NULL))
        OR reported_at > ${TEST_CITY.asOf}`);
      expect(wrong).toEqual([]);
    });

    it('never put one unit on two open incidents, and put no unit on one while it is off duty', async () => {
      const busy = sql`FROM incident i JOIN unit u ON u.id = i.unit_id
        WHERE i.status IN ('assigned', 'en_route', 'on_scene')`;
      expect(await db().query(sql`SELECT u.id ${busy} GROUP BY u.id HAVING count(*) > 1`)).toEqual([]);
      expect(await db().query(sql`SELECT u.id ${busy} AND u.state NOT IN ('en_route', 'on_scene')`)).toEqual(
        [],
      );
      const idle = sql`SELECT id FROM unit WHERE state IN ('en_route', 'on_scene') AND id NOT IN (SELECT u.id ${busy})`;
      expect(await db().query(idle)).toEqual([]);
    });
  });

  describe('the plan in force', () => {
    it.each(LEVEL_PAIRS)('has the %s as an exact partition', async (_, inner, outer) => {
      expect(await db().query(remainder(inner, outer))).toEqual([]);
    });

    it('catches a vertex moved by one unit', async () => {
      const moved = sql`SELECT community_code, CASE WHEN code = (SELECT min(code) FROM grid)
        THEN ST_SetPoint(ST_ExteriorRing(ST_GeometryN(geom, 1)), 1, ST_Translate(ST_PointN(ST_ExteriorRing(ST_GeometryN(geom, 1)), 2), 1e-7, 0))
        END AS line, geom FROM grid`;
      const broken = sql`SELECT community_code, CASE WHEN line IS NULL THEN geom ELSE ST_Multi(ST_MakePolygon(line)) END
        FROM (${moved}) m`;
      const rows = await db().query<{ excess: number }>(remainder(broken, areas('community')));
      expect(rows).toHaveLength(4);
    });

    it('is certified by a hash that does not depend on where rings begin', async () => {
      expect(await one(db(), sql`SELECT proof_hash FROM plan WHERE status = 'in_force'`)).toBe(
        proofHash(city.grids),
      );
      const turned = city.grids.map((grid) => ({
        ...grid,
        polygons: grid.polygons.map((polygon) =>
          polygon.map((ring) => [...ring.slice(2), ...ring.slice(2, 4)]),
        ),
      }));
      expect(proofHash(turned)).toBe(proofHash(city.grids));
      expect(proofHash(turned.slice(1))).not.toBe(proofHash(city.grids));
    });

    it('has arcs that end at their nodes and bound grids that exist', async () => {
      const loose = await db().query(sql`SELECT a.id FROM arc a
        JOIN node f ON (f.plan_id, f.id) = (a.plan_id, a.from_node) JOIN node t ON (t.plan_id, t.id) = (a.plan_id, a.to_node)
        WHERE (a.coordinates[1], a.coordinates[2]) <> (f.lng7, f.lat7)
          OR a.coordinates[array_length(a.coordinates, 1) - 1] <> t.lng7 OR a.coordinates[array_length(a.coordinates, 1)] <> t.lat7
          OR (a.left_grid IS NULL AND a.right_grid IS NULL)
          OR a.left_grid NOT IN (SELECT id FROM grid) OR a.right_grid NOT IN (SELECT id FROM grid)`);
      expect(loose).toEqual([]);
    });
  });

  it('is left alone by another start', async () => {
    await prepareDatabase(db(), { demo: true, seed: 3, incidents: 10 });
    await prepareDatabase(db(), { demo: false });
    expect(await count(db(), 'incident')).toBe(TEST_CITY.incidents);
    expect(await one(db(), sql`SELECT value -> 'demo' FROM setting WHERE key = 'city'`)).toBe(true);
  });

  it('is loaded as a whole or not at all', async () => {
    const bare = await lendDatabase(engine, 'schema');
    const broken = { ...city, units: city.units.map((unit) => ({ ...unit, crewSize: 0 })) };
    await expect(seedCity(bare.database, broken)).rejects.toMatchObject({ code: '23514' });
    expect(await count(bare.database, 'area')).toBe(0);
    expect(await holdsCity(bare.database)).toBe(false);
    await prepareDatabase(bare.database, { demo: false });
    expect(await one(bare.database, sql`SELECT value FROM setting WHERE key = 'city'`)).toMatchObject({
      demo: false,
    });
    expect(await count(bare.database, 'account')).toBe(0);
    await bare.drop();
  });

  it('can be replaced, log and accounts included', async () => {
    await db().query(sql`UPDATE account SET display_name = 'changed'`);
    await db().query(sql`UPDATE event_head SET seq = 12`);
    await seedCity(db(), city, undefined, { replace: true });
    expect(await count(db(), 'incident')).toBe(TEST_CITY.incidents);
    expect(await one(db(), sql`SELECT seq FROM event_head`)).toBe(0);
    expect(await one(db(), sql`SELECT count(*) FROM account WHERE display_name = 'changed'`)).toBe(0);
    expect(await count(db(), 'feed')).toBe(4);
  });
});
