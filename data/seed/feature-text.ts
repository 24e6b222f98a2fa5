import type { PlacedTable } from '../../server/queries/placed.ts';
import type { Point7 } from '../city/city.ts';

/** What a column holds that the seed leaves to the schema. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  held_by: 'community',
  missed: [],
  remark_count: 0,
};

/** A row by column; what the API gives as an instant is in milliseconds since 1970. */
export type Row = object;

type Write = (id: string, point: Point7 | null, row: Row) => string;

/**
 * Writes a noun's Features as the API shows them, with the keys of every object sorted: the form that events are hashed in.
 * `extra` are properties that do not come from a column of the row itself.
 */
export function featureWriter(table: PlacedTable, extra: readonly string[] = []): Write {
  const properties: [property: string, column: string][] = [
    ['version', 'version'],
    ['updatedAt', 'updated_at'],
    ['areaCode', 'area_code'],
    ...Object.entries(table.columns),
    ...extra.map((property): [string, string] => [property, property]),
  ];
  const parts = properties
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([property, column], i) => ({
      column,
      start: `${i > 0 ? ',' : ''}${JSON.stringify(property)}:`,
      isInstant: /(?:At|Since)$/.test(property),
    }));
  return (id, point, row) => {
    let text = '';
    for (const { column, start, isInstant } of parts) {
      const given = (row as Record<string, unknown>)[column];
      const value = given === undefined ? (DEFAULTS[column] ?? null) : given;
      text += start;
      if (value === null) text += 'null';
      else if (typeof value === 'number') text += isInstant ? `"${new Date(value).toISOString()}"` : value;
      else text += JSON.stringify(value);
    }
    return `{"geometry":${pointText(point)},"id":"${id}","properties":{${text}},"type":"Feature"}`;
  };
}

function pointText(point: Point7 | null): string {
  return point ? `{"coordinates":[${point[0] / 1e7},${point[1] / 1e7}],"type":"Point"}` : 'null';
}
