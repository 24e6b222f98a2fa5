import type { FlatRing } from '../../core/geometry/ring.ts';
import type { ImportNoun } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { selectCity, selectCityZone } from '../queries/city.ts';
import { selectPlanInForce } from '../queries/grids.ts';
import { selectCodes, selectGridSurfaces, selectRoadLines } from '../queries/imports.ts';
import { GridLocator, LineDistance } from './city-index.ts';
import { readLine, readPolygons } from './wkb.ts';

/** What a file is held against: the city as it is now. */
export interface CityFrame {
  city: { code: string; nameZh: string; nameEn: string } | undefined;
  zone: string;
  /** The plan in force, whose grids these are; null: none. */
  planId: string | null;
  grids: GridLocator;
  roads: LineDistance;
  /** Between which places roads lead already (`endsOf`), for an import of roads. */
  roadEnds: ReadonlySet<string>;
  /** Codes that are taken already, for nouns whose codes are unique. */
  codes: Set<string>;
}

const PAGE = 1000;
const ROAD_PAGE = 10_000;

/** Nouns with unique codes, and the table that holds them. */
const CODED: Partial<Record<ImportNoun, string>> = {
  checkpoints: 'checkpoint',
  devices: 'device',
  routes: 'route',
  areas: 'area',
};

/** Grids of the plan in force: code and rings in integer units. */
export async function loadGrids(db: Queryable): Promise<{ code: string; polygons: FlatRing[][] }[]> {
  const grids: { code: string; polygons: FlatRing[][] }[] = [];
  for (let after = ''; ; ) {
    const rows = await selectGridSurfaces(db, after, PAGE);
    grids.push(...rows.map(({ code, wkb }) => ({ code, polygons: readPolygons(wkb) })));
    if (rows.length < PAGE) return grids;
    after = rows.at(-1)?.code ?? '';
  }
}

async function loadRoads(db: Queryable): Promise<FlatRing[]> {
  const roads: FlatRing[] = [];
  for (let after = 0; ; ) {
    const rows = await selectRoadLines(db, after, ROAD_PAGE);
    for (const { wkb } of rows) roads.push(readLine(wkb));
    if (rows.length < ROAD_PAGE) return roads;
    after = rows.at(-1)?.id ?? after;
  }
}

/** The two ends of a line as a text, the same from either side. */
export function endsOf(line: ArrayLike<number>): string {
  const [first, last] = [`${line[0]},${line[1]}`, `${line[line.length - 2]},${line[line.length - 1]}`];
  return first < last ? `${first} ${last}` : `${last} ${first}`;
}

/** The city as an import of `noun` needs it; roads only tell whether a CRS fits, and may be left out. */
export async function loadCityFrame(db: Queryable, noun: ImportNoun, withRoads = true): Promise<CityFrame> {
  const table = CODED[noun];
  const roads = withRoads ? await loadRoads(db) : [];
  return {
    planId: (await selectPlanInForce(db)) ?? null,
    city: await selectCity(db),
    zone: await selectCityZone(db),
    grids: new GridLocator(await loadGrids(db)),
    roads: new LineDistance(roads),
    roadEnds: new Set(noun === 'roads' ? roads.map(endsOf) : []),
    codes: new Set(table === undefined ? [] : await selectCodes(db, table)),
  };
}
