import { type Because, because } from '../../core/contract/reason.ts';
import { ImportRefused } from './import-refused.ts';

/** Longest row, in UTF-16 units. */
const MAX_ROW_CHARS = 1024 * 1024;

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/**
 * Cuts CSV text (RFC 4180) that arrives in pieces into the cells of its rows; empty lines are left out. Lines end in LF or CRLF, or in
 * CR where the first one does. Holds at most one row. Throws ImportRefused for a quote where none may stand, and for an endless row.
 */
export class CsvSplitter {
  readonly #delimiter: number;
  #endsInReturn: boolean | undefined;
  #held = '';
  #line = 1;
  /** Line feeds inside the cells of the row at hand. */
  #breaks = 0;
  /** The text of this piece, and how far it was read. */
  #text = '';
  #at = 0;
  #isLast = false;

  /** `delimiter` is one UTF-16 unit. */
  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** The rows that end in this piece. */
  push(piece: string): string[][] {
    return this.#read(piece, false);
  }

  /** The row that no line end closes, if any. */
  end(): string[][] {
    return this.#read('', true);
  }

  #read(piece: string, isLast: boolean): string[][] {
    const rows: string[][] = [];
    this.#text = this.#held + piece;
    this.#isLast = isLast;
    this.#at = 0;
    for (;;) {
      const from = this.#at;
      const cells = from < this.#text.length ? this.#row() : undefined;
      const end = cells ? this.#at : this.#text.length;
      if (end - from > MAX_ROW_CHARS) throw this.#tooLong();
      if (!cells) {
        this.#held = this.#text.slice(from);
        return rows;
      }
      const isEmpty = cells.length === 1 && cells[0] === '' && this.#text.charCodeAt(from) !== QUOTE;
      if (!isEmpty) rows.push(cells);
      this.#line += 1 + this.#breaks;
    }
  }

  /** The cells of the row that begins here; undefined when its end has not come yet. */
  #row(): string[] | undefined {
    const cells: string[] = [];
    this.#breaks = 0;
    for (;;) {
      const cell = this.#text.charCodeAt(this.#at) === QUOTE ? this.#quotedCell() : this.#plainCell();
      if (cell === undefined) return undefined;
      cells.push(cell);
      if (this.#at === this.#text.length) return this.#isLast ? cells : undefined;
      if (this.#text.charCodeAt(this.#at) === this.#delimiter) {
        this.#at += 1;
        continue;
      }
      const length = this.#lineEnd(this.#at);
      if (length === undefined) return undefined;
      if (length === 0) throw this.#damaged('A quote stands where none may');
      this.#at += length;
      return cells;
    }
  }

  #plainCell(): string {
    const text = this.#text;
    const delimiter = this.#delimiter;
    const from = this.#at;
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === delimiter || code === LINE_FEED) break;
      if (code === RETURN && this.#lineEnd(at) !== 0) break;
      if (code === QUOTE) throw this.#damaged('A quote stands where none may');
    }
    this.#at = at;
    return text.slice(from, at);
  }

  #quotedCell(): string | undefined {
    const text = this.#text;
    const from = this.#at + 1;
    let close = text.indexOf('"', from);
    let isDoubled = false;
    while (close !== -1 && text.charCodeAt(close + 1) === QUOTE) {
      isDoubled = true;
      close = text.indexOf('"', close + 2);
    }
    if (close === -1 && this.#isLast) throw this.#damaged('A quoted cell is never closed');
    // A quote at the very end may be the first of two.
    if (close === -1 || (close + 1 === text.length && !this.#isLast)) return undefined;
    this.#at = close + 1;
    const cell = text.slice(from, close);
    if (cell.includes('\n')) this.#breaks += cell.split('\n').length - 1;
    return isDoubled ? cell.replaceAll('""', '"') : cell;
  }

  /** Length of the line end at a place, 0 where there is none, undefined where the next piece tells. */
  #lineEnd(at: number): number | undefined {
    const code = this.#text.charCodeAt(at);
    if (code !== LINE_FEED && code !== RETURN) return 0;
    if (code === RETURN && at + 1 === this.#text.length && !this.#isLast && !this.#endsInReturn)
      return undefined;
    const isPair = code === RETURN && this.#text.charCodeAt(at + 1) === LINE_FEED;
    this.#endsInReturn ??= code === RETURN && !isPair;
    if (code === LINE_FEED || isPair) return isPair ? 2 : 1;
    return this.#endsInReturn ? 1 : 0;
  }

  #tooLong(): ImportRefused {
    const kilobytes = MAX_ROW_CHARS / 1024;
    const why = because('csv_row_too_long', { line: this.#line, kilobytes });
    return this.#refused(`A row is longer than ${kilobytes} kB`, why);
  }

  #damaged(what: string): ImportRefused {
    return this.#refused(what, because('csv_damaged', { line: this.#line }));
  }

  #refused(what: string, why: Because): ImportRefused {
    const message = `${what} near line ${this.#line}: the file is damaged, or was not written as RFC 4180 says (double the quotes inside a quoted cell).`;
    return new ImportRefused('unreadable_file', { message, ...why });
  }
}
