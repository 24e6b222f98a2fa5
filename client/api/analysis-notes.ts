import { queryOptions, useMutation } from '@tanstack/react-query';
import type {
  AnalysisNote,
  AnalysisNoteChange,
  AnalysisNoteInput,
} from '../../core/contract/analysis-note.ts';
import { queryClient, request } from './client.ts';

/** So many are shown of a sheet, and of all. */
const MOST = 200;
const RECENT = 30;
/** What colleagues write comes by asking. */
const AGAIN_MS = 30_000;

/** The notes of a sheet, oldest first. */
export const notesQuery = (sheetId: string) =>
  queryOptions({
    queryKey: ['analysis-notes', sheetId],
    queryFn: async () => {
      const path = `/api/analysis-notes?sheet=${sheetId}&limit=${MOST}`;
      return (await request<{ items: AnalysisNote[] }>(path)).items.reverse();
    },
    refetchInterval: AGAIN_MS,
  });

/** The last notes of any analysis, newest first. */
export const recentNotesQuery = queryOptions({
  queryKey: ['analysis-notes', 'recent'],
  queryFn: async () =>
    (await request<{ items: AnalysisNote[] }>(`/api/analysis-notes?limit=${RECENT}`)).items,
});

const readAgain = () => queryClient.invalidateQueries({ queryKey: ['analysis-notes'] });

/** Writes a note; `key` is the same for every try, so that a repeated one does not write twice. */
export function useAddNote() {
  return useMutation({
    mutationFn: ({ input, key }: { input: AnalysisNoteInput; key: string }) =>
      request<AnalysisNote>('/api/analysis-notes', { method: 'POST', json: input, idempotencyKey: key }),
    onSettled: readAgain,
  });
}

export function useChangeNote() {
  return useMutation({
    mutationFn: ({ note, change }: { note: AnalysisNote; change: AnalysisNoteChange }) =>
      request<AnalysisNote>(`/api/analysis-notes/${note.id}`, {
        method: 'PATCH',
        json: change,
        ifMatch: note.version,
      }),
    onSettled: readAgain,
  });
}

export function useRemoveNote() {
  return useMutation({
    mutationFn: ({ id, version }: Pick<AnalysisNote, 'id' | 'version'>) =>
      request<void>(`/api/analysis-notes/${id}`, { method: 'DELETE', ifMatch: version }),
    onSettled: readAgain,
  });
}
