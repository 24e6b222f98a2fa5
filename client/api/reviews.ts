import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Review, ReviewEntries, ReviewTracks } from '../../core/contract/review.ts';
import { encodeSubject, type ReviewSubject } from '../state/review-subject.ts';
import { request } from './client.ts';

function queryOf(subject: ReviewSubject): URLSearchParams {
  if ('incidentId' in subject) return new URLSearchParams({ incidentId: subject.incidentId });
  const iso = (ms: number): string => new Date(ms).toISOString();
  const area = subject.area === null ? {} : { area: subject.area };
  return new URLSearchParams({ from: iso(subject.fromMs), to: iso(subject.toMs), ...area });
}

/** A review as it was when it was asked for: a report does not change under whoever reads it. */
export const reviewQuery = (subject: ReviewSubject) =>
  queryOptions({
    queryKey: ['review', encodeSubject(subject)],
    queryFn: ({ signal }) => request<Review>(`/api/reviews?${queryOf(subject)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What follows the first page of the timeline of `review`. */
export const moreEntriesQuery = (subject: ReviewSubject, review: Review) =>
  infiniteQueryOptions({
    queryKey: ['review-entries', encodeSubject(subject), review.asOf],
    queryFn: ({ pageParam, signal }) => {
      const query = queryOf(subject);
      query.set('cursor', pageParam);
      query.set('limit', '2000');
      return request<ReviewEntries>(`/api/reviews/entries?${query}`, { signal });
    },
    initialPageParam: review.entries.nextCursor ?? '',
    getNextPageParam: ({ nextCursor }: ReviewEntries) => nextCursor,
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const reviewTracksQuery = (subject: ReviewSubject) =>
  queryOptions({
    queryKey: ['review-tracks', encodeSubject(subject)],
    queryFn: ({ signal }) => request<ReviewTracks>(`/api/reviews/tracks?${queryOf(subject)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Where a review lies as a file. */
export function reviewFile(subject: ReviewSubject, kind: 'timeline.csv' | 'features.geojson'): string {
  return `/api/reviews/${kind}?${queryOf(subject)}`;
}
