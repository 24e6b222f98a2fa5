import { type FileHandle, open } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { PbfReader } from 'pbf';
import type { OsmNetwork } from '../../core/import/osm/network.ts';
import { ImportRefused } from './import-refused.ts';
import { readNodeBlock, readWayBlock } from './osm-block.ts';
import { cutOff, damaged, type OsmSource, refuseTooLarge, unsupported } from './osm-source.ts';

/** Limits of the format itself. */
const MOST_HEADER_BYTES = 64 * 1024;
const MOST_BLOB_BYTES = 32 * 2 ** 20;
const READABLE = ['OsmSchema-V0.6', 'DenseNodes'];
/** What a blob may be packed by, by the field that holds it. */
const PACKED_OTHERWISE: Record<number, string> = { 4: 'lzma', 5: 'bzip2', 6: 'lz4', 7: 'zstd' };

interface Place {
  at: number;
  bytes: number;
}

/** OSM PBF: blobs one after another, each packed for itself, so that one at a time is held. */
export class PbfSource implements OsmSource {
  readonly #path: string;
  /** Blobs with nodes, for the second reading. */
  readonly #withNodes: Place[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  async readWays(network: OsmNetwork): Promise<void> {
    await this.#opened(async (file) => {
      for (let at = 0; ; ) {
        const header = await readHeader(file, at);
        if (!header) return;
        const { type, blob } = header;
        at = blob.at + blob.bytes;
        const bytes = await readBlob(file, blob);
        if (type === 'OSMHeader') checkFeatures(bytes);
        if (type !== 'OSMData') continue;
        if (readWayBlock(bytes, network)) this.#withNodes.push(blob);
        refuseTooLarge(network);
      }
    });
  }

  async readNodes(network: OsmNetwork): Promise<void> {
    await this.#opened(async (file) => {
      for (const blob of this.#withNodes) readNodeBlock(await readBlob(file, blob), network);
    });
  }

  async #opened(read: (file: FileHandle) => Promise<void>): Promise<void> {
    const file = await open(this.#path);
    try {
      await read(file);
    } catch (error) {
      if (error instanceof ImportRefused || (error as NodeJS.ErrnoException).syscall !== undefined)
        throw error;
      throw damaged(error instanceof Error ? error.message : 'a block can not be read');
    } finally {
      await file.close();
    }
  }
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

/** What comes next in the file; undefined at its end. */
async function readHeader(file: FileHandle, at: number): Promise<{ type: string; blob: Place } | undefined> {
  const size = await bytesAt(file, at, 4);
  if (size.length === 0) return undefined;
  if (size.length < 4) throw cutOff();
  const length = size.readUInt32BE();
  if (length > MOST_HEADER_BYTES) throw damaged('a block has no header');
  const bytes = await bytesAt(file, at + 4, length);
  if (bytes.length < length) throw cutOff();
  const header = { type: '', bytes: 0 };
  new PbfReader(bytes).readFields((tag, result, pbf) => {
    if (tag === 1) result.type = pbf.readString();
    else if (tag === 3) result.bytes = pbf.readVarint();
  }, header);
  if (header.bytes > MOST_BLOB_BYTES) throw damaged('a block is larger than the format allows');
  return { type: header.type, blob: { at: at + 4 + length, bytes: header.bytes } };
}

async function readBlob(file: FileHandle, { at, bytes }: Place): Promise<Uint8Array> {
  const packed = await bytesAt(file, at, bytes);
  if (packed.length < bytes) throw cutOff();
  const blob: { raw?: Uint8Array; zlib?: Uint8Array; other?: string } = {};
  new PbfReader(packed).readFields((tag, result, pbf) => {
    if (tag === 1) result.raw = pbf.readBytes();
    else if (tag === 3) result.zlib = pbf.readBytes();
    else if (PACKED_OTHERWISE[tag]) result.other = PACKED_OTHERWISE[tag];
  }, blob);
  if (blob.raw) return blob.raw;
  if (blob.zlib) return inflateSync(blob.zlib, { maxOutputLength: MOST_BLOB_BYTES });
  throw blob.other ? unsupported(blob.other) : damaged('a block is empty');
}

function checkFeatures(bytes: Uint8Array): void {
  const required: string[] = [];
  new PbfReader(bytes).readFields((tag, result, pbf) => {
    if (tag === 4) result.push(pbf.readString());
  }, required);
  const missing = required.find((feature) => !READABLE.includes(feature));
  if (missing !== undefined) throw unsupported(missing);
}
