import { describe, expect, test } from 'vitest';
import { BUCKET_ENDS_MS } from '../../../core/live/latency.ts';
import { LatencyBoard } from '../../../server/live/latency-board.ts';

const counts = (bucket: number, n: number): number[] =>
  Array.from({ length: BUCKET_ENDS_MS.length + 1 }, (_, i) => (i === bucket ? n : 0));

describe('what the consoles measured', () => {
  test('adds up, a new report of a console in the place of its old one', () => {
    const board = new LatencyBoard(() => 0);
    board.take({ console: 'a', hops: { incident: counts(0, 50) } });
    board.take({ console: 'a', hops: { incident: counts(0, 90) } });
    board.take({ console: 'b', hops: { incident: counts(9, 10), shown: counts(3, 1) } });
    const { consoles, hops } = board.read();
    expect(consoles).toBe(2);
    expect(hops.find(({ hop }) => hop === 'incident')).toEqual({
      hop: 'incident',
      n: 100,
      p50Ms: 10,
      p95Ms: 300,
      p99Ms: 300,
    });
    expect(hops.find(({ hop }) => hop === 'sounded')).toMatchObject({ n: 0, p95Ms: null });
  });

  test('forgets consoles that fell silent, and holds no more than there is room for', () => {
    let nowMs = 0;
    const board = new LatencyBoard(() => nowMs);
    for (let i = 0; i < 600; i += 1) board.take({ console: `c-${i}`, hops: { drawn: counts(1, 1) } });
    expect(board.read().consoles).toBe(500);
    nowMs = 180_001;
    expect(board.read().consoles).toBe(0);
  });
});
