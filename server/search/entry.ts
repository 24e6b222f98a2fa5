import type { SearchHit } from '../../core/contract/search.ts';
import type { SearchNoun } from '../../core/contract/search-noun.ts';
import type { Findable } from '../../core/search/match.ts';
import type { DeviceKind } from '../../core/vocabulary.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import type { NamedPlace } from '../queries/search.ts';
import { spokenOf } from './readings.ts';

/** One thing of the search: how it is found, and what is answered of it. */
export interface SearchEntry extends Findable {
  hit: SearchHit;
  /** What stands above it in the answer: the larger areas first, then everything else alike. */
  rank: number;
  deviceKind: DeviceKind | null;
}

/** Anything but areas. */
const THING_RANK = 9;

function entryOf(hit: SearchHit, number: number | null, more: Partial<SearchEntry> = {}): SearchEntry {
  return {
    hit,
    code: hit.code?.toLowerCase() ?? null,
    number,
    names: [...new Set([hit.nameZh.toLowerCase(), hit.nameEn.toLowerCase()])],
    spoken: spokenOf(hit.nameZh),
    rank: THING_RANK,
    deviceKind: null,
    ...more,
  };
}

/** An area, grid or road. A grid is called by the last three digits of its code. */
export function entryOfPlace(noun: 'areas' | 'grids' | 'roads', place: NamedPlace): SearchEntry {
  const { id, code, areaCode, nameZh, nameEn, lng, lat } = place;
  const hit: SearchHit = { noun, id, code, nameZh, nameEn, areaCode, lng, lat };
  if (noun === 'areas')
    return entryOf(hit, null, { rank: place.areaCode.endsWith('00') ? 0 : areaCode.length });
  return entryOf(hit, noun === 'grids' ? Number(areaCode.slice(-3)) : null);
}

const entries = new WeakMap<PlacedFeature, SearchEntry>();

/** A thing of the live set; the same feature gives the same entry. It is called by the number at the end of its code. */
export function entryOfThing(noun: SearchNoun, feature: PlacedFeature): SearchEntry {
  let entry = entries.get(feature);
  if (!entry) {
    const { code, number, nameZh, nameEn, areaCode, kind } = feature.properties;
    const called = code ?? number;
    const named = typeof called === 'string' ? called : null;
    const [lng = null, lat = null] = placeOf(feature);
    const hit: SearchHit = {
      noun,
      id: String(feature.id),
      code: named,
      nameZh: String(nameZh ?? named ?? ''),
      nameEn: String(nameEn ?? named ?? ''),
      areaCode: String(areaCode),
      lng,
      lat,
    };
    const digits = /(\d{1,9})$/.exec(named ?? '')?.[1];
    entry = entryOf(hit, digits === undefined ? null : Number(digits), {
      deviceKind: noun === 'devices' ? (kind as DeviceKind) : null,
    });
    entries.set(feature, entry);
  }
  return entry;
}

/** A place of the thing: its point, or the first of its line or surface. */
function placeOf({ geometry }: PlacedFeature): number[] {
  let at: unknown = (geometry as { coordinates?: unknown } | null)?.coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  return Array.isArray(at) ? (at as number[]) : [];
}
