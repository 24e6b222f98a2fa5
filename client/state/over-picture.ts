import type { Geometry } from 'geojson';

/** Meanings, and eight colours that are only told apart. */
export const OVER_TONES = [
  'accent',
  'good',
  'warn',
  'bad',
  'muted',
  'a',
  'b',
  'c',
  'd',
  'e',
  'f',
  'g',
  'h',
] as const;
export type OverTone = (typeof OVER_TONES)[number];

/** Something that a desk draws over the map; degrees, WGS 84, lng first. */
export interface OverFeature {
  /** What a click on it tells; without one it cannot be clicked. */
  id?: string;
  geometry: Geometry;
  tone: OverTone;
  /** Within a disc where it has at most three letters, else beside it; along a line. */
  label?: string;
  /** How thick a line, how large a disc is. */
  weight?: 1 | 2 | 3;
  dashed?: boolean;
  /** Of a line: which way it goes is shown. */
  arrows?: boolean;
  /** In place of a disc a traffic sign: names of turn-signs.ts. */
  sign?: string;
  /** Shown beside the pointer, where it has an `id`. */
  told?: string;
  /** How opaque the inside of an area is, 0 to 1. */
  filled?: number;
}

/** How a grid is coloured: nobody covers it, one does, more do. */
export const GRID_TINTS = ['void', 'once', 'covered'] as const;
export type GridTint = (typeof GRID_TINTS)[number];

const NO_TINTS: ReadonlyMap<string, GridTint> = new Map();
let tints = NO_TINTS;
const owned = new Map<string, readonly OverFeature[]>();
let all: readonly OverFeature[] = [];
const listeners = new Set<() => void>();
const pickListeners = new Set<(id: string) => void>();

/** What is drawn over the map of the city, by whom; later owners lie above. Not in the address. */
export const overPicture = {
  get: (): readonly OverFeature[] => all,
  set(owner: string, features: readonly OverFeature[]): void {
    if (features.length === 0 && !owned.has(owner)) return;
    if (features.length > 0) owned.set(owner, features);
    else owned.delete(owner);
    all = [...owned.values()].flat();
    for (const listener of listeners) listener();
  },
  clear(owner: string): void {
    overPicture.set(owner, []);
  },
  /** Colours of grids by their codes; of one desk at a time. */
  tints: (): ReadonlyMap<string, GridTint> => tints,
  tint(next: ReadonlyMap<string, GridTint>): void {
    if (next.size === 0 && tints.size === 0) return;
    tints = next;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** To be told what was clicked, by its id. */
  onPick(listener: (id: string) => void): () => void {
    pickListeners.add(listener);
    return () => pickListeners.delete(listener);
  },
  pick(id: string): void {
    for (const listener of pickListeners) listener(id);
  },
};
