import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import { codePrefix } from '../../core/contract/area-code.ts';
import type { LiveNoun } from '../../core/contract/live.ts';
import type { Database } from '../database/database.ts';
import type { LiveMemory } from '../live/live-memory.ts';
import type { LogFollower } from '../live/log-follower.ts';
import { LogReading } from '../live/log-reading.ts';
import { loadBase } from './base-tileset.ts';
import type { IncidentPoints } from './incident-points.ts';
import { IncidentTileset, MOST_INCIDENTS } from './incident-tileset.ts';
import { KeptPlans } from './kept-plans.ts';
import { type TileFrame, tileFrame } from './mercator.ts';
import { cutNounTile, isNounTileset, REMEMBERED_NOUNS, type RememberedNoun } from './noun-tiles.ts';
import { NounTileset } from './noun-tileset.ts';
import { Pbf } from './pbf.ts';
import { PlanTileset } from './plan-tileset.ts';
import type { DegreeBox } from './read-shape.ts';
import { type FinishedTile, TileCache } from './tile-cache.ts';
import { cutTile, type StaticTileset } from './tile-source.ts';

const compress = promisify(gzip);
/** A smaller tile fits one packet as it is. */
const LEAST_BYTES = 1200;
/** Handing a smaller tile to another thread costs more than to compress it here. */
const SMALL_BYTES = 16_000;

/** A tile shows what other processes committed this long ago, and what this one committed at once. */
const MAX_AGE_MS = 250;

/** Tilesets that are held in memory as a whole. */
type StaticName = 'base' | 'plan' | RememberedNoun;
type Held = Pick<LogReading<StaticTileset>, 'current'>;
export type Tileset = StaticName | LiveNoun;
/** Nouns whose tiles come from the database each time. */
const UNREMEMBERED = ['units', 'alarms', 'cases', 'risks'] as const;

export interface TileStoreOptions {
  /** Memory for finished tiles; 0: keep none. */
  cacheBytes: number;
  /** More incidents than this are not held in memory; their tiles then come from the database. */
  mostIncidents: number;
}

interface TileDeps {
  database: Database;
  follower: LogFollower;
  memory: LiveMemory;
}

/**
 * Makes vector tiles, of what moves or is few from the database, of all else from memory that the event log keeps current; finished tiles are kept until
 * something in them changes.
 */
export class TileStore {
  readonly #deps: TileDeps;
  readonly #cache: TileCache;
  readonly #static: Record<StaticName, Held>;
  readonly #incidents: IncidentTileset;
  readonly #plans: KeptPlans;
  /** More are not held in memory here, nor should they be in a browser. */
  readonly mostIncidents: number;

  constructor(deps: TileDeps, options: Partial<TileStoreOptions> = {}) {
    this.#deps = deps;
    this.#cache = new TileCache(options.cacheBytes ?? 64 * 2 ** 20);
    this.mostIncidents = options.mostIncidents ?? MOST_INCIDENTS;
    this.#incidents = new IncidentTileset(deps, this.mostIncidents);
    this.#static = staticReadings(deps);
    this.#plans = new KeptPlans(deps);
  }

  static isTileset(name: string): name is Tileset {
    return name === 'base' || name === 'plan' || isNounTileset(name);
  }

  /** The tile of a scope. z, x, y must be in range. */
  async tile(
    tileset: Tileset,
    scopeCode: string,
    [z, x, y]: [z: number, x: number, y: number],
  ): Promise<FinishedTile> {
    const prefix = tileset === 'base' ? '' : codePrefix(scopeCode);
    const frame = tileFrame(z, x, y);
    const key = `${tileset}/${z}/${x}/${y}/${prefix}`;
    return await this.#finished(tileset, key, frame, scopeCode, prefix);
  }

