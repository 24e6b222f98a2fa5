import { z } from 'zod';
import { SEARCH_NOUNS } from './search-noun.ts';

/** One match of a search by name, code or number, best first. */
export const SearchHit = z
  .object({
    noun: z.enum(SEARCH_NOUNS),
    id: z.string(),
    code: z.string().nullable(),
    nameZh: z.string(),
    nameEn: z.string(),
    areaCode: z.string(),
    lng: z.number().nullable(),
    lat: z.number().nullable(),
  })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof SearchHit>;
export const SearchAnswer = z.object({ items: z.array(SearchHit) });
export type SearchAnswer = z.infer<typeof SearchAnswer>;
