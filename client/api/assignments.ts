import { queryOptions, useMutation } from '@tanstack/react-query';
import type { Assignment, AssignmentStepInput, Assignments } from '../../core/contract/assignment.ts';
import { request } from './client.ts';
import { latestFeature } from './nouns.ts';

/** Every assignment of an incident, those that are over too. */
export const assignmentsQuery = (incidentId: string, version: number) =>
  queryOptions({
    queryKey: ['assignments', incidentId, version],
    queryFn: () => request<Assignments>(`/api/incidents/${incidentId}/assignments`),
    placeholderData: (previous: Assignments | undefined) => previous,
  });

/** Takes a step of an assignment for its unit; the incident is read anew, whatever came of it. */
export function useAssignmentStep(incidentId: string) {
  return useMutation({
    mutationFn: ({ id, ...json }: AssignmentStepInput & { id: string }) =>
      request<Assignment>(`/api/assignments/${id}/steps`, { method: 'POST', json }),
    onSettled: () => void latestFeature('incidents', incidentId),
  });
}
