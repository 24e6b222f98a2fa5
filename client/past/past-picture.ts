import { LIVE_NOUNS } from '../../core/contract/live.ts';
import type { LiveMaps, Picture } from '../live/live-set.ts';
import type { Replayer } from './replayer.ts';
import { GAP_MS } from './tracks.ts';

const NONE = Object.fromEntries(LIVE_NOUNS.map((noun) => [noun, new Map()])) as unknown as LiveMaps;

/** What the page shows of a replay. */
export function pictureOf(replayer: Replayer, nowMs: () => number, isMoving: () => boolean): Picture {
  return {
    get collections() {
      return replayer.state.collections;
    },
    get positions() {
      return replayer.state.positions;
    },
    loaded: true,
    nowMs,
    tracks: {
      places: () => replayer.tracks.placesAt(nowMs(), replayer.state.positions),
      isMoving,
      unitsStaleAfterMs: GAP_MS,
    },
  };
}

/** What the page shows until the past has arrived: the present must not be taken for it. */
export function nothingYet(atMs: number): Picture {
  return {
    collections: NONE,
    positions: new Map(),
    loaded: false,
    nowMs: () => atMs,
    tracks: { places: () => new Map(), isMoving: () => false, unitsStaleAfterMs: GAP_MS },
  };
}
