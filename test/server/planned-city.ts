import { ancestorCode, levelOfCode } from '../../core/contract/area-code.ts';
import { polygonsAreaM2 } from '../../core/geometry/metres.ts';
import { labelPoint } from '../../core/import/label-point.ts';
import { polygonsOf } from '../../core/plan/faces.ts';
import { formAreas } from '../../core/plan/form-areas.ts';
import { levelOfArc, type Plan, planOf } from '../../core/plan/plan.ts';
import { LEVELS } from '../../core/vocabulary.ts';
import type { Queryable } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { integersText, pointText, polygonsText } from '../../server/import/copy-text.ts';
import { boardPlan, cellId } from '../core/plan/board-plan.ts';

export const PLANNED_ID = '0193f000-0000-7000-8000-0000000000aa';
export const [COMMUNITY_A, COMMUNITY_B] = ['630102001001', '630102001002'] as const;

/** The id of the grid in a column and row of the planned city, from the south-west. */
export function plannedGrid(column: number, row: number): string {
  return `0193f000-0000-7000-9000-00000${column}00${row}001`;
}

/** A plan of 6 x 4 grids with wandering borders; the three columns on the left are community A, the others B. */
export const PLANNED: Plan = withUuids(boardPlan({ columns: 6, rows: 4, communityColumns: 3 }));

function withUuids(board: Plan): Plan {
  const ids = new Map<string | null, string | null>([[null, null]]);
  for (let column = 0; column < 6; column++)
    for (let row = 0; row < 4; row++) ids.set(cellId(column, row), plannedGrid(column, row));
  return planOf(
    board.nodes,
    [...board.arcs].map(
      ([id, arc]) =>
        [id, { ...arc, left: ids.get(arc.left) ?? null, right: ids.get(arc.right) ?? null }] as const,
    ),
    [...board.grids].map(([id, grid]) => [ids.get(id) ?? '', grid] as const),
  );
}

/** Loads that plan, in force, with the areas that its grids form, 100 residents and 40 dwellings in each grid, and its staff. */
export async function loadPlannedCity(db: Queryable): Promise<void> {
  await db.query(
    sql`INSERT INTO plan (id, name, status, effective_from) VALUES (${PLANNED_ID}, 'planned', 'in_force', '2026-01-01T00:00:00Z')`,
  );
  const codeOf = (id: string | null) => (id === null ? null : (PLANNED.grids.get(id)?.code ?? null));
  const formed = formAreas(
    [...PLANNED.arcs.values()].map(({ line, left, right }) => ({
      coordinates: line,
      leftCode: codeOf(left),
      rightCode: codeOf(right),
    })),
  );
  for (const level of LEVELS)
    for (const [code, polygons] of formed) {
      if (levelOfCode(code) !== level) continue;
      const above = LEVELS[LEVELS.indexOf(level) - 1];
      await db.query(sql`INSERT INTO area (code, level, parent_code, name_zh, name_en, geom, label, area_m2)
        VALUES (${code}, ${level}, ${above ? (ancestorCode(code, above) ?? null) : null}, ${`区${code}`}, ${`Area ${code}`},
          ${polygonsText(polygons)}::geometry, ${pointText(...labelPoint(polygons))}::geometry, ${polygonsAreaM2(polygons)})`);
    }
  for (const [id, { lng7, lat7 }] of PLANNED.nodes)
    await db.query(
      sql`INSERT INTO node (plan_id, id, lng7, lat7) VALUES (${PLANNED_ID}, ${id}, ${lng7}, ${lat7})`,
    );
  for (const [id, { code }] of PLANNED.grids) {
    const polygons = polygonsOf(PLANNED, id) ?? [];
    await db.query(sql`INSERT INTO grid (plan_id, id, code, community_code, name_zh, name_en, residents, dwellings, geom, label, area_m2)
      VALUES (${PLANNED_ID}, ${id}, ${code}, ${code.slice(0, 12)}, ${`格${code}`}, ${`Grid ${code}`}, 100, 40,
        ${polygonsText(polygons)}::geometry, ${pointText(...labelPoint(polygons))}::geometry, ${polygonsAreaM2(polygons)})`);
    for (const role of ['manager', 'assistant', 'supervisor', 'officer'])
      await db.query(
        sql`INSERT INTO staffing (area_code, role, official_name_zh, official_name_en) VALUES (${code}, ${role}, '演示员', 'Demo Official')`,
      );
  }
  for (const [id, arc] of PLANNED.arcs)
    await db.query(sql`INSERT INTO arc (plan_id, id, from_node, to_node, coordinates, left_grid, right_grid, level)
      VALUES (${PLANNED_ID}, ${id}, ${arc.from}, ${arc.to}, ${integersText(arc.line)}::integer[], ${arc.left}::uuid, ${arc.right}::uuid,
        ${levelOfArc(PLANNED, arc)})`);
}
