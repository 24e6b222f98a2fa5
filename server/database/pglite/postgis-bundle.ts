import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Extension } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';

const MADE_IN = new URL('../../../node_modules/.cache/jingwei/', import.meta.url);
/** Geometries, their SQL and the table of projections. */
const NEEDED =
  /^(lib\/postgresql\/postgis-3\.so|share\/proj\/.*|share\/postgresql\/extension\/postgis(\.control|--\d+\.\d+\.\d+\.sql))$/;
const BLOCK_BYTES = 512;

/**
 * PostGIS without what nothing here uses: rasters, topology, a geocoder and the ways up from older versions. PGlite
 * unpacks the whole bundle and links each of its libraries at every opening, needed or not: two of five seconds.
 */
export const slimPostgis: Extension = {
  name: postgis.name,
  setup: async (pglite, options) => {
    const made = await postgis.setup(pglite, options);
    return made.bundlePath ? { ...made, bundlePath: slimBundle(made.bundlePath) } : made;
  },
};

/** Where the smaller bundle lies, made the first time; the whole one where nothing can be written. */
function slimBundle(whole: URL): URL {
  const { size, mtimeMs } = statSync(whole);
  const slim = new URL(`postgis-${size}-${Math.floor(mtimeMs)}.tar.gz`, MADE_IN);
  if (statSync(slim, { throwIfNoEntry: false })) return slim;
  const draft = new URL(`${slim.href}.${randomUUID()}`);
  try {
    mkdirSync(MADE_IN, { recursive: true });
    writeFileSync(draft, gzipSync(entriesOf(gunzipSync(readFileSync(whole)), NEEDED), { level: 1 }));
    renameSync(draft, slim);
    return slim;
  } catch {
    return whole;
  }
}

/** The entries of a tar archive (POSIX ustar) whose path matches, as another one. */
export function entriesOf(tar: Buffer, paths: RegExp): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at + BLOCK_BYTES <= tar.length && tar[at] !== 0; ) {
    const path = tar.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    const bytes = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8);
    const end = at + BLOCK_BYTES + Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
    if (paths.test(path)) kept.push(tar.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, Buffer.alloc(2 * BLOCK_BYTES)]);
}
