import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';
import { MAX_IMPORT_BYTES } from '../../core/contract/import.ts';
import { refusal } from '../../core/contract/reason.ts';
import { ImportRefused } from './import-refused.ts';
import { shapefilesIn } from './shapefile-reader.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface Sniffed {
  format: 'csv' | 'geojson' | 'shapefile' | 'osm' | 'osm.pbf';
  encoding: Encoding;
  /** CSV only. */
  delimiter: string | null;
  bytes: number;
  /** Packed by gzip. */
  isPacked: boolean;
}

const RECORD_SEPARATOR = '\u001e';
const HEAD_BYTES = 64 * 1024;
/** Read at once: what comes of one piece is worked on before anybody else gets a turn. */
const PIECE_BYTES = 64 * 1024;
const ACCEPTED =
  'Accepted are GeoJSON, GeoJSONSeq and CSV (UTF-8, UTF-16 with a byte order mark, or GBK/GB18030), a shapefile in a zip archive, and for roads OSM XML (.osm, .osm.gz) and OSM PBF (.osm.pbf)';

/** What a file may be instead. */
export const FILE_KINDS = [
  'zip',
  'compressed',
  'office',
  'geopackage',
  'shapefile',
  'pdf',
  'program',
  'image',
  'binary',
  'markup',
] as const;
type FileKind = (typeof FILE_KINDS)[number];

/** First bytes of what people send instead. */
const FOREIGN: readonly [signature: number[], kind: FileKind, what: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'zip', 'a zip archive (or an Excel or KMZ file, which are zips)'],
  [[0x50, 0x4b, 0x05, 0x06], 'zip', 'an empty zip archive'],
  [[0x1f, 0x8b], 'compressed', 'gzip-compressed'],
  [[0x42, 0x5a, 0x68], 'compressed', 'bzip2-compressed'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'compressed', 'xz-compressed'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'compressed', 'zstandard-compressed'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'compressed', 'a 7z archive'],
  [[0x52, 0x61, 0x72, 0x21], 'compressed', 'a RAR archive'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'office', 'an old Excel or Word file'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'geopackage', 'an SQLite database (a GeoPackage, perhaps)'],
  [[0x00, 0x00, 0x27, 0x0a], 'shapefile', 'a shapefile'],
  [[0x25, 0x50, 0x44, 0x46], 'pdf', 'a PDF'],
  [[0x7f, 0x45, 0x4c, 0x46], 'program', 'a program'],
  [[0x4d, 0x5a], 'program', 'a program'],
  [[0x89, 0x50, 0x4e, 0x47], 'image', 'an image'],
  [[0xff, 0xd8, 0xff], 'image', 'an image'],
];

