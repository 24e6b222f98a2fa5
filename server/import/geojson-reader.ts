import { refusal } from '../../core/contract/reason.ts';
import type { RawRecord } from '../../core/import/accept-row.ts';
import type { RawValue } from '../../core/import/parse-value.ts';
import type { RawGeometry } from '../../core/import/read-geometry.ts';
import { FeatureSplitter } from './feature-splitter.ts';
import { ImportRefused } from './import-refused.ts';
import type { RecordReader } from './record-reader.ts';
import { decodeFile, type Encoding } from './sniff.ts';

/** GeoJSON: a FeatureCollection, an array of features, or features one after another (GeoJSONSeq, with or without RS). */
export class GeoJsonReader implements RecordReader {
  fileCrs: string | undefined;
  readonly #encoding: Encoding;
  constructor(encoding: Encoding) {
    this.#encoding = encoding;
  }

  async *open(path: string, onBytes?: (read: number) => void): AsyncGenerator<RawRecord[]> {
    const splitter = new FeatureSplitter();
    let index = 0;
    for await (const text of decodeFile(path, this.#encoding, onBytes)) {
      const features = splitter.push(text);
      this.fileCrs ??= crsOf(splitter.collection);
      const first = index + 1;
      index += features.length;
      if (features.length > 0) yield features.map((feature, place) => toRecord(feature, first + place));
    }
    splitter.end();
  }
}

/** The name in a FeatureCollection's old `crs` member. */
function crsOf(collection: string | undefined): string | undefined {
  if (collection === undefined) return undefined;
  try {
    const { crs } = JSON.parse(collection) as { crs?: { properties?: { name?: unknown } } | null };
    const name = crs?.properties?.name;
    return typeof name === 'string' ? name.slice(0, 100) : undefined;
  } catch {
    return undefined;
  }
}

interface RawFeature {
  type?: unknown;
  id?: unknown;
  geometry?: unknown;
  properties?: unknown;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toRecord(text: string, index: number): RawRecord {
  let feature: RawFeature;
  try {
    feature = JSON.parse(text) as RawFeature;
  } catch {
    throw new ImportRefused(
      'unreadable_file',
      refusal(`Feature ${index} is not valid JSON.`, 'json_damaged', { row: index }),
    );
  }
  if (!isObject(feature) || feature.type !== 'Feature')
    throw new ImportRefused(
      'unreadable_file',
      refusal(
        `Element ${index} is not a GeoJSON Feature. Expected a FeatureCollection, or features one a line.`,
        'not_geojson',
        { features: index - 1 },
      ),
    );
  const values: Record<string, RawValue> = Object.create(null);
  if (isObject(feature.properties)) flatten(feature.properties, '', values);
  const { id } = feature;
  if (!('id' in values) && (typeof id === 'string' || typeof id === 'number')) values.id = id;
  const geometry = isObject(feature.geometry) ? (feature.geometry as unknown as RawGeometry) : null;
  return { index, values, geometry };
}

/** Nested properties become `outer.inner`; elements of arrays share the array's name, the first plain one counts. */
function flatten(properties: Record<string, unknown>, prefix: string, into: Record<string, RawValue>): void {
  for (const [key, value] of Object.entries(properties)) put(prefix + key, value, into);
}

function put(key: string, value: unknown, into: Record<string, RawValue>): void {
  if (Array.isArray(value)) for (const item of value) put(key, item, into);
  else if (isObject(value)) flatten(value, `${key}.`, into);
  else if (!(key in into)) into[key] = (value ?? null) as RawValue;
}
