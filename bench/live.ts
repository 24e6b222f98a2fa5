/** Incident posted to received in N live streams, on both engines; and a minute of cuts every 2 s under 50 events a second. */
import { parseArgs } from 'node:util';
import type { LiveChange, LiveSnapshot } from '../core/contract/live.ts';
import { applyChange, type LiveSet, liveSetOf } from '../core/live/apply-event.ts';
import { type ChildServer, startChild } from './child-server.ts';
import { type LiveStream, openStream as openLiveStream } from './live-stream.ts';
import { printResults, type ResultRow, spread } from './table.ts';

const EVENTS_PER_SECOND = 50;
const CUT_EVERY_MS = 2000;

/**
 * `--clients 1,20,100`, `--posts N` each, `--seconds N` of cuts, `--data DIRECTORY` and `--database URL` of seeded cities; without a
 * URL the embedded engine only.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      clients: { type: 'string', default: '1,20,100' },
      posts: { type: 'string', default: '60' },
      seconds: { type: 'string', default: '60' },
      data: { type: 'string', default: '.bench/city-200000' },
      database: { type: 'string' },
    },
  });
  const rows: ResultRow[] = [];
  for (const location of [values.data, values.database]) {
    if (!location) continue;
    const server = await startChild('ours', location);
    const engine = location.startsWith('postgres') ? 'postgres' : 'embedded';
    try {
      const places = await placesOf(server);
      for (const clients of values.clients.split(',').map(Number))
        rows.push({ engine, ...(await measureLatency(server, places, clients, Number(values.posts))) });
      rows.push({ engine, ...(await measureCuts(server, places, Number(values.seconds))) });
    } finally {
      server.stop();
    }
  }
  printResults('live', rows, { eventsPerSecond: EVENTS_PER_SECOND, cutEveryMs: CUT_EVERY_MS });
}

type Place = [lng: number, lat: number];

async function placesOf(server: ChildServer): Promise<Place[]> {
  const answer = await request(server, 'GET', '/api/posts?limit=500');
  const { features } = (await answer.json()) as { features: { geometry: { coordinates: Place } }[] };
  return features.map(({ geometry }) => geometry.coordinates);
}

function request(server: ChildServer, method: string, path: string, body?: object, version?: number) {
  const headers: Record<string, string> = { Authorization: `Bearer ${server.token}` };
  if (body) headers['Content-Type'] = 'application/json';
  if (version !== undefined) headers['If-Match'] = `"${version}"`;
  return fetch(server.url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}

/** Milliseconds from sending the POST to the change in each of the streams. */
async function measureLatency(
  server: ChildServer,
  places: readonly Place[],
  clients: number,
  posts: number,
): Promise<ResultRow> {
  const received = new Map<string, number[]>();
  const onChange = ({ id }: LiveChange) => {
    const times = received.get(id) ?? [];
    received.set(id, times);
    times.push(performance.now());
  };
  const streams = await Promise.all(
    Array.from({ length: clients }, () => openStream(server, undefined, onChange)),
  );
  const times: number[] = [];
  let lost = 0;
  for (let i = 0; i < posts; i += 1) {
    const sentMs = performance.now();
    const answer = await request(server, 'POST', '/api/incidents', incident(places, i));
    const { id } = (await answer.json()) as { id: string };
    const all = () => received.get(id)?.length === clients;
    for (let waited = 0; !all() && waited < 5000; waited += 5) await pause(5);
    for (const atMs of received.get(id) ?? []) times.push(atMs - sentMs);
    lost += clients - (received.get(id)?.length ?? 0);
    await pause(30);
  }
  for (const stream of streams) stream.close();
  return { measured: 'post to received', clients, ...spread(times), lost };
}

/** Writes for a while, cuts the stream again and again, and compares what the client holds with the server's own snapshot. */
async function measureCuts(
  server: ChildServer,
  places: readonly Place[],
  seconds: number,
): Promise<ResultRow> {
  const set = liveSetOf(await snapshot(server));
  let events = 0;
  let cuts = 0;
  let resets = 0;
  const endMs = performance.now() + seconds * 1000;
  const writing = write(server, places, endMs, () => {
    events += 1;
  });
  while (performance.now() < endMs) {
    const stream = await openStream(server, set.seq, (change) => applyChange(set, change));
    await pause(CUT_EVERY_MS);
    stream.close();
    cuts += 1;
    resets += stream.resets();
  }
  await writing;
  const last = await openStream(server, set.seq, (change) => applyChange(set, change));
  const held = await snapshot(server);
  for (let waited = 0; set.seq < held.seq && waited < 10_000; waited += 20) await pause(20);
  last.close();
  const differing = countDiffering(set, held);
  return {
    measured: 'cuts',
    clients: 1,
    n: events,
    perSecond: events / seconds,
    cuts,
    resets,
    lost: differing,
  };
}

async function write(
  server: ChildServer,
  places: readonly Place[],
  endMs: number,
  onWritten: () => void,
): Promise<void> {
  const startedMs = performance.now();
  let open: { id: string; version: number }[] = [];
  const one = async (i: number) => {
    const known = i % 2 === 0 ? undefined : open.shift();
    const answer = known
      ? await request(
          server,
          'PATCH',
          `/api/incidents/${known.id}`,
          { properties: { priority: (i % 4) + 1 } },
          known.version,
        )
      : await request(server, 'POST', '/api/incidents', incident(places, i));
    const { id, properties } = (await answer.json()) as { id: string; properties?: { version: number } };
    if (!properties) throw new Error(`a write was refused with ${answer.status}`);
    open = [...open.slice(-20), { id, version: properties.version }];
    onWritten();
  };
  const running = new Set<Promise<void>>();
  for (let i = 0; performance.now() < endMs; i += 1) {
    if (running.size >= 8) await Promise.race(running);
    const task = one(i).finally(() => running.delete(task));
    running.add(task);
    await pause(Math.max(0, startedMs + (i + 1) * (1000 / EVENTS_PER_SECOND) - performance.now()));
  }
  await Promise.all(running);
}

async function snapshot(server: ChildServer): Promise<LiveSnapshot> {
  return (await (await request(server, 'GET', '/api/live/snapshot')).json()) as LiveSnapshot;
}

/** Things that only one side holds, or that differ. */
function countDiffering(set: LiveSet, held: LiveSnapshot): number {
  const theirs = new Map(held.incidents.map((incident) => [incident.id, canonical(incident)]));
  let differing = [...set.incidents.keys()].filter((id) => !theirs.has(id)).length;
  for (const [id, text] of theirs) if (canonical(set.incidents.get(id)) !== text) differing += 1;
  return differing;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function incident(places: readonly Place[], i: number): object {
  const coordinates = places[(i * 7) % places.length];
  return { geometry: { type: 'Point', coordinates }, properties: { type: 'noise', priority: 3 } };
}

function openStream(
  { url, token }: ChildServer,
  lastEventId: number | undefined,
  onChange: (change: LiveChange) => void,
): Promise<LiveStream> {
  return openLiveStream(url, { Authorization: `Bearer ${token}` }, lastEventId, onChange);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
