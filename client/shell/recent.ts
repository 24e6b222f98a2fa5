import type { SearchHit } from '../../core/contract/search.ts';

const MOST = 12;
const keyOf = (accountId: string) => `jingwei.recent.${accountId}`;

/** What an account chose last in the command bar on this machine, newest first. Another account may not see it all: it has its own. */
export function recentOf(accountId: string): SearchHit[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(accountId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isHit).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Notes a choice. Where a unit was is not kept. */
export function noteRecent(accountId: string, hit: SearchHit): void {
  const kept = hit.noun === 'units' ? { ...hit, lng: null, lat: null } : hit;
  const others = recentOf(accountId).filter((one) => !isSameHit(one, hit));
  localStorage.setItem(keyOf(accountId), JSON.stringify([kept, ...others].slice(0, MOST)));
}

/** What was chosen before comes first; but not before what is called exactly so. */
export function recentFirst(
  hits: readonly SearchHit[],
  recent: readonly SearchHit[],
  phrase: string,
): SearchHit[] {
  const rank = (hit: SearchHit) => {
    if ([hit.code, hit.nameZh, hit.nameEn].some((name) => name?.toLowerCase() === phrase)) return -1;
    const at = recent.findIndex((one) => isSameHit(one, hit));
    return at < 0 ? MOST : at;
  };
  return [...hits].sort((a, b) => rank(a) - rank(b));
}

function isSameHit(a: SearchHit, b: SearchHit): boolean {
  return a.noun === b.noun && a.id === b.id;
}

function isHit(value: unknown): value is SearchHit {
  const hit = value as Partial<Record<keyof SearchHit, unknown>> | null;
  return ['noun', 'id', 'nameZh', 'nameEn', 'areaCode'].every(
    (key) => typeof hit?.[key as keyof SearchHit] === 'string',
  );
}
