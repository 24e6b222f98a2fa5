import type { RawRecord } from '../../core/import/accept-row.ts';
import { CsvReader } from './csv-reader.ts';
import { GeoJsonReader } from './geojson-reader.ts';
import { type FileNetwork, OsmReader } from './osm-reader.ts';
import { ShapefileReader } from './shapefile-reader.ts';
import type { Sniffed } from './sniff.ts';

/** Reads one format record by record, never the whole file. Other formats join by implementing this. */
export interface RecordReader {
  /** The CRS that the file names itself; known once the first record has come. */
  readonly fileCrs: string | undefined;
  /** Of its texts, where only reading on shows it. */
  readonly encoding?: string | undefined;
  /** Roads of OSM only: what the file says besides its records; known once all of them have come. */
  readonly network?: FileNetwork | undefined;
  /** Records in the order of the file, as many at once as a piece of it holds. Throws ImportRefused where the file can not be read on. */
  open(path: string, onBytes?: (read: number) => void): AsyncIterable<RawRecord[]>;
}

/** The reader of a sniffed file. */
export function readerOf(sniffed: Sniffed): RecordReader {
  if (sniffed.format === 'shapefile') return new ShapefileReader();
  if (sniffed.format === 'geojson') return new GeoJsonReader(sniffed.encoding);
  return sniffed.format === 'csv' ? new CsvReader(sniffed) : new OsmReader(sniffed);
}
