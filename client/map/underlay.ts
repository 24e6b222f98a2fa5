import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Basemap } from '../../core/contract/basemap.ts';
import { request } from '../api/client.ts';
import { mapState } from './map-state.ts';
import { outsideBasemap, ShiftedVectors } from './outside-basemap.ts';
import { OUTSIDE } from './outside-style.ts';
import type { OutsideBasemap } from './style/map-style.ts';

/** Tiles of an outside basemap of which none came by now are not coming. */
const WAIT_MS = 8000;

/** What lies under our layers: the configured basemap, or the city's own where that can not be had. Whatever becomes of it, the rest of the map stands. */
export class Underlay {
  /** Null: the city's own. */
  outside: OutsideBasemap | null = null;
  #hasTiles = false;

  /** Asks what is configured, and gets it; tells the page when it can not. */
  async read(theme: 'dark' | 'light'): Promise<void> {
    try {
      const basemap = await request<Basemap>('/api/basemap');
      this.outside = await outsideBasemap(basemap, theme);
      mapState.set({ basemapProblem: null });
    } catch (error) {
      this.outside = null;
      const isShifted = error instanceof ShiftedVectors;
      mapState.set({ basemapProblem: isShifted ? 'shifted_vectors' : 'unreachable' });
    }
  }

  /** Notices when tiles of an outside basemap fail or do not come, and when they come again. */
  watch(map: MapLibreMap): void {
    map.on('error', (event) => {
      if (isOutside(event)) mapState.set({ basemapProblem: 'failing' });
    });
    map.on('sourcedata', (event) => {
      if (!isOutside(event) || event.tile?.state !== 'loaded') return;
      this.#hasTiles = true;
      if (mapState.get().basemapProblem === 'failing') mapState.set({ basemapProblem: null });
    });
    setTimeout(() => {
      if (this.outside && !this.#hasTiles) mapState.set({ basemapProblem: 'failing' });
    }, WAIT_MS);
  }

  /** Asks again for what failed. */
  async retry(map: MapLibreMap, theme: 'dark' | 'light'): Promise<void> {
    if (!this.outside) return await this.read(theme);
    mapState.set({ basemapProblem: null });
    for (const id of Object.keys(this.outside.sources)) map.refreshTiles(id);
  }
}

function isOutside(event: object): boolean {
  return 'sourceId' in event && String(event.sourceId).startsWith(OUTSIDE);
}
