/** How values cross to PostgreSQL and back, the same for both adapters: everything travels as text. */

type Parse = (text: string) => unknown;

/** The text form of a parameter, null for null and undefined. */
export function encodeValue(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return encodeArray(value as ArrayLike<unknown> & Iterable<unknown>);
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

function encodeArray(values: Iterable<unknown>): string {
  const items: string[] = [];
  for (const value of values) {
    if (Array.isArray(value)) items.push(encodeArray(value));
    else if (typeof value === 'number') items.push(String(value));
    else items.push(encodeItem(encodeValue(value)));
  }
  return `{${items.join(',')}}`;
}

function encodeItem(text: string | null): string {
  return text === null ? 'NULL' : `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** '2026-11-23 23:28:01.5+00' -> '2026-11-23T23:28:01.500Z'; microseconds are kept where there are any. */
function parseInstant(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text);
  if (!match) return /^\d/.test(text) ? new Date(text).toISOString() : text;
  const micros = (match[3] ?? '').padEnd(6, '0');
  const fraction = micros.endsWith('000') ? micros.slice(0, 3) : micros;
  return `${match[1]}T${match[2]}.${fraction}Z`;
}

function parseBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.slice(2), 'hex'));
}

const asText: Parse = (text) => text;
const isTrue: Parse = (text) => text === 't';

const SCALARS = new Map<number, Parse>([
  [16, isTrue],
  [17, parseBytes],
  [20, Number],
  [21, Number],
  [23, Number],
  [26, Number],
  [114, JSON.parse],
  [700, Number],
  [701, Number],
  [1184, parseInstant],
  [1700, Number],
  [3802, JSON.parse],
]);

/** Array type -> element type. */
const ARRAYS = new Map<number, number>([
  [199, 114],
  [1000, 16],
  [1001, 17],
  [1005, 21],
  [1007, 23],
  [1009, 25],
  [1015, 1043],
  [1016, 20],
  [1021, 700],
  [1022, 701],
  [1028, 26],
  [1182, 1082],
  [1185, 1184],
  [1231, 1700],
  [2951, 2950],
  [3807, 3802],
]);

/** The parser of a column of this type (OID); unknown types stay text. */
export function parserOf(oid: number): Parse {
  const scalar = SCALARS.get(oid);
  if (scalar) return scalar;
  const element = ARRAYS.get(oid);
  if (element === undefined) return asText;
  const parse = SCALARS.get(element) ?? asText;
  return (text) => parseArray(text, parse);
}

/** '{1,NULL,"a \"b\""}' -> [1, null, 'a "b"']; nested arrays too. */
function parseArray(text: string, parse: Parse): unknown[] {
  const stack: unknown[][] = [];
  const tokens = /([{}])|"((?:[^"\\]|\\.)*)"|([^{},"]+)/gs;
  tokens.lastIndex = text.indexOf('{');
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    const [, brace, quoted, plain] = token;
    if (brace === '{') {
      const inner: unknown[] = [];
      stack.at(-1)?.push(inner);
      stack.push(inner);
    } else if (brace === '}') {
      const done = stack.pop() ?? [];
      if (stack.length === 0) return done;
    } else if (quoted !== undefined) {
      stack.at(-1)?.push(parse(quoted.replace(/\\(.)/gs, '$1')));
    } else {
      stack.at(-1)?.push(plain === 'NULL' ? null : parse(plain ?? ''));
    }
  }
  return [];
}
