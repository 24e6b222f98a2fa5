import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningRounds } from '../../../core/contract/running-round.ts';
import type { Unit } from '../../../core/contract/unit.ts';
import { distanceMetres } from '../../../core/geometry/metres.ts';
import { Simulator } from '../../../server/live/simulator.ts';
import { openTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { TEST_CITY } from '../../support/templates.ts';
import { type Api, makeApi, type Send } from '../api.ts';

const STEP_MS = 2000;
const ROUNDS = 4;

let opened: TestDatabase;
let api: Api;
let send: Send;
let simulator: Simulator;
let nowMs = Date.parse(TEST_CITY.asOf) + 60_000;
beforeAll(async () => {
  opened = await openTestDatabase('postgres', 'city');
  api = makeApi(opened.database, { limits: { writes: { perSecond: 1e6, burst: 1e6 } } });
  api.setClock(nowMs);
  send = await api.as('dispatcher');
  const { database, roads, log, clock } = api.deps;
  simulator = new Simulator(
    { api: api.app, database, roads, log, clock },
    { seed: 3, speed: 5, incidentsPerDay: 1, rounds: ROUNDS },
  );
});
afterAll(async () => {
  await simulator.stop();
  await api.close();
  await opened.drop();
});

const run = async (steps: number) => {
  for (let i = 0; i < steps; i += 1) {
    nowMs += STEP_MS;
    api.setClock(nowMs);
    await simulator.step();
  }
};

it('plans some rounds where nobody did, and its units go them', async () => {
  await run(330);
  const { items } = (await send('GET', '/api/patrol-plans?from=2026-06-30&to=2026-06-30')).body;
  expect(items).toMatchObject([{ state: 'issued', shift: 'evening' }]);
  expect(items[0].unitIds.length).toBeGreaterThan(0);
  expect(items[0].unitIds.length).toBeLessThanOrEqual(ROUNDS);
  const { items: rounds } = (await send('GET', '/api/running-rounds')).body as RunningRounds;
  expect(rounds.length).toBe(items[0].unitIds.length);
  const units = (await send('GET', '/api/units?limit=500')).body.features as Unit[];
  const offs = rounds.map(({ unitId, stops }) => {
    const [lng = 0, lat = 0] = units.find(({ id }) => id === unitId)?.geometry?.coordinates ?? [];
    const [first] = stops;
    return distanceMetres(lng * 1e7, lat * 1e7, (first?.lng ?? 0) * 1e7, (first?.lat ?? 0) * 1e7);
  });
  // Each is at its first stop, or left it a little early.
  expect(Math.min(...offs)).toBeLessThan(150);
});
