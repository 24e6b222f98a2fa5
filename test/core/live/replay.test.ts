import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveNoun, UnitPositionRow } from '../../../core/contract/live.ts';
import { type PastChange, type PastSnapshot, POSITION_KEPT_MS } from '../../../core/contract/past.ts';
import { type PastSpan, type PastState, pastStateOf, replay } from '../../../core/live/replay.ts';

const START_MS = Date.parse('2026-11-20T08:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();

const thing = (id: string, properties: object = {}) =>
  ({
    type: 'Feature',
    id,
    geometry: null,
    properties: { status: 'verified', fixAt: null, ...properties },
  }) as never;

const EMPTY = {
  at: iso(START_MS),
  seq: 0,
  serverNow: iso(START_MS),
  feeds: [],
  incidents: [],
  units: [thing('u')],
  routes: [],
  checkpoints: [],
  posts: [thing('p')],
  institutions: [],
  devices: [],
  alarms: [],
  geofences: [],
  cases: [],
  risks: [],
  positions: [],
  plan: null,
  logFrom: null,
} as unknown as PastSnapshot;

const change = (ms: number, noun: LiveNoun, id: string, feature?: unknown): PastChange => ({
  seq: 1,
  at: iso(START_MS + ms),
  noun,
  id,
  kind: feature ? 'upsert' : 'remove',
  ...(feature ? { feature: feature as never } : {}),
});
const fix = (ms: number, id = 'u', lng = 101): UnitPositionRow => [id, lng, 36, null, null, START_MS + ms];
const spanOf = (span: Partial<PastSpan>): PastSpan => ({ changes: [], fixes: [], plans: [], ...span });

const contents = ({ collections, positions, plan, atMs }: PastState) => ({
  atMs,
  plan,
  positions: [...positions].sort(),
  nouns: Object.entries(collections).map(([noun, map]) => [noun, [...map].sort()]),
});

const spans = fc
  .tuple(
    fc.array(
      fc.tuple(
        fc.nat(1000),
        fc.constantFrom<LiveNoun>('units', 'posts', 'incidents'),
        fc.constantFrom('u', 'p', 'x'),
        fc.boolean(),
      ),
      { maxLength: 40 },
    ),
    fc.array(fc.tuple(fc.nat(1000), fc.constantFrom('u', 'x')), { maxLength: 40 }),
  )
  .map(([changes, fixes]) =>
    spanOf({
      changes: changes
        .map(([ms, noun, id, there], i) =>
          change(ms, noun, id, there && thing(id, { i, reportedAt: iso(START_MS) })),
        )
        .sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
      // A unit's fixes are told only while it is there; here it always is when the replay looks.
      fixes: fixes.map(([ms, id], i) => fix(ms, id, i)).sort((a, b) => a[5] - b[5]),
    }),
  );

describe('replay', () => {
  it('in any number of steps comes to the same things as at once, and leaves earlier states as they were', () => {
    fc.assert(
      fc.property(spans, fc.array(fc.nat(1000), { maxLength: 8 }), (span, stops) => {
        const start = pastStateOf(EMPTY);
        const before = contents(start);
        const whole = replay(start, span, START_MS + 1000);
        let state = start;
        for (const stop of [...stops.sort((a, b) => a - b), 1000])
          state = replay(state, span, START_MS + stop);
        expect(contents(state).nouns).toEqual(contents(whole).nouns);
        expect(contents(start)).toEqual(before);
      }),
    );
  });

  it('counts what happened at the very instant, and nothing after it', () => {
    const span = spanOf({
      changes: [change(5, 'posts', 'a', thing('a')), change(6, 'posts', 'b', thing('b'))],
    });
    expect([...replay(pastStateOf(EMPTY), span, START_MS + 5).collections.posts.keys()]).toEqual(['p', 'a']);
  });

  it('keeps what did not change as the same map', () => {
    const start = pastStateOf(EMPTY);
    const next = replay(start, spanOf({ changes: [change(1, 'posts', 'a', thing('a'))] }), START_MS + 9);
    expect(next.collections.devices).toBe(start.collections.devices);
    expect(next.collections.posts).not.toBe(start.collections.posts);
    expect(next.positions).not.toBe(undefined);
    expect(replay(next, spanOf({}), START_MS + 10).positions).toBe(next.positions);
  });

  it('takes the newest fix of a unit that is there, and lets one go that is a day old', () => {
    const start = pastStateOf(EMPTY);
    const span = spanOf({ fixes: [fix(1), fix(3, 'u', 102), fix(4, 'gone')] });
    const state = replay(start, span, START_MS + 10);
    expect([...state.positions.values()]).toEqual([fix(3, 'u', 102)]);
    expect(replay(state, span, START_MS + 3 + POSITION_KEPT_MS).positions.size).toBe(0);
    expect(replay(state, span, START_MS + 2 + POSITION_KEPT_MS).positions.size).toBe(1);
  });

  it('a unit that leaves loses its place; one that comes brings it', () => {
    const placed = {
      type: 'Feature',
      id: 'n',
      geometry: { type: 'Point', coordinates: [101, 36] },
      properties: { headingDegrees: null, speedKmh: null, fixAt: iso(START_MS - 5) },
    };
    const span = spanOf({
      fixes: [fix(1)],
      changes: [change(2, 'units', 'u'), change(3, 'units', 'n', placed)],
    });
    const state = replay(pastStateOf(EMPTY), span, START_MS + 10);
    expect([...state.positions.values()]).toEqual([['n', 101, 36, null, null, START_MS - 5]]);
  });

  it('lets incidents that are done go a day after their report', () => {
    const done = thing('i', { status: 'closed', reportedAt: iso(START_MS) });
    const span = spanOf({ changes: [change(1, 'incidents', 'i', done)] });
    const day = 24 * 3_600_000;
    expect(replay(pastStateOf(EMPTY), span, START_MS + day - 1).collections.incidents.size).toBe(1);
    expect(replay(pastStateOf(EMPTY), span, START_MS + day).collections.incidents.size).toBe(0);
  });

  it('follows the plan that comes into force', () => {
    const plan = { id: 'b', name: 'B', effectiveFrom: iso(START_MS + 5), isInForce: true };
    const span = spanOf({ plans: [plan] });
    expect(replay(pastStateOf(EMPTY), span, START_MS + 4).plan).toBe(null);
    expect(replay(pastStateOf(EMPTY), span, START_MS + 5).plan).toEqual(plan);
  });
});
