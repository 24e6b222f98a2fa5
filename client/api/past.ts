import type { LiveNoun } from '../../core/contract/live.ts';
import type { PastChanges, PastSnapshot } from '../../core/contract/past.ts';
import { request } from './client.ts';

/** The city as it was at `atMs`, milliseconds since 1970 here and below. */
export function fetchPast(atMs: number, signal: AbortSignal): Promise<PastSnapshot> {
  return request<PastSnapshot>(`/api/past?at=${iso(atMs)}`, { signal });
}

/** What happened in (fromMs, toMs], or in the first part of it; of each unit one fix in `stepSeconds`. */
export function fetchPastChanges(
  fromMs: number,
  toMs: number,
  stepSeconds: number,
  signal: AbortSignal,
): Promise<PastChanges> {
  const query = `from=${iso(fromMs)}&to=${iso(toMs)}&step=${stepSeconds}`;
  return request<PastChanges>(`/api/past/changes?${query}`, { signal });
}

/** When the nearest event before or after an instant was, of everything or of one thing; null when there is none. */
export async function fetchStep(
  atMs: number,
  direction: 'earlier' | 'later',
  about: { noun: LiveNoun; id: string } | null,
): Promise<number | null> {
  const thing = about ? `&noun=${about.noun}&id=${encodeURIComponent(about.id)}` : '';
  const { at } = await request<{ at: string | null }>(
    `/api/past/step?at=${iso(atMs)}&direction=${direction}${thing}`,
  );
  return at === null ? null : Date.parse(at);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
