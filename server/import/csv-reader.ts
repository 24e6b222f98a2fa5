import { refusal } from '../../core/contract/reason.ts';
import type { RawRecord } from '../../core/import/accept-row.ts';
import type { RawValue } from '../../core/import/parse-value.ts';
import { isWktGeometry, wktGeometry } from '../../core/import/wkt-geometry.ts';
import { CsvSplitter } from './csv-splitter.ts';
import { ImportRefused } from './import-refused.ts';
import type { RecordReader } from './record-reader.ts';
import { decodeFile, type Encoding, type Sniffed } from './sniff.ts';

const MAX_COLUMNS = 500;
/** In which a column of geometries shows itself. */
const ROWS_LOOKED_AT = 100;

/** CSV with a header row; quotes as in RFC 4180. A column of well-known text is the geometry. */
export class CsvReader implements RecordReader {
  fileCrs: string | undefined;
  readonly #encoding: Encoding;
  readonly #delimiter: string;
  constructor({ encoding, delimiter }: Pick<Sniffed, 'encoding' | 'delimiter'>) {
    this.#encoding = encoding;
    this.#delimiter = delimiter ?? ',';
  }

  async *open(path: string, onBytes?: (read: number) => void): AsyncGenerator<RawRecord[]> {
    let header: string[] | undefined;
    let index = 0;
    let drawn = -1;
    for await (const rows of this.#rows(path, onBytes)) {
      header ??= headerOf(rows.shift() ?? []);
      const names = header;
      yield rows.map((cells) => {
        index += 1;
        if (drawn < 0 && index <= ROWS_LOOKED_AT) drawn = cells.findIndex(isWktGeometry);
        return this.#withGeometry(toRecord(names, cells, index), drawn < 0 ? undefined : names[drawn]);
      });
    }
    if (!header)
      throw new ImportRefused(
        'unreadable_file',
        refusal('The CSV file has no header row.', 'csv_without_header'),
      );
  }

  /** The record with its geometry where a column holds well-known text; the column is no value then. */
  #withGeometry(record: RawRecord, column: string | undefined): RawRecord {
    if (column === undefined) return record;
    const { [column]: cell, ...values } = record.values;
    const found = typeof cell === 'string' ? wktGeometry(cell) : undefined;
    if (found?.srid) this.fileCrs ??= `EPSG:${found.srid}`;
    return { ...record, values, geometry: found?.geometry ?? null };
  }

  async *#rows(path: string, onBytes?: (read: number) => void): AsyncGenerator<string[][]> {
    const splitter = new CsvSplitter(this.#delimiter);
    for await (const text of decodeFile(path, this.#encoding, onBytes)) {
      const rows = splitter.push(text);
      if (rows.length > 0) yield rows;
    }
    const last = splitter.end();
    if (last.length > 0) yield last;
  }
}

function headerOf(cells: readonly string[]): string[] {
  const names = cells.map((cell) =>
    cell
      .replace(/^\uFEFF/, '')
      .trim()
      .slice(0, 200),
  );
  if (names.length > MAX_COLUMNS)
    throw new ImportRefused(
      'unreadable_file',
      refusal(
        `The CSV file has ${names.length} columns; at most ${MAX_COLUMNS} are read.`,
        'too_many_columns',
        {
          maximum: MAX_COLUMNS,
        },
      ),
    );
  if (names.every((name) => name === '' || !Number.isNaN(Number(name))))
    throw new ImportRefused(
      'unreadable_file',
      refusal(
        'The first row of the CSV file holds numbers: it must hold the names of the columns.',
        'csv_header_of_numbers',
      ),
    );
  const named = names.map((name, place) => name || `column ${place + 1}`);
  const twice = named.find((name, place) => named.indexOf(name) !== place);
  if (twice !== undefined)
    throw new ImportRefused(
      'unreadable_file',
      refusal(`Two columns of the CSV file are named "${twice}". Rename one.`, 'csv_column_twice', {
        column: twice,
      }),
    );
  return named;
}

function toRecord(header: readonly string[], cells: readonly string[], index: number): RawRecord {
  const values: Record<string, RawValue> = Object.create(null);
  header.forEach((column, place) => {
    values[column] = cells[place] ?? null;
  });
  const surplus = cells.slice(header.length).some((cell) => cell.trim() !== '');
  if (cells.length < header.length || surplus) return { index, values, cells: cells.length };
  return { index, values };
}
