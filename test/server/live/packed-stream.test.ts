import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventStreamParser, type StreamEvent } from '../../../client/live/event-stream.ts';
import { unpackPositions } from '../../../core/live/position-frame.ts';
import { withDatabases } from '../../support/databases.ts';
import { NOW_MS } from '../api.ts';
import { LEFT, loadSmallCity, thing } from '../small-city.ts';
import { type LiveServer, startServer } from './live-server.ts';

withDatabases('schema', (database) => {
  let server: LiveServer;
  beforeAll(async () => {
    await loadSmallCity(database());
    server = await startServer(database(), { tickMs: 50, pollMs: 50 });
  });
  afterAll(() => server.close());

  /** Reads a packed stream until `holds`. */
  const readUntil = async (scope: string | undefined, holds: (events: StreamEvent[]) => boolean) => {
    const abort = new AbortController();
    const response = await fetch(`${server.url}/api/live?positions=packed`, {
      headers: await server.bearer('viewer', scope),
      signal: abort.signal,
    });
    const events: StreamEvent[] = [];
    const parse = eventStreamParser((event) => events.push(event));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    while (reader && !holds(events)) {
      const { value, done } = await reader.read();
      if (done) break;
      parse(value);
    }
    abort.abort();
    return events;
  };
  const unitsOf = (events: StreamEvent[]) => {
    const roster = events
      .filter(({ event }) => event === 'roster')
      .flatMap(({ data }) => (JSON.parse(data) as { ids: string[] }).ids);
    return events
      .filter(({ event }) => event === 'frame')
      .flatMap(({ data }) => unpackPositions(Buffer.from(data, 'base64'), roster).rows);
  };

  it('tells its units first, those of the scope only, and then where they are', async () => {
    const events = await readUntil(LEFT, (all) => unitsOf(all).length > 0);
    const kinds = events.map(({ event }) => event);
    expect(kinds.indexOf('roster')).toBeLessThan(kinds.indexOf('frame'));
    expect(kinds).not.toContain('positions');
    expect(unitsOf(events).map(([id]) => id)).toEqual([thing('units', 'left')]);
    expect(JSON.stringify(events)).not.toContain(thing('units', 'right'));
  });

  it('gives a position that has just come in to whoever is there and to whoever comes later', async () => {
    const unitId = thing('units', 'right');
    const fixAt = new Date(NOW_MS - 1000).toISOString();
    const fix = { unitId, lng: 101.9123456, lat: 36.6, fixAt, headingDegrees: 90, speedKmh: 30 };
    const isThere = (all: StreamEvent[]) => unitsOf(all).some(([, lng]) => lng === 101.9123456);
    const watching = readUntil(undefined, isThere);
    await (await server.as('dispatcher'))('POST', '/api/positions', { fixes: [fix] });
    for (const events of [await watching, await readUntil(undefined, isThere)]) {
      const row = unitsOf(events).findLast(([id]) => id === unitId);
      expect(row).toEqual([unitId, 101.9123456, 36.6, expect.closeTo(90, -1), 30, NOW_MS - 1000]);
    }
  });
});
