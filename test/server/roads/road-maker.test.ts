import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roadGraph } from '../../../core/network/road-graph.ts';
import { packRoads } from '../../../core/network/road-lines.ts';
import { UNIT_VEHICLES } from '../../../core/vocabulary.ts';
import { type Database, DatabaseBusy } from '../../../server/database/database.ts';
import { sql } from '../../../server/database/sql.ts';
import { appendEvent } from '../../../server/queries/events.ts';
import { RoadMaker } from '../../../server/roads/road-maker.ts';
import { loadCityRoads } from '../../support/city-roads.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS } from '../api.ts';
import { CITY, IN_LEFT, loadSmallCity } from '../small-city.ts';
import { insertRoads } from '../small-roads.ts';

/** Two roads that meet, and one apart. */
const ROADS = [
  {
    id: 1,
    from: 1,
    to: 2,
    line: [
      [-2000, 0],
      [0, 0],
    ],
  },
  {
    id: 2,
    from: 2,
    to: 3,
    oneWay: true,
    line: [
      [0, 0],
      [500, 40],
      [2000, 0],
    ],
  },
  {
    id: 7,
    from: 8,
    to: 9,
    line: [
      [0, 900],
      [800, 900],
    ],
  },
] as const;
const MORE = {
  id: 9,
  from: 3,
  to: 4,
  line: [
    [2000, 0],
    [2000, 700],
  ],
} as const;

