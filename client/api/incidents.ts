import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import type { Incident, IncidentInput } from '../../core/contract/incident.ts';
import type { Remark, RemarkInput, Remarks } from '../../core/contract/remark.ts';
import type {
  ResponseTarget,
  ResponseTargetPatch,
  ResponseTargets,
} from '../../core/contract/response-target.ts';
import type { Responsible } from '../../core/contract/responsible.ts';
import { type Targets, targetsOf } from '../../core/incident/deadlines.ts';
import { queryClient, request } from './client.ts';

const TARGETS_EVERY_MS = 60_000;

/** The log of an incident; `count` is its number of lines, so that a new one is read at once. */
export const remarksQuery = (incidentId: string, count: number) =>
  queryOptions({
    queryKey: ['remarks', incidentId, count],
    queryFn: () => request<Remarks>(`/api/incidents/${incidentId}/remarks`),
    placeholderData: (previous: Remarks | undefined) => previous,
  });

export const responsibleQuery = (incidentId: string, areaCode: string) =>
  queryOptions({
    queryKey: ['responsible', incidentId, areaCode],
    queryFn: () => request<Responsible>(`/api/incidents/${incidentId}/responsible`),
  });

export const targetsQuery = queryOptions({
  queryKey: ['response-targets'],
  queryFn: () => request<ResponseTargets>('/api/response-targets'),
  staleTime: TARGETS_EVERY_MS,
  refetchInterval: TARGETS_EVERY_MS,
});

/** The targets in force; undefined until they were read: no others are shown in their stead. */
export function useTargets(): Targets | undefined {
  return useQuery({ ...targetsQuery, select: selectTargets }).data;
}

function selectTargets({ items }: ResponseTargets): Targets {
  return targetsOf(items);
}

/** Takes an incident in. `key` is the same for every try of one form, so that a repeated try makes no second incident. */
export function useCreateIncident() {
  return useMutation({
    mutationFn: ({ input, key }: { input: IncidentInput; key: string }) =>
      request<Incident>('/api/incidents', { method: 'POST', json: input, idempotencyKey: key }),
  });
}

/** Adds a line to the log of an incident; `key` as in `useCreateIncident`. */
export function useAddRemark() {
  return useMutation({
    mutationFn: ({
      incidentId,
      input,
      key,
    }: {
      incidentId: string;
      input: Partial<RemarkInput>;
      key: string;
    }) =>
      request<Remark>(`/api/incidents/${incidentId}/remarks`, {
        method: 'POST',
        json: input,
        idempotencyKey: key,
      }),
    onSuccess: ({ incidentId }) => queryClient.invalidateQueries({ queryKey: ['remarks', incidentId] }),
  });
}

export function usePatchTarget() {
  return useMutation({
    mutationFn: ({ target, patch }: { target: ResponseTarget; patch: ResponseTargetPatch }) =>
      request<ResponseTarget>(`/api/response-targets/${target.priority}`, {
        method: 'PATCH',
        json: patch,
        ifMatch: target.version,
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: targetsQuery.queryKey }),
  });
}
