import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../server/database/sql.ts';
import { withDatabases } from '../support/databases.ts';
import { type Api, makeApi, type Send } from './api.ts';
import { tempFiles } from './import/files.ts';
import { Trial } from './import/trial.ts';
import { CITY, IN_LEFT, LEFT, loadSmallCity, thing } from './small-city.ts';

const file = tempFiles();
const CHICAGO = 'America/Chicago';
/** Clocks there go from 02:00 to 03:00 on the 8th: the day ends at 05:00 UTC of the 9th. */
const LAST_OF_8TH = '2026-03-09T04:59:59.000Z';
const FIRST_OF_9TH = '2026-03-09T05:00:00.000Z';

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    await database().query(sql`
      INSERT INTO setting (key, value) VALUES ('city', ${{ demo: false, timeZone: CHICAGO }}::jsonb)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
    api = makeApi(database());
    send = await api.as('dispatcher');
  });
  afterAll(() => api.close());

  const report = async (reportedAt: string) => {
    const properties = { type: 'burglary', priority: 2, reportedAt };
    const geometry = { type: 'Point', coordinates: IN_LEFT };
    const { body } = await send('POST', '/api/incidents', { geometry, properties });
    return String(body.properties.number);
  };

  it('is told to who signs in', async () => {
    expect((await send('GET', '/api/session')).body.timeZone).toBe(CHICAGO);
  });

  it('makes the days of incident numbers, and finds them again', async () => {
    expect(await report(LAST_OF_8TH)).toBe('260308-0001');
    expect(await report(FIRST_OF_9TH)).toBe('260309-0001');
    const hits = async (q: string) =>
      (await send('GET', `/api/search?q=${q}`)).body.items.map(({ code }: { code: string }) => code);
    expect(await hits('260308')).toContain('260308-0001');
    expect(await hits('260309-00')).toContain('260309-0001');
  });

  it('decides when an inspection is overdue', async () => {
    const admin = await api.as('admin');
    for (const side of ['left', 'right'] as const) {
      const path = `/api/institutions/${thing('institutions', side)}`;
      await admin('PATCH', path, { properties: { inspectionDueOn: '2026-03-08' } }, { 'If-Match': '*' });
    }
    const overdueAt = async (now: string) => {
      api.setClock(Date.parse(now));
      return (await send('GET', `/api/areas/${LEFT}/rollup`)).body.inspectionsOverdue;
    };
    expect([await overdueAt(LAST_OF_8TH), await overdueAt(FIRST_OF_9TH)]).toEqual([0, 1]);
  });

  it('numbers imported incidents, also from a file whose times are in another zone', async () => {
    const [lng, lat] = IN_LEFT;
    const text = `type,reportedAt,lng,lat\ntheft,2026-03-20 13:30,${lng},${lat}\n`;
    const trial = new Trial(database);
    const job = await trial.checked(
      file('other.csv', text),
      { as: 'incidents', zone: 'Asia/Shanghai' },
      CITY,
    );
    expect(job.report.zone).toBe('Asia/Shanghai');
    await trial.apply(job);
    const rows = await database().query(
      sql`SELECT number, reported_at AS at FROM incident WHERE import_batch_id = ${job.id}::uuid`,
    );
    expect(rows).toEqual([{ number: '260320-0001', at: '2026-03-20T05:30:00.000Z' }]);
  });
});
