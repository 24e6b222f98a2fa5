import { useSyncExternalStore } from 'react';

const MOST = 760;
const SHARE = 0.54;

/** Pixels that a page which lies beside the map takes of the window. */
export function useBesideWidth(): number {
  return useSyncExternalStore(subscribe, besideWidth);
}

function besideWidth(): number {
  return Math.round(Math.min(MOST, window.innerWidth * SHARE));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}
