import { v7 as uuidv7 } from 'uuid';
import { boundsOf, type FlatRing } from '../../core/geometry/ring.ts';
import { OUTSIDE } from '../../core/import/boundary-chain.ts';
import type { PlannedArea, Shape } from '../../core/import/plan-grids.ts';
import type { Queryable } from '../database/database.ts';
import { insertPlan, saveSetting } from '../queries/imports.ts';
import { type Cell, csvRow, integersText, pointText, polygonsText } from './copy-text.ts';
import type { PlannedGrids } from './surface-plan.ts';

const CHUNK = 500;

/** Appends rows in pieces; returns how many. */
export async function copyRows(
  db: Queryable,
  table: string,
  columns: readonly string[],
  rows: readonly Cell[][],
): Promise<number> {
  let written = 0;
  for (let start = 0; start < rows.length; start += CHUNK)
    written += await db.copy(table, columns, rows.slice(start, start + CHUNK).map(csvRow));
  return written;
}

export const NODE_COLUMNS = ['plan_id', 'id', 'lng7', 'lat7'];
export const ARC_COLUMNS = [
  'plan_id',
  'id',
  'from_node',
  'to_node',
  'coordinates',
  'left_grid',
  'right_grid',
  'level',
];
/** Columns of `shapeCells`. */
export const SHAPE = ['geom', 'label', 'area_m2'];

export function shapeCells({ polygons, label, areaM2 }: Shape): Cell[] {
  return [polygonsText(polygons), pointText(...label), areaM2];
}

/** Appends areas, parents first, and makes the city's setting where the city itself is among them. */
export async function writeAreas(
  db: Queryable,
  areas: readonly PlannedArea[],
  batchId: string,
  zone: string,
): Promise<number> {
  const columns = ['code', 'level', 'parent_code', 'name_zh', 'name_en', ...SHAPE, 'import_batch_id'];
  const rows = areas.map((area) => [
    area.code,
    area.level,
    area.parentCode,
    area.nameZh,
    area.nameEn,
    ...shapeCells(area),
    batchId,
  ]);
  const written = await copyRows(db, 'area', columns, rows);
  const city = areas.find(({ level }) => level === 'city');
  if (city) {
    const { code, nameZh, nameEn } = city;
    await saveSetting(db, 'city', {
      code,
      nameZh,
      nameEn,
      demo: false,
      timeZone: zone,
      bbox: degreeBounds(city.polygons),
    });
  }
  return written;
}

function degreeBounds(polygons: readonly (readonly FlatRing[])[]): number[] {
  const flat = polygons.flatMap(([shell]) => [...boundsOf(shell as FlatRing)]);
  return boundsOf(flat).map((units) => units / 1e7);
}

/** Makes a new plan in force of proven grids, with the areas they form, and counts the rows by table. */
export async function writeGrids(
  db: Queryable,
  plan: PlannedGrids,
  order: { batchId: string; planName: string; now: string; zone: string },
): Promise<Record<string, number>> {
  const planId = uuidv7({ msecs: Date.parse(order.now) });
  const gridIds = plan.grids.map(() => uuidv7({ msecs: Date.parse(order.now) }));
  const areas = plan.hasAreas ? 0 : await writeAreas(db, plan.areas, order.batchId, order.zone);
  await insertPlan(db, planId, order.planName, order.now, plan.proofHash);
  const nodes = plan.partition.nodes.map(({ lng7, lat7 }, id): Cell[] => [planId, id, lng7, lat7]);
  await copyRows(db, 'node', NODE_COLUMNS, nodes);
  const grids = await copyRows(
    db,
    'grid',
    [
      'plan_id',
      'id',
      'code',
      'community_code',
      'name_zh',
      'name_en',
      'residents',
      'dwellings',
      ...SHAPE,
      'import_batch_id',
    ],
    plan.grids.map((grid, place) => [
      planId,
      gridIds[place],
      grid.code,
      grid.communityCode,
      grid.nameZh,
      grid.nameEn,
      grid.residents,
      grid.dwellings,
      ...shapeCells(grid),
      order.batchId,
    ]),
  );
  const sideId = (area: number): Cell => (area === OUTSIDE ? null : gridIds[area]);
  const arcs = await copyRows(
    db,
    'arc',
    ARC_COLUMNS,
    plan.partition.arcs.map((arc, id) => [
      planId,
      id,
      arc.fromNode,
      arc.toNode,
      integersText(arc.line),
      sideId(arc.left),
      sideId(arc.right),
      plan.arcLevels[id],
    ]),
  );
  return { area: areas, grid: grids, arc: arcs, node: nodes.length };
}
