import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FeedAge, LiveSnapshot, PositionFrame } from '../../../core/contract/live.ts';
import { applyChange, liveSetOf } from '../../../core/live/apply-event.ts';
import { appendEvent, eventHead } from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';
import { NOW_MS } from '../api.ts';
import { CITY, GRID_LEFT, IN_LEFT, IN_RIGHT, LEFT, loadSmallCity, RIGHT, thing } from '../small-city.ts';
import { incidentAt, type LiveServer, Stream, startServer } from './live-server.ts';

const FAST = {
  pollMs: 50,
  tickMs: 60,
  heartbeatMs: 80,
  sessionCheckMs: 100,
  replayEvents: 50,
  streamsPerAccount: 3,
};

withDatabases('schema', (database) => {
  let server: LiveServer;
  beforeAll(async () => {
    await loadSmallCity(database());
    server = await startServer(database(), FAST);
  });
  afterAll(() => server.close());

  const open = async (scope = CITY, lastEventId?: string) =>
    Stream.open(server.url, await server.bearer('dispatcher', scope), lastEventId);
  const post = async (place: readonly [number, number]) =>
    (await (await server.as('dispatcher'))('POST', '/api/incidents', incidentAt(place))).body;

  it('greets, then sends each change with its number and the whole thing', async () => {
    const stream = await open();
    await stream.until(() => stream.of('hello').length === 1);
    const incident = await post(IN_LEFT);
    await stream.until(() => stream.changes.length === 1);
    const { seq } = await eventHead(database());
    expect(stream.changes[0]).toMatchObject({ seq, noun: 'incidents', kind: 'upsert', id: incident.id });
    expect(stream.changes[0]?.feature).toEqual(incident);
    expect(stream.of('change')[0]?.id).toBe(String(seq));
    await stream.cut();
  });

  it('replays what was missed, in order, and joins the live stream without a gap', async () => {
    const { seq } = await eventHead(database());
    for (let i = 0; i < 5; i += 1) await post(IN_LEFT);
    const stream = await open(CITY, String(seq));
    const last = await post(IN_LEFT);
    await stream.until(() => stream.changes.some(({ id }) => id === last.id));
    expect(stream.changes.map((change) => change.seq)).toEqual([1, 2, 3, 4, 5, 6].map((i) => seq + i));
    await stream.cut();
  });

  it('asks for a new snapshot when the id is unknown or too old, and goes on from now', async () => {
    const { seq } = await eventHead(database());
    for (const id of [String(seq + 1000), 'abc', '-1', '9'.repeat(30)]) {
      const stream = await open(CITY, id);
      await stream.until(() => stream.of('hello').length === 1);
      expect(stream.of('reset')[0]?.data).toEqual({ reason: 'unknown_id' });
      await stream.cut();
    }
    await database().transaction(async (transaction) => {
      for (let i = 0; i <= FAST.replayEvents; i += 1)
        await appendEvent(transaction, {
          at: new Date(NOW_MS).toISOString(),
          actorId: null,
          noun: 'imports',
          kind: 'update',
          subjectId: 'x',
          areaCode: CITY,
          before: null,
          after: null,
        });
    });
    const stream = await open(CITY, String(seq));
    await stream.until(() => stream.of('hello').length === 1);
    expect(stream.of('reset')[0]?.data).toEqual({ reason: 'too_old' });
    const incident = await post(IN_LEFT);
    await stream.until(() => stream.changes.length > 0);
    expect(stream.changes.map(({ id }) => id)).toEqual([incident.id]);
    await stream.cut();
  });

  it('shows each scope only what lies in it, and a removal when a thing leaves', async () => {
    const [left, right, city] = [await open(LEFT), await open(RIGHT), await open()];
    const streams = [left, right, city];
    for (const stream of streams) await stream.until(() => stream.of('hello').length === 1);
    const mine = await post(IN_LEFT);
    const theirs = await post(IN_RIGHT);
    const send = await server.as('dispatcher');
    const move = { geometry: { type: 'Point', coordinates: IN_RIGHT } };
    const moved = await send('PATCH', `/api/incidents/${mine.id}`, move, { 'If-Match': '"1"' });
    expect(moved.status).toBe(200);
    for (const stream of streams) await stream.until(() => stream.changes.length >= 2);
    await city.until(() => city.changes.length === 3);
    const seen = (stream: Stream) => stream.changes.map(({ kind, id }) => `${kind} ${id}`);
    expect(seen(left)).toEqual([`upsert ${mine.id}`, `remove ${mine.id}`]);
    expect(left.changes[1]?.feature).toBeUndefined();
    expect(seen(right)).toEqual([`upsert ${theirs.id}`, `upsert ${mine.id}`]);
    expect(JSON.stringify(left.messages)).not.toContain(theirs.id);
    for (const stream of streams) await stream.cut();
  });

  it('sends positions once a tick, of the scope only, all of them at first', async () => {
    const [left, city] = [await open(LEFT), await open()];
    await left.until(() => left.of('positions').length > 0);
    await city.until(() => city.of('positions').length > 0);
    const units = (stream: Stream) =>
      stream.of('positions').flatMap(({ data }) => (data as PositionFrame).rows.map(([id]) => id));
    expect(units(left)).toEqual([thing('units', 'left')]);
    expect(units(city).sort()).toEqual([thing('units', 'left'), thing('units', 'right')]);
    const fixAt = new Date(NOW_MS - 1000).toISOString();
    const fixes = [
      { unitId: thing('units', 'right'), lng: 101.9, lat: 36.6, fixAt, headingDegrees: 90, speedKmh: 30 },
    ];
    await (await server.as('dispatcher'))('POST', '/api/positions', { fixes });
    await city.until(() => units(city).length === 3);
    const frame = city.of('positions').at(-1)?.data as PositionFrame;
    expect(frame.rows).toEqual([[thing('units', 'right'), 101.9, 36.6, 90, 30, NOW_MS - 1000]]);
    expect(units(left)).toEqual([thing('units', 'left')]);
    await left.cut();
    await city.cut();
  });

  it('tells when a feed was heard', async () => {
    const stream = await open();
    await (await server.as('dispatcher'))('POST', '/api/feeds/devices/heartbeat');
    const heard = () =>
      stream
        .of('feeds')
        .some(({ data }) =>
          (data as FeedAge[]).some(
            (feed) => feed.feed === 'devices' && feed.lastSeenAt === new Date(NOW_MS).toISOString(),
          ),
        );
    await stream.until(heard);
    await stream.cut();
  });

  it('beats, and lets a client resume where nothing of its own happened for long', async () => {
    const stream = await open(RIGHT);
    await stream.until(() => stream.of('hello').length === 1);
    await post(IN_LEFT);
    const { seq } = await eventHead(database());
    await stream.until(() => stream.lastId === String(seq));
    expect(stream.comments.length).toBeGreaterThan(0);
    expect(stream.changes).toEqual([]);
    await stream.cut();
  });

  it('sees what another process wrote', async () => {
    const stream = await open();
    await stream.until(() => stream.of('hello').length === 1);
    await database().transaction((transaction) =>
      appendEvent(transaction, {
        at: new Date(NOW_MS).toISOString(),
        actorId: null,
        noun: 'posts',
        kind: 'bulk',
        subjectId: 'batch',
        areaCode: GRID_LEFT,
        before: null,
        after: null,
      }),
    );
    await stream.until(() => stream.changes.length === 1);
    expect(stream.changes[0]).toMatchObject({ noun: 'posts', kind: 'bulk' });
    await stream.cut();
  });

  it('keeps the accounts of others from everybody but administrators', async () => {
    const viewer = await open();
    const admin = await Stream.open(server.url, await server.bearer('admin'));
    for (const stream of [viewer, admin]) await stream.until(() => stream.of('hello').length === 1);
    const input = {
      login: 'someone',
      displayName: 'Someone',
      role: 'viewer',
      scopeCode: CITY,
      password: 'a long password',
    };
    const created = await (await server.as('admin'))('POST', '/api/accounts', input);
    expect(created.status).toBe(201);
    await admin.until(() => admin.changes.length === 1);
    await post(IN_LEFT);
    await viewer.until(() => viewer.changes.length === 1);
    expect(viewer.changes[0]?.noun).toBe('incidents');
    expect(JSON.stringify(admin.messages)).not.toMatch(/password/i);
    for (const stream of [viewer, admin]) await stream.cut();
  });

  describe('ends', () => {
    it('when the account is disabled', async () => {
      const headers = await server.bearer('viewer');
      const stream = await Stream.open(server.url, headers);
      await stream.until(() => stream.of('hello').length === 1);
      const account = (await (await fetch(`${server.url}/api/session`, { headers })).json()).account;
      const disabled = await (await server.as('admin'))(
        'PATCH',
        `/api/accounts/${account.id}`,
        { disabled: true },
        { 'If-Match': '*' },
      );
      expect(disabled.status).toBe(200);
      await stream.until(() => stream.ended);
      expect((await Stream.open(server.url, headers)).status).toBe(401);
    });

    it('when the session is signed out, the others stay', async () => {
      const headers = await server.bearer('dispatcher');
      const [gone, stays] = [await Stream.open(server.url, headers), await open()];
      await gone.until(() => gone.of('hello').length === 1);
      await fetch(`${server.url}/api/session`, { method: 'DELETE', headers });
      await gone.until(() => gone.ended);
      const beats = stays.comments.length;
      await stays.until(() => stays.comments.length > beats);
      expect(stays.ended).toBe(false);
      await stays.cut();
    });
  });

  it('refuses one account too many streams, and counts those that were closed no more', async () => {
    const headers = await server.bearer('dispatcher');
    const streams: Stream[] = [];
    for (let i = 0; i < FAST.streamsPerAccount; i += 1) streams.push(await Stream.open(server.url, headers));
    for (const stream of streams) await stream.until(() => stream.of('hello').length === 1);
    const refused = await fetch(`${server.url}/api/live`, { headers });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('10');
    await refused.body?.cancel();
    const before = server.deps.hub.streams;
    for (const stream of streams) await stream.cut();
    await expect.poll(() => server.deps.hub.streams, { timeout: 5000 }).toBe(before - streams.length);
    const again = await Stream.open(server.url, headers);
    expect(again.status).toBe(200);
    await again.cut();
  });

  it('ends in the same set as the server after cuts every 300 ms under 50 events a second', async () => {
    const send = await server.as('dispatcher');
    const headers = await server.bearer('dispatcher', LEFT);
    const snapshot = (await (
      await fetch(`${server.url}/api/live/snapshot`, { headers })
    ).json()) as LiveSnapshot;
    const set = liveSetOf(snapshot);
    let done = false;
    const writing = writeFor(3000, send).finally(() => {
      done = true;
    });
    let resets = 0;
    let held: LiveSnapshot | undefined;
    while (!held || set.seq < held.seq) {
      const stream = await Stream.open(server.url, headers, String(set.seq));
      const cutAt = Date.now() + 300;
      await stream.until(() => Date.now() >= cutAt).catch(() => undefined);
      await stream.cut();
      resets += stream.of('reset').length;
      for (const change of stream.changes) applyChange(set, change);
      if (done && !held)
        held = (await (await fetch(`${server.url}/api/live/snapshot`, { headers })).json()) as LiveSnapshot;
    }
    expect(await writing).toBeGreaterThan(LEAST_EVENTS);
    expect(resets).toBe(0);
    const byId = (features: { id: string }[]) => [...features].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId([...set.incidents.values()])).toEqual(byId(held.incidents));
    expect(set.seq).toBe(held.seq);
  });
});

