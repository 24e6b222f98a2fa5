import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnalysisEngine } from '../../../client/analysis/analysis-engine.ts';
import type { AnalysisQuestion } from '../../../client/analysis/analysis-protocol.ts';
import { AskedHistory } from '../../../client/analysis/asked-history.ts';
import { countBefore } from '../../../client/analysis/count-before.ts';
import { HeldHistory } from '../../../client/analysis/held-history.ts';
import type { Clauses } from '../../../core/columns/crossfilter.ts';
import { decodeIncidentColumns } from '../../../core/columns/incident-columns.ts';
import type { IncidentChunks } from '../../../core/contract/incident-chunk.ts';
import { IncidentCubes } from '../../../core/contract/incident-cube.ts';
import { cellMetres } from '../../../core/hotspot/density.ts';
import { INCIDENT_STATUSES, INCIDENT_TYPES, NETS } from '../../../core/vocabulary.ts';
import { type Sql, sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS } from '../api.ts';
import { insertRandomIncidents } from '../random-incidents.ts';
import { loadSmallCity } from '../small-city.ts';

const VIEW = [101.66, 36.52, 101.88, 36.72] as const;
const DAY_MS = 86_400_000;
const NONE: Clauses = { types: [], priorities: [], statuses: [], nets: [], hours: [], within: null };

