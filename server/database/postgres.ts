import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import {
  type CopyOptions,
  type CsvChunks,
  type Database,
  DatabaseBusy,
  DatabaseUnusable,
  type Queryable,
  type QueryOptions,
  StatementFailed,
} from './database.ts';
import { errorOf } from './failure.ts';
import { name, type Sql } from './sql.ts';
import { encodeValue, parserOf } from './values.ts';

const DEADLINE_MS = 15_000;
/** A server that does not answer at all is given this much longer than the statement's own deadline. */
const SILENCE_MS = 5_000;
const IDLE_IN_TRANSACTION_MS = 60_000;
const PIECE_BYTES = 1 << 20;

export interface PostgresOptions {
  /** Connections at most; default 10. */
  connections?: number;
}

/** Opens a pool on PostgreSQL. Throws DatabaseUnusable when it cannot be reached or the sign-in is refused. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: 8_000,
    keepAlive: true,
    types: { getTypeParser: (oid: number) => parserOf(oid) as never },
    options: `-c TimeZone=UTC -c DateStyle=ISO -c statement_timeout=${DEADLINE_MS} -c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MS}`,
  });
  // A connection lost while idle is replaced at the next query, which reports what is wrong by itself.
  pool.on('error', () => undefined);
  try {
    await pool.query('SELECT 1');
  } catch (cause) {
    await pool.end();
    throw unreachable(url, cause);
  }
  return new Postgres(pool);
}

class Postgres implements Database {
  readonly engine = 'postgres';
  readonly #pool: pg.Pool;
  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  query<Row extends object>(statement: Sql, options: QueryOptions = {}): Promise<Row[]> {
    return this.#withClient((client) => new Session(client).query<Row>(statement, options));
  }

  copy(table: string, columns: readonly string[], csv: CsvChunks, options?: CopyOptions) {
    return this.#withClient((client) => new Session(client).copy(table, columns, csv, options));
  }

  transaction<T>(
    work: (transaction: Queryable) => Promise<T>,
    options: QueryOptions & { readOnly?: boolean } = {},
  ): Promise<T> {
    return this.#withClient(async (client) => {
      const session = new Session(client, options.deadlineMs ?? DEADLINE_MS);
      await session.command(options.readOnly ? 'BEGIN READ ONLY' : 'BEGIN');
      try {
        const result = await work(session);
        session.end();
        const { command } = await session.command('COMMIT');
        if (command !== 'COMMIT') throw new StatementFailed('a statement of the transaction failed', '25P02');
        return result;
      } catch (error) {
        session.end();
        await session.command('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  async *copyOut({ text }: Sql): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw translate(error);
    });
    // What is lost with the connection, the stream tells.
    const onError = (): void => undefined;
    client.on('error', onError);
    let isWhole = false;
    try {
      await client.query('SET statement_timeout = 0');
      const stream = client.query(
        copyTo(`COPY (${text}) TO STDOUT (FORMAT binary)`, { highWaterMark: PIECE_BYTES }),
      );
      for await (const piece of wholePieces(stream)) yield piece;
      await client.query(`SET statement_timeout = ${DEADLINE_MS}`);
      isWhole = true;
    } catch (error) {
      throw translate(error);
    } finally {
      client.removeListener('error', onError);
      // Of one that was left early rows may still be on their way.
      client.release(!isWhole);
    }
  }

  async script(text: string): Promise<void> {
    await this.#withClient((client) =>
      new Session(client).withoutDeadline((session) => session.command(text)),
    );
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw translate(error);
    });
    let lost: Error | undefined;
    const onError = (error: Error) => {
      lost = error;
    };
    client.on('error', onError);
    try {
      return await work(client);
    } catch (error) {
      const translated = translate(lost ?? error);
      if (translated instanceof ConnectionLost) lost = translated;
      throw translated;
    } finally {
      client.removeListener('error', onError);
      client.release(lost);
    }
  }
}

/** Put together to pieces of a size that is worth handing to another thread, each in a buffer of its own. */
async function* wholePieces(stream: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let parts: Buffer[] = [];
  let length = 0;
  const joined = (): Uint8Array<ArrayBuffer> => {
    const piece = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      piece.set(part, at);
      at += part.length;
    }
    [parts, length] = [[], 0];
    return piece;
  };
  for await (const part of stream) {
    parts.push(part);
    length += part.length;
    if (length >= PIECE_BYTES) yield joined();
  }
  if (length > 0) yield joined();
}

