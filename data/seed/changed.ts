import type { Change } from '../city/history/work.ts';
import type { SeededCity } from './seeded-city.ts';

/** Which version of each thing its last change made, and when (ISO 8601): when the history begins for what never changed. */
export function lastChanges(
  { history }: SeededCity,
  changes: readonly Change<string>[],
): (thing: number) => { version: number; updatedAt: string } {
  const last = new Map<number, { version: number; at: number }>();
  for (const { thing, at } of changes) last.set(thing, { version: (last.get(thing)?.version ?? 1) + 1, at });
  return (thing) => {
    const found = last.get(thing);
    if (!found) return { version: 1, updatedAt: new Date(history.from * 1000).toISOString() };
    return { version: found.version, updatedAt: new Date(found.at * 1000).toISOString() };
  };
}
