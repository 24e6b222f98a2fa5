import { queryOptions } from '@tanstack/react-query';
import type { PlanDifference } from '../../core/contract/plan-difference.ts';
import { request } from './client.ts';

/** What plan or draft `to` has otherwise than `from`, and what that does, with the incidents of the last `days`. `seqs`: the last steps of those that are drafts, so that it is asked anew after each. */
export const planDifferenceQuery = (
  from: string,
  to: string,
  { days = 365, seqs = [] }: { days?: number; seqs?: readonly (number | null)[] } = {},
) =>
  queryOptions({
    queryKey: ['plan-difference', from, to, days, ...seqs],
    queryFn: ({ signal }) => request<PlanDifference>(differencePath(from, to, days), { signal }),
    staleTime: 5 * 60_000,
  });

/** Where the same can be saved as a file. */
export function differenceFilePath(from: string, to: string, format: 'geojson' | 'csv', days = 365): string {
  return `${differencePath(from, to, days)}&format=${format}`;
}

function differencePath(from: string, to: string, days: number): string {
  return `/api/plans/${from}/difference?to=${to}&days=${days}`;
}
