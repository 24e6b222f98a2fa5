import type { SearchHit } from '../../core/contract/search.ts';
import type { Queryable } from '../database/database.ts';
import { join, name, type Sql, sql } from '../database/sql.ts';
import { PLAN_IN_FORCE } from './grids.ts';
import { withinCode } from './scope.ts';

/** A day and the beginning of a running number: how an incident is asked for. */
export interface NumberPrefix {
  prefix: string;
  /** The city's day, ISO 8601, end exclusive. */
  from: string;
  to: string;
}

interface Searched {
  noun: SearchHit['noun'];
  table: string;
  /** Where its code or number is. */
  code?: Sql;
  /** Where the names are; default its own columns. */
  nameZh?: Sql;
  nameEn?: Sql;
  id?: Sql;
  areaCode?: Sql;
  geom: Sql;
  join?: Sql;
  where?: Sql;
}

const CODE = sql`t.code`;
const NUMBER = sql`t.number`;
const SEARCHED: readonly Searched[] = [
  { noun: 'areas', table: 'area', code: CODE, id: CODE, areaCode: CODE, geom: sql`t.label` },
  {
    noun: 'grids',
    table: 'grid',
    code: CODE,
    areaCode: CODE,
    geom: sql`t.label`,
    where: sql`t.plan_id = ${PLAN_IN_FORCE}`,
  },
  {
    noun: 'units',
    table: 'unit',
    code: CODE,
    geom: sql`p.geom`,
    join: sql`LEFT JOIN unit_position p ON p.unit_id = t.id`,
  },
  { noun: 'routes', table: 'route', code: CODE, geom: sql`ST_StartPoint(t.geom)` },
  { noun: 'checkpoints', table: 'checkpoint', code: CODE, geom: sql`t.geom` },
  { noun: 'posts', table: 'post', geom: sql`t.geom` },
  { noun: 'institutions', table: 'institution', geom: sql`t.geom` },
  { noun: 'devices', table: 'device', code: CODE, nameZh: CODE, nameEn: CODE, geom: sql`t.geom` },
  { noun: 'cases', table: 'case_file', code: NUMBER, geom: sql`t.geom` },
  { noun: 'risks', table: 'risk_file', code: NUMBER, geom: sql`t.geom` },
];

/**
 * What the words match, best first: the whole code or name, then its beginning, then anywhere inside; larger areas before
 * what lies in them. Each noun gives at most `limit`.
 */
export async function selectSearchHits(
  db: Queryable,
  query: { text: string; scopeCode: string; limit: number; incidents?: NumberPrefix | undefined },
): Promise<SearchHit[]> {
  const parts = SEARCHED.map((searched, index) => searchOne(searched, index, query));
  parts.push(searchIncidents(query, SEARCHED.length));
  const rows = await db.query<SearchHit & { rank: number; place: number }>(
    sql`${join(parts, ' UNION ALL ')} ORDER BY rank, place, "nameZh", id LIMIT ${query.limit}`,
  );
  return rows.map(({ rank: _rank, place: _place, ...hit }) => hit);
}

function searchOne(
  searched: Searched,
  place: number,
  { text, scopeCode, limit }: { text: string; scopeCode: string; limit: number },
): Sql {
  const lower = text.toLowerCase();
  const nameZh = searched.nameZh ?? sql`t.name_zh`;
  const nameEn = searched.nameEn ?? sql`t.name_en`;
  const areaCode = searched.areaCode ?? sql`t.area_code`;
  const fields = [...(searched.code ? [searched.code] : []), nameZh, nameEn].map(
    (field) => sql`lower(${field})`,
  );
  const inside = join(
    fields.map((field) => sql`strpos(${field}, ${lower}) > 0`),
    ' OR ',
  );
  const whole = join(
    fields.map((field) => sql`${field} = ${lower}`),
    ' OR ',
  );
  const starts = join(
    fields.map((field) => sql`starts_with(${field}, ${lower})`),
    ' OR ',
  );
  return sql`(SELECT ${searched.noun}::text AS noun, (${searched.id ?? sql`t.id`})::text AS id,
      ${searched.code ?? sql`NULL::text`} AS code, ${nameZh} AS "nameZh", ${nameEn} AS "nameEn",
      ${areaCode} AS "areaCode", ST_X(${searched.geom}) AS lng, ST_Y(${searched.geom}) AS lat,
      CASE WHEN ${whole} THEN 0 WHEN ${starts} THEN 1 ELSE 2 END AS rank, ${place}::integer AS place
    FROM ${name(searched.table)} t ${searched.join ?? sql``}
    WHERE ${withinCode(areaCode, scopeCode)} AND (${inside}) ${searched.where ? sql`AND ${searched.where}` : sql``}
    ORDER BY rank, "nameZh", id LIMIT ${limit})`;
}

function searchIncidents(
  {
    text,
    scopeCode,
    limit,
    incidents,
  }: { text: string; scopeCode: string; limit: number; incidents?: NumberPrefix | undefined },
  place: number,
): Sql {
  const matches = incidents
    ? sql`t.reported_at >= ${incidents.from}::timestamptz AND t.reported_at < ${incidents.to}::timestamptz
        AND starts_with(t.number, ${incidents.prefix})`
    : sql`t.number = ${text}`;
  return sql`(SELECT 'incidents'::text, t.id::text, t.number, t.number, t.number, t.area_code, ST_X(t.geom), ST_Y(t.geom),
      CASE WHEN t.number = ${text} THEN 0 ELSE 1 END, ${place}::integer
    FROM incident t WHERE ${withinCode(sql`t.area_code`, scopeCode)} AND ${matches} ORDER BY t.number LIMIT ${limit})`;
}
