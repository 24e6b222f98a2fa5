import type { RowProblem } from '../contract/import.ts';
import { type Refusal, refusal } from '../contract/reason.ts';
import { maskPersonalData, type PersonalKind } from '../personal-data.ts';
import type { ImportNoun } from '../vocabulary.ts';
import { fromWallTime, toWallTime } from '../zone.ts';
import type { Crs } from './crs.ts';
import { FIELDS, type Field } from './fields.ts';
import { usersOfHighway } from './osm/tags.ts';
import { parseValue, type RawValue, type TimeFrame, type Value } from './parse-value.ts';
import {
  type Geometry7,
  type MendedRings,
  outsideWorld,
  type RawGeometry,
  type ReadGeometry,
  readGeometry,
  toPoint7,
} from './read-geometry.ts';

/** One feature or row of a file, before anything about it is judged. */
export interface RawRecord {
  /** 1 is the first feature, or the first row after the header. */
  index: number;
  values: Readonly<Record<string, RawValue>>;
  /** GeoJSON only; null where the feature has none. */
  geometry?: RawGeometry | null;
  /** Roads of a network only: which of its nodes they join. */
  ends?: readonly [from: number, to: number];
  /** Cells of a CSV row whose number differs from the header's. */
  cells?: number;
}

/** Everything that decides how a record is read. */
export interface ReadPlan {
  noun: ImportNoun;
  fieldOf: ReadonlyMap<string, Field | null>;
  set: Readonly<Record<string, string>>;
  crs: Crs;
  time: TimeFrame;
}

export interface AcceptedRow {
  index: number;
  values: Record<string, Value | undefined>;
  geometry: Geometry7;
  ends?: readonly [from: number, to: number] | undefined;
  dayOnly: boolean;
  masked: PersonalKind[];
  mended?: MendedRings | undefined;
}

export type RowResult = { row: AcceptedRow } | { problem: RowProblem };

/** The geometry that each noun has. */
export const GEOMETRY_OF: Record<ImportNoun, Geometry7['kind']> = {
  incidents: 'point',
  grids: 'surface',
  areas: 'surface',
  routes: 'lines',
  checkpoints: 'point',
  posts: 'point',
  institutions: 'point',
  devices: 'point',
  roads: 'lines',
};

const DAY_MS = 86_400_000;

/** Where the value of a field comes from: a column of the file, and else one value for all rows. */
interface Source {
  field: Field;
  column: string | undefined;
  fixed: Value | undefined;
}

/** Makes the function that turns each record of a file into a row of the noun, or says what is wrong with it. */
export function rowReader(plan: ReadPlan): (record: RawRecord) => RowResult {
  const fields = FIELDS[plan.noun];
  const columnOf = new Map<string, string>();
  for (const [column, field] of plan.fieldOf) if (field) columnOf.set(field.name, column);
  const sources = fields.map((field): Source => {
    const text = plan.set[field.name];
    const parsed = text === undefined ? undefined : parseValue(field, text, plan.time);
    const given = parsed && 'value' in parsed ? parsed.value : undefined;
    return { field, column: columnOf.get(field.name), fixed: given ?? field.fallback };
  });
  return (record) => readRow(record, plan, sources);
}

function readRow(record: RawRecord, plan: ReadPlan, sources: readonly Source[]): RowResult {
  if (record.cells !== undefined)
    return refused(record, 'column_count', wrongCells(record.cells, plan.fieldOf.size));
  const { index, ends } = record;
  const row: AcceptedRow = { index, values: {}, geometry: NOWHERE, ends, dayOnly: false, masked: [] };
  for (const source of sources) {
    const failure = readField(record, source, plan.time, row);
    if (failure) return failure;
  }
  const geometry = geometryOf(record, plan, row.values);
  if ('problem' in geometry) {
    const column = sources.find(({ field }) => field.name === 'lng')?.column;
    return refused(record, geometry.problem, geometry, column);
  }
  row.geometry = geometry.geometry;
  row.mended = geometry.mended;
  joinDayAndClock(row, plan);
  if (plan.noun === 'roads') completeUsers(row.values, record, sources);
  const isUnnamed = completeNames(row.values, FIELDS[plan.noun]);
  return isUnnamed ? refused(record, 'missing_value', NO_NAME) : { row };
}

