import { queryOptions, useMutation } from '@tanstack/react-query';
import type { Incident } from '../../core/contract/incident.ts';
import type { AssignmentInput, Recommendation } from '../../core/contract/recommendation.ts';
import type { SkillWish } from '../../core/contract/skill-need.ts';
import { ApiError, queryClient, request } from './client.ts';
import { featureQuery, latestFeature } from './nouns.ts';

/** Units move on. */
const AGAIN_MS = 5000;

/** Which unit should go to an incident now, asked again while somebody looks. `wish` null: with the skills that its type needs. */
export const recommendationQuery = (incidentId: string, version: number, wish: SkillWish | null) =>
  queryOptions({
    queryKey: ['recommendation', incidentId, version, wish],
    queryFn: ({ signal }) =>
      request<Recommendation>(
        `/api/incidents/${incidentId}/recommendation${wish ? `?${addressOf(wish)}` : ''}`,
        { signal },
      ),
    refetchInterval: AGAIN_MS,
    staleTime: 0,
    gcTime: AGAIN_MS,
  });

function addressOf({ wanted, required }: SkillWish): string {
  return new URLSearchParams({ wanted: wanted.join(','), required: required.join(',') }).toString();
}

/** Sends a unit on the version of the incident that was seen. When somebody was faster, the latest is loaded and the error says so. */
export function useAssignment(incident: Incident) {
  return useMutation({
    mutationFn: async (json: AssignmentInput): Promise<Incident> => {
      const assigned = await request<Incident>(`/api/incidents/${incident.id}/assignment`, {
        method: 'POST',
        ifMatch: incident.properties.version,
        json,
      });
      queryClient.setQueryData(featureQuery('incidents', assigned.id).queryKey, assigned);
      return assigned;
    },
    onError: (error) => afterRefusal(incident.id, error),
  });
}

/** What was recommended is outdated when a unit can not be sent as it was chosen. */
export function afterRefusal(incidentId: string, error: unknown): void {
  void queryClient.invalidateQueries({ queryKey: ['recommendation', incidentId] });
  if (error instanceof ApiError && error.problem.code === 'version_stale')
    void latestFeature('incidents', incidentId);
}
