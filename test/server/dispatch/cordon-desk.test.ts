import { describe, expect, it } from 'vitest';
import { makeBlocks } from '../../../bench/network-made.ts';
import { answerPlan, problemOf } from '../../../core/cordon/answer.ts';
import type { CordonAnswer, CordonAsk } from '../../../core/cordon/ask.ts';
import { cordonGround } from '../../../core/cordon/ground.ts';
import { rehearsalAsk, rehearsalLater } from '../../../core/cordon/rehearsal.ts';
import type { FlatRing } from '../../../core/geometry/ring.ts';
import { indexEdges } from '../../../core/network/edge-index.ts';
import { columnsOf } from '../../../core/network/road-columns.ts';
import { roadGraph } from '../../../core/network/road-graph.ts';
import { UNIT_VEHICLES } from '../../../core/vocabulary.ts';
import { CordonDesk } from '../../../server/dispatch/cordon-desk.ts';

const NOW_MS = Date.parse('2026-11-23T04:00:00Z');
const { points, roads } = makeBlocks(2400, 4);
const lngs = [...points.values()].map(([lng7]) => lng7);
const lats = [...points.values()].map(([, lat7]) => lat7);
const bounds = [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)] as const;

/** A rectangle that leaves so much of the town out on each side. */
function surface(share: number): FlatRing[][] {
  const [west, south, east, north] = bounds;
  const [dx, dy] = [Math.round((east - west) * share), Math.round((north - south) * share)];
  const [w, s, e, n] = [west + dx, south + dy, east - dx, north - dy];
  return [[Int32Array.of(w, s, e, s, e, n, w, n, w, s)]];
}
const elsewhere: FlatRing[][] = [[Int32Array.of(0, 0, 10, 0, 10, 10, 0, 10, 0, 0)]];

function desk(city: FlatRing[][]): CordonDesk {
  const made = new CordonDesk();
  made.takeCity({ columns: columnsOf(points, roads), surface: city });
  return made;
}
const groundOf = (city: FlatRing[][]) => {
  const graphs = new Map(UNIT_VEHICLES.map((vehicle) => [vehicle, roadGraph(points, roads, { vehicle })]));
  return cordonGround(graphs, indexEdges(roads), city, []);
};
function planOf(ground: ReturnType<typeof groundOf>, ask: CordonAsk): CordonAnswer {
  const asked = problemOf(ground, ask);
  if (typeof asked === 'string') throw new Error(asked);
  return answerPlan(ground, asked);
}
/** The same asked at once: of this town a ring of six minutes can be closed, and the best plan is the first that is found. */
const atOnce = (ask: CordonAsk): CordonAsk => ({ ...ask, sinceMs: NOW_MS, ringMs: NOW_MS + 6 * 60_000 });
const rehearse = (round: number, of: 'plan' | 'areas') =>
  ({ what: 'rehearsal', of, round, checkpoints: [], nowMs: NOW_MS }) as const;

describe('a rehearsal of the cordons', () => {
  it('asks of any city to keep in who left from somewhere, out of a ring every other time', () => {
    const ground = groundOf(surface(0.2));
    for (const round of [0, 1, 2, 3]) {
      const ask = rehearsalAsk(ground, round, NOW_MS)!;
      expect(rehearsalAsk(ground, round, NOW_MS)).toEqual(ask);
      expect(ask.ringMs === null).toBe(round % 2 === 0);
      expect(problemOf(ground, ask)).toMatchObject({ ask });
    }
  });

  it('asks again a minute later, when those that were sent stand or are on their way', () => {
    const ground = groundOf(surface(0.2));
    const ask = atOnce(rehearsalAsk(ground, 7, NOW_MS)!);
    const { posts } = planOf(ground, ask);
    expect(posts.length).toBeGreaterThan(2);
    const later = rehearsalLater(ask, { posts });
    expect(later.nowMs).toBe(NOW_MS + 60_000);
    const sent = later.units.filter(({ standing, sentTo }) => standing || sentTo);
    expect(sent.filter(({ standing }) => standing).length).toBe(1);
    expect(sent.map(({ id, standing, sentTo }) => [id, standing?.at ?? sentTo]).sort()).toEqual(
      posts.map(({ holder, at }) => [holder.id, at]).sort(),
    );
    expect(planOf(ground, later)).toMatchObject({ verdict: 'closed', newOrders: 0 });
  });

  it('changes no answer', () => {
    const ask = atOnce(rehearsalAsk(groundOf(surface(0.2)), 7, NOW_MS)!);
    const [fresh, rehearsed] = [desk(surface(0.2)), desk(surface(0.2))];
    for (const round of [0, 1, 2]) {
      expect(rehearsed.answer(rehearse(round, 'plan'))).toBe(null);
      expect(rehearsed.answer(rehearse(round, 'areas'))).toBe(null);
    }
    const answer = rehearsed.answer({ what: 'plan', ask });
    expect(answer).toMatchObject({ verdict: 'closed', isExact: true });
    expect(answer).toEqual(fresh.answer({ what: 'plan', ask }));
  });

  it('has nothing to do where no junction lies in the city', () => {
    expect(rehearsalAsk(groundOf(elsewhere), 0, NOW_MS)).toBe(undefined);
    expect(desk(elsewhere).answer(rehearse(0, 'plan'))).toBe(null);
  });
});
