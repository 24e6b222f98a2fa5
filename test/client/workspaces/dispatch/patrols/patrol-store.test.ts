import { beforeEach, describe, expect, test } from 'vitest';
import { patrolStore } from '../../../../../client/workspaces/dispatch/patrols/patrol-store.ts';
import { wireOf } from '../../../../../client/workspaces/dispatch/patrols/plan-wire.ts';
import type { PatrolPlan } from '../../../../../core/contract/patrol-plan.ts';
import { NEW_STOP } from '../../../../../core/patrol/edit-rounds.ts';
import type { PlannedRound } from '../../../../../core/patrol/shift-plan.ts';

const place = (placeId: string) => ({
  kind: 'posts' as const,
  placeId,
  nameZh: placeId,
  nameEn: placeId,
  lng: 101.7,
  lat: 36.6,
});
const round = (unitId: string, ...ids: string[]): PlannedRound => ({
  unitId,
  post: null,
  stops: ids.map((id, i) => ({ ...NEW_STOP, ...place(id), arriveMs: i * 1e6, leaveMs: i * 1e6 + 6e5 })),
});
const plan = () => patrolStore.get().plan!;

describe('the plan on the desk', () => {
  beforeEach(() => {
    patrolStore.close();
    patrolStore.setShift({ day: '2026-11-24', shift: 'day' });
    patrolStore.begin('早班');
  });

  test('each change can be taken back and made again; a new one ends what was taken back', () => {
    const [a, b, c] = [[round('u', 'a')], [round('u', 'b')], [round('u', 'c')]];
    patrolStore.change(a);
    patrolStore.change(b);
    expect(patrolStore.undo()).toBe(true);
    expect(plan().rounds).toBe(a);
    expect(patrolStore.redo()).toBe(true);
    expect(plan().rounds).toBe(b);
    patrolStore.undo();
    patrolStore.change(c);
    expect(patrolStore.redo()).toBe(false);
    patrolStore.undo();
    patrolStore.undo();
    expect(plan().rounds).toEqual([]);
    expect(patrolStore.undo()).toBe(false);
  });

  test('better and better proposals are one step', () => {
    patrolStore.change([round('u', 'a')]);
    patrolStore.change([round('u', 'b')], null, true);
    patrolStore.change([round('u', 'c')], null, false);
    patrolStore.undo();
    expect(plan().rounds).toEqual([round('u', 'a')]);
  });

  test('a place that is forbidden is neither required nor pinned, and the other way round', () => {
    const wishes = () => {
      const { required, forbidden, pinned } = patrolStore.get().setup;
      return { required, forbidden, pinned };
    };
    patrolStore.require(place('a'));
    patrolStore.pin(place('a'), 'u');
    expect(wishes()).toEqual({ required: ['posts:a'], forbidden: [], pinned: { 'posts:a': 'u' } });
    patrolStore.forbid(place('a'));
    expect(wishes()).toEqual({ required: [], forbidden: ['posts:a'], pinned: {} });
    patrolStore.pin(place('a'), 'u');
    expect(wishes()).toEqual({ required: [], forbidden: [], pinned: { 'posts:a': 'u' } });
    patrolStore.pin(place('a'), 'v');
    patrolStore.pin(place('a'), 'v');
    expect(wishes().pinned).toEqual({});
  });

  test('what the server has kept is what stands there, and can be changed on', () => {
    patrolStore.change([round('u', 'a'), round('v')]);
    const wire = wireOf(plan());
    expect(wire.rounds.map(({ unitId }) => unitId)).toEqual(['u']);
    const [first] = wire.rounds;
    const stops = first!.stops.map((stop) => ({ ...stop, id: 'known', travelSeconds: 0 }));
    const drawn = {
      id: 'r',
      unitCode: 'U',
      startAt: '',
      endAt: '',
      lengthMetres: 0,
      travelSeconds: 0,
      line: null,
    };
    const saved = { ...wire, id: 'p', state: 'draft', version: 1, rounds: [{ ...first!, ...drawn, stops }] };
    patrolStore.saved(saved as unknown as PatrolPlan);
    expect([plan().isChanged, plan().rounds[0]?.stops[0]?.id]).toEqual([false, 'known']);
    patrolStore.rename('另名');
    expect([plan().isChanged, plan().name]).toEqual([true, '另名']);
  });
});
