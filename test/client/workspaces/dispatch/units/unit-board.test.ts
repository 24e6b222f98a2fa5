import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BOARD_STATES,
  type BoardState,
  boardRows,
  fixFreshness,
  stateCounts,
  tasksOf,
} from '../../../../../client/workspaces/dispatch/units/unit-board.ts';
import type { Incident } from '../../../../../core/contract/incident.ts';
import type { UnitPositionRow } from '../../../../../core/contract/live.ts';
import type { Unit } from '../../../../../core/contract/unit.ts';
import { OPEN_ASSIGNMENT_STATES, type OpenAssignmentState } from '../../../../../core/incident/assignment.ts';
import { reasonCannotSend } from '../../../../../core/patrol/recommendation.ts';
import { UNIT_STATES, type UnitState } from '../../../../../core/vocabulary.ts';

const FIX = '2026-11-27T01:00:00.000Z';

function unit(code: string, state: UnitState, stateSince: string, fixAt: string | null = null): Unit {
  const properties = { code, nameZh: `${code} 中队`, nameEn: `Squad ${code}`, state, stateSince, fixAt };
  return { type: 'Feature', id: code, geometry: null, properties } as unknown as Unit;
}

const UNITS = [
  unit('S1', 'on_scene', '2026-11-27T00:10:00Z'),
  unit('S2', 'available', '2026-11-27T00:30:00Z', FIX),
  unit('S3', 'available', '2026-11-27T00:20:00Z'),
  unit('S4', 'off_duty', '2026-11-26T00:00:00Z'),
];
const NO_TASKS = tasksOf([]);
const codes = (states: BoardState[], text = '', tasks = NO_TASKS) =>
  boardRows(UNITS, new Map(), { tasks, states, skill: null, text }).map((row) => row.unit.properties.code);

/** An incident with its units and how far each got. */
function incident(id: string, states: Record<string, OpenAssignmentState>): Incident {
  const assignments = Object.entries(states).map(([unitId, state]) => ({
    id: unitId,
    unitId,
    state,
    steps: [{ state, doneAt: '2026-11-27T00:40:00Z', receivedAt: '2026-11-27T00:40:00Z', accountId: null }],
  }));
  return { type: 'Feature', id, properties: { number: id, assignments } } as unknown as Incident;
}

test('free units come first, of one state those that are longest in it', () => {
  expect(codes(['on_scene', 'available', 'off_duty'])).toEqual(['S3', 'S2', 'S1', 'S4']);
});

test('only units with the skill asked for are listed', () => {
  const [first, second] = UNITS;
  const able = { ...first!, properties: { ...first!.properties, skills: ['dog' as const] } };
  const found = boardRows([able, second!], new Map(), {
    tasks: NO_TASKS,
    states: BOARD_STATES,
    skill: 'dog',
    text: '',
  });
  expect(found.map(({ unit }) => unit.id)).toEqual([able.id]);
});

test('only the states asked for are listed, and only what the words find', () => {
  expect(codes(['available'])).toEqual(['S3', 'S2']);
  expect(codes(['available', 'on_scene'], ' squad s1 ')).toEqual(['S1']);
  expect(stateCounts(UNITS, NO_TASKS)).toMatchObject({
    available: 2,
    on_scene: 1,
    off_duty: 1,
    patrolling: 0,
  });
});

test('a unit that was sent is no free one, though its own state says so until it sets out', () => {
  const tasks = tasksOf([incident('i', { S2: 'sent', S1: 'arrived', S4: 'acknowledged' })]);
  expect(codes(['available'], '', tasks)).toEqual(['S3']);
  const [called] = boardRows(UNITS, new Map(), { tasks, states: ['called'], skill: null, text: '' });
  expect(called).toMatchObject({ unit: { id: 'S2' }, state: 'called', since: '2026-11-27T00:40:00Z' });
  expect(stateCounts(UNITS, tasks)).toMatchObject({ available: 1, called: 1, on_scene: 1, off_duty: 1 });
});

test('as many are free as a recommendation could send', () => {
  const states = fc.constantFrom(...UNIT_STATES);
  const sent = fc.option(fc.constantFrom(...OPEN_ASSIGNMENT_STATES), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.tuple(states, sent), { maxLength: 12 }), (list) => {
      // What a unit does follows from how far it got; a desk may have set something else meanwhile.
      const units = list.map(([state], i) => unit(`U${i}`, state, FIX));
      const bound = list.flatMap(([, got], i) => (got ? [[`U${i}`, got] as const] : []));
      const tasks = tasksOf([incident('i', Object.fromEntries(bound))]);
      const counts = stateCounts(units, tasks);
      const sendable = units.filter(({ id, properties: { state } }) => {
        const task = tasks.has(id) ? { incidentId: 'i', number: 'i', priority: 3 as const } : null;
        return reasonCannotSend({ state, task, isInCordon: false }, 'another') === null;
      });
      const atWork = units.filter(
        ({ id, properties: { state } }) => !tasks.has(id) && (state === 'en_route' || state === 'on_scene'),
      );
      expect(counts.available + counts.patrolling).toBe(sendable.length - atWork.length);
    }),
  );
});

test('the position of the stream counts before the stored one, and one that was never heard is lost', () => {
  const streamed = new Map<string, UnitPositionRow>([['S2', ['S2', 101, 36, null, null, 5000]]]);
  const rows = boardRows(UNITS, streamed, { tasks: NO_TASKS, states: ['available'], skill: null, text: '' });
  expect(rows.map(({ fixAtMs }) => fixAtMs)).toEqual([null, 5000]);
  const stored = boardRows(UNITS, new Map(), {
    tasks: NO_TASKS,
    states: ['available'],
    skill: null,
    text: 's2',
  });
  expect(stored[0]?.fixAtMs).toBe(Date.parse(FIX));
  const feeds = [{ feed: 'units' as const, lastSeenAt: null, expectedIntervalSeconds: 5 }];
  const at = (ageSeconds: number | null) =>
    fixFreshness(ageSeconds === null ? null : 100_000, 100_000 + (ageSeconds ?? 0) * 1000, feeds);
  expect([at(15), at(16), at(51), at(null)]).toEqual(['fresh', 'late', 'lost', 'lost']);
});
