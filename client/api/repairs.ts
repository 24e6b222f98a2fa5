import { queryOptions, useMutation } from '@tanstack/react-query';
import type { ImportBatchDetail } from '../../core/contract/import.ts';
import type { DrawnAreas, RepairChoices, Repairs } from '../../core/contract/repair.ts';
import { queryClient, request } from './client.ts';
import { importQuery } from './imports.ts';

/** Places that are looked through one by one; a file with more of them is better mended where it was drawn. */
const MOST_PLACES = 2000;

/** What is mended in a checked file of grids, the largest places first; while it is checked again what it was before. */
export function repairsQuery({ id, status, report }: ImportBatchDetail) {
  return queryOptions({
    queryKey: ['import-repairs', id, report.heartbeatAt],
    queryFn: () => request<Repairs>(`/api/imports/${id}/repairs?limit=${MOST_PLACES}`),
    enabled: status === 'checked',
    placeholderData: (before: Repairs | undefined) => before,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The areas at a place, as the file draws them. */
export function drawnAreasQuery(id: string, place: string) {
  return queryOptions({
    queryKey: ['import-repairs', id, 'drawn', place],
    queryFn: () => request<DrawnAreas>(`/api/imports/${id}/repairs/${place}`),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Has a checked file checked again with other choices. */
export function useChooseRepairs() {
  return useMutation({
    mutationFn: ({ id, choices }: { id: string } & RepairChoices) =>
      request<ImportBatchDetail>(`/api/imports/${id}/repairs`, {
        method: 'POST',
        json: { choices },
      }),
    onSuccess: (batch) => {
      queryClient.setQueryData(importQuery(batch.id).queryKey, batch);
    },
  });
}
