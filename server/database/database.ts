import type { Sql } from './sql.ts';

export interface CopyOptions {
  /** The table was made or emptied in this very transaction: its rows are written as if long committed, and need no visit later. */
  fresh?: boolean;
  /** Each chunk ends at the end of a row; then it may also be UTF-8. */
  wholeRows?: boolean;
}

/** CSV text in chunks. */
export type CsvChunks =
  | AsyncIterable<string | Uint8Array<ArrayBuffer>>
  | Iterable<string | Uint8Array<ArrayBuffer>>;

export interface QueryOptions {
  /** After this long the statement is stopped and DatabaseBusy is thrown; default 15 s. */
  deadlineMs?: number;
}

/** What a query function needs: a connection, inside or outside a transaction. */
export interface Queryable {
  /**
   * Rows of one statement. Values: Date, Uint8Array (bytea), arrays (of the same kind) and plain objects (as json)
   * are understood; an array meant as json must be stringified by the caller. Timestamps come as ISO 8601 UTC strings, bigint and
   * numeric as number, json parsed, dates as YYYY-MM-DD, bytea as Uint8Array, arrays as arrays, geometry as hex EWKB.
   */
  query<Row extends object>(statement: Sql, options?: QueryOptions): Promise<Row[]>;
  /**
   * Appends CSV text (no header, RFC 4180, unquoted empty field = null) to `table (columns)`; returns the number of rows.
   * The chunks may split rows anywhere unless `wholeRows` says otherwise. Either all rows are appended or none.
   */
  copy(table: string, columns: readonly string[], csv: CsvChunks, options?: CopyOptions): Promise<number>;
}

export interface Database extends Queryable {
  readonly engine: 'embedded' | 'postgres';
  /** Runs `work` in one transaction: commits when it resolves, rolls back when it throws. Not nestable. */
  transaction<T>(
    work: (transaction: Queryable) => Promise<T>,
    options?: QueryOptions & { readOnly?: boolean },
  ): Promise<T>;
  /** Rows of a statement without values in PostgreSQL's binary COPY format, in pieces that end anywhere; without a deadline. */
  copyOut(statement: Sql): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Runs several statements without parameters as one transaction, without a deadline (migrations, upkeep). */
  script(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The database cannot be used as it is; the message is one sentence that says what to do. */
export class DatabaseUnusable extends Error {}

/** The database refused the statement; `code` is the SQLSTATE. */
export class StatementFailed extends Error {
  readonly code: string;
  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** The statement outlived its deadline, or the database is unreachable: nothing was changed; try again. */
export class DatabaseBusy extends Error {}

/** A constraint refused the row; `constraint` names it when known, `code` is the SQLSTATE. */
export class ConstraintViolated extends Error {
  readonly code: string;
  readonly constraint: string | undefined;
  constructor(message: string, code: string, constraint: string | undefined) {
    super(message);
    this.code = code;
    this.constraint = constraint;
  }
}
