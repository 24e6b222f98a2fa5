import { useSyncExternalStore } from 'react';
import { decodeView, encodeView, roundCamera } from './view-codec.ts';
import type { View } from './view-state.ts';

const WRITE_DELAY_MS = 200;

let current: View = decodeView(location.search);
let written = encodeView(current);
let timer: number | undefined;
const listeners = new Set<() => void>();

/** The view, kept equal to the page's address. A change of the camera alone replaces the history entry, any other adds one. */
export const viewStore = {
  get: (): View => current,
  set(patch: Partial<View>, how?: 'push' | 'replace'): void {
    const next = { ...current, ...patch };
    if (patch.camera) next.camera = roundCamera(patch.camera);
    if (encodeView(next) === encodeView(current)) return;
    const onlyCamera = Object.keys(patch).every((key) => key === 'camera');
    write(next, how ?? (onlyCamera ? 'replace' : 'push'));
    current = next;
    notify();
  },
  /** Writes what was gathered into the address: a hand that moved something let go of it. */
  settle: flush,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** A part of the view, followed. `select` must pick, not build: equal parts are told by identity. */
export function useView<T>(select: (view: View) => T): T {
  return useSyncExternalStore(viewStore.subscribe, () => select(viewStore.get()));
}

window.addEventListener('popstate', () => {
  window.clearTimeout(timer);
  timer = undefined;
  current = decodeView(location.search);
  written = encodeView(current);
  notify();
});
window.addEventListener('pagehide', flush);

/** Browsers refuse more than about three address changes a second, so replacements are gathered. */
function write(next: View, how: 'push' | 'replace'): void {
  if (how === 'push') {
    flush();
    written = encodeView(next);
    history.pushState(null, '', addressOf(written));
  } else {
    timer ??= window.setTimeout(flush, WRITE_DELAY_MS);
  }
}

function flush(): void {
  window.clearTimeout(timer);
  timer = undefined;
  const query = encodeView(current);
  if (query === written) return;
  written = query;
  history.replaceState(null, '', addressOf(query));
}

function addressOf(query: string): string {
  return query ? `${location.pathname}?${query}` : location.pathname;
}

function notify(): void {
  for (const listener of listeners) listener();
}
