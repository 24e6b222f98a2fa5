import { useSyncExternalStore } from 'react';
import type { StopPlace } from '../../../../../core/patrol/shift-plan.ts';
import type { CheckInWay } from '../../../../../core/vocabulary.ts';

/** A place whose code is to be printed. */
export type CodePlace = Pick<StopPlace, 'kind' | 'placeId' | 'nameZh' | 'nameEn'>;

/** Whose codes lie open, by the name of the plan, round or template. */
export interface OpenCodes {
  title: string;
  places: readonly CodePlace[];
}

let current: OpenCodes | null = null;
const listeners = new Set<() => void>();

export const codesStore = {
  get: (): OpenCodes | null => current,
  set(next: OpenCodes | null): void {
    current = next;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function useOpenCodes(): OpenCodes | null {
  return useSyncExternalStore(codesStore.subscribe, codesStore.get);
}

/** The places of the stops that are checked in at by code, each once. */
export function codePlaces(stops: readonly (CodePlace & { checkIn: CheckInWay })[]): CodePlace[] {
  const places = new Map<string, CodePlace>();
  for (const { kind, placeId, nameZh, nameEn, checkIn } of stops)
    if (checkIn === 'qr' && !places.has(`${kind} ${placeId}`))
      places.set(`${kind} ${placeId}`, { kind, placeId, nameZh, nameEn });
  return [...places.values()];
}
