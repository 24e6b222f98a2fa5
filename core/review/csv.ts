import type { ReviewChange, ReviewEntry } from '../contract/review.ts';
import { toWallTime } from '../zone.ts';

export type Cell = string | number | null;

/** What spreadsheets take for a formula when a cell begins with it (OWASP, "CSV Injection"), full-width forms too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A cell of RFC 4180 text. Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers, which are no text, stay
 * as they are. Null is an empty cell.
 */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One record, ended by CRLF as RFC 4180 has it. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** The columns of the timeline as CSV, in order. */
export const TIMELINE_COLUMNS = [
  'at_utc',
  'at_local',
  'noun',
  'act',
  'label',
  'name_zh',
  'name_en',
  'kind',
  'priority',
  'state',
  'area_code',
  'lng',
  'lat',
  'actor',
  'source',
  'unit',
  'changes',
  'text',
  'fact',
  'id',
  'seq',
] as const;

/** A line of the timeline as cells of `TIMELINE_COLUMNS`; `zone` is the city's, an IANA name. */
export function timelineCells(entry: ReviewEntry, zone: string): Cell[] {
  const { at, noun, act, label, nameZh, nameEn, kind, priority, state, areaCode, lng, lat } = entry;
  const local = new Date(toWallTime(zone, Date.parse(at))).toISOString().slice(0, 23).replace('T', ' ');
  const actor = entry.actorName ?? (entry.source === 'log' && entry.actorId === null ? 'system' : null);
  return [
    ...[at, local, noun, act, label, nameZh, nameEn, kind, priority, state, areaCode, lng, lat, actor],
    ...[
      entry.source,
      entry.unitCode,
      changesText(entry.changes),
      entry.text,
      entry.fact,
      entry.id,
      entry.seq,
    ],
  ];
}

/** 'status: reported -> verified; priority: 3 -> 2'; null of nothing. */
export function changesText(changes: readonly ReviewChange[]): string | null {
  const parts = changes.map(({ field, before, after }) => `${field}: ${before ?? ''} -> ${after ?? ''}`);
  return parts.length > 0 ? parts.join('; ') : null;
}
