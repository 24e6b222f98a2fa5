import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';
import { Pbf } from '../../server/tiles/pbf.ts';

export interface ArchiveTile {
  z: number;
  x: number;
  y: number;
  bytes: Uint8Array;
}

const HEADER_BYTES = 127;
const GZIP = 2;
const TYPES = { mvt: 1, png: 2 } as const;

/** A PMTiles archive (specification version 3: one root directory, tiles as they are given) that a reader can read by ranges. */
export function pmtilesArchive(
  type: keyof typeof TYPES,
  tiles: readonly ArchiveTile[],
  bounds: readonly [west: number, south: number, east: number, north: number],
): Buffer {
  const entries = tiles
    .map(({ z, x, y, bytes }) => ({
      id: zxyToTileId(z, x, y),
      bytes: type === 'mvt' ? gzipSync(bytes) : bytes,
    }))
    .sort((a, b) => a.id - b.id);
  const directory = gzipSync(directoryOf(entries));
  const metadata = gzipSync(JSON.stringify({ attribution: 'test archive' }));
  const data = Buffer.concat(entries.map(({ bytes }) => bytes));
  const zooms = tiles.map(({ z }) => z);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles', 0, 'ascii');
  header[7] = 3;
  let at = HEADER_BYTES;
  [directory, metadata, Buffer.alloc(0), data].forEach((part, index) => {
    header.writeBigUInt64LE(BigInt(at), 8 + index * 16);
    header.writeBigUInt64LE(BigInt(part.length), 16 + index * 16);
    at += part.length;
  });
  for (const place of [72, 80, 88]) header.writeBigUInt64LE(BigInt(entries.length), place);
  header.set([1, GZIP, type === 'mvt' ? GZIP : 1, TYPES[type], Math.min(...zooms), Math.max(...zooms)], 96);
  for (const [index, degrees] of bounds.entries())
    header.writeInt32LE(Math.round(degrees * 1e7), 102 + index * 4);
  return Buffer.concat([header, directory, metadata, data]);
}

/** Ids as differences, then run lengths, lengths and offsets, each one column; offset 0: right behind the tile before. */
function directoryOf(entries: readonly { id: number; bytes: Uint8Array }[]): Uint8Array {
  const out = new Pbf();
  out.varint(entries.length);
  for (const [index, { id }] of entries.entries()) out.varint(id - (entries[index - 1]?.id ?? 0));
  for (const _ of entries) out.varint(1);
  for (const { bytes } of entries) out.varint(bytes.length);
  for (const index of entries.keys()) out.varint(index === 0 ? 1 : 0);
  return out.done();
}