function readField(
  record: RawRecord,
  { field, column, fixed }: Source,
  time: TimeFrame,
  row: AcceptedRow,
): RowResult | undefined {
  let value = fixed;
  if (column !== undefined) {
    const parsed = parseValue(field, record.values[column], time);
    if ('problem' in parsed) return refused(record, parsed.problem, parsed, column);
    if (field.name === 'reportedAt' && parsed.dayOnly) row.dayOnly = true;
    value = parsed.value ?? fixed;
  }
  if (value === undefined && field.required)
    return refused(record, 'missing_value', noValue(field.name), column);
  row.values[field.name] = clean(field, value, row);
  return undefined;
}

/** What is wrong with a row, with the value of its column as far as it may be shown. */
function refused(
  record: RawRecord,
  code: RowProblem['code'],
  { message, reason, params }: Refusal,
  column: string | null = null,
): RowResult {
  const value = column === null ? null : (record.values[column] ?? null);
  const shown = value === null ? null : maskPersonalData(String(value).slice(0, 80)).text;
  return { problem: { row: record.index, column, value: shown, code, message, reason, params } };
}

function wrongCells(cells: number, columns: number): Refusal {
  const message = `The row has ${cells} cells, the header has ${columns}.`;
  return refusal(message, 'cells_do_not_fit', { cells, columns });
}

function noValue(field: string): Refusal {
  return refusal(`${field} has no value.`, 'field_missing', { field });
}

const NO_NAME = refusal('The row has no name.', 'name_missing');

const NOWHERE: Geometry7 = { kind: 'point', lng7: 0, lat7: 0 };

function clean(field: Field, value: Value | undefined, row: AcceptedRow): Value | undefined {
  if (typeof value !== 'string' || (field.kind !== 'text' && field.kind !== 'name')) return value;
  const result = maskPersonalData(value);
  row.masked.push(...result.masked);
  return result.text;
}

function geometryOf(record: RawRecord, plan: ReadPlan, values: AcceptedRow['values']): ReadGeometry {
  const kind = GEOMETRY_OF[plan.noun];
  const { lng, lat } = values;
  if (record.geometry === undefined && kind === 'point') {
    if (typeof lng !== 'number' || typeof lat !== 'number')
      return {
        problem: 'missing_value',
        ...refusal('The row has no coordinates.', 'coordinates_missing'),
      };
    const point = toPoint7(plan.crs, lng, lat);
    if (!point) return { problem: 'bad_coordinates', ...outsideWorld(lng, lat, plan.crs) };
    return { geometry: { kind, lng7: point[0], lat7: point[1] } };
  }
  return readGeometry(record.geometry ?? null, kind, plan.crs);
}

/** A footway is no track for cars: where no column says who may pass, the word of OpenStreetMap for the kind of road does. */
function completeUsers(values: AcceptedRow['values'], record: RawRecord, sources: readonly Source[]): void {
  const column = sources.find(({ field }) => field.name === 'class')?.column;
  const word = column === undefined ? null : record.values[column];
  if (typeof word === 'string') values.vehicles ??= usersOfHighway(word.trim().toLowerCase())?.join();
}

/** A day in one column and a time of day in another. */
function joinDayAndClock(row: AcceptedRow, plan: ReadPlan): void {
  const { reportedAt, time } = row.values;
  if (!row.dayOnly || typeof reportedAt !== 'number' || typeof time !== 'number') return;
  const wall = toWallTime(plan.time.zone, reportedAt);
  row.values.reportedAt = fromWallTime(plan.time.zone, Math.floor(wall / DAY_MS) * DAY_MS + time);
  row.dayOnly = false;
}

/** Fills each language's name from the other; whether a noun that needs a name has none. Roads and grids may go without. */
function completeNames(values: AcceptedRow['values'], fields: readonly Field[]): boolean {
  if (!fields.some(({ name }) => name === 'nameZh')) return false;
  const { nameZh, nameEn, name, gridName, code } = values;
  values.nameZh = nameZh ?? name ?? gridName ?? nameEn;
  values.nameEn = nameEn ?? name ?? gridName ?? nameZh;
  const mayGoWithout = fields.some((field) => field.name === 'gridName' || field.name === 'oneWay');
  if (values.nameZh !== undefined || mayGoWithout) return false;
  if (code === undefined) return true;
  values.nameZh = code;
  values.nameEn = code;
  return false;
}
