import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { expect } from 'vitest';
import { cityDay, DEFAULT_CITY_ZONE } from '../../../core/city-time.ts';
import { LIVE_NOUNS, type LiveNoun, type LiveSnapshot } from '../../../core/contract/live.ts';
import { LEVELS, OPEN_INCIDENT_STATUSES } from '../../../core/vocabulary.ts';
import type { Database } from '../../../server/database/database.ts';
import { NOUN_TILES } from '../../../server/tiles/noun-tiles.ts';
import { type Answer, type Api, NOW_MS, readAnswer } from '../api.ts';
import { CITY, GRID_LEFT, GRID_RIGHT, LEFT, RIGHT } from '../small-city.ts';
import type { AnyFeature } from './live-server.ts';
import { selectRollups } from './rollups-by-sql.ts';

type Row = Record<string, unknown>;
type Lists = ReadonlyMap<string, readonly AnyFeature[]>;

const POINTS = ['incidents', 'checkpoints', 'posts', 'institutions', 'devices', 'cases', 'risks'] as const;

/** What the small city's lists and plain SQL tell, which read the database each time, against what comes from memory. */
export class Truth {
  readonly #database: Database;
  readonly #lister: Api;
  readonly #viewers = new Map<string, Promise<Record<string, string>>>();

  constructor(database: Database, lister: Api) {
    this.#database = database;
    this.#lister = lister;
  }

  /** Compares tiles, roll-ups and snapshot of some processes with the database as it is now. */
  async expectToldBy(apis: readonly Api[]): Promise<void> {
    const lists = new Map<string, AnyFeature[]>();
    for (const noun of [...LIVE_NOUNS, 'areas', 'grids'] as const) lists.set(noun, await this.listOf(noun));
    for (const api of apis) {
      // Tiles first: the others look at the log whatever came before.
      await this.#expectTiles(api, lists);
      await this.#expectSnapshot(api, lists);
      await this.#expectRollups(api);
    }
  }

  async look(api: Api, path: string, scope = CITY): Promise<Answer> {
    const answer = await readAnswer(await api.app.request(path, { headers: await this.#viewer(scope) }));
    expect(answer.status, answer.text).toBe(200);
    return answer;
  }

  async listOf(noun: LiveNoun | 'areas' | 'grids'): Promise<AnyFeature[]> {
    const { body } = await this.look(this.#lister, `/api/${noun}?limit=1000`);
    expect(body.nextCursor).toBeNull();
    return body.features;
  }

  /** What a tile that holds the city (the lower half of it, of the plan) says of each thing in a layer. */
  async drawn(
    api: Api,
    tileset: string,
    layers: readonly string[] = [tileset],
    scope = CITY,
  ): Promise<Row[]> {
    // Grids are drawn from zoom 10 on; the whole city is in one tile of zoom 5.
    const z = tileset === 'plan' ? 10 : 5;
    const n = 2 ** z;
    const y = (1 - Math.asinh(Math.tan((36.55 * Math.PI) / 180)) / Math.PI) / 2;
    const path = `/tiles/${tileset}/${z}/${Math.floor((101.7 / 360 + 0.5) * n)}/${Math.floor(y * n)}.mvt`;
    const response = await api.app.request(path, { headers: await this.#viewer(scope) });
    expect([200, 204]).toContain(response.status);
    const tile = new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer())));
    return layers.flatMap((name) => {
      const layer = tile.layers[name];
      return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer!.feature(i).properties);
    });
  }

  /** The headers of a viewer of a scope, one account for all questions. */
  async #viewer(scope: string): Promise<Record<string, string>> {
    const headers = this.#viewers.get(scope) ?? this.#lister.bearer('viewer', scope);
    this.#viewers.set(scope, headers);
    return await headers;
  }

  async #expectSnapshot(api: Api, lists: Lists): Promise<void> {
    for (const scope of [CITY, LEFT]) {
      const snapshot = (await this.look(api, '/api/live/snapshot', scope)).body as LiveSnapshot;
      for (const noun of LIVE_NOUNS) {
        const inScope = within(lists.get(noun), scope);
        const wanted = inScope.filter((feature) => isLive(noun, feature));
        expect(byId<AnyFeature>(snapshot[noun]), noun).toEqual(byId(wanted));
      }
    }
  }

  async #expectRollups(api: Api): Promise<void> {
    const today = cityDay(DEFAULT_CITY_ZONE, NOW_MS);
    for (const [scopeCode, area] of [
      [CITY, CITY],
      [CITY, RIGHT],
      [LEFT, CITY],
      [GRID_LEFT, GRID_LEFT],
    ] as const)
      for (const level of LEVELS) {
        const { body } = await this.look(api, `/api/rollups?level=${level}&within=${area}`, scopeCode);
        const bySql = await selectRollups(this.#database, { level, within: area, scopeCode, today });
        expect(body.items, `${level} in ${area}`).toEqual(bySql);
      }
    const { body } = await this.look(api, `/api/areas/${GRID_RIGHT}/rollup`);
    const query = { level: 'grid', within: GRID_RIGHT, scopeCode: CITY, today } as const;
    expect([body]).toEqual(await selectRollups(this.#database, query));
  }

  async #expectTiles(api: Api, lists: Lists): Promise<void> {
    for (const noun of POINTS)
      for (const scope of [CITY, LEFT]) {
        const wanted = within(lists.get(noun), scope).map((feature) => tagsOf(noun, feature));
        expect(byId(await this.drawn(api, noun, [noun], scope)), noun).toEqual(byId(wanted));
      }
    const drawn = await this.drawn(api, 'plan', ['areas', 'grids', 'labels']);
    const names = new Map(
      ['areas', 'grids'].flatMap((list) =>
        (lists.get(list) ?? []).map(({ properties }) => [properties.code, properties.nameEn]),
      ),
    );
    expect(drawn.length).toBeGreaterThan(10);
    expect(drawn.map(({ code, nameEn }) => [code, nameEn])).toEqual(
      drawn.map(({ code }) => [code, names.get(code)]),
    );
  }
}

function within(features: readonly AnyFeature[] = [], scope: string): AnyFeature[] {
  return features.filter(({ properties }) => scope === CITY || String(properties.areaCode).startsWith(scope));
}

function isLive(noun: LiveNoun, { properties: { status, reportedAt, state } }: AnyFeature): boolean {
  if (noun === 'alarms') return state !== 'normal';
  if (noun === 'cases') return status !== 'closed';
  if (noun === 'risks') return !['evaluated', 'withdrawn'].includes(String(status));
  if (noun !== 'incidents') return true;
  return (
    (OPEN_INCIDENT_STATUSES as readonly unknown[]).includes(status) ||
    Date.parse(String(reportedAt)) > NOW_MS - 24 * 3_600_000
  );
}

function byId<Thing extends { id?: unknown }>(things: readonly Thing[]): Thing[] {
  return [...things].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
}

/** What a tile says of a thing. */
function tagsOf(noun: LiveNoun, { id, properties }: AnyFeature): Row {
  const tags = Object.keys(NOUN_TILES[noun].fields).map((key) => {
    const value = key === 'id' ? id : properties[key];
    return [
      key,
      ['reportedAt', 'startsAt', 'endsAt'].includes(key)
        ? Math.round(Date.parse(String(value)) / 1000)
        : value,
    ];
  });
  return Object.fromEntries(tags.filter(([, value]) => value !== null));
}
