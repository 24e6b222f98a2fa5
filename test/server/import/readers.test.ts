import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawRecord } from '../../../core/import/accept-row.ts';
import { FeatureSplitter } from '../../../server/import/feature-splitter.ts';
import { ImportRefused } from '../../../server/import/import-refused.ts';
import { readerOf } from '../../../server/import/record-reader.ts';
import { detectDelimiter, sniffFile } from '../../../server/import/sniff.ts';
import { collection, gbk, squares, tempFiles } from './files.ts';

const file = tempFiles();

async function readAll(path: string): Promise<RawRecord[]> {
  const records: RawRecord[] = [];
  for await (const piece of readerOf(await sniffFile(path)).open(path)) records.push(...piece);
  return records;
}

async function refusal(path: string): Promise<ImportRefused> {
  try {
    await readAll(path);
  } catch (error) {
    if (error instanceof ImportRefused) return error;
    throw error;
  }
  throw new Error('the file was taken');
}

describe('CSV', () => {
  const rows = [
    { 类型: '盗窃', 说明: '甲,乙' },
    { 类型: '纠纷', 说明: '说 "不"\n行' },
  ];
  const text = '类型,说明\r\n盗窃,"甲,乙"\r\n纠纷,"说 ""不""\n行"\r\n';

  it.each([
    ['UTF-8', new TextEncoder().encode(text), 'utf-8'],
    ['UTF-8 with BOM', new TextEncoder().encode(`\uFEFF${text}`), 'utf-8'],
    ['GBK', gbk(text), 'gb18030'],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
  ])('reads %s with quotes, line breaks and CRLF', async (name, bytes, encoding) => {
    const path = file(`${name}.csv`, bytes);
    expect((await sniffFile(path)).encoding).toBe(encoding);
    expect((await readAll(path)).map(({ values }) => ({ ...values }))).toEqual(rows);
  });

  it('knows GBK although the first 200 kB are plain ASCII', async () => {
    const head = `a,b\n${'x,y\n'.repeat(50_000)}`;
    const path = file('late.csv', Buffer.concat([Buffer.from(head), gbk('盗窃,纠纷\n')]));
    expect((await readAll(path)).at(-1)?.values).toEqual({ a: '盗窃', b: '纠纷' });
  });

  it.each([
    [',', 'a,b,c\n1,2,3\n'],
    [';', 'a;b;c\n1,5;2;3\n'],
    ['\t', 'a\tb\n1,2\t3\n'],
    ['|', 'a|b\n"1|2"|3\n'],
    [',', 'a\n1\n'],
  ])('finds the delimiter %j', (delimiter, sample) => {
    expect(detectDelimiter(sample)).toBe(delimiter);
  });

  it('marks rows whose number of cells is wrong, and skips blank lines', async () => {
    const records = await readAll(file('ragged.csv', 'a,b\n1,2\n\n1\n1,2,3\n1,2,\n'));
    expect(records.map(({ index, cells }) => [index, cells])).toEqual([
      [1, undefined],
      [2, 1],
      [3, 3],
      [4, undefined],
    ]);
  });

  it.each([
    ['a quote never closed', 'a,b\n1,"2\n', /never closed/],
    ['a row of 2 MB', `a,b\n1,${'x'.repeat(2 << 20)}\n`, /longer than/],
    ['numbers for names', '1,2\n3,4\n', /names of the columns/],
    ['a name twice', 'a,a\n1,2\n', /named "a"/],
  ])('refuses %s', async (name, content, message) => {
    const error = await refusal(file(`${name}.csv`, content));
    expect(error.code).toBe('unreadable_file');
    expect(error.message).toMatch(message);
  });
});

