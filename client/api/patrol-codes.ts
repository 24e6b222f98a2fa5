import { queryOptions, useMutation } from '@tanstack/react-query';
import type { PatrolCode, PatrolCodePlace } from '../../core/contract/patrol-check-in.ts';
import { queryClient, request } from './client.ts';

const PATH = '/api/patrol-codes';

/** The codes of some places, in their order; made where there is none yet. */
export const patrolCodesQuery = (places: readonly PatrolCodePlace[]) =>
  queryOptions({
    queryKey: ['patrol-codes', places],
    queryFn: async () =>
      (await request<{ items: PatrolCode[] }>(PATH, { method: 'POST', json: { places } })).items,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** Makes another code for a place: from then on the one before is refused. */
export function useRenewCode() {
  return useMutation({
    mutationFn: (json: PatrolCodePlace) => request<PatrolCode>(`${PATH}/renew`, { method: 'POST', json }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['patrol-codes'] }),
  });
}
