import type { Failure } from '../failure.ts';
import { parserOf } from '../values.ts';

/** The few messages of PostgreSQL's wire protocol (v3) that one statement needs. */

const PARSE = 0x50;
const BIND = 0x42;
const DESCRIBE = 0x44;
const EXECUTE = 0x45;
const SYNC = 0x53;
const QUERY = 0x51;

/** One statement with text parameters in the extended protocol, as one buffer: parse, bind, describe, execute, sync. */
export function encodeStatement(text: string, values: readonly (string | null)[]): Uint8Array<ArrayBuffer> {
  if (values.length > 0xffff) throw new Error(`a statement takes at most 65535 values, got ${values.length}`);
  const textBytes = Buffer.byteLength(text);
  const sizes = values.map((value) => (value === null ? 0 : Buffer.byteLength(value)));
  const bindBytes = 4 + 2 + 2 + 2 + sizes.reduce((sum, size) => sum + 4 + size, 0) + 2;
  const parseBytes = 4 + 1 + textBytes + 1 + 2;
  const buffer = Buffer.from(new ArrayBuffer(1 + parseBytes + 1 + bindBytes + 7 + 10 + 5));
  let at = begin(buffer, 0, PARSE, parseBytes) + 1;
  at += buffer.write(text, at) + 3;
  at = begin(buffer, at, BIND, bindBytes) + 4;
  at = buffer.writeUInt16BE(values.length, at);
  values.forEach((value, index) => {
    at = buffer.writeInt32BE(value === null ? -1 : (sizes[index] ?? 0), at);
    if (value !== null) at += buffer.write(value, at);
  });
  at = begin(buffer, at + 2, DESCRIBE, 6);
  at = buffer.writeUInt16BE(0x5000, at);
  at = begin(buffer, at, EXECUTE, 9) + 5;
  begin(buffer, at, SYNC, 4);
  return new Uint8Array(buffer.buffer);
}

/** Statements without parameters in the simple protocol: one transaction unless they say otherwise. */
export function encodeScript(text: string): Uint8Array<ArrayBuffer> {
  const length = 4 + Buffer.byteLength(text) + 1;
  const buffer = Buffer.from(new ArrayBuffer(1 + length));
  buffer.write(text, begin(buffer, 0, QUERY, length));
  return new Uint8Array(buffer.buffer);
}

function begin(buffer: Buffer, at: number, kind: number, length: number): number {
  buffer[at] = kind;
  return buffer.writeInt32BE(length, at + 1);
}

export interface Answer<Row> {
  rows: Row[];
  /** The command tags, e.g. 'SELECT 3' or 'COPY 200000', one a statement that completed. */
  tags: string[];
  failure: Failure | undefined;
}

interface Column {
  name: string;
  parse: (text: string) => unknown;
  isText: boolean;
}

const TEXT_TYPES = new Set([25, 1043, 114, 3802, 1009, 1015, 199, 3807, 19, 18, 1042]);

/** Reads everything the database answered to one buffer. */
export function decodeAnswer<Row>(bytes: Uint8Array): Answer<Row> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const answer: Answer<Row> = { rows: [], tags: [], failure: undefined };
  let columns: Column[] = [];
  for (let at = 0; at < buffer.length; ) {
    const kind = buffer[at];
    const end = at + 1 + buffer.readUInt32BE(at + 1);
    const body = at + 5;
    if (kind === 0x44) answer.rows.push(readRow(buffer, body, columns) as Row);
    else if (kind === 0x54) columns = readColumns(buffer, body);
    else if (kind === 0x43) answer.tags.push(buffer.toString('utf8', body, end - 1));
    else if (kind === 0x45) answer.failure ??= readFailure(buffer, body, end);
    at = end;
  }
  return answer;
}

function readColumns(buffer: Buffer, start: number): Column[] {
  let at = start + 2;
  return Array.from({ length: buffer.readUInt16BE(start) }, () => {
    const end = buffer.indexOf(0, at);
    const name = buffer.toString('utf8', at, end);
    const oid = buffer.readUInt32BE(end + 7);
    at = end + 19;
    return { name, parse: parserOf(oid), isText: TEXT_TYPES.has(oid) };
  });
}

function readRow(buffer: Buffer, start: number, columns: readonly Column[]): object {
  const row: Record<string, unknown> = {};
  let at = start + 2;
  for (const { name, parse, isText } of columns) {
    const length = buffer.readInt32BE(at);
    at += 4;
    if (length < 0) {
      row[name] = null;
    } else {
      row[name] = parse(
        isText ? buffer.toString('utf8', at, at + length) : buffer.toString('latin1', at, at + length),
      );
      at += length;
    }
  }
  return row;
}

function readFailure(buffer: Buffer, start: number, end: number): Failure {
  const fields = new Map<string, string>();
  for (let at = start; at < end && buffer[at] !== 0; ) {
    const stop = buffer.indexOf(0, at + 1);
    fields.set(String.fromCharCode(buffer[at] ?? 0), buffer.toString('utf8', at + 1, stop));
    at = stop + 1;
  }
  return {
    code: fields.get('C') ?? 'XX000',
    message: fields.get('M') ?? 'unknown error',
    constraint: fields.get('n'),
  };
}
