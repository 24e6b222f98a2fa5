import { afterEach, expect, test } from 'vitest';
import { DraftSession } from '../../../client/planning/draft-session.ts';
import type { PlanOperation } from '../../../core/contract/draft.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { boardPlan, cellId } from '../../core/plan/board-plan.ts';
import { arcBetween, moved, pointOf } from '../../core/plan/edits.ts';
import { plainPlan } from '../../core/plan/plan-checks.ts';
import { DraftServer } from './draft-server.ts';

const board = boardPlan({ columns: 6, rows: 6 });
let session: DraftSession;
afterEach(() => session.close());

/** Moves a point of the border between two grids of a row. */
const push = (column: number, row: number, east: number): PlanOperation => {
  const arc = arcBetween(board, cellId(column, row), cellId(column + 1, row));
  return { kind: 'moveVertex', arc, index: 1, to: moved(pointOf(board, arc, 1), east, 0) };
};
const opened = async (server: DraftServer): Promise<void> => {
  session = new DraftSession(server.api);
  await session.open('draft', true);
};
const shown = (): Plan => session.get().plan ?? board;
const drawn = (plan: Plan) => plainPlan({ ...plan, nextNode: 0, nextArc: 0 });

test('what is shown is not made anew by an answer that says what was foreseen', async () => {
  const server = new DraftServer(board);
  await opened(server);
  for (let row = 0; row < 6; row++) expect(session.act(push(row % 5, row, 900))).toBeNull();
  const asDrawn = shown();
  for (let left = 5; left >= 0; left--) {
    await server.answer(1);
    expect(session.get().pending).toBe(left);
    expect(shown()).toBe(asDrawn);
  }
  await server.ring();
  expect(shown()).toBe(asDrawn);
  expect(session.get().steps).toHaveLength(6);
  expect(drawn(shown())).toEqual(drawn(server.plan));
});

test('what somebody else did meanwhile comes in under the steps on their way', async () => {
  const server = new DraftServer(board);
  await opened(server);
  for (let row = 0; row < 3; row++) session.act(push(0, row, 900));
  const theirs = { key: 'theirs', editorId: 'other', firstNode: 900_000, firstArc: 900_000 };
  server.take({ act: 'do', operation: push(3, 5, -900), ...theirs }, 'other');
  await server.answer(1);
  expect(session.get().pending).toBe(2);
  expect(session.get().steps.map(({ accountId }) => accountId)).toEqual(['other', 'me']);
  const arc = arcBetween(board, cellId(3, 5), cellId(4, 5));
  expect(pointOf(shown(), arc, 1)).toEqual(moved(pointOf(board, arc, 1), -900, 0));
  await server.answer(2);
  expect(drawn(shown())).toEqual(drawn(server.plan));
});

test('a step that is told by the news before it is answered is on its way no more', async () => {
  const server = new DraftServer(board);
  await opened(server);
  session.act(push(0, 0, 900));
  session.act(push(1, 1, 900));
  const asDrawn = shown();
  await server.answer(1);
  await server.ring();
  expect(session.get()).toMatchObject({ pending: 1 });
  await server.answer(1);
  await server.ring();
  expect(session.get()).toMatchObject({ pending: 0, conflict: null });
  expect(shown()).toBe(asDrawn);
});

test('an undo among the steps on their way shows what it leaves', async () => {
  const server = new DraftServer(board);
  await opened(server);
  session.act(push(0, 0, 900));
  session.act(push(1, 1, 900));
  session.step('undo');
  await server.answer(3);
  expect(session.get().pending).toBe(0);
  const arc = arcBetween(board, cellId(1, 1), cellId(2, 1));
  expect(pointOf(shown(), arc, 1)).toEqual(pointOf(board, arc, 1));
  expect(drawn(shown())).toEqual(drawn(server.plan));
});
