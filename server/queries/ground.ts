import type { Level } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { selectCityZone } from './city.ts';
import { PLAN_IN_FORCE } from './grids.ts';

export interface AreaFigures {
  code: string;
  level: Level;
  areaKm2: number;
}
export interface GridFigures {
  code: string;
  areaKm2: number;
  /** As they are: small counts must not leave the server. */
  residents: number;
  dwellings: number;
}

/** What the ground tells for roll-ups, each list by code: areas, grids of the plan in force, and how many staff each grid has. */
export interface Ground {
  areas: AreaFigures[];
  grids: GridFigures[];
  staff: { code: string; count: number }[];
  /** The zone of the city's clocks, an IANA name. */
  zone: string;
}

export async function selectGround(db: Queryable): Promise<Ground> {
  const areaKm2 = sql`round((area_m2 / 1e6)::numeric, 6)::float8 AS "areaKm2"`;
  return {
    areas: await db.query<AreaFigures>(sql`SELECT code, level, ${areaKm2} FROM area ORDER BY code`),
    grids: await db.query<GridFigures>(sql`
      SELECT code, ${areaKm2}, residents, dwellings FROM grid WHERE plan_id = ${PLAN_IN_FORCE} ORDER BY code`),
    staff: await db.query<{ code: string; count: number }>(sql`
      SELECT area_code AS code, count(*)::integer AS count FROM staffing GROUP BY 1 ORDER BY 1`),
    zone: await selectCityZone(db),
  };
}
