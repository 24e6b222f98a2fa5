import type { Geofence } from '../../core/contract/geofence.ts';
import type { Surface } from '../../core/contract/geometry.ts';

export type Corner = readonly [lng: number, lat: number];

/** The geofence that is being made or changed. Not in the address: a link must not open a form. */
export interface FenceDraft {
  open: boolean;
  /** The fence that is changed; null: a new one. */
  fence: Geofence | null;
  /** Where it lies, once that is said. */
  surface: Surface | null;
  /** Corners drawn so far on the map; null while nobody draws. */
  corners: readonly Corner[] | null;
}

const CLOSED: FenceDraft = { open: false, fence: null, surface: null, corners: null };
let current = CLOSED;
const listeners = new Set<() => void>();

export const fenceDraft = {
  get: (): FenceDraft => current,
  set(patch: Partial<FenceDraft>): void {
    current = { ...current, ...patch };
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Opens the form, for a new fence or with one that is there. */
export function openFenceDraft(fence: Geofence | null = null): void {
  fenceDraft.set({ open: true, fence, surface: fence?.geometry ?? null, corners: null });
}

export function closeFenceDraft(): void {
  fenceDraft.set(CLOSED);
}

/** The corners of the outer border of a surface of one polygon without holes, as drawn; undefined for any other. */
export function cornersOf(surface: Surface | null): Corner[] | undefined {
  const rings = surface?.type === 'Polygon' ? surface.coordinates : undefined;
  return rings?.length === 1 ? rings[0]?.slice(0, -1) : undefined;
}

/** The surface within corners, closed; undefined with fewer than three. */
export function surfaceOf(corners: readonly Corner[]): Surface | undefined {
  const [first] = corners;
  if (!first || corners.length < 3) return undefined;
  const ring = [...corners, first].map(([lng, lat]): [number, number] => [seven(lng), seven(lat)]);
  return { type: 'Polygon', coordinates: [ring] };
}

function seven(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
