import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALARM_STAY_MS,
  firstWall,
  nextWall,
  sceneProgress,
  type WallEvent,
  type WallPlan,
  type WallState,
} from '../../../client/state/wall-rotation.ts';

const PLAN: WallPlan = {
  scenes: [
    { id: 'a', seconds: 10 },
    { id: 'b', seconds: 20 },
    { id: 'c', seconds: 10 },
  ],
  rotating: true,
  unlockMinutes: 2,
  followAlarms: true,
};

function run(events: readonly [atMs: number, event: WallEvent][], plan = PLAN, from = started()): WallState {
  return events.reduce((state, [atMs, event]) => nextWall(state, event, plan, atMs), from);
}
const tick: WallEvent = { kind: 'tick' };
function started(): WallState {
  return nextWall(firstWall(null, false, 0), tick, PLAN, 0);
}

describe('the scenes of the wall', () => {
  test('the first is shown at the first tick, each for its seconds, then from the start again', () => {
    expect(started()).toMatchObject({ sceneId: 'a', shows: 1 });
    expect(run([[9_999, tick]]).sceneId).toBe('a');
    expect(run([[10_000, tick]])).toMatchObject({ sceneId: 'b', shows: 2 });
    const round: [number, WallEvent][] = [10_000, 30_000, 40_000].map((ms) => [ms, tick]);
    expect(run(round)).toMatchObject({ sceneId: 'a', shows: 4 });
  });

  test('after a long sleep one scene is passed on, not many', () => {
    expect(run([[3_600_000, tick]])).toMatchObject({ sceneId: 'b', shows: 2 });
  });

  test('held, or alone, a scene stays; the arrows lead on all the same', () => {
    expect(run([[60_000, tick]], { ...PLAN, rotating: false }).sceneId).toBe('a');
    const alone = { ...PLAN, scenes: [{ id: 'a', seconds: 10 }] };
    expect(run([[60_000, tick]], alone)).toMatchObject({ sceneId: 'a', shows: 1 });
    expect(run([[5, { kind: 'step', by: -1 }]], { ...PLAN, rotating: false }).sceneId).toBe('c');
  });

  test('a scene that is gone gives way to the first', () => {
    const less = { ...PLAN, scenes: PLAN.scenes.slice(1) };
    expect(run([[1, tick]], less)).toMatchObject({ sceneId: 'b', shows: 2 });
    expect(run([[1, tick]], { ...PLAN, scenes: [] }).sceneId).toBe('a');
  });

  test('progress runs from 0 to 1 and stops where nothing counts', () => {
    expect(sceneProgress(started(), PLAN, 5000)).toBe(0.5);
    expect(sceneProgress(started(), PLAN, 99_000)).toBe(1);
    expect(sceneProgress(run([[1000, { kind: 'moved' }]]), PLAN, 5000)).toBeNull();
    expect(sceneProgress(started(), { ...PLAN, rotating: false }, 5000)).toBeNull();
  });
});

describe('the lock of the view', () => {
  test('whoever moves the map stops the scenes until the key is pressed', () => {
    const locked = run([
      [4000, { kind: 'moved' }],
      [60_000, tick],
    ]);
    expect(locked).toMatchObject({ sceneId: 'a', lockedAtMs: 4000, shows: 1 });
    expect(run([[61_000, { kind: 'unlock' }]], PLAN, locked)).toMatchObject({
      sceneId: 'a',
      lockedAtMs: null,
      sinceMs: 61_000,
      shows: 2,
    });
  });

  test('it ends by itself so many minutes after the last move, or never', () => {
    const moved = run([
      [1000, { kind: 'moved' }],
      [50_000, { kind: 'moved' }],
    ]);
    expect(run([[169_999, tick]], PLAN, moved).lockedAtMs).toBe(50_000);
    expect(run([[170_000, tick]], PLAN, moved)).toMatchObject({ lockedAtMs: null, shows: 2 });
    expect(run([[9e9, tick]], { ...PLAN, unlockMinutes: 0 }, moved).lockedAtMs).toBe(50_000);
  });

  test("a view of somebody's own in the address is locked from the start, a scene is not", () => {
    expect(firstWall(null, true, 7).lockedAtMs).toBe(7);
    expect(firstWall('b', true, 7).lockedAtMs).toBeNull();
  });
});

describe('alarms on the wall', () => {
  const alarm = (id: string, priority: number): WallEvent => ({ kind: 'alarm', id, priority });

  test('the wall goes to one and comes back in its time, or when it is over', () => {
    const there = run([[1000, alarm('x', 2)]]);
    expect(there.alarm?.id).toBe('x');
    expect(run([[1000 + ALARM_STAY_MS - 1, tick]], PLAN, there).alarm).not.toBeNull();
    expect(run([[1000 + ALARM_STAY_MS, tick]], PLAN, there)).toMatchObject({ alarm: null, shows: 2 });
    expect(run([[2000, { kind: 'alarm_over', id: 'x' }]], PLAN, there)).toMatchObject({
      alarm: null,
      shows: 2,
    });
    expect(run([[2000, { kind: 'alarm_over', id: 'y' }]], PLAN, there)).toBe(there);
  });

  test('only a more urgent one takes its place', () => {
    const there = run([[1000, alarm('x', 2)]]);
    expect(run([[2000, alarm('y', 2)]], PLAN, there).alarm?.id).toBe('x');
    expect(run([[2000, alarm('y', 1)]], PLAN, there).alarm?.id).toBe('y');
  });

  test('nobody at the map is torn away from it, and who does not want to follow does not', () => {
    expect(run([[2000, alarm('x', 1)]], PLAN, run([[1000, { kind: 'moved' }]])).alarm).toBeNull();
    expect(run([[2000, alarm('x', 1)]], { ...PLAN, followAlarms: false }).alarm).toBeNull();
  });
});

test('whatever happens, a locked wall shows nothing else, and a shown scene is one of the plan', () => {
  const event = fc.oneof<fc.Arbitrary<WallEvent>[]>(
    fc.constantFrom<WallEvent>(
      tick,
      { kind: 'moved' },
      { kind: 'unlock' },
      { kind: 'recount' },
      { kind: 'step', by: 1 },
      { kind: 'step', by: -1 },
      { kind: 'go', sceneId: 'b' },
      { kind: 'go', sceneId: 'nowhere' },
    ),
    fc.record({
      kind: fc.constant('alarm' as const),
      id: fc.constantFrom('x', 'y'),
      priority: fc.integer({ min: 1, max: 4 }),
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 90_000 }), event)), (steps) => {
      let nowMs = 0;
      let state = started();
      for (const [waitMs, one] of steps) {
        nowMs += waitMs;
        const next = nextWall(state, one, PLAN, nowMs);
        if (next.shows > state.shows) expect(next).toMatchObject({ lockedAtMs: null, alarm: null });
        if (next.lockedAtMs !== null) expect(next.alarm).toBeNull();
        expect(PLAN.scenes.map(({ id }) => id)).toContain(next.sceneId);
        expect(next.shows).toBeGreaterThanOrEqual(state.shows);
        state = next;
      }
    }),
  );
});