/** However slow the machine. */
const LEAST_EVENTS = 30;

/**
 * About 50 events a second: incidents come in on both sides, and some move to the other; the last one is on the left, where it is
 * looked at from. Returns how many were acknowledged.
 */
async function writeFor(ms: number, send: Awaited<ReturnType<LiveServer['as']>>): Promise<number> {
  const started = Date.now();
  let written = 0;
  let open: { id: string; version: number }[] = [];
  const isOn = () => Date.now() - started < ms || written <= LEAST_EVENTS;
  for (let i = 0; isOn() || i % 3 === 1; i += 1) {
    const place = i % 3 === 0 ? IN_RIGHT : IN_LEFT;
    const known = i % 2 === 0 ? undefined : open.shift();
    const body = { geometry: { type: 'Point', coordinates: place } };
    const answer = known
      ? await send('PATCH', `/api/incidents/${known.id}`, body, { 'If-Match': `"${known.version}"` })
      : await send('POST', '/api/incidents', incidentAt(place));
    expect(answer.status).toBeLessThan(300);
    open = [...open.slice(-10), { id: answer.body.id, version: answer.body.properties.version }];
    written += 1;
    const aheadMs = started + written * 20 - Date.now();
    if (aheadMs > 0) await new Promise((resolve) => setTimeout(resolve, aheadMs));
  }
  return written;
}
