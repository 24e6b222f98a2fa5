import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeCellCounts } from '../../../core/columns/cell-counts.ts';
import { worldX, worldY } from '../../../core/columns/cube-rows.ts';
import { IncidentCounts, IncidentCubes } from '../../../core/contract/incident-cube.ts';
import { INCIDENT_STATUSES, INCIDENT_TYPES, NETS } from '../../../core/vocabulary.ts';
import { type Sql, sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { insertRandomIncidents } from '../random-incidents.ts';
import { IN_LEFT, IN_RIGHT, LEFT, loadSmallCity } from '../small-city.ts';

const DAY_MS = 86_400_000;
const CELLS = { zoom: 15, column: 25_600, row: 12_600, columns: 400, rows: 400 };
const HOUR = sql`(extract(isodow FROM reported_at AT TIME ZONE 'Asia/Shanghai') - 1) * 24
  + extract(hour FROM reported_at AT TIME ZONE 'Asia/Shanghai')`;

withDatabases('schema', (database) => {
  describe('the cubes of incidents that are too many for a page', () => {
    let api: Api;
    let send: Send;
    beforeAll(async () => {
      await loadSmallCity(database());
      await insertRandomIncidents(database(), 1500, 13);
      api = makeApi(database(), { tiles: { mostIncidents: 100 } });
      send = await api.as('dispatcher');
    });
    afterAll(() => api.close());

    /** Once they are read. */
    async function scope(as = send): Promise<IncidentCubes> {
      for (;;) {
        const answer = IncidentCubes.parse((await as('GET', '/api/incidents/cubes')).body);
        if (!answer.reading) return answer;
      }
    }
    async function counts(query: string, as = send): Promise<IncidentCounts> {
      const { status, body } = await as('GET', `/api/incidents/cubes/counts?${query}`);
      expect({ status, body }).toMatchObject({ status: 200 });
      return IncidentCounts.parse(body);
    }
    async function cells(query: string): Promise<Map<number, number>> {
      const { zoom, column, row, columns, rows } = CELLS;
      const path = `/api/incidents/cubes/cells?cells=${[zoom, column, row, columns, rows]}&${query}`;
      const response = await api.app.request(path, { headers: await api.bearer('viewer') });
      const found = decodeCellCounts(new Uint8Array(await response.arrayBuffer()), columns * rows);
      return new Map([...found.cells].map((cell, i) => [cell, found.counts[i] ?? 0]));
    }
    async function counted(by: Sql, where: Sql): Promise<Record<string, number>> {
      const rows = await database().query<{ key: string; n: number }>(sql`
        SELECT (${by})::text AS key, count(*)::integer AS n FROM incident WHERE ${where} GROUP BY 1`);
      return Object.fromEntries(rows.map(({ key, n }) => [key, n]));
    }
    async function cellsBySql(where: Sql): Promise<Map<number, number>> {
      const rows = await database().query<{ lng7: number; lat7: number }>(sql`
        SELECT round(ST_X(geom) * 1e7)::integer AS lng7, round(ST_Y(geom) * 1e7)::integer AS lat7 FROM incident WHERE ${where}`);
      const found = new Map<number, number>();
      for (const { lng7, lat7 } of rows) {
        const across = (worldX(lng7) >>> (32 - CELLS.zoom)) - CELLS.column;
        const down = (worldY(lat7) >>> (32 - CELLS.zoom)) - CELLS.row;
        const cell = down * CELLS.columns + across;
        if (across >= 0 && across < CELLS.columns && down >= 0 && down < CELLS.rows)
          found.set(cell, (found.get(cell) ?? 0) + 1);
      }
      return found;
    }
    const named = (names: readonly (string | number)[], counts: readonly number[]) =>
      Object.fromEntries(names.map((name, i) => [String(name), counts[i] ?? 0]).filter(([, n]) => n !== 0));

    interface Clauses {
      type?: string[];
      priority?: number[];
      status?: string[];
      net?: string[];
      hours?: number[];
      within?: string;
      from?: number;
      to?: number;
    }
    const from = NOW_MS - 200 * DAY_MS;
    const QUESTIONS: [string, Clauses][] = [
      ['everything', {}],
      ['a window', { from, to: from + 60 * DAY_MS }],
      ['a window of one hour', { from, to: from + 3_600_000 }],
      ['types in a window', { type: ['theft', 'fire'], from: from - 90 * DAY_MS, to: from }],
      ['an area and priorities', { within: '630102001', priority: [1, 4] }],
      ['hours, statuses and nets', { hours: [0, 30, 60, 90, 120], status: ['closed'], net: ['street'] }],
      ['a time to come', { from: NOW_MS + DAY_MS, to: NOW_MS + 2 * DAY_MS }],
    ];
    const iso = (ms: number) => new Date(ms).toISOString();
    function queryOf({ from, to, ...lists }: Clauses): string {
      const plain = Object.entries(lists).map(([name, value]) => [name, String(value)]);
      const times = Object.entries({ from, to }).flatMap(([name, ms]) => (ms ? [[name, iso(ms)]] : []));
      return String(new URLSearchParams([...plain, ...times] as [string, string][]));
    }
    function whereOf(asked: Clauses, but?: keyof Clauses): Sql {
      const lets = <T>(clause: keyof Clauses, condition: (value: T) => Sql): Sql =>
        clause === but || asked[clause] === undefined ? sql`true` : condition(asked[clause] as T);
      return sql`${lets('type', (all: string[]) => sql`type = ANY(${all}::text[])`)}
        AND ${lets('priority', (all: number[]) => sql`priority = ANY(${all}::smallint[])`)}
        AND ${lets('status', (all: string[]) => sql`status = ANY(${all}::text[])`)}
        AND ${lets('net', (all: string[]) => sql`net = ANY(${all}::text[])`)}
        AND ${lets('hours', (all: number[]) => sql`${HOUR} = ANY(${all}::numeric[])`)}
        AND ${lets('within', (code: string) => sql`area_code LIKE ${`${code}%`}`)}
        AND ${lets('from', (ms: number) => sql`reported_at >= ${iso(ms)}::timestamptz`)}
        AND ${lets('to', (ms: number) => sql`reported_at < ${iso(ms)}::timestamptz`)}`;
    }
    async function expectAsInSql(asked: Clauses): Promise<void> {
      const answer = await counts(`level=community&${queryOf(asked)}`);
      const where = (but?: keyof Clauses) => whereOf(asked, but);
      expect(named(INCIDENT_TYPES, answer.types)).toEqual(await counted(sql`type`, where('type')));
      expect(named([1, 2, 3, 4], answer.priorities)).toEqual(await counted(sql`priority`, where('priority')));
      expect(named(INCIDENT_STATUSES, answer.statuses)).toEqual(await counted(sql`status`, where('status')));
      expect(named(NETS, answer.nets)).toEqual(await counted(sql`net`, where('net')));
      expect(named([...Array(168).keys()], answer.hours)).toEqual(await counted(HOUR, where('hours')));
      expect(named(answer.areas.codes, answer.areas.counts)).toEqual(
        await counted(sql`left(area_code, 12)`, where('within')),
      );
      const [all] = Object.values(await counted(sql`1`, where()));
      expect(answer.selected).toBe(all ?? 0);
      expect(await cells(queryOf(asked))).toEqual(await cellsBySql(where()));
    }

    it('are told to whoever has more than a page holds, and to nobody else', async () => {
      const { total, countedBy, most, from: begin, last } = await scope();
      const [row] = await database().query<{ n: number; last: string }>(
        sql`SELECT count(*)::integer AS n, max(reported_at) AS last FROM incident`,
      );
      expect({ total, countedBy, most }).toEqual({ total: row?.n, countedBy: 'server', most: 100 });
      expect(last).toBe(row?.last);
      expect(begin && begin <= iso(1_740_000_000_000)).toBe(true);
      expect(begin).toMatch(/T16:00:00.000Z$/);
      const few = await scope(await api.as('viewer', '630103001'));
      expect(few.total === null ? few.countedBy : few.total > 100).toBe(few.total === null ? 'page' : true);
    });

    it.each(QUESTIONS)('count what SQL counts: %s', async (_, asked) => {
      await expectAsInSql(asked);
    });

    it('a histogram of those that pass, whatever the window', async () => {
      const edges = [from, from + 7 * DAY_MS, from + 8 * DAY_MS, NOW_MS].map((ms) => ms / 1000);
      const { histogram } = await counts(`type=theft&from=${iso(NOW_MS)}&edges=${edges}`);
      for (const [i, count] of (histogram ?? []).entries()) {
        const bin = { type: ['theft'], from: (edges[i] ?? 0) * 1000, to: (edges[i + 1] ?? 0) * 1000 };
        const [expected] = Object.values(await counted(sql`1`, whereOf(bin)));
        expect(count).toBe(expected ?? 0);
      }
      expect(histogram).toHaveLength(3);
    });

    it('a scope counts its own alone', async () => {
      const own = await counts('level=grid', await api.as('viewer', LEFT));
      const [expected] = Object.values(await counted(sql`1`, whereOf({ within: LEFT })));
      expect(own.selected).toBe(expected ?? 0);
      expect(own.areas.codes.every((code) => code.startsWith(LEFT))).toBe(true);
      const peeked = await counts('within=630103', await api.as('viewer', LEFT));
      expect(peeked.selected).toBe(0);
    });

    it('an incident added, moved, retyped, and one reported late are counted at once', async () => {
      const before = await scope();
      const add = async (reportedAt: string): Promise<string> => {
        const geometry = { type: 'Point', coordinates: IN_LEFT };
        const properties = { type: 'theft', priority: 3, reportedAt };
        return (await send('POST', '/api/incidents', { geometry, properties })).body.id;
      };
      const edit = async (id: string, change: object) =>
        expect((await send('PATCH', `/api/incidents/${id}`, change, { 'If-Match': '*' })).status).toBe(200);
      const added = await add(iso(NOW_MS - 60_000));
      const late = await add(iso(NOW_MS - 190 * DAY_MS));
      expect((await scope()).total).toBe((before.total ?? 0) + 2);
      await expectAsInSql({});
      await edit(added, { geometry: { type: 'Point', coordinates: IN_RIGHT } });
      await edit(late, { properties: { type: 'noise', priority: 1 } });
      expect((await scope()).version).not.toBe(before.version);
      await expectAsInSql({});
      await expectAsInSql({ type: ['noise'], from, to: NOW_MS });
    });

    it.each([
      ['everything', {}],
      ['a filter', { type: ['theft'], priority: [2, 3], within: LEFT }],
      ['what is not there', { within: '639999' }],
    ] as [string, Clauses][])('a sample of places lies where incidents are: %s', async (_, asked) => {
      const response = await api.app.request(`/api/incidents/cubes/sample?${queryOf(asked)}`, {
        headers: await api.bearer('viewer'),
      });
      const [total, ...places] = new Int32Array(await response.arrayBuffer());
      const rows = await database().query<{ lng7: number; lat7: number }>(
        sql`SELECT round(ST_X(geom) * 1e7)::integer AS lng7, round(ST_Y(geom) * 1e7)::integer AS lat7
            FROM incident WHERE ${whereOf(asked)}`,
      );
      expect(total).toBe(rows.length);
      expect(places).toHaveLength(2 * rows.length);
      expect(places.slice(0, total).sort()).toEqual(rows.map(({ lng7 }) => lng7).sort());
      expect(places.slice(total).sort()).toEqual(rows.map(({ lat7 }) => lat7).sort());
    });

    it.each([
      'cells?cells=15,1,1,5000,5000',
      'cells?cells=20,1,1,4000000,1',
      'cells?cells=30,1,1,5,5',
      'cells?cells=15,32760,1,9,9',
      'cells?cells=15,1,1,0,9',
      'cells',
      'counts?edges=5,4',
      'counts?edges=5',
      'counts?hours=168',
      'counts?from=yesterday',
      'counts?level=country',
      'counts?colour=red',
      'sample?colour=red',
      'sample?priority=9',
    ])('%s is refused', async (path) => {
      const { status, body } = await send('GET', `/api/incidents/cubes/${path}`);
      expect(status).toBe(400);
      expect(body.code).toMatch(/invalid_request|unknown_parameter/);
    });
  });
});
