import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { type UnzipFileInfo, unzip } from 'fflate';
import { MAX_IMPORT_BYTES } from '../../core/contract/import.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { RawRecord } from '../../core/import/accept-row.ts';
import { ShapesDamaged, shapesOf } from '../../core/import/shapes.ts';
import { type DbaseTable, readDbase } from './dbase-table.ts';
import { ImportRefused } from './import-refused.ts';
import type { RecordReader } from './record-reader.ts';

const PARTS = /\.(shp|dbf|prj|cpg)$/i;
/** Records that are handed over at once. */
const PIECE = 200;

/** Names of the shapefiles in a zip archive; none where it is damaged or holds others. */
export async function shapefilesIn(path: string): Promise<string[]> {
  const names: string[] = [];
  const note = ({ name }: UnzipFileInfo): boolean => {
    if (/\.shp$/i.test(name) && isOwn(name)) names.push(name);
    return false;
  };
  const zip = await readFile(path);
  await unzipped(zip, note).catch(() => {});
  return names;
}

/** What a Mac puts beside the files is not theirs. */
function isOwn(name: string): boolean {
  return !/(^|\/)(__MACOSX\/|\._)/.test(name);
}

/** A shapefile (.shp with .dbf, .prj and .cpg beside it) in a zip archive. */
export class ShapefileReader implements RecordReader {
  fileCrs: string | undefined;
  /** Of the table's texts; known once the first record has come. */
  encoding: string | undefined;

  async *open(path: string, onBytes?: (read: number) => void): AsyncGenerator<RawRecord[]> {
    const { shp, dbf, prj, cpg } = await partsOf(await readFile(path));
    if (!shp) throw damaged();
    const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes).trim();
    this.fileCrs = text(prj) || undefined;
    const table = dbf && readDbase(dbf, text(cpg));
    if (dbf && !table) throw damaged();
    this.encoding = table?.encoding;
    yield* pieces(shp, table);
    onBytes?.((await readFile(path)).length);
  }
}

async function* pieces(shp: Uint8Array, table: DbaseTable | undefined): AsyncGenerator<RawRecord[]> {
  let place = -1;
  let index = 0;
  let piece: RawRecord[] = [];
  try {
    for (const geometry of shapesOf(shp)) {
      place += 1;
      const values = table ? table.rows[place] : {};
      if (table && place < table.rows.length && values === undefined) continue;
      index += 1;
      piece.push({ index, values: values ?? {}, geometry });
      if (piece.length < PIECE) continue;
      yield piece;
      piece = [];
      await setImmediate();
    }
  } catch (error) {
    if (error instanceof ShapesDamaged) throw damaged();
    throw error;
  }
  if (piece.length > 0) yield piece;
}

async function partsOf(zip: Uint8Array): Promise<Record<string, Uint8Array | undefined>> {
  let bytes = 0;
  const wanted = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (!PARTS.test(name) || !isOwn(name)) return false;
    bytes += originalSize;
    if (bytes <= MAX_IMPORT_BYTES) return true;
    const megabytes = MAX_IMPORT_BYTES / 2 ** 20;
    throw new ImportRefused(
      'too_large',
      refusal(`The shapefile unpacks to more than ${megabytes} MB. Split it.`, 'file_too_large', {
        megabytes,
      }),
    );
  };
  const files = Object.entries(await unzipped(zip, wanted));
  const shapes = files.filter(([name]) => /\.shp$/i.test(name));
  const [stem] = shapes.map(([name]) => name.slice(0, -4).toLowerCase());
  if (shapes.length > 1)
    throw new ImportRefused(
      'unreadable_file',
      refusal(`The archive holds ${shapes.length} shapefiles. Put one into it.`, 'shapefiles_several', {
        files: shapes.map(([name]) => name.slice(0, 80)),
      }),
    );
  const own = files.filter(([name]) => name.slice(0, -4).toLowerCase() === stem);
  return Object.fromEntries(own.map(([name, content]) => [name.slice(-3).toLowerCase(), content]));
}

/** Unpacks in a thread what is large. */
async function unzipped(
  zip: Uint8Array,
  filter: (file: UnzipFileInfo) => boolean,
): Promise<Record<string, Uint8Array>> {
  try {
    return await new Promise((resolve, reject) => {
      unzip(zip, { filter }, (error, files) => (error ? reject(error) : resolve(files)));
    });
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    throw damaged();
  }
}

function damaged(): ImportRefused {
  return new ImportRefused(
    'unreadable_file',
    refusal('The shapefile is damaged or not whole. Get it again.', 'shapefile_damaged'),
  );
}
