import { afterEach, expect, test } from 'vitest';
import { planPicture } from '../../../../client/planning/plan-picture.ts';
import { planning } from '../../../../client/planning/planning.ts';
import { choose } from '../../../../client/planning/tools/choose.ts';
import { boardPlace, cellId } from '../../../core/plan/board-plan.ts';
import { straight } from '../../../core/plan/edits.ts';

const METRES_PER_PIXEL = 1;
const corner = boardPlace(1, 1);
const within = boardPlace(1.5, 1.5);
const press = (place: { lng7: number; lat7: number }) =>
  choose(straight, { place, metresPerPixel: METRES_PER_PIXEL, x: 0, y: 0 });

afterEach(() => {
  planPicture.set({ comments: [] });
  planning.reset();
});

test('a press on the mark of a comment chooses it, and nothing of what lies below', () => {
  const at = { lng: within.lng7 / 1e7, lat: within.lat7 / 1e7 };
  planPicture.set({
    comments: [
      { id: 'far', lng: at.lng, lat: at.lat + 0.0002, isSettled: false },
      { id: 'here', lng: at.lng, lat: at.lat + 0.00005, isSettled: true },
    ],
  });
  press(within);
  expect(planning.get()).toMatchObject({ comment: 'here', tab: 'comments', grids: [], arc: null });
});

test('elsewhere it chooses the border, or the grid', () => {
  press(within);
  expect(planning.get()).toMatchObject({ comment: null, grids: [cellId(1, 1)], arc: null });
  press({ lng7: corner.lng7 + Math.round((within.lng7 - corner.lng7) / 2), lat7: corner.lat7 });
  expect(planning.get().arc).not.toBeNull();
  expect(planning.get().grids).toEqual([]);
});
