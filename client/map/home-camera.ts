import type { Bbox } from '../../core/contract/geometry.ts';
import { request } from '../api/client.ts';
import { liveSet } from '../live/live-set.ts';
import { viewStore } from '../state/view.ts';
import type { Camera } from '../state/view-state.ts';
import { thickOf } from './home.ts';

/** How long to wait for the live set before showing the whole scope instead of the thick of it. */
const HOME_WAIT_MS = 2500;
const FALLBACK: Camera = { lng: 101.77, lat: 36.62, zoom: 10.5 };

/** Where to begin: the address says, or the thick of the devices and institutions once they are known. */
export async function homeCamera(): Promise<Camera | { bbox: Bbox }> {
  const { camera } = viewStore.get();
  if (camera) return camera;
  await Promise.race([liveSetLoaded(), new Promise((resolve) => setTimeout(resolve, HOME_WAIT_MS))]);
  const points = [...liveSet.get('devices').values(), ...liveSet.get('institutions').values()];
  const bbox = thickOf(points.map(({ geometry }) => geometry.coordinates));
  const whole = bbox ?? (await planBounds());
  return whole ? { bbox: whole } : FALLBACK;
}

/** The box of the grids in force, for a city without devices and institutions; undefined before there are grids. */
async function planBounds(): Promise<Bbox | undefined> {
  const { bounds } = await request<{ bounds?: Bbox }>('/tiles/plan.json').catch(() => ({
    bounds: undefined,
  }));
  return bounds && bounds[0] > -180 ? bounds : undefined;
}

function liveSetLoaded(): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!liveSet.loaded) return;
      stop();
      resolve();
    };
    const stop = liveSet.subscribe('institutions', check);
    check();
  });
}
