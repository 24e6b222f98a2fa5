import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LIVE_NOUNS, type LiveSnapshot, type PositionFrame } from '../../../core/contract/live.ts';
import {
  applyChange,
  applyPositions,
  dropOldIncidents,
  type LiveSet,
  liveSetOf,
} from '../../../core/live/apply-event.ts';
import { eventHead } from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';
import { NOW_MS } from '../api.ts';
import { RandomDay, randomness } from '../past/random-day.ts';
import { CITY, LEFT, loadSmallCity, RIGHT } from '../small-city.ts';
import { type LiveServer, Stream, startServer } from './live-server.ts';

const FAST = { pollMs: 50, tickMs: 60, heartbeatMs: 40, sessionCheckMs: 60_000, streamsPerAccount: 30 };
/** Other tests take the same cores. */
const PATIENCE_MS = 30_000;
const SCOPES = [CITY, LEFT, RIGHT] as const;

/** What one of the clients does; `all`: each does something at once. */
interface Step {
  client: 0 | 1 | 2;
  does: 'act' | 'all' | 'take' | 'cut' | 'resume' | 'read anew';
  /** So many events before the last one it knows a resumed stream begins. */
  back: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  client: fc.constantFrom(0, 1, 2),
  does: fc.constantFrom('act', 'act', 'all', 'take', 'cut', 'resume', 'read anew'),
  back: fc.nat(8),
});

/** Holds the live set of a scope, as a page does; what it received it takes in any order, some of it twice. */
class Client {
  readonly #server: LiveServer;
  readonly #headers: Record<string, string>;
  readonly #random: () => number;
  #stream: Stream | undefined;
  #taken = 0;
  set!: LiveSet;

  constructor(server: LiveServer, headers: Record<string, string>, seed: number) {
    this.#server = server;
    this.#headers = headers;
    this.#random = randomness(seed);
  }

  async snapshot(): Promise<LiveSet> {
    const response = await fetch(`${this.#server.url}/api/live/snapshot`, { headers: this.#headers });
    return liveSetOf((await response.json()) as LiveSnapshot);
  }

  async readAnew(): Promise<void> {
    this.set = await this.snapshot();
  }

  /** What was not taken yet is lost on the way. */
  async cut(): Promise<void> {
    await this.#stream?.cut();
    this.#stream = undefined;
  }

  async resume(back: number): Promise<void> {
    await this.cut();
    const from = Math.max(0, this.set.seq - back);
    this.#stream = await Stream.open(this.#server.url, this.#headers, String(from));
    this.#taken = 0;
  }

  take(): void {
    const all = this.#stream?.changes ?? [];
    const news = all.slice(this.#taken);
    const again = all.filter(() => this.#random() < 0.3);
    this.#taken = all.length;
    const shuffled = [...news, ...again].map((change) => ({ change, at: this.#random() }));
    for (const { change } of shuffled.sort((a, b) => a.at - b.at)) applyChange(this.set, change);
    for (const { data } of this.#stream?.of('positions') ?? [])
      applyPositions(this.set, data as PositionFrame);
  }

  /** Connects again and takes all that happened up to `seq`, and where the units are. */
  async catchUp(seq: number): Promise<void> {
    const { positions } = await this.snapshot();
    await this.resume(0);
    const stream = this.#stream;
    const isPlaced = () => positions.size === 0 || stream?.of('positions').length !== 0;
    await stream?.until(() => Number(stream.lastId) >= seq && isPlaced(), PATIENCE_MS);
    expect(stream?.of('reset')).toEqual([]);
    this.take();
    await this.cut();
  }
}

withDatabases('schema', (database) => {
  let server: LiveServer;
  let nowMs = NOW_MS;
  beforeAll(async () => {
    await loadSmallCity(database());
    server = await startServer(database(), FAST);
  });
  afterAll(() => server.close());

  const tick = (ms: number): void => {
    nowMs += ms;
    server.setClock(nowMs);
  };

  it('three clients do what they like, are cut off and get things late, twice and in any order: each ends with what the server holds', async () => {
    const viewers = await Promise.all(SCOPES.map((scope) => server.bearer('viewer', scope)));
    const senders = await Promise.all(SCOPES.map(() => server.as('admin')));
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 15, maxLength: 40 }),
        fc.integer({ min: 1, max: 1e6 }),
        async (steps, seed) => {
          const clients = viewers.map((headers, i) => new Client(server, headers, seed + i));
          const days = senders.map((send, i) => new RandomDay(server, send, 3 * seed + i));
          for (const client of clients) await client.readAnew();
          for (const { client, does, back } of steps) {
            const one = clients[client] as Client;
            if (does === 'act') await days[client]?.act(false);
            if (does === 'all') await Promise.all(days.map((day) => day.act(false)));
            if (does === 'take') one.take();
            if (does === 'cut') await one.cut();
            if (does === 'resume') await one.resume(back);
            if (does === 'read anew') await one.readAnew();
            tick(1000 * (1 + back));
          }
          const { seq } = await eventHead(database());
          for (const client of clients) {
            await client.catchUp(seq);
            dropOldIncidents(client.set, nowMs);
            expect(contents(client.set)).toEqual(contents(await client.snapshot()));
          }
        },
      ),
      // Made smaller, what fails by waiting in vain would wait for minutes.
      { numRuns: 8, endOnFailure: true },
    );
  });
});

/** The set as plain data; where its units are is told apart from what they are. */
function contents(set: LiveSet): unknown {
  const nouns = LIVE_NOUNS.map((noun) =>
    [...set[noun].values()].map((feature) => (noun === 'units' ? withoutPlace(feature) : feature)).sort(byId),
  );
  const positions = [...set.positions].filter(([id]) => set.units.has(id)).sort();
  return { nouns, positions };
}

function withoutPlace({ id, properties }: { id: string; properties: object }) {
  const { headingDegrees: _h, speedKmh: _s, fixAt: _f, ...rest } = properties as Record<string, unknown>;
  return { id, properties: rest };
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
