import { beforeAll, expect, it } from 'vitest';
import { locateInShape, shapesCovering } from '../../../core/geometry/shape-index.ts';
import { areaOfUnit } from '../../../core/live/area-watch.ts';
import { newFenceWatch } from '../../../core/live/geofence.ts';
import { locateGrid } from '../../../server/commands/locate.ts';
import { sql } from '../../../server/database/sql.ts';
import { type Ground, loadGround } from '../../../server/live/sentry/ground.ts';
import { Random } from '../../../server/live/simulation/random.ts';
import { withDatabases } from '../../support/databases.ts';

type Point = [lng7: number, lat7: number];
const UNITS = 400;

withDatabases('city', (database) => {
  let ground: Ground;
  /** Where units of a random day are, then corners of grids and points that lie exactly on a border between two corners. */
  let points: Point[];
  let hexagons: number[][];

  beforeAll(async () => {
    ground = await loadGround(database());
    const random = new Random(20261123);
    const { index, areas } = { ...ground.grids, areas: ground.areas.filter(({ level }) => level === 'grid') };
    const near = (): Point => {
      const area = random.pick(areas)!;
      const shift = () => Math.round(random.between(-60_000, 60_000));
      return [Math.round(area.lng * 1e7) + shift(), Math.round(area.lat * 1e7) + shift()];
    };
    points = Array.from({ length: UNITS }, near);
    for (let i = 0; points.length < UNITS + 200; i += 1) {
      const edge = 4 * Math.floor(random.next() * (index.edges.length / 4));
      const [aLng = 0, aLat = 0, bLng = 0, bLat = 0] = index.edges.slice(edge, edge + 4);
      if (i % 2 === 0) points.push([aLng, aLat]);
      else if ((aLng + bLng) % 2 === 0 && (aLat + bLat) % 2 === 0)
        points.push([(aLng + bLng) / 2, (aLat + bLat) / 2]);
    }
    hexagons = Array.from({ length: 60 }, () => {
      const [lng, lat] = near();
      const ring = Array.from({ length: 6 }, (_, k) => [
        Math.round(lng + random.between(5000, 40_000) * Math.cos((k * Math.PI) / 3)),
        Math.round(lat + random.between(5000, 40_000) * Math.sin((k * Math.PI) / 3)),
      ]).flat();
      return [...ring, ring[0]!, ring[1]!];
    });
    await database().script(`CREATE TABLE shape (name text, geom geometry, exact geometry);
      INSERT INTO shape SELECT code, geom, ST_SetSRID(ST_SnapToGrid(ST_Scale(geom, 1e7, 1e7), 1), 0) FROM grid`);
    for (const [k, ring] of hexagons.entries()) {
      const corners = ring.flatMap((lng7, i) => (i % 2 === 0 ? [`${lng7} ${ring[i + 1]}`] : []));
      await database().query(sql`INSERT INTO shape SELECT ${`fence ${k}`}, ST_SetSRID(ST_SnapToGrid(ST_Scale(g, 1e-7, 1e-7), 1e-7), 4326), g
        FROM ST_GeomFromText(${`POLYGON((${corners.join(', ')}))`}::text) g`);
    }
    await database().script(
      'CREATE INDEX ON shape USING gist (exact); CREATE INDEX ON shape USING gist (geom)',
    );
  });

  /** `point shape` of all that our engine finds; `strict`: only what holds the point inside its border. */
  const ours = (strict = false): string[] => {
    const fences = newFenceWatch(
      hexagons.map((ring, k) => ({ id: `fence ${k}`, rings: [ring], persistenceSeconds: 0 })),
    );
    const { index, codes } = ground.grids;
    const found = points.flatMap(([lng7, lat7], i) => [
      ...shapesCovering(index, lng7, lat7)
        .filter((shape) => !strict || locateInShape(index, shape, lng7, lat7) === 1)
        .map((shape) => `${i} ${codes[shape]}`),
      ...shapesCovering(fences.index, lng7, lat7)
        .filter((shape) => !strict || locateInShape(fences.index, shape, lng7, lat7) === 1)
        .map((shape) => `${i} fence ${shape}`),
    ]);
    return found.sort();
  };
  const postgis = async (column: 'exact' | 'geom'): Promise<string[]> => {
    const scale = column === 'exact' ? 1 : 1e7;
    const [lngs, lats] = [points.map(([lng7]) => lng7 / scale), points.map(([, lat7]) => lat7 / scale)];
    const point = sql`ST_SetSRID(ST_MakePoint(lng, lat), ${column === 'exact' ? 0 : 4326}::integer)`;
    const shape = { text: `s.${column}`, values: [] };
    const rows = await database().query<{ pair: string }>(sql`
      SELECT (i - 1) || ' ' || s.name AS pair
      FROM unnest(${lngs}::float8[], ${lats}::float8[]) WITH ORDINALITY AS p (lng, lat, i)
      JOIN shape s ON ${shape} && ${point} AND ST_Covers(${shape}, ${point})`);
    return rows.map(({ pair }) => pair).sort();
  };

  it('finds the grids and fences that ST_Covers finds, for all units and for points on borders and corners', async () => {
    const found = ours();
    expect(found).toEqual(await postgis('exact'));
    expect(found.length).toBeGreaterThan(UNITS);
    expect(found.length - ours(true).length).toBeGreaterThan(200);
  });

  it('agrees with ST_Covers on degrees wherever a point is not exactly on a border', async () => {
    const onBorder = new Set(ours());
    for (const pair of ours(true)) onBorder.delete(pair);
    const degrees = await postgis('geom');
    expect(degrees.filter((pair) => !onBorder.has(pair))).toEqual(ours(true));
  });

  it('puts a unit into the grid where the API puts an incident', async () => {
    for (const [i, [lng7, lat7]] of points.slice(0, 60).entries())
      expect(areaOfUnit(ground.grids, `u${i % 7}`, lng7, lat7)).toBe(
        await locateGrid(database(), lng7 / 1e7, lat7 / 1e7),
      );
  });
});
