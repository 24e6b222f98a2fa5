import { queryOptions } from '@tanstack/react-query';
import type { Area, Grid, OwnGridNames, Staffing } from '../../core/contract/area.ts';
import { levelOfCode } from '../../core/contract/area-code.ts';
import type { Page, Surface } from '../../core/contract/geometry.ts';
import type { GridName } from '../../core/contract/grid-name.ts';
import type { Rollup, Rollups } from '../../core/contract/rollup.ts';
import type { Level } from '../../core/vocabulary.ts';
import { request } from './client.ts';

const NAMES_STALE_MS = 10 * 60_000;
const ROLLUP_EVERY_MS = 30_000;

/** One area or grid by its code, with its label point or its surface. */
export const areaQuery = (code: string) =>
  queryOptions({
    queryKey: ['areas', code],
    queryFn: () =>
      request<Area | Grid>(levelOfCode(code) === 'grid' ? `/api/grids/${code}` : `/api/areas/${code}`),
    staleTime: NAMES_STALE_MS,
  });

/** Names of every area of the scope down to communities, by code. */
export const areaNamesQuery = queryOptions({
  queryKey: ['area-names'],
  queryFn: async () => {
    const names = new Map<string, Area['properties']>();
    for (const area of await everyPage<Area>('/api/areas?geometry=point&limit=1000')) {
      names.set(area.properties.code, area.properties);
    }
    return names;
  },
  staleTime: NAMES_STALE_MS,
});

/** How the grids of a plan (null: the one in force) are called that have a name of their own, by code. */
export const gridNamesQuery = (planId: string | null) =>
  queryOptions({
    queryKey: ['grid-names', planId],
    queryFn: async () => {
      const { items } = await request<OwnGridNames>(
        `/api/grid-names${planId === null ? '' : `?plan=${planId}`}`,
      );
      return new Map(items.map(({ code, nameZh, nameEn }): [string, GridName] => [code, [nameZh, nameEn]]));
    },
    staleTime: NAMES_STALE_MS,
  });

/** What a table of areas says of one. */
export type AreaFact = Pick<Area['properties'], 'nameZh' | 'nameEn' | 'areaKm2'>;

/** Names and sizes of every area of a level in the scope, by code. */
export const areaFactsQuery = (level: Level) =>
  queryOptions({
    queryKey: ['area-facts', level],
    queryFn: async () => new Map((await areasOf(level)).map(({ properties: p }) => [p.code, p as AreaFact])),
    staleTime: NAMES_STALE_MS,
  });

/** Square kilometres of every area of a level, by code. */
export async function areaSizes(level: Level): Promise<Map<string, number>> {
  const areas = await areasOf(level);
  return new Map(areas.map(({ properties }) => [properties.code, properties.areaKm2]));
}

async function areasOf(level: Level): Promise<(Area | Grid)[]> {
  const path = level === 'grid' ? '/api/grids?' : `/api/areas?level=${level}&`;
  return await everyPage<Area | Grid>(`${path}geometry=point&limit=1000`);
}

/** The surface of every area of a level that lies in the area `within` (null: in the scope), by code. */
export async function areaSurfaces(level: Level, within: string | null): Promise<Map<string, Surface>> {
  const path = level === 'grid' ? '/api/grids?' : `/api/areas?level=${level}&`;
  const inside = within === null ? '' : `within=${within}&`;
  const areas = await everyPage<Area | Grid>(`${path}${inside}geometry=full&limit=1000`);
  return new Map(
    areas.flatMap(({ geometry, properties }) =>
      geometry.type === 'Point' ? [] : [[properties.code, geometry] as const],
    ),
  );
}

/** The grids of a community. */
export const gridsQuery = (community: string) =>
  queryOptions({
    queryKey: ['grids', community],
    queryFn: () => everyPage<Grid>(`/api/grids?within=${community}&geometry=point&limit=1000`),
    staleTime: NAMES_STALE_MS,
  });

/** The four staff of a grid. */
export const staffQuery = (gridCode: string) =>
  queryOptions({
    queryKey: ['staff', gridCode],
    queryFn: () => request<{ items: Staffing[] }>(`/api/areas/${gridCode}/staff`),
    staleTime: NAMES_STALE_MS,
  });

export const rollupQuery = (code: string) =>
  queryOptions({
    queryKey: ['rollup', code],
    queryFn: () => request<Rollup>(`/api/areas/${code}/rollup`),
    refetchInterval: ROLLUP_EVERY_MS,
  });

/** Figures of every area of a level inside another. */
export const rollupsQuery = (level: Level, within: string) =>
  queryOptions({
    queryKey: ['rollups', level, within],
    queryFn: () => request<Rollups>(`/api/rollups?level=${level}&within=${within}`),
    refetchInterval: ROLLUP_EVERY_MS,
  });

/** Every feature of a paged list. */
async function everyPage<F>(path: string): Promise<F[]> {
  const all: F[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<F> = await request<Page<F>>(
      cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path,
    );
    all.push(...page.features);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}
