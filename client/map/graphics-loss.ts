import { viewStore } from '../state/view.ts';
import { mapState } from './map-state.ts';
import { reloadsAfter } from './reloads.ts';

const KEY = 'jingwei.reloads';
/** A graphics card that has not come back after so long may come back for a fresh page. */
const WAIT_MS = 20_000;

/** Loads a wall anew when its map does not come back, a few times; on a desk somebody is at work, and decides. */
export function watchGraphics(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  mapState.subscribe(() => {
    const isLost = mapState.get().status === 'lost';
    if (!isLost) {
      clearTimeout(timer);
      timer = undefined;
    } else timer ??= setTimeout(reload, WAIT_MS);
  });
}

function reload(): void {
  if (mapState.get().status !== 'lost' || viewStore.get().mode !== 'wall') return;
  const reloads = reloadsAfter(earlierReloads(), Date.now());
  if (!reloads) return;
  sessionStorage.setItem(KEY, JSON.stringify(reloads));
  location.reload();
}

function earlierReloads(): number[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((ms): ms is number => typeof ms === 'number') : [];
  } catch {
    return [];
  }
}