describe('GeoJSON', () => {
  const features = squares(3, 2);

  it.each([
    ['a FeatureCollection', collection(features)],
    ['a pretty one', JSON.stringify(JSON.parse(collection(features)), null, 2)],
    ['members after the features', collection(features).replace(/}$/, ',"x":{"features":[1,"]"]}}')],
    ['an array', JSON.stringify(features)],
    ['one a line', features.map((feature) => JSON.stringify(feature)).join('\n')],
    ['RS-delimited', features.map((feature) => `\u001e${JSON.stringify(feature)}\n`).join('')],
  ])('reads %s', async (name, text) => {
    const records = await readAll(file(`${name}.geojson`, text));
    expect(records.map(({ geometry }) => geometry)).toEqual(features.map(({ geometry }) => geometry));
    expect(records.map(({ values }) => ({ ...values }))).toEqual(
      features.map(({ properties }) => properties),
    );
  });

  it('finds the features wherever the text is cut into pieces', () => {
    const tricky = [
      { type: 'Feature', properties: { 'a"]}': '\\"[{' }, geometry: null },
      { type: 'Feature', properties: { features: ['{', []] }, geometry: null },
    ];
    const text = JSON.stringify({ name: 'features', type: 'FeatureCollection', features: tricky });
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        const splitter = new FeatureSplitter();
        const found = places.slice(1).flatMap((to, index) => splitter.push(text.slice(places[index], to)));
        splitter.end();
        expect(found.map((one) => JSON.parse(one))).toEqual(tricky);
      }),
    );
  });

  it('names the CRS that an old file names', async () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } };
    const path = file('crs.geojson', collection(features, { crs }));
    const reader = readerOf(await sniffFile(path));
    for await (const _ of reader.open(path)) break;
    expect(reader.fileCrs).toBe('urn:ogc:def:crs:EPSG::4490');
  });

  it('flattens nested properties, so that none escapes the guard', async () => {
    const nested = { type: 'Feature', geometry: null, properties: { a: { b: 1, list: [{ phone: 2 }] } } };
    const [record] = await readAll(file('nested.geojson', collection([nested])));
    expect({ ...record?.values }).toEqual({ 'a.b': 1, 'a.list.phone': 2 });
  });

  it.each([
    ['cut off', collection(features).slice(0, -40), /ends in the middle, after \d+ features/],
    ['five million brackets deep', '['.repeat(5_000_000), /not GeoJSON|deeper/],
    [
      'deep inside a feature',
      `{"type":"FeatureCollection","features":[{"a":${'['.repeat(5_000_000)}`,
      /deeper than 64/,
    ],
    ['a list of numbers', '{"type":"FeatureCollection","features":[1,2]}', /not GeoJSON/],
    ['something else', '{"hello":"world"}', /not a GeoJSON Feature/],
    ['broken inside', '{"type":"FeatureCollection","features":[{"type":"Feature",}]}', /not valid JSON/],
  ])('refuses a text that is %s, fast', async (name, text, message) => {
    const path = file(`${name}.geojson`, text);
    const started = performance.now();
    const error = await refusal(path);
    expect(error.code).toBe('unreadable_file');
    expect(error.message).toMatch(message);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('files of another kind', () => {
  it.each([
    ['zip', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), /zip archive/],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), /gzip/],
    ['old Excel', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), /Excel/],
    ['GeoPackage', new TextEncoder().encode('SQLite format 3\u0000'), /SQLite/],
    ['KML', new TextEncoder().encode('<?xml version="1.0"?><kml/>'), /XML/],
    ['NUL bytes', new TextEncoder().encode('a,b\n1,\u0000\n'), /binary/],
    [
      'no text',
      Uint8Array.from({ length: 400 }, (_, place) => (place % 2 ? 0xff : 0x81)),
      /neither valid UTF-8/,
    ],
    ['nothing', new Uint8Array(0), /empty/],
  ])('refuses %s and says what is accepted', async (name, bytes, message) => {
    const error = await refusal(file(`${name}.csv`, bytes));
    expect(error.code).toBe('unreadable_file');
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/GeoJSON, GeoJSONSeq and CSV/);
  });
});
