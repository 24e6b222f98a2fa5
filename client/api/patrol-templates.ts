import { queryOptions, useMutation } from '@tanstack/react-query';
import type { PatrolTemplate, PatrolTemplateInput } from '../../core/contract/patrol-template.ts';
import { queryClient, request } from './client.ts';

const PATH = '/api/patrol-templates';

export const patrolTemplatesQuery = queryOptions({
  queryKey: ['patrol-templates'],
  queryFn: async () => (await request<{ items: PatrolTemplate[] }>(PATH)).items,
});

const readAgain = () => queryClient.invalidateQueries(patrolTemplatesQuery);

export function useAddTemplate() {
  return useMutation({
    mutationFn: ({ input, key }: { input: PatrolTemplateInput; key: string }) =>
      request<PatrolTemplate>(PATH, { method: 'POST', json: input, idempotencyKey: key }),
    onSettled: readAgain,
  });
}

export function useRemoveTemplate() {
  return useMutation({
    mutationFn: ({ id, version }: PatrolTemplate) =>
      request<void>(`${PATH}/${id}`, { method: 'DELETE', ifMatch: version }),
    onSettled: readAgain,
  });
}
