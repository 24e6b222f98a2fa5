import { queryOptions, useMutation } from '@tanstack/react-query';
import type { ImportBatchDetail, ImportBatches } from '../../core/contract/import.ts';
import type { ImportNoun } from '../../core/vocabulary.ts';
import { ApiError, queryClient, request } from './client.ts';

/** How a file is to be read; empty texts stand for what the file says. */
export interface ImportForm {
  as: ImportNoun;
  crs: string;
  zone: string;
  dateOrder: '' | 'dmy' | 'mdy';
  cityName: string;
  /** Metres within which borders of neighbouring grids are drawn together; empty: as the server does. */
  snapMetres: string;
  /** Column -> field; '' leaves a column out. */
  map: Record<string, string>;
  /** Field -> value for every row without one. */
  set: Record<string, string>;
}

const POLL_MS = 500;

function isAtWork(batch: ImportBatchDetail | undefined): boolean {
  return batch?.status === 'checking' || batch?.status === 'importing';
}

/** One import; asked again until the work on it is over. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['imports', id],
    queryFn: () => request<ImportBatchDetail>(`/api/imports/${id}`),
    refetchInterval: (query) => (isAtWork(query.state.data) ? POLL_MS : false),
    staleTime: POLL_MS,
  });
}

/** The latest imports, newest first. */
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: () => request<ImportBatches>('/api/imports?limit=50'),
  refetchInterval: 5000,
});

function formData(file: File, form: ImportForm, dryRun: boolean): FormData {
  const data = new FormData();
  const { map, set, ...texts } = form;
  for (const [name, text] of Object.entries(texts)) if (text.trim() !== '') data.set(name, text.trim());
  data.set('map', JSON.stringify(map));
  data.set('set', JSON.stringify(set));
  data.set('dryRun', String(dryRun));
  if (!dryRun) data.set('confirm', 'true');
  data.set('file', file);
  return data;
}

function keep(batch: ImportBatchDetail): void {
  queryClient.setQueryData(importQuery(batch.id).queryKey, batch);
  void queryClient.invalidateQueries({ queryKey: ['imports'] });
}

interface ApplyOrder {
  batch: ImportBatchDetail;
  file: File | null;
  form: ImportForm;
}

/** Uploads a file and has it checked. */
export function useCheckFile() {
  return useMutation({
    mutationFn: ({ file, form }: { file: File; form: ImportForm }) =>
      request<ImportBatchDetail>('/api/imports', { method: 'POST', body: formData(file, form, true) }),
    onSuccess: keep,
  });
}

/** Writes a checked import. Where the server does not hold the file any more it is sent again, unless choices would be lost by that. */
export function useApplyImport() {
  return useMutation({
    mutationFn: async ({ batch, file, form }: ApplyOrder) => {
      try {
        return await request<ImportBatchDetail>(`/api/imports/${batch.id}/apply?confirm=true`, {
          method: 'POST',
        });
      } catch (error) {
        const isGone =
          error instanceof ApiError && error.problem.reason === 'import_file_gone' && file !== null;
        if (!isGone || batch.report.repairs?.chosen) throw error;
        return await request<ImportBatchDetail>('/api/imports', {
          method: 'POST',
          body: formData(file, form, false),
        });
      }
    },
    onSuccess: keep,
  });
}

/** Undoes an import, or discards a checked one. */
export function useUndoImport() {
  return useMutation({
    mutationFn: (id: string) => request<ImportBatchDetail>(`/api/imports/${id}`, { method: 'DELETE' }),
    onSuccess: keep,
  });
}
