import { canonicalJson } from '../../server/queries/canonical-json.ts';
import type { PlacedTable } from '../../server/queries/placed.ts';
import type { Point7 } from '../city/city.ts';
import { isoTime } from './iso-time.ts';

/** A Feature as the API shows it in pieces of canonical JSON. */
export interface FeatureText {
  id: string;
  geometry: string;
  /** `"key":value` in the order of the keys, the same keys for every Feature of a noun. */
  properties: readonly string[];
}

/** All of a Feature, in the form that events are hashed in. */
export function wholeText({ id, geometry, properties }: FeatureText): string {
  return `{"geometry":${geometry},"id":"${id}","properties":{${properties.join(',')}},"type":"Feature"}`;
}

/** As `storedBefore` in server/queries/event-before.ts. */
export function storedBeforeText(before: FeatureText, after: FeatureText): string {
  const geometry = before.geometry === after.geometry ? '' : `"geometry":${before.geometry},`;
  const changed = before.properties.filter((text, i) => text !== after.properties[i]);
  return `{${geometry}"properties":{${changed.join(',')}}}`;
}

/** What a column holds that the seed leaves to the schema. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  held_by: 'community',
  missed: [],
  exceptions: [],
  remark_count: 0,
};

/** A row by column; what the API gives as an instant is in milliseconds since 1970, or ISO 8601. */
type Row = object;

/** Writes a noun's Features. */
export class FeatureWriter {
  readonly #parts: readonly { column: string; start: string; isInstant: boolean }[];
  readonly #indices: ReadonlyMap<string, number>;

  /** `extra` are properties that do not come from a column of the row itself. */
  constructor(table: PlacedTable, extra: readonly string[] = []) {
    const properties: [property: string, column: string][] = [
      ['version', 'version'],
      ['updatedAt', 'updated_at'],
      ['areaCode', 'area_code'],
      ...Object.entries(table.columns),
      ...extra.map((property): [string, string] => [property, property]),
    ];
    this.#parts = properties
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([property, column]) => ({
        column,
        start: `${JSON.stringify(property)}:`,
        isInstant: /(?:At|Since)$/.test(property),
      }));
    this.#indices = new Map(this.#parts.map(({ column }, i) => [column, i]));
  }

  write(id: string, point: Point7 | null, row: Row): FeatureText {
    const properties = this.#parts.map(({ column, start, isInstant }) => {
      const given = (row as Record<string, unknown>)[column];
      return start + valueText(given === undefined ? (DEFAULTS[column] ?? null) : given, isInstant);
    });
    return { id, geometry: pointText(point), properties };
  }

  /** The Feature with other values in the columns that `row` holds, in the same place unless another is given. */
  rewrite({ id, geometry, properties: old }: FeatureText, row: Row, point?: Point7 | null): FeatureText {
    const properties = old.slice();
    for (const [column, value] of Object.entries(row)) {
      const i = this.#indices.get(column);
      const part = i === undefined ? undefined : this.#parts[i];
      if (i !== undefined && part) properties[i] = part.start + valueText(value, part.isInstant);
    }
    return { id, geometry: point === undefined ? geometry : pointText(point), properties };
  }
}

function pointText(point: Point7 | null): string {
  return point ? `{"coordinates":[${point[0] / 1e7},${point[1] / 1e7}],"type":"Point"}` : 'null';
}

function valueText(value: unknown, isInstant: boolean): string {
  if (value === null) return 'null';
  if (typeof value !== 'number')
    return typeof value === 'string' ? JSON.stringify(value) : canonicalJson(value);
  return isInstant ? `"${isoTime(value)}"` : String(value);
}
