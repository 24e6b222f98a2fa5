import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { codePrefix } from '../../core/contract/area-code.ts';
import type { LiveNoun } from '../../core/contract/live.ts';
import type { Database } from '../database/database.ts';
import { LayerVersions } from './layer-versions.ts';
import { tileFrame } from './mercator.ts';
import { Pbf } from './mvt-writer.ts';
import { cutNounTile, isNounTileset, isRemembered, loadNoun, type RememberedNoun } from './noun-tiles.ts';
import { loadBase, loadPlan, type StaticTileset } from './static-tilesets.ts';
import { TileCache } from './tile-cache.ts';

const compress = promisify(gzip);

/** Part of every ETag: raise it when tiles of the same data come out differently. */
const ENCODING = 2;

/** Tilesets that are held in memory as a whole. */
type StaticName = 'base' | 'plan' | RememberedNoun;
export type Tileset = StaticName | LiveNoun;

/** A vector tile. `gzipped` is empty when nothing lies in it, undefined when the client has it already. */
export interface Tile {
  etag: string;
  gzipped: Uint8Array | undefined;
}

export interface TileStoreOptions {
  /** Memory for finished tiles; 0: keep none. */
  cacheBytes: number;
}

/** Makes vector tiles, incidents and units from the database, all else from memory; finished tiles are kept until their data change. */
export class TileStore {
  readonly #database: Database;
  readonly #versions: LayerVersions;
  readonly #cache: TileCache;
  readonly #loaded = new Map<StaticName, { version: string; tileset: Promise<StaticTileset> }>();

  constructor(deps: { database: Database; clock: () => number }, options: Partial<TileStoreOptions> = {}) {
    this.#database = deps.database;
    this.#versions = new LayerVersions(deps.database, deps.clock);
    this.#cache = new TileCache(options.cacheBytes ?? 64 * 2 ** 20);
  }

  static isTileset(name: string): name is Tileset {
    return isStatic(name) || isNounTileset(name);
  }

  /** The tile of a scope. z, x, y must be in range; `isKnown` tells whether the client holds the tile of an ETag. */
  async tile(
    tileset: Tileset,
    scopeCode: string,
    [z, x, y]: [z: number, x: number, y: number],
    isKnown: (etag: string) => boolean = () => false,
  ): Promise<Tile> {
    const prefix = tileset === 'base' ? '' : codePrefix(scopeCode);
    // Units move without events: their tiles are never kept and are known by their content.
    if (tileset === 'units') {
      const gzipped = await this.#cutNoun(tileset, scopeCode, [z, x, y]);
      const etag = etagOf(gzipped);
      return { etag, gzipped: isKnown(etag) ? undefined : gzipped };
    }
    const version = await this.#versions.of(tileset);
    const key = `${tileset}/${z}/${x}/${y}/${prefix}/${version}`;
    const etag = etagOf(`${ENCODING}/${key}`);
    if (isKnown(etag)) return { etag, gzipped: undefined };
    const cached = this.#cache.get(key);
    if (cached) return { etag, gzipped: cached };
    const gzipped = isStatic(tileset)
      ? await this.#cutStatic(tileset, version, prefix, [z, x, y])
      : await this.#cutNoun(tileset, scopeCode, [z, x, y]);
    this.#cache.set(key, gzipped);
    return { etag, gzipped };
  }

  /** [west, south, east, north] in degrees of the whole city, undefined while nothing is loaded. */
  async bounds(tileset: Tileset): Promise<StaticTileset['bounds']> {
    const name = tileset === 'base' ? 'base' : 'plan';
    return (await this.#static(name, await this.#versions.of(name))).bounds;
  }

  /** Loads base and plan, so that the first tile does not wait for them. */
  async warm(): Promise<void> {
    await this.bounds('plan');
    await this.bounds('base');
  }

  async #cutStatic(
    name: StaticName,
    version: string,
    prefix: string,
    [z, x, y]: [number, number, number],
  ): Promise<Uint8Array> {
    const { layers } = await this.#static(name, version);
    const frame = tileFrame(z, x, y);
    const pbf = new Pbf();
    for (const layer of layers) layer.cut(frame, prefix).writeTo(pbf);
    return await zip(pbf);
  }

  async #cutNoun(
    noun: Exclude<LiveNoun, RememberedNoun>,
    scopeCode: string,
    [z, x, y]: [number, number, number],
  ): Promise<Uint8Array> {
    const pbf = new Pbf();
    (await cutNounTile(this.#database, noun, tileFrame(z, x, y), scopeCode)).writeTo(pbf);
    return await zip(pbf);
  }

  #static(name: StaticName, version: string): Promise<StaticTileset> {
    const held = this.#loaded.get(name);
    if (held?.version === version) return held.tileset;
    const tileset = load(this.#database, name);
    const entry = { version, tileset };
    this.#loaded.set(name, entry);
    tileset.catch(() => {
      if (this.#loaded.get(name) === entry) this.#loaded.delete(name);
    });
    return tileset;
  }
}

async function load(database: Database, name: StaticName): Promise<StaticTileset> {
  if (name === 'base') return await loadBase(database);
  if (name === 'plan') return await loadPlan(database);
  return { layers: [await loadNoun(database, name)], bounds: undefined };
}

function isStatic(name: string): name is StaticName {
  return name === 'base' || name === 'plan' || isRemembered(name);
}

async function zip(pbf: Pbf): Promise<Uint8Array> {
  return pbf.length === 0 ? new Uint8Array() : await compress(pbf.done(), { level: 1 });
}

function etagOf(content: string | Uint8Array): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
}
