import {
  AsyncByteQueue,
  type Data,
  type DataType,
  Dictionary,
  Field,
  Float64,
  Int8,
  makeData,
  makeVector,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMillisecond,
  Uint8,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import type { ExportRow } from '../../core/incident/export-row.ts';
import { INCIDENT_SOURCES, INCIDENT_STATUSES, INCIDENT_TYPES, NETS } from '../../core/vocabulary.ts';

/** Keeps what a writer wrote until it is taken. */
class Taken extends AsyncByteQueue {
  readonly #chunks: Uint8Array[] = [];

  override write(chunk: Uint8Array): void {
    if (chunk.byteLength > 0) this.#chunks.push(chunk);
  }

  take(): Uint8Array {
    return Buffer.concat(this.#chunks.splice(0));
  }
}

const WORDS = { type: INCIDENT_TYPES, status: INCIDENT_STATUSES, net: NETS, source: INCIDENT_SOURCES };
type Worded = keyof typeof WORDS;
const TIMES = ['verifiedAt', 'assignedAt', 'arrivedAt', 'resolvedAt'] as const;

const GEOMETRY = new Struct([new Field('x', new Float64(), false), new Field('y', new Float64(), false)]);
const AS_POINT = new Map([
  ['ARROW:extension:name', 'geoarrow.point'],
  ['ARROW:extension:metadata', JSON.stringify({ crs: 'EPSG:4326', crs_type: 'authority_code' })],
]);

/** The words of a column: the same in every batch, written once. */
function dictionaryOf(name: Worded, id: number) {
  const vector = vectorFromArray([...WORDS[name]], new Utf8());
  return { vector, type: new Dictionary(new Utf8(), new Int8(), id) };
}
const DICTIONARIES = {
  type: dictionaryOf('type', 0),
  status: dictionaryOf('status', 1),
  net: dictionaryOf('net', 2),
  source: dictionaryOf('source', 3),
};

const SCHEMA = new Schema([
  new Field('id', new Utf8(), false),
  new Field('number', new Utf8(), false),
  new Field('reported_at', new TimestampMillisecond('UTC'), false),
  new Field('geometry', GEOMETRY, false, AS_POINT),
  new Field('type', DICTIONARIES.type.type, false),
  new Field('priority', new Uint8(), false),
  new Field('status', DICTIONARIES.status.type, false),
  new Field('net', DICTIONARIES.net.type, false),
  new Field('source', DICTIONARIES.source.type, false),
  new Field('area_code', new Utf8(), false),
  ...TIMES.map((name) => new Field(snake(name), new TimestampMillisecond('UTC'), true)),
]);

/** Rows as an Arrow IPC stream, a record batch a page; the place is a GeoArrow point. Also without rows a whole stream. */
export async function* arrowStream(pages: AsyncIterable<readonly ExportRow[]>): AsyncGenerator<Uint8Array> {
  const taken = new Taken();
  const writer = new RecordBatchStreamWriter({ autoDestroy: false });
  writer.reset(taken, SCHEMA);
  for await (const rows of pages) {
    writer.write(batchOf(rows));
    yield taken.take();
  }
  writer.finish();
  yield taken.take();
}

function batchOf(rows: readonly ExportRow[]): RecordBatch {
  const children: Data[] = [
    texts(rows.map(({ id }) => id)),
    texts(rows.map(({ number }) => number)),
    times(rows.map(({ reportedAt }) => reportedAt)),
    makeData({
      type: GEOMETRY,
      length: rows.length,
      nullCount: 0,
      children: [numbers(rows.map(({ lng }) => lng)), numbers(rows.map(({ lat }) => lat))],
    }),
    words('type', rows),
    makeData({ type: new Uint8(), data: Uint8Array.from(rows, ({ priority }) => priority) }),
    words('status', rows),
    words('net', rows),
    words('source', rows),
    texts(rows.map(({ areaCode }) => areaCode)),
    ...TIMES.map((name) => times(rows.map((row) => row[name]))),
  ];
  const type = new Struct(SCHEMA.fields as Field<DataType>[]);
  return new RecordBatch(SCHEMA, makeData({ type, length: rows.length, nullCount: 0, children }));
}

function texts(values: readonly string[]): Data<Utf8> {
  return vectorFromArray([...values], new Utf8()).data[0] as Data<Utf8>;
}

function numbers(values: readonly number[]): Data<Float64> {
  return makeData({ type: new Float64(), data: Float64Array.from(values) });
}

function times(values: readonly (string | null)[]): Data {
  const all = values.map((value) => (value === null ? null : Date.parse(value)));
  return vectorFromArray(all, new TimestampMillisecond('UTC')).data[0] as Data;
}

function words(name: Worded, rows: readonly ExportRow[]): Data {
  const { type, vector } = DICTIONARIES[name];
  const list: readonly string[] = WORDS[name];
  const data = Int8Array.from(rows, (row) => list.indexOf(row[name]));
  return makeVector(makeData({ type, length: rows.length, nullCount: 0, data, dictionary: vector as never }))
    .data[0] as Data;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
