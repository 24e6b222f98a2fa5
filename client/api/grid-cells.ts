import { queryOptions } from '@tanstack/react-query';
import type { GridCells } from '../../core/contract/grid-cells.ts';
import { request } from './client.ts';

const STALE_MS = 10 * 60_000;

/** All grids of the plan in force as columns, with who borders on whom. */
export const gridCellsQuery = queryOptions({
  queryKey: ['grids', 'cells'],
  queryFn: () => request<GridCells>('/api/grids/cells'),
  staleTime: STALE_MS,
});
