import { useSyncExternalStore } from 'react';
import type { CordonExits, CordonTravel } from '../../../../core/cordon/vocabulary.ts';
import type { Asked } from '../../../api/cordons.ts';

/** What is filled in before a cordon is planned. */
export interface CordonDraft {
  place: { lng: number; lat: number } | null;
  incidentId: string | null;
  /** When it began, milliseconds since 1970. */
  sinceMs: number;
  travel: CordonTravel;
  range: SpeedRange;
  directionDegrees: number | null;
  exits: CordonExits;
  ringMinutes: number;
  /** Staffed checkpoints that are positions let nobody pass from then on. */
  closeCheckpoints: boolean;
}

/** How far the speed may be from the usual one. */
export const SPEED_RANGES = { usual: [0.9, 1.1], unsure: [0.7, 1.3], hurried: [1, 1.6] } as const;
export type SpeedRange = keyof typeof SPEED_RANGES;

export const MINUTES_AGO = [0, 1, 2, 3, 5, 8, 10, 15, 20, 30] as const;
export const RING_MINUTES = [5, 10, 15, 20, 30] as const;
export const BEARINGS = [0, 45, 90, 135, 180, 225, 270, 315] as const;

const EMPTY: CordonDraft = {
  place: null,
  incidentId: null,
  sinceMs: 0,
  travel: 'car',
  range: 'unsure',
  directionDegrees: null,
  exits: 'city',
  ringMinutes: 15,
  closeCheckpoints: true,
};

let draft = EMPTY;
const listeners = new Set<() => void>();

/** What is filled in; it stays when another desk is looked at. */
export function useCordonDraft(): CordonDraft {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => draft,
  );
}

export function setDraft(changed: Partial<CordonDraft>): void {
  draft = { ...draft, ...changed };
  for (const listener of listeners) listener();
}

export function clearDraft(): void {
  setDraft(EMPTY);
}

/** What is asked, null without a place. */
export function askedOf({ place, incidentId, sinceMs, travel, range, ...rest }: CordonDraft): Asked | null {
  if (!place) return null;
  const [slow, fast] = SPEED_RANGES[range];
  return {
    cordonId: null,
    incidentId,
    place: { type: 'Point', coordinates: [place.lng, place.lat] },
    sinceAt: new Date(sinceMs).toISOString(),
    travel,
    slow,
    fast,
    directionDegrees: rest.directionDegrees,
    exits: rest.exits,
    ringMinutes: rest.exits === 'ring' ? rest.ringMinutes : null,
    marginSeconds: 60,
  };
}
