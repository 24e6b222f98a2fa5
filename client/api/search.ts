import { queryOptions } from '@tanstack/react-query';
import type { SearchAnswer } from '../../core/contract/search.ts';
import { request } from './client.ts';

/** Things whose name, code or number matches. */
export const searchQuery = (text: string) =>
  queryOptions({
    queryKey: ['search', text],
    queryFn: ({ signal }) =>
      request<SearchAnswer>(`/api/search?q=${encodeURIComponent(text)}&limit=12`, { signal }),
    enabled: text.length > 0,
    staleTime: 10_000,
  });
