import { queryOptions } from '@tanstack/react-query';
import type { PlanDifference } from '../../core/contract/plan-difference.ts';
import { request } from './client.ts';
import { type CountedDays, countedQuery } from './plan-things.ts';

/** What plan or draft `to` has otherwise than `from`, and what that does, with incidents of the days counted. `seqs`: the last steps of those that are drafts, so that it is asked anew after each. */
export const planDifferenceQuery = (
  from: string,
  to: string,
  { counted, seqs }: { counted: CountedDays; seqs: readonly (number | null)[] },
) =>
  queryOptions({
    queryKey: ['plan-difference', from, to, counted, ...seqs],
    queryFn: ({ signal }) => request<PlanDifference>(differencePath(from, to, counted), { signal }),
    staleTime: 5 * 60_000,
  });

/** Where the same can be saved as a file. */
export function differenceFilePath(
  from: string,
  to: string,
  counted: CountedDays,
  format: 'geojson' | 'csv',
): string {
  return `${differencePath(from, to, counted)}&format=${format}`;
}

function differencePath(from: string, to: string, counted: CountedDays): string {
  return `/api/plans/${from}/difference?to=${to}&${countedQuery(counted)}`;
}
