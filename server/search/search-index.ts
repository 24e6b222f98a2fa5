import { codePrefix } from '../../core/contract/area-code.ts';
import type { LoggedNoun } from '../../core/contract/live.ts';
import type { SearchHit } from '../../core/contract/search.ts';
import { SEARCH_NOUNS, type SearchNoun } from '../../core/contract/search-noun.ts';
import { FITS, fitOf, soughtOf } from '../../core/search/match.ts';
import { foldPhrase } from '../../core/search/term.ts';
import type { DeviceKind } from '../../core/vocabulary.ts';
import type { Database } from '../database/database.ts';
import type { LiveMemory } from '../live/live-memory.ts';
import type { LogFollower } from '../live/log-follower.ts';
import { LogReading } from '../live/log-reading.ts';
import { selectNamedAreas, selectNamedGrids, selectNamedRoads } from '../queries/search.ts';
import { entryOfPlace, entryOfThing, type SearchEntry } from './entry.ts';

const THINGS = [
  'units',
  'routes',
  'checkpoints',
  'posts',
  'institutions',
  'devices',
  'geofences',
  'cases',
  'risks',
] as const;
/** Nouns after whose events the names of the ground are read again. */
const GROUND_NOUNS: readonly LoggedNoun[] = ['areas', 'grids', 'imports'];

/** What is looked for, and for whom. */
export interface SearchOrder {
  text: string;
  scopeCode: string;
  /** Only these; undefined: all. */
  nouns?: readonly SearchNoun[] | undefined;
  deviceKind?: DeviceKind | undefined;
  /** Degrees: of what fits equally well the nearest comes first. */
  near?: readonly [lng: number, lat: number] | undefined;
  limit: number;
}

/** Everything that has a name or a code, in the memory of the process, kept current by the event log. Incidents are not in it, roads some moments after the first search. */
export class SearchIndex {
  readonly #memory: LiveMemory;
  readonly #ground: LogReading<SearchEntry[]>;
  readonly #roads: LogReading<SearchEntry[]>;

  constructor({
    database,
    memory,
    follower,
  }: { database: Database; memory: LiveMemory; follower: LogFollower }) {
    this.#memory = memory;
    this.#ground = new LogReading(follower, {
      read: () => readGround(database),
      apply: (_, { noun }) => !GROUND_NOUNS.includes(noun),
    });
    // Roads change by imports alone, and with the grids in which they lie.
    this.#roads = new LogReading(follower, {
      read: async () => (await selectNamedRoads(database)).map((place) => entryOfPlace('roads', place)),
      apply: (_, { noun, kind }) => noun !== 'imports' && !(kind === 'bulk' && GROUND_NOUNS.includes(noun)),
    });
  }

  /** What fits in the scope, the best first: by how well, larger areas first, then the nearest. No noun takes more than half unless it has to. */
  async find(order: SearchOrder): Promise<SearchHit[]> {
    const sought = soughtOf(foldPhrase(order.text));
    if (sought.letters === '') return [];
    const prefix = codePrefix(order.scopeCode);
    const found: { entry: SearchEntry; fit: number; far: number }[] = [];
    for (const entry of await this.#entriesOf(order.nouns ?? SEARCH_NOUNS)) {
      if (!entry.hit.areaCode.startsWith(prefix)) continue;
      if (order.deviceKind && entry.deviceKind !== order.deviceKind) continue;
      const fit = fitOf(sought, entry);
      if (fit) found.push({ entry, fit: FITS.indexOf(fit), far: farnessOf(entry.hit, order.near) });
    }
    found.sort(
      (a, b) =>
        a.fit - b.fit ||
        a.entry.rank - b.entry.rank ||
        a.far - b.far ||
        compare(a.entry.hit.nameZh, b.entry.hit.nameZh) ||
        compare(a.entry.hit.id, b.entry.hit.id),
    );
    return mixed(
      found.map(({ entry }) => entry.hit),
      order.limit,
      order.nouns === undefined,
    );
  }

  async #entriesOf(nouns: readonly SearchNoun[]): Promise<SearchEntry[]> {
    const wanted = new Set(nouns);
    const ground = await this.#ground.current();
    const entries = ground.filter(({ hit }) => wanted.has(hit.noun));
    // Thousands of pieces lie in their areas: the first search does not wait for it.
    if (wanted.has('roads')) for (const road of (await this.#roads.ready()) ?? []) entries.push(road);
    for (const noun of THINGS)
      if (wanted.has(noun))
        for (const feature of await this.#memory.featuresOf(noun)) entries.push(entryOfThing(noun, feature));
    return entries;
  }
}

async function readGround(database: Database): Promise<SearchEntry[]> {
  return [
    ...(await selectNamedAreas(database)).map((place) => entryOfPlace('areas', place)),
    ...(await selectNamedGrids(database)).map((place) => entryOfPlace('grids', place)),
  ];
}

/** At most half of one noun as long as there is something else, in order. */
function mixed(hits: readonly SearchHit[], limit: number, isMixed: boolean): SearchHit[] {
  if (!isMixed) return hits.slice(0, limit);
  const most = Math.ceil(limit / 2);
  const counts = new Map<SearchNoun, number>();
  const isFirst = hits.map(({ noun }) => {
    const count = (counts.get(noun) ?? 0) + 1;
    counts.set(noun, count);
    return count <= most;
  });
  const firsts = hits.filter((_, place) => isFirst[place]);
  if (firsts.length >= limit) return firsts.slice(0, limit);
  let spare = limit - firsts.length;
  return hits.filter((_, place) => isFirst[place] || spare-- > 0);
}

/** Grows with the distance; what has no place comes last. */
function farnessOf({ lng, lat }: SearchHit, near: SearchOrder['near']): number {
  if (!near) return 0;
  if (lng === null || lat === null) return Number.MAX_VALUE;
  return Math.hypot((lng - near[0]) * Math.cos((near[1] * Math.PI) / 180), lat - near[1]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
