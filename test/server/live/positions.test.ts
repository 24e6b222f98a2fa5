import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { keepUpPositions } from '../../../server/live/position-upkeep.ts';
import { positionDays } from '../../../server/queries/positions.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { LEFT, loadSmallCity, thing } from '../small-city.ts';

const UNIT = thing('units', 'left');
const OTHER = thing('units', 'right');
const at = (secondsAgo: number) => new Date(NOW_MS - secondsAgo * 1000).toISOString();
const fix = (secondsAgo: number, lng = 101.7, unitId = UNIT) => ({
  unitId,
  lng,
  lat: 36.55,
  fixAt: at(secondsAgo),
});

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    send = await api.as('operator');
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    await database().query(sql`DELETE FROM unit_position`);
    await database().query(sql`DELETE FROM unit_position_history`);
  });

  const report = async (...fixes: object[]) => (await send('POST', '/api/positions', { fixes })).body;
  const place = async (unitId = UNIT) => (await send('GET', `/api/units/${unitId}`)).body;
  const history = async () =>
    await database().query<{ lng7: number; fixAt: string }>(
      sql`SELECT lng7, fix_at AS "fixAt" FROM unit_position_history ORDER BY fix_at`,
    );

  it('moves a unit to its newest fix and keeps all as history', async () => {
    expect(await report(fix(20, 101.71), fix(10, 101.72), fix(15, 101.73))).toEqual({
      moved: 1,
      historyOnly: 2,
      refused: [],
    });
    const unit = await place();
    expect(unit.geometry.coordinates).toEqual([101.72, 36.55]);
    expect(unit.properties.fixAt).toBe(at(10));
    expect(await history()).toEqual([
      { lng7: 1017100000, fixAt: at(20) },
      { lng7: 1017300000, fixAt: at(15) },
      { lng7: 1017200000, fixAt: at(10) },
    ]);
  });

  it('does not move a unit back for a fix that comes late', async () => {
    await report(fix(10, 101.72));
    expect(await report(fix(30, 101.7))).toMatchObject({ moved: 0, historyOnly: 1 });
    expect((await place()).geometry.coordinates).toEqual([101.72, 36.55]);
    expect(await history()).toHaveLength(2);
  });

  it('takes a repeated batch without an effect', async () => {
    const batch = [fix(10), fix(5), fix(7, 101.8, OTHER)];
    expect(await report(...batch)).toMatchObject({ moved: 2 });
    const before = [await history(), (await place()).geometry, (await place(OTHER)).geometry];
    expect(await report(...batch)).toEqual({ moved: 0, historyOnly: 3, refused: [] });
    expect([await history(), (await place()).geometry, (await place(OTHER)).geometry]).toEqual(before);
  });

  it('refuses single fixes by their index, and takes the others', async () => {
    const unknown = '0193f000-0000-7000-8000-0000000fffff';
    expect(await report(fix(10), fix(5, 101.7, unknown), fix(-61), fix(86_401), fix(-59, 101.74))).toEqual({
      moved: 1,
      historyOnly: 1,
      refused: [
        { index: 1, reason: 'unknown_unit' },
        { index: 2, reason: 'future_fix' },
        { index: 3, reason: 'too_old' },
      ],
    });
    expect((await place()).geometry.coordinates).toEqual([101.74, 36.55]);
  });

  it('does not know units of another scope', async () => {
    const left = await api.as('operator', LEFT);
    const answer = await left('POST', '/api/positions', { fixes: [fix(5, 101.9, OTHER), fix(5)] });
    expect(answer.body).toEqual({
      moved: 1,
      historyOnly: 0,
      refused: [{ index: 0, reason: 'unknown_unit' }],
    });
    expect((await place(OTHER)).geometry).toBeNull();
  });

  it('takes 5,000 fixes at once, and says what is wrong with 5,001', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => fix(i / 10, 101.6 + i / 50_000));
    expect(await report(...many)).toEqual({ moved: 1, historyOnly: 4999, refused: [] });
    expect(await history()).toHaveLength(5000);
    expect(
      (await send('POST', '/api/positions', { fixes: [...many, fix(1)] })).status,
    ).toBeGreaterThanOrEqual(400);
    expect((await send('POST', '/api/positions', { fixes: [] })).status).toBe(400);
    expect((await send('POST', '/api/positions', { fixes: [{ ...fix(1), lng: 181 }] })).status).toBe(400);
    expect((await send('POST', '/api/positions', { fixes: [{ ...fix(1), unitId: 'x' }] })).status).toBe(400);
    const viewer = await api.as('viewer');
    expect((await viewer('POST', '/api/positions', { fixes: [fix(1)] })).status).toBe(403);
  });

  it('keeps the newest of many batches that come at once', async () => {
    const batches = Array.from({ length: 12 }, (_, i) => [
      fix(100 - i, 101.7 + i / 1000),
      fix(100 - i, 101.8 + i / 1000, OTHER),
    ]);
    await Promise.all(batches.map((batch, i) => report(...(i % 2 ? batch : batch.reverse()))));
    expect((await place()).geometry.coordinates[0]).toBeCloseTo(101.711, 7);
    expect((await place(OTHER)).geometry.coordinates[0]).toBeCloseTo(101.811, 7);
    expect(await history()).toHaveLength(24);
  });

  it('makes daily partitions ahead, moves in what lay outside, and drops what is too old', async () => {
    await report(fix(60));
    await keepUpPositions(database(), NOW_MS, 3);
    await keepUpPositions(database(), NOW_MS, 3);
    expect(await positionDays(database())).toEqual(['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25']);
    expect(await history()).toHaveLength(1);
    const [rest] = await database().query<{ n: number }>(
      sql`SELECT count(*)::integer AS n FROM unit_position_history_rest`,
    );
    expect(rest?.n).toBe(0);
    await keepUpPositions(database(), NOW_MS + 4 * 86_400_000, 3);
    expect(await positionDays(database())).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
    ]);
    expect(await history()).toEqual([]);
  });
});
