import { reloadWall } from '../wall/reload-wall.ts';
import { mapState } from './map-state.ts';

/** A graphics card that has not come back after so long may come back for a fresh page. */
const WAIT_MS = 20_000;

/** Loads a wall anew when its map does not come back. */
export function watchGraphics(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  mapState.subscribe(() => {
    if (mapState.get().status === 'lost') {
      timer ??= setTimeout(reloadWall, WAIT_MS);
      return;
    }
    clearTimeout(timer);
    timer = undefined;
  });
}
