import { type Sql, sql } from '../database/sql.ts';
import { NOT_IMPORTING } from './imports.ts';

/** All incidents but those of an import under way, in any order, for `Database.copyOut`; server/cubes/row-reader.ts reads them. */
export const COPY_INCIDENTS: Sql = sql`
  SELECT t.id, t.reported_at, t.geom, t.type, t.priority, t.status, t.net, t.source, t.area_code
  FROM incident t WHERE ${NOT_IMPORTING}`;
