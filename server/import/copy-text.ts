import type { FlatRing } from '../../core/geometry/ring.ts';

/** What a cell of a row to copy may be. */
export type Cell = string | number | boolean | null | undefined;

/** Degrees with seven decimals of an integer coordinate, without float noise. */
function degrees(units: number): string {
  return String(units / 1e7);
}

function positions(line: FlatRing): string {
  const out: string[] = [];
  for (let index = 0; index + 1 < line.length; index += 2)
    out.push(`${degrees(line[index] as number)} ${degrees(line[index + 1] as number)}`);
  return out.join(',');
}

/** EWKT of a point in integer units. */
export function pointText(lng7: number, lat7: number): string {
  return `SRID=4326;POINT(${degrees(lng7)} ${degrees(lat7)})`;
}

/** EWKT of a flat line in integer units. */
export function lineText(line: FlatRing): string {
  return `SRID=4326;LINESTRING(${positions(line)})`;
}

/** EWKT of polygons in integer units. */
export function polygonsText(polygons: readonly (readonly FlatRing[])[]): string {
  const parts = polygons.map((rings) => `(${rings.map((ring) => `(${positions(ring)})`).join(',')})`);
  return `SRID=4326;MULTIPOLYGON(${parts.join(',')})`;
}

/** PostgreSQL array text of integers. */
export function integersText(numbers: ArrayLike<number>): string {
  return `{${Array.from(numbers).join(',')}}`;
}

/** One CSV row (RFC 4180); null and undefined are unquoted nothing, an empty text is quoted. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  // PostgreSQL text holds no NUL.
  const text = cell.includes('\u0000') ? cell.replaceAll('\u0000', '') : cell;
  return text === '' || /[",\n\r\\]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
