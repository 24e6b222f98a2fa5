import {
  EXPORT_COLUMNS,
  type ExportRow,
  exportCells,
  exportFeature,
} from '../../core/incident/export-row.ts';
import { csvLine } from '../../core/review/csv.ts';

const encoder = new TextEncoder();
/** Before each text of a sequence (RFC 8142). */
const RECORD_SEPARATOR = '\x1e';

/** Rows as CSV (RFC 4180, UTF-8), the names of the columns first. */
export async function* csvStream(pages: AsyncIterable<readonly ExportRow[]>): AsyncGenerator<Uint8Array> {
  yield encoder.encode(csvLine(EXPORT_COLUMNS));
  for await (const rows of pages) yield encoder.encode(rows.map((row) => csvLine(exportCells(row))).join(''));
}

/** Rows as a GeoJSON text sequence (RFC 8142), a Feature each. */
export async function* featureStream(pages: AsyncIterable<readonly ExportRow[]>): AsyncGenerator<Uint8Array> {
  for await (const rows of pages) {
    const lines = rows.map((row) => `${RECORD_SEPARATOR}${JSON.stringify(exportFeature(row))}\n`);
    yield encoder.encode(lines.join(''));
  }
}
