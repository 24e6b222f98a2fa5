import { queryOptions } from '@tanstack/react-query';
import type { Draft } from '../../core/contract/draft.ts';
import type { GridInput, PublicationCheck } from '../../core/contract/publication.ts';
import { queryClient, request } from './client.ts';
import { draftsQuery } from './drafts.ts';

/** What stands in the way of a draft, and what would come of it; `seen`: the change and version of the draft that is asked about. */
export const publicationCheckQuery = (draftId: string, seen: string) =>
  queryOptions({
    queryKey: ['publication-check', draftId, seen],
    queryFn: ({ signal }) => request<PublicationCheck>(`/api/drafts/${draftId}/check`, { signal }),
    staleTime: 60_000,
  });

/** Says what a grid that a draft makes or changes is called, and who is on duty in it. */
export async function giveGrid(draftId: string, gridId: string, json: GridInput): Promise<void> {
  await request<Draft>(`/api/drafts/${draftId}/grids/${gridId}`, { method: 'PUT', json });
  await queryClient.invalidateQueries({ queryKey: ['publication-check', draftId] });
}

/** Begins to bring back a plan that was in force: a draft of it, approved already. */
export async function restorePlan(planId: string, name: string, key: string): Promise<Draft> {
  const draft = await request<Draft>(`/api/plans/${planId}/restore`, {
    method: 'POST',
    json: { name },
    idempotencyKey: key,
  });
  void queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey });
  return draft;
}