/** One connection while one caller holds it. In a transaction the deadline is set only when it differs. */
class Session implements Queryable {
  readonly #client: pg.PoolClient;
  readonly #inTransaction: boolean;
  readonly #deadlineMs: number;
  #setMs = DEADLINE_MS;
  #ended = false;
  constructor(client: pg.PoolClient, transactionDeadlineMs?: number) {
    this.#client = client;
    this.#inTransaction = transactionDeadlineMs !== undefined;
    this.#deadlineMs = transactionDeadlineMs ?? DEADLINE_MS;
  }

  async query<Row extends object>({ text, values }: Sql, options: QueryOptions = {}): Promise<Row[]> {
    if (this.#ended) throw new Error('the transaction is over');
    const deadlineMs = options.deadlineMs ?? this.#deadlineMs;
    await this.#setDeadline(deadlineMs);
    try {
      const query = this.#client.query<Row>({ text, values: values.map(encodeValue) });
      return (await within(deadlineMs + SILENCE_MS, query)).rows;
    } catch (error) {
      throw translate(error);
    } finally {
      if (!this.#inTransaction) await this.#setDeadline(DEADLINE_MS).catch(() => undefined);
    }
  }

  async copy(table: string, columns: readonly string[], csv: CsvChunks, { fresh = false }: CopyOptions = {}) {
    if (this.#ended) throw new Error('the transaction is over');
    const list = columns.map((column) => name(column).text).join(', ');
    return this.withoutDeadline(async () => {
      const stream = this.#client.query(
        copyFrom(`COPY ${name(table).text} (${list}) FROM STDIN (FORMAT csv${fresh ? ', FREEZE' : ''})`),
      );
      await pipeline(Readable.from(csv), stream);
      return stream.rowCount;
    });
  }

  /** BEGIN, COMMIT, ROLLBACK, scripts. */
  command(text: string): Promise<pg.QueryResult> {
    return this.#client.query(text);
  }

  async withoutDeadline<T>(work: (session: Session) => Promise<T>): Promise<T> {
    await this.#setDeadline(0);
    try {
      return await work(this);
    } catch (error) {
      throw translate(error);
    } finally {
      if (!this.#inTransaction) await this.#setDeadline(DEADLINE_MS).catch(() => undefined);
    }
  }

  /** From here on the transaction takes no more statements. */
  end(): void {
    this.#ended = true;
  }

  async #setDeadline(deadlineMs: number): Promise<void> {
    if (deadlineMs === this.#setMs) return;
    const scope = this.#inTransaction ? 'SET LOCAL' : 'SET';
    await this.#client.query(`${scope} statement_timeout = ${Math.round(deadlineMs)}`);
    this.#setMs = deadlineMs;
  }
}

/** The connection is of no more use: it must not go back to the pool. */
class ConnectionLost extends DatabaseBusy {}

/** The connection is given up when the server says nothing at all. */
async function within<T>(limitMs: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConnectionLost('the database does not answer')), limitMs);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}

const LOST =
  /terminated|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|timeout exceeded|not queryable|Cannot use a pool/;

function translate(error: unknown): Error {
  if (error instanceof pg.DatabaseError && error.severity === 'FATAL')
    return new ConnectionLost(error.message);
  if (error instanceof pg.DatabaseError)
    return errorOf({ code: error.code ?? 'XX000', message: error.message, constraint: error.constraint });
  if (!(error instanceof Error)) return new Error(String(error));
  const reason = `${'code' in error ? String(error.code) : ''} ${error.message}`;
  return error.constructor === Error && LOST.test(reason)
    ? new ConnectionLost('the connection to the database was lost')
    : error;
}

function unreachable(url: string, cause: unknown): DatabaseUnusable {
  const reason =
    cause instanceof Error ? cause.message || String((cause as { code?: string }).code) : String(cause);
  let where = 'the address in DATABASE_URL';
  try {
    where = new URL(url).host || where;
  } catch {
    // keep the general word: an address that cannot be read may hold a password
  }
  return new DatabaseUnusable(
    `PostgreSQL at ${where} cannot be opened (${reason}): check DATABASE_URL and that the server is running.`,
    { cause },
  );
}
