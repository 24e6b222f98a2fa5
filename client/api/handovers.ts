import { queryOptions, useMutation } from '@tanstack/react-query';
import type {
  Handover,
  HandoverDraft,
  HandoverHead,
  HandoverNote,
  HandoverNoteInput,
} from '../../core/contract/handover.ts';
import { queryClient, request } from './client.ts';

const DRAFT_EVERY_MS = 30_000;
const SHOWN = 30;

/** The present shift as it would be handed over now, from an instant on (ISO 8601 UTC; null: as usual). */
export const draftQuery = (from: string | null) =>
  queryOptions({
    queryKey: ['handovers', 'draft', from],
    queryFn: () =>
      request<HandoverDraft>(`/api/handovers/draft${from ? `?from=${encodeURIComponent(from)}` : ''}`),
    placeholderData: (previous: HandoverDraft | undefined) => previous,
    refetchInterval: DRAFT_EVERY_MS,
  });

/** The last handovers, newest first. */
export const handoversQuery = queryOptions({
  queryKey: ['handovers', 'list'],
  queryFn: async () => (await request<{ items: HandoverHead[] }>(`/api/handovers?limit=${SHOWN}`)).items,
});

export const handoverQuery = (id: string) =>
  queryOptions({
    queryKey: ['handovers', 'one', id],
    queryFn: () => request<Handover>(`/api/handovers/${id}`),
  });

const readAgain = () => queryClient.invalidateQueries({ queryKey: ['handovers'] });

/** Signs the shift off; `key` is the same for every try, so that a repeated one does not sign twice. */
export function useSignOff() {
  return useMutation({
    mutationFn: ({ from, key }: { from: string; key: string }) =>
      request<Handover>('/api/handovers', { method: 'POST', json: { from }, idempotencyKey: key }),
    onSettled: () => void readAgain(),
  });
}

export function useSignOn() {
  return useMutation({
    mutationFn: ({ id, version, aloneReason }: { id: string; version: number; aloneReason: string | null }) =>
      request<Handover>(`/api/handovers/${id}/sign-on`, {
        method: 'POST',
        ifMatch: version,
        json: { aloneReason },
      }),
    onSettled: readAgain,
  });
}

export function useAddNote() {
  return useMutation({
    mutationFn: ({ input, key }: { input: HandoverNoteInput; key: string }) =>
      request<HandoverNote>('/api/handover-notes', { method: 'POST', json: input, idempotencyKey: key }),
    onSettled: readAgain,
  });
}

export function useStrikeNote() {
  return useMutation({
    mutationFn: ({ id, version }: HandoverNote) =>
      request<HandoverNote>(`/api/handover-notes/${id}/strike`, { method: 'POST', ifMatch: version }),
    onSettled: readAgain,
  });
}
