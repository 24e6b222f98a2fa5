/** A cell of a row for COPY: null becomes an unquoted empty field. */
export type Cell = string | number | boolean | null;

const CHUNK = 1 << 18;

/** Rows as RFC 4180 text in pieces of about 256 KiB. */
export function* csvChunks(rows: Iterable<readonly Cell[]>): Generator<string> {
  let lines: string[] = [];
  let length = 0;
  for (const row of rows) {
    const line = `${row.map(cellText).join(',')}\n`;
    lines.push(line);
    length += line.length;
    if (length < CHUNK) continue;
    yield lines.join('');
    lines = [];
    length = 0;
  }
  if (length > 0) yield lines.join('');
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  return cell === '' || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
