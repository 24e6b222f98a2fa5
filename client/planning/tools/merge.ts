import { draftSession } from '../draft-session.ts';
import { gridAt } from '../near.ts';
import { planning } from '../planning.ts';
import { surfacesOf } from '../surfaces.ts';
import type { ToolHandler } from './pointer.ts';

/** The first click chooses a grid, one on a neighbour makes that part of it. */
export const mergeTool: ToolHandler = {
  click(plan, { place }) {
    const grid = gridAt(surfacesOf(plan), place);
    const [keeps] = planning.get().grids;
    if (!grid) return;
    if (keeps === undefined || keeps === grid)
      planning.set({ grids: keeps === grid ? [] : [grid], arc: null, vertex: null });
    else draftSession.act({ kind: 'merge', keeps, goes: grid });
  },
};

/** A click says where a comment is to stand. */
export const commentTool: ToolHandler = {
  click: (_, { place }) => planning.set({ commentAt: place }),
  cancel: () => {
    const { commentAt } = planning.get();
    planning.set({ commentAt: null });
    return commentAt !== null;
  },
};
