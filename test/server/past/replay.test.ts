import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIVE_NOUNS, type LiveSnapshot } from '../../../core/contract/live.ts';
import type { PastChanges, PastSnapshot } from '../../../core/contract/past.ts';
import { type PastState, pastStateOf, replay } from '../../../core/live/replay.ts';
import { sql } from '../../../server/database/sql.ts';
import { keepUpPositions } from '../../../server/live/position-upkeep.ts';
import { keepUpKeyframes } from '../../../server/past/keyframe-upkeep.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { CITY, LEFT, loadSmallCity, RIGHT } from '../small-city.ts';
import { RandomDay, randomness } from './random-day.ts';

/** Days of acts are gone through dozens of times: 40 s of a core for itself. */
const LONG_MS = 180_000;
const MINUTE_MS = 60_000;
/** Instants that are looked at again with other keyframes. */
const FEWER = 20;
const iso = (ms: number): string => new Date(ms).toISOString();

/** The set as plain data, without the place that a unit's Feature bears: `positions` has it. */
function contents(state: PastState): unknown {
  const nouns = LIVE_NOUNS.map((noun) =>
    [...state.collections[noun].values()].map((feature) => plain(noun, feature)).sort(byId),
  );
  return { nouns, positions: [...state.positions.values()].sort(), plan: state.plan };
}

function plain(noun: string, feature: { id: string; properties: object }) {
  if (noun !== 'units') return feature;
  const {
    headingDegrees: _h,
    speedKmh: _s,
    fixAt: _f,
    ...properties
  } = feature.properties as Record<string, unknown>;
  return { id: feature.id, properties };
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

withDatabases('schema', (database) => {
  let api: Api;
  let nowMs = NOW_MS;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    await keepUpPositions(database(), NOW_MS, 30);
  });
  afterAll(() => api.close());

  const past = async (send: Send, ms: number): Promise<PastState> => {
    const { status, body } = await send('GET', `/api/past?at=${iso(ms)}`);
    expect(status).toBe(200);
    return pastStateOf(body as PastSnapshot);
  };
  /** From one instant to another by the pages that the API answers. */
  const replayed = async (send: Send, fromMs: number, toMs: number, limit: number): Promise<PastState> => {
    let state = await past(send, fromMs);
    while (state.atMs < toMs) {
      const to = Math.min(toMs, state.atMs + 20 * 3_600_000);
      const { body } = await send(
        'GET',
        `/api/past/changes?from=${iso(state.atMs)}&to=${iso(to)}&limit=${limit}`,
      );
      const page = body as PastChanges;
      expect(Date.parse(page.to)).toBeGreaterThan(state.atMs);
      state = page.reload ? await past(send, Date.parse(page.to)) : replay(state, page, Date.parse(page.to));
    }
    return state;
  };
  const tick = (ms: number): void => {
    nowMs += ms;
    api.setClock(nowMs);
  };

  describe('without imports', () => {
    it('the past is what the live snapshot was at the time', async () => {
      const send = await api.as('admin');
      const [left, city] = [await api.as('viewer', LEFT), await api.as('viewer', CITY)];
      const day = new RandomDay(api, send, 7);
      const random = randomness(1);
      const seen: { ms: number; left: LiveSnapshot; city: LiveSnapshot }[] = [];
      for (let i = 0; i < 40; i++) {
        await day.act(false);
        await day.act(false);
        seen.push({
          ms: nowMs,
          left: (await left('GET', '/api/live/snapshot')).body,
          city: (await city('GET', '/api/live/snapshot')).body,
        });
        tick(1 + Math.floor(random() * 40 * MINUTE_MS));
      }
      for (const { ms, ...snapshots } of seen) {
        const pairs = [
          [snapshots.left, await left('GET', `/api/past?at=${iso(ms)}`)],
          [snapshots.city, await city('GET', `/api/past?at=${iso(ms)}`)],
        ] as const;
        for (const [then, { body }] of pairs)
          for (const noun of LIVE_NOUNS)
            expect(sortedAs(noun, body[noun])).toEqual(sortedAs(noun, then[noun]));
      }
    });
  });

  it(
    'replay comes to what the query answers, with keyframes and without, at random instants and in every scope',
    async () => {
      const send = await api.as('admin');
      const day = new RandomDay(api, send, 11);
      const random = randomness(2);
      const startMs = nowMs;
      for (let i = 0; i < 150; i++) {
        await day.act(true);
        if (random() < 0.7) tick(Math.floor(random() * 45 * MINUTE_MS));
      }
      tick(10 * MINUTE_MS);
      const scopes = await Promise.all([CITY, LEFT, RIGHT].map((scope) => api.as('viewer', scope)));
      const spans = Array.from({ length: 50 }, () => {
        const [a, b] = [random(), random()].map(
          (part) => startMs - 60 * MINUTE_MS + Math.floor(part * (nowMs - startMs)),
        );
        return { fromMs: Math.min(a as number, b as number), toMs: Math.max(a as number, b as number) };
      });
      const bare = [];
      for (const [i, { fromMs, toMs }] of spans.entries()) {
        const viewer = scopes[i % 3] as Send;
        const queried = await past(viewer, toMs);
        bare.push(contents(queried));
        expect(contents(await replayed(viewer, fromMs, toMs, 3 + (i % 40)))).toEqual(contents(queried));
      }
      const keepUp = () => keepUpKeyframes(database(), { nowMs, keepDays: 3, everyEvents: 7 });
      const read = async (): Promise<unknown[]> => {
        const all = [];
        for (const [i, { toMs }] of spans.slice(0, FEWER).entries())
          all.push(contents(await past(scopes[i % 3] as Send, toMs)));
        return all;
      };
      await keepUp();
      expect(await countKeyframes()).toBeGreaterThan(20);
      expect(await read()).toEqual(bare.slice(0, FEWER));
      // Imports reach into the past, and a clock that is behind does: keyframes that say otherwise are not believed.
      for (let i = 0; i < 40; i++) await day.act(true);
      tick(-90 * MINUTE_MS);
      await day.act(true);
      tick(95 * MINUTE_MS);
      const unchecked = await read();
      await keepUp();
      expect(await read()).toEqual(unchecked);
      await database().query(sql`DELETE FROM past_keyframe`);
      expect(await read()).toEqual(unchecked);
      expect(unchecked).not.toEqual(bare.slice(0, FEWER));
    },
    LONG_MS,
  );

  const countKeyframes = async (): Promise<number> =>
    (await database().query<{ n: number }>(sql`SELECT count(*) AS n FROM past_keyframe`))[0]?.n ?? 0;
});

function sortedAs(noun: string, features: { id: string; properties: object }[]) {
  return features.map((feature) => (noun === 'units' ? withRecentFix(feature) : feature)).sort(byId);
}

/** The seed leaves a place that is weeks old: the past has none so old. */
function withRecentFix(unit: { id: string; properties: object; geometry?: unknown }) {
  const properties = unit.properties as { fixAt: string | null };
  if (properties.fixAt === null || properties.fixAt > '2026-11-20') return unit;
  const { headingDegrees: _h, speedKmh: _s, ...rest } = unit.properties as Record<string, unknown>;
  return {
    ...unit,
    geometry: null,
    properties: { ...rest, headingDegrees: null, speedKmh: null, fixAt: null },
  };
}
