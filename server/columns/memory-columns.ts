import { emptyIncidentColumns, type IncidentColumns } from '../../core/columns/incident-columns.ts';
import type { IncidentPoints } from '../tiles/incident-points.ts';

/** The columns of these rows of the memory, which are in order of time. */
export function columnsOfRows({ rows: held }: IncidentPoints, rows: Uint32Array): IncidentColumns {
  const columns = emptyIncidentColumns(rows.length);
  const places = new Int32Array(held.gridCodes.length).fill(-1);
  rows.forEach((row, i) => {
    const code = held.grid[row]!;
    let place = places[code]!;
    if (place < 0) {
      place = columns.gridCodes.push(held.gridCodes[code]!) - 1;
      places[code] = place;
    }
    columns.reportedAt[i] = Math.floor(held.reportedMs[row]! / 1000);
    columns.lng7[i] = held.lng7[row]!;
    columns.lat7[i] = held.lat7[row]!;
    columns.type[i] = held.type[row]!;
    columns.priority[i] = held.priority[row]!;
    columns.status[i] = held.status[row]!;
    columns.net[i] = held.net[row]!;
    columns.source[i] = held.source[row]!;
    columns.grid[i] = place;
  });
  return columns;
}

/**
 * 64 bits of everything that `columnsOfRows` tells of these rows, as hexadecimal: two FNV-1a sums over the same words from different starts.
 * The same in every process.
 */
export function digestOfRows({ rows: held }: IncidentPoints, rows: Uint32Array): string {
  const codes = Int32Array.from(
    held.gridCodes,
    (code) => Number(code.slice(0, 8)) * 31 + Number(code.slice(8)),
  );
  let [a, b] = [0x811c9dc5, 0x01234567];
  const take = (word: number): void => {
    a = Math.imul(a ^ word, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b ^ word, 0x85ebca6b);
    b ^= b >>> 13;
  };
  for (const row of rows) {
    take(Math.floor(held.reportedMs[row]! / 1000) | 0);
    take(held.lng7[row]!);
    take(held.lat7[row]!);
    take((held.type[row]! << 24) | (held.priority[row]! << 16) | (held.status[row]! << 8) | held.net[row]!);
    take((codes[held.grid[row]!]! ^ (held.source[row]! << 29)) | 0);
  }
  return [a, b].map((sum) => (sum >>> 0).toString(16).padStart(8, '0')).join('');
}
