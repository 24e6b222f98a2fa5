import { queryOptions } from '@tanstack/react-query';
import type {
  Draft,
  DraftComment,
  DraftCommentInput,
  DraftInput,
  DraftNews,
  DraftPatch,
  DraftPlan,
  DraftStepInput,
  DraftStepMade,
  Drafts,
  Editor,
  Lease,
} from '../../core/contract/draft.ts';
import type { DraftUpdate, DraftUpdateInput } from '../../core/contract/draft-update.ts';
import { ApiError, queryClient, request } from './client.ts';

const PATH = '/api/drafts';

/** Plans in the making, newest first. */
export const draftsQuery = queryOptions({
  queryKey: ['drafts'],
  queryFn: async () => (await request<Drafts>(PATH)).items,
  staleTime: 5000,
});

export const draftCommentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['draft-comments', id],
    queryFn: async () => (await request<{ items: DraftComment[] }>(`${PATH}/${id}/comments`)).items,
    staleTime: 60_000,
  });

/** Begins a draft; `key` is the same for every try of one form. */
export async function createDraft(
  input: Partial<DraftInput> & { name: string },
  key: string,
): Promise<Draft> {
  const draft = await request<Draft>(PATH, { method: 'POST', json: input, idempotencyKey: key });
  void queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey });
  return draft;
}

/** Gives a draft another name or note. */
export async function patchDraft({ id, version }: Draft, json: DraftPatch): Promise<Draft> {
  const draft = await request<Draft>(`${PATH}/${id}`, { method: 'PATCH', ifMatch: version, json });
  void queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey });
  return draft;
}

/** Takes a draft to another status as it was seen. */
async function moveDraft({ id, version }: Draft, act: string, json?: object): Promise<Draft> {
  const draft = await request<Draft>(`${PATH}/${id}/${act}`, {
    method: 'POST',
    ifMatch: version,
    ...(json ? { json } : {}),
  });
  void queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey });
  return draft;
}

/** What would come of bringing a draft onto the plan in force; `seen`: its last change and its version. */
export const draftUpdateQuery = (id: string, seen: string) =>
  queryOptions({
    queryKey: ['draft-update', id, seen],
    queryFn: ({ signal }) => request<DraftUpdate>(`${PATH}/${id}/update`, { signal }),
    staleTime: 10_000,
  });

/** Brings a draft as it was seen onto the plan in force. */
async function bringDraftUp(
  { id, version }: Draft,
  json: DraftUpdateInput,
  idempotencyKey: string,
): Promise<Draft> {
  const to = `${PATH}/${id}/update`;
  const draft = await request<Draft>(to, { method: 'POST', ifMatch: version, json, idempotencyKey });
  void queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey });
  return draft;
}

const fetchDraft = (id: string) => request<Draft>(`${PATH}/${id}`);
/** A draft's borders; `at`: as they were after that step, 0 as they began. */
export const fetchDraftPlan = (id: string, signal: AbortSignal, at?: number) =>
  request<DraftPlan>(`${PATH}/${id}/plan${at === undefined ? '' : `?at=${at}`}`, { signal });
/** Who made, submitted and approved a plan that began as a draft; null: it did not, or is not of the scope. */
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['drafts', id],
    queryFn: async () => {
      try {
        return await fetchDraft(id);
      } catch (error) {
        if (error instanceof ApiError && error.problem.code === 'not_found') return null;
        throw error;
      }
    },
    staleTime: 5000,
  });
const openEditor = (id: string) => request<Editor>(`${PATH}/${id}/editors`, { method: 'POST' });
const sendStep = (id: string, json: DraftStepInput) =>
  request<DraftStepMade>(`${PATH}/${id}/steps`, { method: 'POST', json });

/** What is new after a step; waits for it up to `waitSeconds`. */
const fetchDraftNews = (
  id: string,
  { after, known, waitSeconds }: { after: number; known: string; waitSeconds: number },
  signal: AbortSignal,
) => request<DraftNews>(`${PATH}/${id}/news?after=${after}&known=${known}&wait=${waitSeconds}`, { signal });

export const giveUpLease = (id: string, community: string) =>
  request<{ items: Lease[] }>(`${PATH}/${id}/leases/${community}`, { method: 'DELETE' });

export async function writeComment(id: string, json: DraftCommentInput, key: string): Promise<void> {
  await request(`${PATH}/${id}/comments`, { method: 'POST', json, idempotencyKey: key });
  await queryClient.invalidateQueries({ queryKey: draftCommentsQuery(id).queryKey });
}

export async function settleComment(id: string, comment: string): Promise<void> {
  await request(`${PATH}/${id}/comments/${comment}/settle`, { method: 'POST' });
  await queryClient.invalidateQueries({ queryKey: draftCommentsQuery(id).queryKey });
}

/** What an open draft asks of the server. */
export const draftApi = {
  createDraft,
  moveDraft,
  bringDraftUp,
  fetchDraft,
  fetchDraftPlan,
  openEditor,
  sendStep,
  fetchDraftNews,
};
export type DraftApi = typeof draftApi;
