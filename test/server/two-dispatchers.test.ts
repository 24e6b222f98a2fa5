import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../server/database/sql.ts';
import { openTestDatabase, type TestDatabase } from '../support/databases.ts';
import { type Program, runProgram } from '../support/program.ts';
import { type Api, makeApi } from './api.ts';
import { IN_LEFT, LEFT, loadSmallCity } from './small-city.ts';

const ROUNDS = 60;
const ANY = { 'If-Match': '*', 'Content-Type': 'application/json' };

let opened: TestDatabase;
let api: Api;
let programs: Program[] = [];
let urls: string[] = [];
let bearers: Record<string, string>[] = [];

beforeAll(async () => {
  opened = await openTestDatabase('postgres', 'schema');
  await loadSmallCity(opened.database);
  api = makeApi(opened.database);
  const env = { PORT: '0', DATABASE_URL: opened.address, JINGWEI_DEMO: '0' };
  programs = [runProgram('server/main.ts', env), runProgram('server/main.ts', env)];
  urls = await Promise.all(programs.map(async ({ printed }) => (await printed(/→ {2}(http:\S+)/))[1] ?? ''));
  bearers = [await api.bearer('dispatcher'), await api.bearer('dispatcher')];
});
afterAll(async () => {
  for (const { child } of programs) child.kill('SIGTERM');
  await Promise.all(programs.map(({ exited }) => exited));
  await api.close();
  await opened.drop();
});

const post = async (process: number, path: string, body: object) => {
  const answer = await fetch(`${urls[process]}${path}`, {
    method: 'POST',
    headers: { ...bearers[process], ...ANY },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as { id: string; reason?: string } };
};

it('one unit, two dispatchers, two processes: one sends it, the other hears where it is', async () => {
  const properties = {
    code: 'R-1',
    nameZh: '测',
    nameEn: 'Test',
    kind: 'squad',
    vehicle: 'car',
    crewSize: 2,
  };
  const unit = await post(0, '/api/units', {
    properties: { ...properties, shift: 'day', state: 'patrolling', routeId: null, areaCode: LEFT },
  });
  expect(unit.status).toBe(201);
  const [lng, lat] = IN_LEFT;
  await post(0, '/api/positions', {
    fixes: [{ unitId: unit.body.id, lng, lat, fixAt: new Date().toISOString() }],
  });
  const report = async (process: number): Promise<string> => {
    const geometry = { type: 'Point', coordinates: IN_LEFT };
    return (await post(process, '/api/incidents', { geometry, properties: { type: 'theft', priority: 3 } }))
      .body.id;
  };
  const wins = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const incidents = [await report(0), await report(1)];
    const confirmed = ['off_shift', 'off_soon', 'position_late', 'position_lost'];
    const answers = await Promise.all(
      incidents.map((id, i) =>
        post(i, `/api/incidents/${id}/assignment`, { unitId: unit.body.id, confirmed }),
      ),
    );
    expect(answers.map(({ status }) => status).sort(), JSON.stringify(answers)).toEqual([200, 409]);
    const won = answers[0]?.status === 200 ? 0 : 1;
    wins[won] = (wins[won] ?? 0) + 1;
    expect(answers[1 - won]?.body.reason).toBe('unit_busy');
    const [row] = await opened.database.query<{ id: string; n: number }>(sql`
      SELECT min(id::text) AS id, count(*)::integer AS n FROM assignment WHERE unit_id = ${unit.body.id}::uuid
        AND state = 'sent'`);
    expect(row?.n).toBe(1);
    expect((await post(won, `/api/assignments/${row?.id}/steps`, { step: 'take_back' })).status).toBe(200);
  }
  expect(wins.reduce((sum, n) => sum + n, 0)).toBe(ROUNDS);
});
