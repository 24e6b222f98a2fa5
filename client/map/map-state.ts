import type { LiveNoun } from '../../core/contract/live.ts';

/** `no_webgl`: this browser can not draw a map; `lost`: the graphics card took the map away. */
export type MapStatus = 'starting' | 'ready' | 'no_webgl' | 'lost';

/** What the pointer is over. */
export interface Pointer {
  lng: number;
  lat: number;
  /** CSS pixels from the map's top left corner. */
  x: number;
  y: number;
  /** `count` things are drawn as one here, of which `id` is the most urgent. */
  thing: { noun: LiveNoun; id: string; count: number } | null;
  /** What a desk says of what it drew here. */
  told: string | undefined;
  /** The smallest area drawn here: a grid once they are drawn. */
  area: { code: string; nameZh: string; nameEn: string } | null;
}

export interface MapState {
  status: MapStatus;
  /** The outside basemap can not be used, and the city's own is shown instead; or it is `failing` to send its tiles. */
  basemapProblem: 'unreachable' | 'shifted_vectors' | 'failing' | null;
  pointer: Pointer | null;
  /** Waiting for a point to be clicked: a place, or one corner after another. */
  picking: 'place' | 'corner' | null;
  /** Symbols drawn, for tests and for screen readers. */
  symbols: number;
  /** How often the graphics card took the map away since the page was opened. */
  timesLost: number;
}

let state: MapState = {
  status: 'starting',
  basemapProblem: null,
  pointer: null,
  picking: null,
  symbols: 0,
  timesLost: 0,
};
const listeners = new Set<() => void>();

/** What the page needs to know about the map; replaced, never changed. */
export const mapState = {
  get: (): MapState => state,
  set(patch: Partial<MapState>): void {
    const keys = Object.keys(patch) as (keyof MapState)[];
    if (keys.every((key) => patch[key] === state[key])) return;
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

const moveListeners = new Set<() => void>();

/** Calls `listener` whenever somebody moves the map, as opposed to the page. */
export function onMoved(listener: () => void): () => void {
  moveListeners.add(listener);
  return () => moveListeners.delete(listener);
}

/** To be called when somebody moves the map. */
export function noteMoved(): void {
  for (const listener of moveListeners) listener();
}
