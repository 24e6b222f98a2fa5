import { viewStore } from '../state/view.ts';
import { reloadsAfter } from './reloads.ts';

const KEY = 'jingwei.reloads';

/** Loads the page anew if it is a wall, a few times an hour: nobody stands before it to do so. On a desk somebody is at work, and decides. */
export function reloadWall(): void {
  if (viewStore.get().mode !== 'wall') return;
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
