import { queryOptions } from '@tanstack/react-query';
import type { PlanAreas, Plans } from '../../core/contract/plan.ts';
import type { Level } from '../../core/vocabulary.ts';
import type { GridTopology } from '../planning/compare/grid-topology.ts';
import { request } from './client.ts';

/** The plans that are or were in force, in the order in which they came into force. */
export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: async () => (await request<Plans>('/api/plans')).items,
});

/** Areas of a level inside another (null: the whole scope) as a plan that is over has them. */
export const planAreasQuery = (planId: string, level: Level, within: string | null) =>
  queryOptions({
    queryKey: ['plan-areas', planId, level, within],
    queryFn: () => fetchPlanAreas(planId, level, within),
    staleTime: 60 * 60_000,
  });

export async function fetchPlanAreas(
  planId: string,
  level: Level,
  within: string | null,
): Promise<PlanAreas['items']> {
  const inside = within === null ? '' : `&within=${within}`;
  return (await request<PlanAreas>(`/api/plans/${planId}/areas?level=${level}${inside}`)).items;
}

/** The borders of all grids of a plan or draft in the scope; `seq`: the last step of a draft, so that it is asked anew after each. */
export const planTopologyQuery = (id: string, seq: number | null) =>
  queryOptions({
    queryKey: ['plan-topology', id, seq],
    queryFn: ({ signal }) =>
      request<GridTopology>(`${planFilePath(id, 'topojson', 'grid')}&fields=code`, { signal }),
    staleTime: 60 * 60_000,
  });

export type PlanFileFormat = 'geojson' | 'topojson' | 'shapefile' | 'geopackage' | 'csv';

/** Where a plan or draft can be saved as a file; `epsg` (shapefile, GeoPackage, CSV) is 4490, 4326 or one of 4513 to 4554. */
export function planFilePath(id: string, format: PlanFileFormat, level: Level, epsg = 4490): string {
  return `/api/plans/${id}/export?format=${format}&level=${level}&crs=EPSG:${epsg}`;
}
