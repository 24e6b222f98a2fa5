import { queryOptions } from '@tanstack/react-query';
import type { SearchAnswer } from '../../core/contract/search.ts';
import type { SearchNoun } from '../../core/contract/search-noun.ts';
import type { DeviceKind } from '../../core/vocabulary.ts';
import { request } from './client.ts';

/** What is looked for; `near` in degrees orders what fits equally well. */
export interface SearchFor {
  text: string;
  noun?: SearchNoun;
  deviceKind?: DeviceKind | undefined;
  near: { lng: number; lat: number } | null;
}

/** Things whose name, pinyin, code or number matches; without a text nothing is asked. */
export const searchQuery = ({ text, noun, deviceKind, near }: SearchFor) => {
  const query = new URLSearchParams({ q: text, limit: '12' });
  if (noun) query.set('noun', noun);
  if (deviceKind) query.set('deviceKind', deviceKind);
  if (near) query.set('near', `${near.lng.toFixed(2)},${near.lat.toFixed(2)}`);
  return queryOptions({
    queryKey: ['search', String(query)],
    queryFn: ({ signal }) => request<SearchAnswer>(`/api/search?${query}`, { signal }),
    enabled: text.length > 0,
    staleTime: 10_000,
  });
};
