import { DEFAULT_CITY_ZONE } from '../../core/city-time.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** The city itself, undefined before anything was loaded. */
export async function selectCity(
  db: Queryable,
): Promise<{ code: string; nameZh: string; nameEn: string } | undefined> {
  const rows = await db.query<{ code: string; nameZh: string; nameEn: string }>(
    sql`SELECT code, name_zh AS "nameZh", name_en AS "nameEn" FROM area WHERE level = 'city' ORDER BY code LIMIT 1`,
  );
  return rows[0];
}

/** The zone of the city's clocks, an IANA name: for its days, incident numbers and shown times. */
export async function selectCityZone(db: Queryable): Promise<string> {
  const rows = await db.query<{ zone: string | null }>(
    sql`SELECT value ->> 'timeZone' AS zone FROM setting WHERE key = 'city'`,
  );
  return rows[0]?.zone ?? DEFAULT_CITY_ZONE;
}

/** Whether the database holds the demo city; undefined when nothing says so. */
export async function isDemoCity(db: Queryable): Promise<boolean | undefined> {
  const rows = await db.query<{ demo: boolean | null }>(
    sql`SELECT (value ->> 'demo')::boolean AS demo FROM setting WHERE key = 'city'`,
  );
  return rows[0]?.demo ?? undefined;
}