/** The database, with a hand on what is copied out of it. */
function copying(database: Database, before: (text: string) => Promise<string> | string): Database {
  return new Proxy(database, {
    get: (target, key) => {
      if (key === 'copyOut')
        return async function* ({ text }: { text: string }) {
          yield* target.copyOut({ text: await before(text), values: [] });
        };
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function gate(): { opened: Promise<void>; reached: Promise<void>; open(): void; reach(): void } {
  let [open, reach] = [() => {}, () => {}];
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  return { opened, reached, open: () => open(), reach: () => reach() };
}

withDatabases('schema', (database) => {
  beforeAll(async () => {
    await loadSmallCity(database());
    await insert(ROADS);
    await database().query(
      sql`UPDATE road SET vehicles = '{foot,car}', length_metres = 1234.567 WHERE id = 2`,
    );
    await database().query(sql`INSERT INTO turn_restriction (kind, from_road, via_node, to_road, except_vehicles)
      VALUES ('no', 1, 2, 2, '{bicycle}'), ('only', 2, 2, 1, '{}')`);
  });

  async function insert(roads: readonly ((typeof ROADS)[number] | typeof MORE)[]): Promise<void> {
    const all = roads.map(({ line, ...road }) => ({
      ...road,
      line: line.map(([x, y]): [number, number] => [x, y]),
    }));
    await insertRoads(database(), IN_LEFT, all);
  }

  describe('the making of roads', () => {
    it('reads what the rows say', async () => {
      const { points, roads, restrictions } = await loadCityRoads(database());
      const rows = await database().query<{ line: { coordinates: [number, number][] } }>(sql`
        SELECT id, from_node AS "fromNode", to_node AS "toNode", class, name_zh AS "nameZh", name_en AS "nameEn", one_way AS "oneWay",
          length_metres AS "lengthMetres", speed_kmh AS "speedKmh", vehicles, ST_AsGeoJSON(geom, 9)::jsonb AS line FROM road ORDER BY id`);
      const int7 = ({ line, ...row }: (typeof rows)[number]) => ({
        ...row,
        line: line.coordinates.flat().map((degrees) => Math.round(degrees * 1e7)),
      });
      expect(roads.map((road) => ({ ...road, line: Array.from(road.line) }))).toEqual(rows.map(int7));
      expect(roads[1]).toMatchObject({ lengthMetres: 1234.567, vehicles: ['foot', 'car'] });
      const nodes = await database().query<{ id: number; lng7: number; lat7: number }>(
        sql`SELECT id, lng7, lat7 FROM road_node ORDER BY id`,
      );
      expect([...points]).toEqual(nodes.map(({ id, lng7, lat7 }) => [id, [lng7, lat7]]));
      expect(restrictions).toEqual([
        { kind: 'no', fromRoad: 1, viaNode: 2, toRoad: 2, except: ['bicycle'] },
        { kind: 'only', fromRoad: 2, viaNode: 2, toRoad: 1, except: [] },
      ]);
    });

    it('gives the graphs of these roads from its thread, and what browsers get', async () => {
      const city = await loadCityRoads(database());
      const maker = new RoadMaker(database());
      const { wire, all, graphs, roads } = await maker.make();
      expect(roads).toEqual(city.roads);
      expect([...all.linkRoad]).toEqual([...roadGraph(city.points, city.roads).linkRoad]);
      for (const vehicle of UNIT_VEHICLES) {
        const { linkSeconds, forward } = graphs.get(vehicle)!;
        const own = roadGraph(city.points, city.roads, { vehicle, restrictions: city.restrictions });
        expect([[...linkSeconds], [...forward.end]]).toEqual([[...own.linkSeconds], [...own.forward.end]]);
      }
      const text = await new Response(
        new Blob([(await wire).packed]).stream().pipeThrough(new DecompressionStream('gzip')),
      ).text();
      expect(JSON.parse(text)).toEqual(packRoads(city.roads));
      await maker.close();
    });

    it('leaves out the rows of an import that is under way, with their turns', async () => {
      await insert([MORE]);
      await database().query(sql`
        INSERT INTO import_batch (id, noun, file_name, crs, mapping, status, scope_code, report, created_at)
        VALUES ('00000000-0000-7000-8000-00000000000a', 'roads', 'f', 'wgs84', '{}', 'importing', ${CITY}, '{}', now())`);
      await database().query(
        sql`UPDATE road SET import_batch_id = '00000000-0000-7000-8000-00000000000a' WHERE id = ${MORE.id}::integer`,
      );
      await database().query(
        sql`INSERT INTO turn_restriction (kind, from_road, via_node, to_road) VALUES ('no', 2, 3, 9)`,
      );
      const { roads, restrictions } = await loadCityRoads(database());
      expect([roads.map(({ id }) => id), restrictions.length]).toEqual([[1, 2, 7], 2]);
      await database().query(sql`DELETE FROM road WHERE id = ${MORE.id}::integer`);
      await database().query(sql`DELETE FROM import_batch`);
    });

    it('begins anew when rows were caught half-way, and fails where they are wrong', async () => {
      let copies = 0;
      const half = (text: string) => {
        if (!text.includes('FROM road_node')) return text;
        copies += 1;
        return copies === 1 ? text.replace('ORDER BY', 'WHERE id < 3 ORDER BY') : text;
      };
      const maker = new RoadMaker(copying(database(), half));
      expect((await maker.make()).roads.length).toBe(3);
      expect(copies).toBe(2);
      const never = new RoadMaker(
        copying(database(), (text) => text.replace('FROM road_node', '$& WHERE id < 3')),
      );
      await expect(never.make()).rejects.toThrow('a road ends at node 3, which does not exist');
      await Promise.all([maker.close(), never.close()]);
    });

    it('ends in the middle when the server stops, and begins no more', async () => {
      const { opened, reached, open, reach } = gate();
      const held = async (text: string) => {
        reach();
        await opened;
        return text;
      };
      const maker = new RoadMaker(copying(database(), held));
      const made = maker.make();
      made.catch(() => undefined);
      await reached;
      await maker.close();
      open();
      await expect(made).rejects.toThrow(DatabaseBusy);
      await expect(maker.make()).rejects.toThrow(DatabaseBusy);
    });
  });

  describe('a server whose roads change', () => {
    let api: Api;
    let isRead = gate();
    beforeAll(() => {
      api = makeApi(
        copying(database(), (text) => {
          if (text.includes('FROM turn_restriction')) isRead.reach();
          return text;
        }),
      );
    });
    afterAll(() => api.close());

    it('answers others while graphs are made, and shows the new roads only when they are ready', async () => {
      const send = await api.as('dispatcher');
      const before = await api.deps.roads.current();
      expect(before.roads.length).toBe(3);
      await insert([MORE]);
      isRead = gate();
      await database().transaction((tx) =>
        appendEvent(tx, {
          at: new Date(NOW_MS).toISOString(),
          actorId: null,
          noun: 'imports',
          kind: 'bulk',
          subjectId: '00000000-0000-7000-8000-00000000000b',
          areaCode: CITY,
          before: null,
          after: null,
        }),
      );
      let isReady = false;
      const after = api.deps.roads.current().finally(() => {
        isReady = true;
      });
      await isRead.reached;
      expect((await send('GET', '/api/session')).status).toBe(200);
      expect(isReady).toBe(false);
      expect((await after).roads.length).toBe(4);
      expect((await after).graph('car', NOW_MS).roads.length).toBe(4);
      // Who works with the old ones still has them whole.
      expect(before.graph('car', NOW_MS).roads.length).toBe(3);
      const { headers, body } = await send('GET', '/api/roads');
      expect(body.from.length).toBe(4);
      expect(
        (await send('GET', '/api/roads', undefined, { 'If-None-Match': headers.get('ETag') ?? '' })).status,
      ).toBe(304);
    });
  });
});
