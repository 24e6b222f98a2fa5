import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import type {
  AlarmRule,
  AlarmRulePatch,
  AlarmSuppression,
  AlarmSuppressionInput,
} from '../../core/contract/alarm-rule.ts';
import { ACKNOWLEDGE_SECONDS } from '../../core/incident/assignment.ts';
import { queryClient, request } from './client.ts';

/** The rules of the watch. */
export const rulesQuery = queryOptions({
  queryKey: ['alarm-rules'],
  queryFn: async () => (await request<{ items: AlarmRule[] }>('/api/alarm-rules')).items,
});

/** Within how many seconds a unit that was sent is to acknowledge, as the rule of its alarm says. */
export function useAcknowledgeSeconds(): number {
  const { data } = useQuery(rulesQuery);
  const rule = data?.find(({ kind }) => kind === 'assignment_unacknowledged');
  return (rule?.limits as { seconds: number } | undefined)?.seconds ?? ACKNOWLEDGE_SECONDS;
}

/** What is held back on purpose, now or later. */
export const suppressionsQuery = queryOptions({
  queryKey: ['alarm-suppressions'],
  queryFn: async () => (await request<{ items: AlarmSuppression[] }>('/api/alarm-suppressions')).items,
});

const readAgain = (query: { queryKey: readonly unknown[] }) => () =>
  queryClient.invalidateQueries({ queryKey: query.queryKey });

/** Changes a rule on the version that was seen; when somebody was faster, the rules are read again. */
export function usePatchRule() {
  return useMutation({
    mutationFn: ({ rule, patch }: { rule: AlarmRule; patch: AlarmRulePatch }) =>
      request<AlarmRule>(`/api/alarm-rules/${rule.kind}`, {
        method: 'PATCH',
        ifMatch: rule.version,
        json: patch,
      }),
    onSettled: readAgain(rulesQuery),
  });
}

export function useSuppress() {
  return useMutation({
    mutationFn: ({ input, key }: { input: AlarmSuppressionInput; key: string }) =>
      request<AlarmSuppression>('/api/alarm-suppressions', {
        method: 'POST',
        json: input,
        idempotencyKey: key,
      }),
    onSettled: readAgain(suppressionsQuery),
  });
}

export function useUnsuppress() {
  return useMutation({
    mutationFn: ({ id, version }: AlarmSuppression) =>
      request<void>(`/api/alarm-suppressions/${id}`, { method: 'DELETE', ifMatch: version }),
    onSettled: readAgain(suppressionsQuery),
  });
}
