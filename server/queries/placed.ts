import type { Bbox, Feature } from '../../core/contract/geometry.ts';
import type { LoggedNoun } from '../../core/contract/live.ts';
import type { Queryable } from '../database/database.ts';
import { join, name, type Sql, sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

export type Properties = Record<string, unknown>;
export type PlacedFeature = Feature<object | null, Properties>;

/** How a noun with a place lies in the database: what its table is called and which column holds which property. */
export interface PlacedTable {
  noun: LoggedNoun;
  table: string;
  /** Property -> column, in the order of the wire. */
  columns: Readonly<Record<string, string>>;
  /** Properties that are days without a time. */
  days?: readonly string[];
  /** Properties that are lists kept as json. */
  lists?: readonly string[];
  /** Properties that come from elsewhere: joined tables. */
  extra?: Sql;
  join?: Sql;
  /** Where the place is; default the row's own `geom`. */
  geom?: Sql;
}

/** Which rows of a list are wanted; all of them lie in `scopeCode`. */
export interface PlacedFilter {
  scopeCode: string;
  within?: string | undefined;
  bbox?: Bbox | undefined;
  afterId?: string | undefined;
  /** Further conditions on the row `t`. */
  where?: readonly Sql[];
  limit: number;
}

/** Features of a noun by id; fewer than `limit` at the end of the list. */
export async function selectPlaced(
  db: Queryable,
  table: PlacedTable,
  filter: PlacedFilter,
): Promise<PlacedFeature[]> {
  const conditions = [withinCode(sql`t.area_code`, filter.scopeCode), ...(filter.where ?? [])];
  if (filter.within) conditions.push(withinCode(sql`t.area_code`, filter.within));
  if (filter.bbox) conditions.push(inBbox(geomOf(table), filter.bbox));
  if (filter.afterId) conditions.push(sql`t.id > ${filter.afterId}::uuid`);
  const rows = await db.query<PlacedRow>(
    sql`${selectFrom(table)} WHERE ${join(conditions, ' AND ')} ORDER BY t.id LIMIT ${filter.limit}`,
  );
  return rows.map(toFeature);
}

/** One feature of a noun, or undefined if there is none in the scope. `lock` keeps others from changing it meanwhile. */
export async function selectPlacedOne(
  db: Queryable,
  table: PlacedTable,
  id: string,
  scopeCode: string,
  lock = false,
): Promise<PlacedFeature | undefined> {
  const rows = await db.query<PlacedRow>(
    sql`${selectFrom(table)} WHERE t.id = ${id}::uuid AND ${withinCode(sql`t.area_code`, scopeCode)}
      ${lock ? sql`FOR UPDATE OF t` : sql``}`,
  );
  return rows[0] && toFeature(rows[0]);
}

/** What a command writes: properties by their wire names. */
export interface PlacedValues {
  areaCode?: string | undefined;
  geometry?: object | null | undefined;
  properties: Properties;
  /** Columns that no property shows. */
  more?: readonly (readonly [column: string, value: Sql])[] | undefined;
  /** ISO 8601 UTC. */
  now: string;
}

export async function insertPlaced(
  db: Queryable,
  table: PlacedTable,
  id: string,
  values: PlacedValues,
): Promise<void> {
  const pairs: [Sql, Sql][] = [[name('id'), sql`${id}::uuid`], ...assignments(table, values)];
  await db.query(sql`INSERT INTO ${name(table.table)} (${join(
    pairs.map(([column]) => column),
    ', ',
  )})
    VALUES (${join(
      pairs.map(([, value]) => value),
      ', ',
    )})`);
}

export async function updatePlaced(
  db: Queryable,
  table: PlacedTable,
  id: string,
  values: PlacedValues,
): Promise<void> {
  const sets = assignments(table, values).map(([column, value]) => sql`${column} = ${value}`);
  await db.query(sql`UPDATE ${name(table.table)} SET ${join([...sets, sql`version = version + 1`], ', ')}
    WHERE id = ${id}::uuid`);
}

export async function deletePlaced(db: Queryable, table: PlacedTable, id: string): Promise<void> {
  await db.query(sql`DELETE FROM ${name(table.table)} WHERE id = ${id}::uuid`);
}

/** `geom` touches the box. The explicit && is what the GiST index serves; a point or a box needs no more. */
export function inBbox(geom: Sql, [west, south, east, north]: Bbox): Sql {
  return sql`${geom} && ST_MakeEnvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`;
}

/** A GeoJSON geometry (degrees, lng before lat) as a value of a `geom` column. */
export function toGeom(geometry: object): Sql {
  return sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(geometry)}::text), 4326)`;
}

/** A property's name as the column name of an answer. */
export function as(property: string): Sql {
  if (!/^[A-Za-z0-9]+$/.test(property)) throw new Error(`not a plain property name: ${property}`);
  return { text: `"${property}"`, values: [] };
}

type PlacedRow = { id: string; geometry: object | null } & Properties;

/** The Feature of a row that `selectFrom` answered. */
export function toFeature({ id, geometry, ...properties }: PlacedRow): PlacedFeature {
  return { type: 'Feature', id, geometry, properties };
}

/** SELECT ... FROM of a noun, with table alias `t`, ready for conditions. */
export function selectFrom(table: PlacedTable, more: Sql = sql``): Sql {
  const columns = Object.entries(table.columns).map(([property, column]) => {
    const value = sql`t.${name(column)}`;
    return sql`${table.days?.includes(property) ? sql`to_char(${value}, 'YYYY-MM-DD')` : value} AS ${as(property)}`;
  });
  return sql`SELECT t.id, ST_AsGeoJSON(${geomOf(table)}, 7)::json AS geometry, t.version, t.updated_at AS "updatedAt",
    t.area_code AS "areaCode", ${join(columns, ', ')} ${table.extra ?? sql``} ${more}
    FROM ${name(table.table)} t ${table.join ?? sql``}`;
}

function geomOf(table: PlacedTable): Sql {
  return table.geom ?? sql`t.geom`;
}

function assignments(table: PlacedTable, values: PlacedValues): [Sql, Sql][] {
  const pairs: [Sql, Sql][] = [[name('updated_at'), sql`${values.now}::timestamptz`]];
  if (values.areaCode !== undefined) pairs.push([name('area_code'), sql`${values.areaCode}`]);
  if (values.geometry) pairs.push([name('geom'), toGeom(values.geometry)]);
  for (const [property, value] of Object.entries(values.properties)) {
    const column = table.columns[property];
    if (column === undefined) throw new Error(`${table.table} has no column for ${property}`);
    if (value !== undefined) pairs.push([name(column), sql`${toColumn(table, property, value)}`]);
  }
  for (const [column, value] of values.more ?? []) pairs.push([name(column), value]);
  return pairs;
}

/** A list would cross as an array of the database. */
function toColumn(table: PlacedTable, property: string, value: unknown): unknown {
  return table.lists?.includes(property) && value !== null ? JSON.stringify(value) : value;
}
