import type { Queryable } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { randomIncidents } from '../core/columns/random-incidents.ts';

/** Puts `count` incidents of `seed` into a small city; those of no grid into one of its own. */
export async function insertRandomIncidents(db: Queryable, count: number, seed: number): Promise<void> {
  const rows = randomIncidents(count, seed).map((row, i) => ({
    ...row,
    id: `0193f111-0000-7000-8000-${String(i).padStart(12, '0')}`,
    number: `n${i}`,
    gridCode: row.gridCode || '630103002001001',
  }));
  await db.query(sql`
    INSERT INTO incident (id, area_code, number, type, priority, status, source, net, reported_at, geom)
    SELECT (r ->> 'id')::uuid, r ->> 'gridCode', r ->> 'number', r ->> 'type', (r ->> 'priority')::smallint, r ->> 'status',
      r ->> 'source', r ->> 'net', to_timestamp((r ->> 'reportedAt')::float8),
      ST_SetSRID(ST_MakePoint((r ->> 'lng7')::float8 / 1e7, (r ->> 'lat7')::float8 / 1e7), 4326)
    FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r`);
}
