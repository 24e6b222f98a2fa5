/** A table as text that spreadsheets open (RFC 4180). */

/** Cells beginning so are run as a formula by spreadsheets; an apostrophe before them keeps them text. */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as CSV with CRLF and a byte order mark, so that spreadsheets take it for UTF-8. Texts that look like formulas are disarmed. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}

function cellText(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
