import { queryOptions, useMutation } from '@tanstack/react-query';
import type { SkillNeed, SkillNeeds, SkillWish } from '../../core/contract/skill-need.ts';
import { queryClient, request } from './client.ts';

/** What units should be able to do that go to incidents of each type. */
export const skillNeedsQuery = queryOptions({
  queryKey: ['skill-needs'],
  queryFn: () => request<SkillNeeds>('/api/skill-needs'),
});

/** Sets it for one type, on the version that was seen. */
export function usePutSkillNeed() {
  return useMutation({
    mutationFn: ({ need, wish }: { need: SkillNeed; wish: SkillWish }) =>
      request<SkillNeed>(`/api/skill-needs/${need.type}`, {
        method: 'PUT',
        json: wish,
        ifMatch: need.version,
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: skillNeedsQuery.queryKey }),
  });
}
