import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Replayer } from '../../../client/past/replayer.ts';
import { LIVE_NOUNS } from '../../../core/contract/live.ts';
import type { PastChanges, PastSnapshot } from '../../../core/contract/past.ts';

const START_MS = Date.parse('2026-11-20T08:00:00.000Z');
const iso = (ms: number): string => new Date(START_MS + ms).toISOString();
const thing = (id: string) => ({ type: 'Feature', id, geometry: null, properties: { fixAt: null } }) as never;

const SNAPSHOT = {
  ...Object.fromEntries(LIVE_NOUNS.map((noun) => [noun, []])),
  at: iso(0),
  seq: 1,
  positions: [],
  plan: null,
} as unknown as PastSnapshot;

const page = (
  from: number,
  to: number,
  ids: [ms: number, id: string][] = [],
  reload = false,
): PastChanges => ({
  from: iso(from),
  to: iso(to),
  changes: ids.map(([ms, id]) => ({
    seq: 1,
    at: iso(ms),
    noun: 'posts',
    kind: 'upsert',
    id,
    feature: thing(id),
  })),
  fixes: [],
  plans: [],
  reload,
});
const posts = (replayer: Replayer) => [...replayer.state.collections.posts.keys()];

describe('the replayer', () => {
  it('goes on through pages as far as is known, and tells what changed', () => {
    const replayer = new Replayer(SNAPSHOT);
    replayer.add(page(0, 100, [[50, 'a']]));
    replayer.add(page(100, 200, [[150, 'b']]));
    expect(replayer.advance(START_MS + 49)).toEqual([]);
    expect(replayer.advance(START_MS + 160)).toEqual(['posts']);
    expect(posts(replayer)).toEqual(['a', 'b']);
    replayer.advance(START_MS + 999);
    expect(replayer.state.atMs).toBe(START_MS + 200);
    expect(replayer.knownToMs).toBe(START_MS + 200);
  });

  it('takes no page that does not begin where the known ends', () => {
    const replayer = new Replayer(SNAPSHOT);
    replayer.add(page(10, 100, [[50, 'a']]));
    expect(replayer.knownToMs).toBe(START_MS);
    replayer.add(page(0, 100));
    replayer.add(page(0, 100, [[50, 'a']]));
    replayer.advance(START_MS + 100);
    expect(posts(replayer)).toEqual([]);
  });

  it('stops before what must be read anew', () => {
    const replayer = new Replayer(SNAPSHOT);
    replayer.add(page(0, 100, [[50, 'a']]));
    replayer.add(page(100, 180, [], true));
    replayer.advance(START_MS + 500);
    expect([replayer.state.atMs, replayer.reloadAtMs]).toEqual([START_MS + 100, START_MS + 180]);
  });

  it('loses no change, however it is cut into pages and moments', () => {
    const moments = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(moments, moments, moments, (events, cuts, stops) => {
        const replayer = new Replayer(SNAPSHOT);
        const edges = [...cuts.sort((a, b) => a - b), 1001];
        const pages = edges.map((to, i) => {
          const from = edges[i - 1] ?? 0;
          return page(
            from,
            to,
            events
              .filter((ms) => ms > from && ms <= to)
              .sort((a, b) => a - b)
              .map((ms) => [ms, String(ms)]),
          );
        });
        for (const stop of [...stops.sort((a, b) => a - b), 1001]) {
          while (replayer.knownToMs < START_MS + stop && pages.length > 0)
            replayer.add(pages.shift() as PastChanges);
          replayer.advance(START_MS + stop);
          expect(
            posts(replayer)
              .map(Number)
              .sort((a, b) => a - b),
          ).toEqual(events.filter((ms) => ms <= stop).sort((a, b) => a - b));
        }
      }),
    );
  });
});
