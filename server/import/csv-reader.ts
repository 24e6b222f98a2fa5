import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { RawRecord } from '../../core/import/accept-row.ts';
import type { RawValue } from '../../core/import/parse-value.ts';
import { ImportRefused } from './import-refused.ts';
import type { RecordReader } from './record-reader.ts';
import { decodeFile, type Encoding, type Sniffed } from './sniff.ts';

const MAX_COLUMNS = 500;
/** Longest row, in characters. */
const MAX_ROW_CHARS = 1024 * 1024;

/** CSV with a header row; quotes as in RFC 4180. */
export class CsvReader implements RecordReader {
  readonly fileCrs = undefined;
  readonly #encoding: Encoding;
  readonly #delimiter: string;
  constructor({ encoding, delimiter }: Pick<Sniffed, 'encoding' | 'delimiter'>) {
    this.#encoding = encoding;
    this.#delimiter = delimiter ?? ',';
  }

  async *open(path: string, onBytes?: (read: number) => void): AsyncGenerator<RawRecord> {
    const parser = parse({
      delimiter: this.#delimiter,
      bom: false,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_ROW_CHARS,
    });
    const text = Readable.from(decodeFile(path, this.#encoding, onBytes), { objectMode: true });
    // The parser, iterated below, reports what goes wrong.
    pipeline(text, parser).catch(() => undefined);
    let header: string[] | undefined;
    let index = 0;
    try {
      for await (const cells of parser as AsyncIterable<string[]>) {
        if (!header) header = headerOf(cells);
        else {
          index += 1;
          yield toRecord(header, cells, index);
        }
      }
    } catch (error) {
      throw refusal(error);
    } finally {
      text.destroy();
    }
    if (!header) throw new ImportRefused('unreadable_file', 'The CSV file has no header row.');
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
      `The CSV file has ${names.length} columns; at most ${MAX_COLUMNS} are read.`,
    );
  if (names.every((name) => name === '' || !Number.isNaN(Number(name))))
    throw new ImportRefused(
      'unreadable_file',
      'The first row of the CSV file holds numbers: it must hold the names of the columns.',
    );
  const named = names.map((name, place) => name || `column ${place + 1}`);
  const twice = named.find((name, place) => named.indexOf(name) !== place);
  if (twice !== undefined)
    throw new ImportRefused(
      'unreadable_file',
      `Two columns of the CSV file are named "${twice}". Rename one.`,
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

function refusal(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error.lines === 'number' ? ` near line ${error.lines}` : '';
  const what =
    error.code === 'CSV_MAX_RECORD_SIZE'
      ? `A row is longer than ${MAX_ROW_CHARS / 1024} kB`
      : error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'A quoted cell is never closed'
        : 'A quote stands where none may';
  return new ImportRefused(
    'unreadable_file',
    `${what}${line}: the file is damaged, or was not written as RFC 4180 says (double the quotes inside a quoted cell).`,
  );
}