withDatabases('schema', (database) => {
  describe('what the analysis counts of the columns is what SQL counts of the rows', () => {
    let api: Api;
    let engine: AnalysisEngine;
    /** A server to which the same incidents are too many for a page. */
    let counting: Api;
    let asked: AskedHistory;
    beforeAll(async () => {
      await loadSmallCity(database());
      await insertRandomIncidents(database(), 1500, 11);
      api = makeApi(database());
      engine = await readAll();
      counting = makeApi(database(), { tiles: { mostIncidents: 1000 } });
      asked = await askServer();
    });
    afterAll(async () => {
      await Promise.all([api.close(), counting.close()]);
    });

    async function askServer(): Promise<AskedHistory> {
      const headers = await counting.bearer('viewer');
      const get = async (path: string) => await counting.app.request(path, { headers });
      for (;;) {
        const cubes = IncidentCubes.parse(await (await get('/api/incidents/cubes')).json());
        const history = { ...engine.history, total: cubes.total ?? 0, most: cubes.most };
        if (cubes.countedBy === 'server' && !cubes.reading) return new AskedHistory(get, cubes, history);
      }
    }

    async function readAll(): Promise<AnalysisEngine> {
      const headers = await api.bearer('viewer');
      const index = (await (
        await api.app.request('/api/incidents/columns/chunks', { headers })
      ).json()) as IncidentChunks;
      const held = new HeldHistory(index.zone);
      const fetched = new Map();
      for (const { key, from, to, version } of index.items) {
        const path = `/api/incidents/columns?${new URLSearchParams({ from, to, version })}`;
        const bytes = new Uint8Array(await (await api.app.request(path, { headers })).arrayBuffer());
        fetched.set(key, { columns: decodeIncidentColumns(bytes), version });
      }
      held.take(index.items, fetched);
      const span = { fromMs: Date.parse(index.items[0]?.from ?? ''), toMs: NOW_MS + 60_000 };
      const history = { span, total: held.table.count, leftOut: 0, asOfMs: NOW_MS, zone: index.zone };
      return new AnalysisEngine(held, history);
    }

    /** Counts by an expression, as text -> number; 0 is left out. */
    async function counted(by: Sql, where: Sql): Promise<Record<string, number>> {
      const rows = await database().query<{ key: string; n: number }>(sql`
        SELECT (${by})::text AS key, count(*)::integer AS n FROM incident WHERE ${where} GROUP BY 1`);
      return Object.fromEntries(rows.map(({ key, n }) => [key, n]));
    }

    const named = (names: readonly (string | number)[], counts: ArrayLike<number>) =>
      Object.fromEntries(names.map((name, i) => [String(name), counts[i] ?? 0]).filter(([, n]) => n !== 0));
    const HOUR = sql`(extract(isodow FROM reported_at AT TIME ZONE 'Asia/Shanghai') - 1) * 24
      + extract(hour FROM reported_at AT TIME ZONE 'Asia/Shanghai')`;

    const from = NOW_MS - 200 * DAY_MS;
    const QUESTIONS: [string, Partial<Clauses>, [number, number] | null][] = [
      ['everything', {}, null],
      ['a window', {}, [from, from + 60 * DAY_MS]],
      ['a window of one hour', {}, [from, from + 3_600_000]],
      ['types in a window', { types: ['theft', 'fire'] }, [from - 90 * DAY_MS, from]],
      ['an area and priorities', { within: '630102001', priorities: [1, 4] }, null],
      [
        'hours, statuses and nets',
        { hours: [0, 30, 60, 90, 120], statuses: ['closed'], nets: ['street'] },
        null,
      ],
      ['a time to come', {}, [NOW_MS + DAY_MS, NOW_MS + 2 * DAY_MS]],
    ];

    it.each(QUESTIONS)('%s', async (_, some, ends) => {
      const clauses = { ...NONE, ...some };
      const window = ends && { fromMs: ends[0], toMs: ends[1] };
      const question: AnalysisQuestion = { clauses, window, level: 'community', density: null };
      const summary = engine.summary(question);
      const where = (but?: keyof Clauses): Sql => conditions(clauses, window, but);
      expect(named(INCIDENT_TYPES, summary.types)).toEqual(await counted(sql`type`, where('types')));
      expect(named([1, 2, 3, 4], summary.priorities)).toEqual(
        await counted(sql`priority`, where('priorities')),
      );
      expect(named(INCIDENT_STATUSES, summary.statuses)).toEqual(
        await counted(sql`status`, where('statuses')),
      );
      expect(named(NETS, summary.nets)).toEqual(await counted(sql`net`, where('nets')));
      expect(named([...Array(168).keys()], summary.hours)).toEqual(await counted(HOUR, where('hours')));
      expect(named(summary.areas.codes, summary.areas.counts)).toEqual(
        await counted(sql`left(area_code, 12)`, where('within')),
      );
      const [all] = Object.values(await counted(sql`1`, where()));
      expect(summary.selected).toBe(all ?? 0);
    });

    it.each(QUESTIONS)('the server answers the same, charts and density: %s', async (_, some, ends) => {
      const clauses = { ...NONE, ...some };
      const window = ends && { fromMs: ends[0], toMs: ends[1] };
      const question: AnalysisQuestion = { clauses, window, level: 'community', density: null };
      const here = engine.summary(question);
      const there = await asked.summary(question);
      const areas = ({ areas }: typeof here) => named(areas.codes, areas.counts);
      expect({ ...there, areas: areas(there) }).toEqual({
        ...here,
        areas: areas(here),
        history: asked.history,
      });
      expect(asked.history.total).toBe(engine.history.total);
      for (const bandwidthMetres of [400, 1500]) {
        const density = { bbox: VIEW, metresPerPixel: 20, bandwidthMetres, theme: 'dark' as const };
        const mine = engine.raster(density, window);
        const theirs = await asked.raster(question, density, there.selected);
        expect({ top: theirs.top, incidents: theirs.incidents }).toEqual({
          top: mine.top,
          incidents: mine.incidents,
        });
        const [peak, other] = [Math.max(...mine.values), Math.max(...theirs.values)];
        expect(Math.abs(other - peak)).toBeLessThanOrEqual(peak * 0.06);
        expect(Math.abs(massOf(theirs) - massOf(mine))).toBeLessThanOrEqual(massOf(mine) * 0.02);
      }
    });

    it('a question about single incidents gets those of its window, or is told that they are too many', async () => {
      const window = { fromMs: from, toMs: from + 60 * DAY_MS };
      const question: AnalysisQuestion = { clauses: NONE, window, level: 'community', density: null };
      const there = await asked.heldFor(question);
      const here = engine.heldFor(question);
      const places = ({ columns, rows }: typeof here) =>
        Array.from(
          rows,
          (row) => `${columns.reportedAt[row]} ${columns.lng7[row]} ${columns.lat7[row]}`,
        ).sort();
      expect(places(there)).toEqual(places(here));
      expect(await asked.countBefore(question)).toEqual(countBefore(here).result);
      await expect(asked.heldFor({ ...question, window: null })).rejects.toThrow('too_many');
    });

    /** Incidents per day that a raster adds up to. */
    function massOf({ values, grid }: ReturnType<AnalysisEngine['raster']>): number {
      return values.reduce((sum, value, i) => {
        const { east, north } = cellMetres(grid, Math.floor(i / grid.columns) + 0.5);
        return sum + (value * east * north) / 1e6;
      }, 0);
    }

    function conditions(clauses: Clauses, window: AnalysisQuestion['window'], but?: keyof Clauses): Sql {
      const lets = (clause: keyof Clauses, condition: Sql): Sql =>
        clause === but || clauses[clause] === null || (clauses[clause] as readonly unknown[]).length === 0
          ? sql`true`
          : condition;
      const iso = (ms: number) => new Date(ms).toISOString();
      const time = window
        ? sql`reported_at >= ${iso(window.fromMs)}::timestamptz AND reported_at < ${iso(window.toMs)}::timestamptz`
        : sql`true`;
      return sql`${time}
        AND ${lets('types', sql`type = ANY(${[...clauses.types]}::text[])`)}
        AND ${lets('priorities', sql`priority = ANY(${[...clauses.priorities]}::smallint[])`)}
        AND ${lets('statuses', sql`status = ANY(${[...clauses.statuses]}::text[])`)}
        AND ${lets('nets', sql`net = ANY(${[...clauses.nets]}::text[])`)}
        AND ${lets('hours', sql`${HOUR} = ANY(${[...clauses.hours]}::numeric[])`)}
        AND ${lets('within', sql`area_code LIKE ${`${clauses.within}%`}`)}`;
    }
  });
});
