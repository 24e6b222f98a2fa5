/** Load on a running demo server: units that report once a second, and incidents that change. */
import { signIn } from './city-database.ts';

const CODE = 'BENCH-';
/** Writes of one account in a second, below what the server lets in. */
const WRITES_A_SECOND = 80;

type Place = [lng: number, lat: number];
interface Thing {
  id: string;
  geometry: { coordinates: Place } | null;
  properties: { code: string; areaCode: string; version: number; status?: string; priority?: number };
}

export interface Load {
  /** How many seconds' positions and how many incident events were sent, and how many could not be in time. */
  seconds: number;
  events: number;
  late: number;
  refused: number;
  stop(): Promise<void>;
}

/**
 * Lets `units` units report a position each second and `eventsPerSecond` changes go to a fixed set of incidents, so that what the
 * city holds does not grow: what grows then is a leak. Without a rate nothing but units.
 */
export async function startLoad(origin: string, units: number, eventsPerSecond: number): Promise<Load> {
  const headers = { ...(await signIn(origin)), 'Content-Type': 'application/json' };
  const send = (method: string, path: string, body?: object, more: Record<string, string> = {}) =>
    fetch(origin + path, {
      method,
      headers: { ...headers, ...more },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const unitIds = await ensureUnits(send, units);
  const places = (await listed(send, '/api/posts?limit=500')).flatMap(({ geometry }) =>
    geometry ? [geometry.coordinates] : [],
  );
  const incidents = await makeIncidents(send, places, 8 * eventsPerSecond);
  const load: Load = { seconds: 0, events: 0, late: 0, refused: 0, stop: async () => undefined };
  const running = new Set<Promise<unknown>>();
  const run = (work: Promise<Response>): void => {
    const task: Promise<unknown> = work
      .then((answer) => {
        if (!answer.ok) load.refused += 1;
        return answer.arrayBuffer();
      })
      .catch(() => {
        load.refused += 1;
      })
      .finally(() => running.delete(task));
    running.add(task);
  };
  const moving = setInterval(() => {
    if (running.size > 20) load.late += 1;
    else run(send('POST', '/api/positions', { fixes: fixesOf(unitIds, places, load.seconds) }));
    load.seconds += 1;
  }, 1000);
  const change = (): void => {
    const incident = incidents[load.events % incidents.length];
    load.events += 1;
    if (!incident || running.size > 20) {
      load.late += 1;
      return;
    }
    const priority = ((incident.properties.priority ?? 3) % 3) + 2;
    incident.properties.priority = priority;
    run(send('PATCH', `/api/incidents/${incident.id}`, { properties: { priority } }, { 'If-Match': '*' }));
  };
  const changing = eventsPerSecond > 0 ? setInterval(change, 1000 / eventsPerSecond) : undefined;
  load.stop = async () => {
    clearInterval(moving);
    clearInterval(changing);
    await Promise.all(running);
  };
  return load;
}

type Send = (method: string, path: string, body?: object, more?: Record<string, string>) => Promise<Response>;

async function listed(send: Send, path: string): Promise<Thing[]> {
  const all: Thing[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path;
    const answer = (await (await send('GET', page)).json()) as {
      features: Thing[];
      nextCursor: string | null;
    };
    all.push(...answer.features);
    cursor = answer.nextCursor;
  }
  return all;
}

/** The ids of as many units; those that are missing are made, and stay for the next run. */
async function ensureUnits(send: Send, count: number): Promise<string[]> {
  const there = await listed(send, '/api/units?limit=500');
  const codes = new Set(there.map(({ properties }) => properties.code));
  const ids = there.map(({ id }) => id);
  const homes = there.map(({ properties }) => properties.areaCode);
  for (let n = 0; ids.length < count; n += 1) {
    if (codes.has(CODE + n)) continue;
    const properties = {
      code: CODE + n,
      nameZh: `压测 ${n}`,
      nameEn: `Load ${n}`,
      kind: 'squad',
      vehicle: 'car',
      crewSize: 2,
      shift: 'day',
      state: 'patrolling',
      routeId: null,
      areaCode: homes[n % homes.length],
    };
    const answer = await send('POST', '/api/units', { properties });
    if (!answer.ok) throw new Error(`a unit was refused: ${answer.status} ${await answer.text()}`);
    ids.push(((await answer.json()) as Thing).id);
    await pause(1000 / WRITES_A_SECOND);
  }
  return ids.slice(0, count);
}

async function makeIncidents(send: Send, places: readonly Place[], count: number): Promise<Thing[]> {
  const made: Thing[] = [];
  for (let i = 0; i < count; i += 1) {
    const coordinates = places[(i * 7) % places.length];
    const properties = { type: 'noise', priority: 3 };
    const answer = await send('POST', '/api/incidents', {
      geometry: { type: 'Point', coordinates },
      properties,
    });
    if (!answer.ok) throw new Error(`an incident was refused: ${answer.status} ${await answer.text()}`);
    made.push((await answer.json()) as Thing);
    await pause(1000 / WRITES_A_SECOND);
  }
  return made;
}

/** Each unit goes round a place of its own, so that nothing stands still and nothing wanders off. */
function fixesOf(unitIds: readonly string[], places: readonly Place[], second: number): object[] {
  const fixAt = new Date().toISOString();
  return unitIds.map((unitId, i) => {
    const [lng, lat] = places[i % places.length] ?? [101.77, 36.62];
    const angle = second / 20 + i;
    return {
      unitId,
      lng: lng + 0.003 * Math.cos(angle),
      lat: lat + 0.002 * Math.sin(angle),
      fixAt,
      headingDegrees: (360 + (((-angle * 180) / Math.PI) % 360)) % 360,
      speedKmh: 25,
      accuracyMetres: 5,
    };
  });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
