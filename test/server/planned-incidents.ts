import { belongsTo } from '../../core/plan/workload/attribution.ts';
import type { Database } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { loadGrids } from '../../server/import/city-frame.ts';
import { boardPlace, CELL } from '../core/plan/board-plan.ts';

/** A lattice of incidents over the city, some of them on borders, each in the grid that holds it by the rule. */
export async function loadIncidents(db: Database): Promise<number> {
  const grids = await loadGrids(db);
  const { lng7: west, lat7: south } = boardPlace(0, 0);
  let count = 0;
  const rows: object[] = [];
  for (let column = 0; column < 6 * 5; column++)
    for (let row = 0; row < 4 * 5; row++) {
      const [lng7, lat7] = [west + (column * CELL) / 5, south + (row * CELL) / 5];
      const grid = grids.find(({ polygons }) => belongsTo(polygons, lng7, lat7));
      if (!grid) throw new Error(`no grid at ${lng7}, ${lat7}`);
      count += 1;
      const id = `0193f111-0000-7000-8000-${String(count).padStart(12, '0')}`;
      rows.push({ id, code: grid.code, number: `n${count}`, lng: lng7 / 1e7, lat: lat7 / 1e7 });
    }
  await db.query(sql`
    INSERT INTO incident (id, area_code, number, type, priority, status, source, net, reported_at, geom)
    SELECT (r ->> 'id')::uuid, r ->> 'code', r ->> 'number', 'noise', 3, 'closed', 'report', 'street', '2026-03-01T00:00:00Z',
      ST_SetSRID(ST_MakePoint((r ->> 'lng')::float8, (r ->> 'lat')::float8), 4326)
    FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r`);
  return count;
}

/** Codes of all incidents, by id. */
export async function incidentCodes(db: Database): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; code: string }>(
    sql`SELECT id, area_code AS code FROM incident ORDER BY id`,
  );
  return new Map(rows.map(({ id, code }) => [id, code]));
}

/** Incidents that are not in the grid that holds them by the rule. */
export async function misplaced(db: Database): Promise<string[]> {
  const grids = new Map((await loadGrids(db)).map(({ code, polygons }) => [code, polygons]));
  const rows = await db.query<{ id: string; code: string; lng7: number; lat7: number }>(sql`
    SELECT id, area_code AS code, round(ST_X(geom) * 1e7)::integer AS lng7, round(ST_Y(geom) * 1e7)::integer AS lat7 FROM incident`);
  return rows
    .filter(({ code, lng7, lat7 }) => !belongsTo(grids.get(code) ?? [], lng7, lat7))
    .map(({ id }) => id);
}