  /** The tile of a plan that is or was in force; undefined: there is none of this id (a UUID). */
  async planTile(
    planId: string,
    scopeCode: string,
    [z, x, y]: [z: number, x: number, y: number],
  ): Promise<(FinishedTile & { isOver: boolean }) | undefined> {
    const plan = await this.#plans.get(planId, MAX_AGE_MS);
    if (!plan) return undefined;
    const prefix = codePrefix(scopeCode);
    const key = `plan ${planId}/${z}/${x}/${y}/${prefix}`;
    return { ...(await this.#cut(plan.tileset, key, tileFrame(z, x, y), prefix)), isOver: plan.isOver };
  }

  /** As `bounds`, of such a plan; undefined: there is none, or it has no grids. */
  async planBounds(planId: string): Promise<DegreeBox | undefined> {
    return (await this.#plans.get(planId, MAX_AGE_MS))?.tileset.bounds;
  }

  /** [west, south, east, north] in degrees of the whole city, undefined while there is none. */
  async bounds(tileset: Tileset): Promise<DegreeBox | undefined> {
    return (await this.#static[tileset === 'base' ? 'base' : 'plan'].current(MAX_AGE_MS)).bounds;
  }

  /** Loads base, plan and incidents, so that neither the first tile nor the first analysis waits for them. */
  async warm(): Promise<void> {
    await this.bounds('plan');
    await this.bounds('base');
    await this.#incidents.current();
  }

  /** All incidents with every change committed before this call; undefined when they are too many for memory. */
  async incidents(): Promise<IncidentPoints | undefined> {
    return await this.#incidents.current();
  }

  /** All incidents as they were last known, at once: others may have changed some since. Undefined where they are not in memory now. */
  get heldIncidents(): IncidentPoints | undefined {
    return this.#incidents.held;
  }

  async #finished(
    tileset: Tileset,
    key: string,
    frame: TileFrame,
    scopeCode: string,
    prefix: string,
  ): Promise<FinishedTile> {
    if (isUnremembered(tileset)) return await this.#fromDatabase(tileset, frame, scopeCode);
    const source =
      tileset === 'incidents'
        ? await this.#incidents.ready(MAX_AGE_MS)
        : await this.#static[tileset].current(MAX_AGE_MS);
    if (!source) return await this.#fromDatabase('incidents', frame, scopeCode);
    return await this.#cut(source, key, frame, prefix);
  }

  /** Of what is held in memory, kept until something in it changes. */
  async #cut(
    source: StaticTileset | IncidentPoints,
    key: string,
    frame: TileFrame,
    prefix: string,
  ): Promise<FinishedTile> {
    const state = source.touches.stateAt(frame);
    const cached = this.#cache.get(key, state);
    if (cached) return cached;
    const pbf = new Pbf();
    if ('layers' in source) cutTile(source, pbf, frame, prefix);
    else this.#incidents.cut(source, pbf, frame, prefix);
    const tile = await finish(pbf);
    this.#cache.set(key, state, tile);
    return tile;
  }

  /** Nothing tells when such a tile changes: it is never kept. */
  async #fromDatabase(
    noun: 'incidents' | (typeof UNREMEMBERED)[number],
    frame: TileFrame,
    scopeCode: string,
  ): Promise<FinishedTile> {
    const pbf = new Pbf();
    (await cutNounTile(this.#deps.database, noun, frame, scopeCode)).writeTo(pbf);
    return await finish(pbf);
  }
}

function staticReadings({ database, follower, memory }: TileDeps): Record<StaticName, Held> {
  const nouns = REMEMBERED_NOUNS.map((noun) => [
    noun,
    new LogReading<NounTileset>(follower, {
      read: async () => new NounTileset(noun, await memory.featuresOf(noun)),
      apply: (tileset, change) => tileset.apply(change),
    }),
  ]);
  return {
    ...(Object.fromEntries(nouns) as Record<RememberedNoun, Held>),
    base: new LogReading(follower, {
      read: () => loadBase(database),
      // Roads come by import only.
      apply: (_, { noun }) => noun !== 'imports',
    }),
    plan: new LogReading<PlanTileset>(follower, {
      read: () => PlanTileset.load(database),
      apply: (plan, change) => plan.apply(change),
      amend: (_, change) => PlanTileset.readNew(database, change),
    }),
  };
}

/** The ETag tells what is in the tile: the same in every process, and after every start. */
async function finish(pbf: Pbf): Promise<FinishedTile> {
  const plain = pbf.done();
  const isZipped = plain.length >= LEAST_BYTES;
  const bytes = isZipped ? await zip(plain) : plain.slice();
  return { etag: `"${hash('sha256', bytes, 'base64url').slice(0, 22)}"`, bytes, isZipped };
}

async function zip(plain: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const zipped =
    plain.length < SMALL_BYTES ? gzipSync(plain, { level: 1 }) : await compress(plain, { level: 1 });
  return zipped as Uint8Array<ArrayBuffer>;
}

function isUnremembered(tileset: Tileset): tileset is (typeof UNREMEMBERED)[number] {
  return (UNREMEMBERED as readonly string[]).includes(tileset);
}
