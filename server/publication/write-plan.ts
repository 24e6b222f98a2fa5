import { communityOf } from '../../core/contract/area-code.ts';
import { shapeOf } from '../../core/import/plan-grids.ts';
import { levelOfArc } from '../../core/plan/plan.ts';
import { surfacesOf } from '../../core/plan/publication/changed-rows.ts';
import type { Queryable } from '../database/database.ts';
import { type Cell, integersText, pointText, polygonsText } from '../import/copy-text.ts';
import { ARC_COLUMNS, copyRows, NODE_COLUMNS, SHAPE, shapeCells } from '../import/write-surfaces.ts';
import { keepStaff, replaceStaff } from '../queries/plan-grids.ts';
import { copyArcs, copyNodesAndGrids, reshapeArea } from '../queries/publication.ts';
import type { GridPlan } from './grid-plan.ts';
import type { Prepared } from './prepared.ts';

/** Writes the nodes, grids and borders of a plan: what is as in the plan that ends is copied, what changed is written anew. */
export async function writePlanRows(
  tx: Queryable,
  prepared: Prepared,
  plan: GridPlan,
  now: string,
): Promise<void> {
  const { draft, replaced, rows, after } = prepared;
  await copyNodesAndGrids(tx, replaced.id, draft.id, rows);
  const nodes = [...rows.nodes].flatMap((id): Cell[][] => {
    const node = after.nodes.get(id);
    return node ? [[draft.id, id, node.lng7, node.lat7]] : [];
  });
  await copyRows(tx, 'node', NODE_COLUMNS, nodes);
  await writeGrids(tx, prepared, plan, now);
  await copyArcs(tx, replaced.id, draft.id, rows.arcs);
  await writeArcs(tx, prepared);
}

async function writeGrids(
  tx: Queryable,
  { draft, after }: Prepared,
  { grids }: GridPlan,
  now: string,
): Promise<void> {
  const surfaces = surfacesOf(after);
  const columns = [
    'plan_id',
    'id',
    'code',
    'community_code',
    'name_zh',
    'name_en',
    'residents',
    'dwellings',
    'parents',
    'updated_at',
    ...SHAPE,
  ];
  const cells = grids.map((grid): Cell[] => [
    draft.id,
    grid.id,
    grid.code,
    communityOf(grid.code),
    grid.nameZh,
    grid.nameEn,
    grid.residents,
    grid.dwellings,
    `{${after.grids.get(grid.id)?.parents.join(',') ?? ''}}`,
    now,
    ...shapeCells(shapeOf(surfaces.get(grid.id) ?? [])),
  ]);
  await copyRows(tx, 'grid', columns, cells);
}

async function writeArcs(tx: Queryable, { draft, rows, after }: Prepared): Promise<void> {
  const cells = [...rows.arcs].flatMap((id): Cell[][] => {
    const arc = after.arcs.get(id);
    if (!arc) return [];
    return [
      [draft.id, id, arc.from, arc.to, integersText(arc.line), arc.left, arc.right, levelOfArc(after, arc)],
    ];
  });
  await copyRows(tx, 'arc', ARC_COLUMNS, cells);
}

/** Gives the areas whose borders moved their new ones; answers their codes. */
export async function writeAreas(tx: Queryable, { moved }: Prepared, now: string): Promise<string[]> {
  for (const [code, polygons] of moved) {
    const { label, areaM2 } = shapeOf(polygons);
    await reshapeArea(tx, { code, surface: polygonsText(polygons), label: pointText(...label), areaM2 }, now);
  }
  return [...moved.keys()];
}

/** Puts the officials on duty by the new codes, and keeps who was on duty in the grids that changed. */
export async function writeStaff(
  tx: Queryable,
  { rows, replaced }: Prepared,
  { grids, before }: GridPlan,
  now: string,
): Promise<void> {
  const old = [...rows.grids].flatMap((id) => before.get(id) ?? []);
  await keepStaff(tx, replaced.id, old);
  const codes = [...old, ...grids].map(({ code }) => code);
  const staff = grids.flatMap(({ code, staff: officials }) =>
    officials.map((official) => ({ ...official, code })),
  );
  await replaceStaff(tx, [...new Set(codes)], staff, now);
}
