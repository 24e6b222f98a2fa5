import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  Coverage,
  CoverageAdvice,
  CoverageArrivals,
  CoverageDay,
} from '../../core/contract/coverage.ts';
import type { CoverageBasis, CoverageMeasure, CoverageTimes } from '../../core/coverage/vocabulary.ts';
import type { Net } from '../../core/vocabulary.ts';
import { request } from './client.ts';

/** Units move all the time; plans seldom change. */
const AGAIN_MS: Record<CoverageBasis, number> = { now: 10_000, plan: 60_000 };
const ADVICE_AGAIN_MS = 30_000;
const DAY_STALE_MS = 5 * 60_000;
const ARRIVALS_STALE_MS = 10 * 60_000;

export interface CoverageWhen {
  basis: CoverageBasis;
  hour: number;
  times: CoverageTimes;
}

export interface CoverageWish {
  nets: readonly Net[];
  minutes: number;
  measure: CoverageMeasure;
  within: string;
}

function whenText({ basis, hour, times }: CoverageWhen): string {
  return `basis=${basis}${basis === 'plan' ? `&hour=${hour}` : ''}&times=${times}`;
}

function wishText({ nets, minutes, measure, within }: CoverageWish): string {
  return `nets=${nets.join(',')}&minutes=${minutes}&measure=${measure}&within=${within}`;
}

/** How soon each net is in each grid, asked again while somebody looks. */
export const coverageQuery = (when: CoverageWhen) =>
  queryOptions({
    queryKey: ['coverage', 'picture', whenText(when)],
    queryFn: ({ signal }) => request<Coverage>(`/api/coverage?${whenText(when)}`, { signal }),
    refetchInterval: AGAIN_MS[when.basis],
    placeholderData: keepPreviousData,
  });

/** Where the next one of a net helps most, and what the loss of each costs. */
export const coverageAdviceQuery = (when: CoverageWhen, wish: CoverageWish, add: Net) => {
  const text = `${whenText(when)}&${wishText(wish)}&add=${add}`;
  return queryOptions({
    queryKey: ['coverage', 'advice', text],
    queryFn: ({ signal }) => request<CoverageAdvice>(`/api/coverage/advice?${text}`, { signal }),
    refetchInterval: ADVICE_AGAIN_MS,
    placeholderData: keepPreviousData,
    enabled: wish.nets.length > 0,
  });
};

/** What is covered by plan in each hour of the day. */
export const coverageDayQuery = (times: CoverageTimes, wish: CoverageWish) => {
  const text = `times=${times}&${wishText(wish)}`;
  return queryOptions({
    queryKey: ['coverage', 'day', text],
    queryFn: ({ signal }) => request<CoverageDay>(`/api/coverage/day?${text}`, { signal }),
    staleTime: DAY_STALE_MS,
    placeholderData: keepPreviousData,
    enabled: wish.nets.length > 0,
  });
};

/** How long units took beside the times by road. */
export const coverageArrivalsQuery = queryOptions({
  queryKey: ['coverage', 'arrivals'],
  queryFn: ({ signal }) => request<CoverageArrivals>('/api/coverage/arrivals', { signal }),
  staleTime: ARRIVALS_STALE_MS,
});
