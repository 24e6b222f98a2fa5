import type { LiveNoun } from '../../../core/contract/live.ts';

const ids = new Map<LiveNoun, string>();

/** Which row each list was left from, so that going back returns to it. */
export const lastOpened = {
  get: (noun: LiveNoun): string | null => ids.get(noun) ?? null,
  set: (noun: LiveNoun, id: string): void => void ids.set(noun, id),
};
