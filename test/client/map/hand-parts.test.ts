import { expect, test } from 'vitest';
import { handParts } from '../../../client/map/hand-parts.ts';
import { NO_PLAN_PICTURE, type PlanPicture } from '../../../client/planning/plan-picture.ts';
import { surfacesOf } from '../../../client/planning/surfaces.ts';
import { polygonsOf } from '../../../core/plan/faces.ts';
import { boardPlace, cellId } from '../../core/plan/board-plan.ts';
import { arcBetween, middle, pointOf, straight } from '../../core/plan/edits.ts';

const drawn = (picture: Partial<PlanPicture>, vertex: number | null = null) =>
  handParts({ ...NO_PLAN_PICTURE, plan: straight, ...picture }, vertex, surfacesOf(straight));
const chosenArc = arcBetween(straight, middle, cellId(2, 1));
const [a, b, c] = [boardPlace(0.2, 0.2), boardPlace(0.8, 0.2), boardPlace(0.5, 0.8)];

test('nothing in hand draws nothing', () => {
  expect(drawn({})).toEqual({ lines: [], marks: [] });
  expect(drawn({ chosenArc: 999 }).lines).toEqual([]);
});

test('a chosen border has a handle at each point, its ends and the one that is held marked', () => {
  const { lines, marks } = drawn({ chosenArc }, 1);
  expect(lines).toEqual([{ kind: 'arc', line: straight.arcs.get(chosenArc)?.line }]);
  expect(marks.map(({ kind }) => kind)).toEqual(['end', 'held', 'point', 'end']);
  expect(marks[2]?.at).toEqual(pointOf(straight, chosenArc, 2));
});

test('what is tried lies over the border that it would replace, and the place that it snaps to over both', () => {
  const { lines, marks } = drawn({ chosenArc, tried: [[1, 2, 3, 4]], snap: a });
  expect(lines.map(({ kind }) => kind)).toEqual(['arc', 'tried']);
  expect(marks.at(-1)).toEqual({ kind: 'snap', at: a });
});

test('a line that is drawn has corners but at the pointer; closed, from three points on, it is an area', () => {
  expect(drawn({ sketch: [a, b, c] })).toEqual({
    lines: [{ kind: 'sketch', line: [a, b, c].flatMap(({ lng7, lat7 }) => [lng7, lat7]) }],
    marks: [a, b].map((at) => ({ kind: 'corner', at })),
  });
  const [patch] = drawn({ sketch: [a, b, c], isSketchClosed: true }).lines;
  expect(patch).toEqual({ kind: 'patch', line: [a, b, c, a].flatMap(({ lng7, lat7 }) => [lng7, lat7]) });
  expect(drawn({ sketch: [a, b], isSketchClosed: true }).lines[0]?.kind).toBe('sketch');
});

test('a piece that would move is drawn with both grids whole', () => {
  const to = cellId(0, 1);
  const { lines } = drawn({ moving: { ring: [a, b, c, a], from: middle, to } });
  expect(lines.map(({ kind }) => kind)).toEqual(['piece', 'giver', 'taker']);
  expect(lines[1]?.line).toEqual(polygonsOf(straight, middle)?.[0]?.[0]);
  expect(lines[2]?.line).toEqual(polygonsOf(straight, to)?.[0]?.[0]);
});

test('comments are in their places, settled ones told apart', () => {
  const comment = { id: '1', lng: 101.7, lat: 36.6, isSettled: false };
  const { marks } = drawn({ comments: [comment, { ...comment, id: '2', isSettled: true }] });
  expect(marks.map(({ kind }) => kind)).toEqual(['comment', 'settled']);
  expect(marks[0]?.at).toEqual({ lng7: 1_017_000_000, lat7: 366_000_000 });
});