function refuse(fileKind: FileKind, what: string): ImportRefused {
  const message = `The file is ${what}. ${ACCEPTED}; unpack or convert it first.`;
  return new ImportRefused('unreadable_file', refusal(message, 'file_foreign', { fileKind }));
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Whether the whole file is valid in an encoding. */
async function isValidIn(path: string, encoding: Encoding): Promise<boolean> {
  try {
    for await (const text of decodeFile(path, encoding))
      if (text.includes('\u0000')) throw refuse('binary', 'binary');
    return true;
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    return false;
  }
}

/** The text of a file in pieces, without its byte order mark. Throws TypeError where it is not valid in the encoding. */
export async function* decodeFile(
  path: string,
  encoding: Encoding,
  onBytes?: (read: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let read = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    read += (chunk as Buffer).length;
    const text = decoder.decode(chunk as Buffer, { stream: true });
    onBytes?.(read);
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

async function encodingOf(path: string, head: Buffer): Promise<Encoding> {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (await isValidIn(path, 'utf-8')) return 'utf-8';
  if (await isValidIn(path, 'gb18030')) return 'gb18030';
  throw new ImportRefused(
    'unreadable_file',
    refusal(
      `The text is neither valid UTF-8 nor GB18030: the file is damaged or of another encoding. ${ACCEPTED}.`,
      'file_encoding',
    ),
  );
}

const DELIMITERS = [',', ';', '\t', '|'];

/** The sign that splits the first lines into the same number of cells, more than one; a comma where none does. */
export function detectDelimiter(text: string): string {
  const counts = DELIMITERS.map(() => [0]);
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === '\n') {
      if (counts[0] && counts[0].length > 20) break;
      for (const list of counts) list.push(0);
    } else {
      const list = counts[DELIMITERS.indexOf(sign)];
      if (list) list[list.length - 1] = (list.at(-1) ?? 0) + 1;
    }
  }
  const scores = counts.map((list) => {
    const lines = list.length > 1 ? list.slice(0, -1) : list;
    const first = lines[0] ?? 0;
    return first * lines.filter((count) => count === first).length;
  });
  const best = Math.max(...scores);
  return best > 0 ? (DELIMITERS[scores.indexOf(best)] ?? ',') : ',';
}

/** The length of a blob's header, then the header: a text of nine letters that names the first one. */
const PBF_TYPE = Buffer.concat([Buffer.from([0x0a, 0x09]), Buffer.from('OSMHeader')]);
const GZIP = 0x1f8b;
const OSM_ROOT = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<osm[\s>]/;

/** Whether it is a file of OpenStreetMap, and in which form. */
function osmOf(head: Buffer): Pick<Sniffed, 'format' | 'isPacked'> | undefined {
  if (head.subarray(4, 4 + PBF_TYPE.length).equals(PBF_TYPE)) return { format: 'osm.pbf', isPacked: false };
  const isPacked = head.length > 2 && head.readUInt16BE() === GZIP;
  const text = (isPacked ? unpackedHead(head) : head).toString('utf8').replace(/^\uFEFF/, '');
  return OSM_ROOT.test(text) ? { format: 'osm', isPacked } : undefined;
}

function unpackedHead(head: Buffer): Buffer {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * HEAD_BYTES });
  } catch {
    return Buffer.alloc(0);
  }
}

/** What a file is, from its content alone. Throws ImportRefused for anything that is not a text that we read. */
export async function sniffFile(path: string): Promise<Sniffed> {
  const { size } = await stat(path);
  if (size === 0)
    throw new ImportRefused('unreadable_file', refusal(`The file is empty. ${ACCEPTED}.`, 'file_empty'));
  if (size > MAX_IMPORT_BYTES)
    throw new ImportRefused(
      'too_large',
      refusal(
        `The file has ${Math.ceil(size / 2 ** 20)} MB; at most ${MAX_IMPORT_BYTES / 2 ** 20} MB are taken. Split it.`,
        'file_too_large',
        { megabytes: MAX_IMPORT_BYTES / 2 ** 20 },
      ),
    );
  const head = await headOf(path);
  const osm = osmOf(head);
  if (osm) return { ...osm, encoding: 'utf-8', delimiter: null, bytes: size };
  const foreign = FOREIGN.find(([signature]) => signature.every((byte, index) => head[index] === byte));
  if (foreign?.[1] === 'zip' && (await shapefilesIn(path)).length > 0)
    return { format: 'shapefile', encoding: 'utf-8', delimiter: null, bytes: size, isPacked: true };
  if (foreign) throw refuse(foreign[1], foreign[2]);
  const encoding = await encodingOf(path, head);
  const text = new TextDecoder(encoding)
    .decode(head)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (text.startsWith('<')) throw refuse('markup', 'XML or HTML that is not OSM (KML or GPX, perhaps)');
  if (['[', '{', RECORD_SEPARATOR].includes(text[0] ?? ''))
    return { format: 'geojson', encoding, delimiter: null, bytes: size, isPacked: false };
  return { format: 'csv', encoding, delimiter: detectDelimiter(text), bytes: size, isPacked: false };
}
