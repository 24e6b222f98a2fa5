import { LIVE_NOUNS, type LiveNouns } from '../../core/contract/live.ts';
import type { PastChanges, PastSnapshot } from '../../core/contract/past.ts';
import { type PastState, pastStateOf, positionOf, replay } from '../../core/live/replay.ts';
import type { LiveTopic } from '../live/live-set.ts';
import { Tracks } from './tracks.ts';

/** The state of the city at one instant of the past, with what is known of the time after it. */
export class Replayer {
  #state: PastState;
  /** Pages without a gap between them; the first reaches beyond the state. */
  #pages: PastChanges[] = [];
  readonly tracks = new Tracks();

  constructor(snapshot: PastSnapshot) {
    this.#state = pastStateOf(snapshot);
    this.tracks.add(this.#state.positions.values());
  }

  get state(): PastState {
    return this.#state;
  }

  /** Up to here it is known what happened, milliseconds since 1970. */
  get knownToMs(): number {
    const last = this.#pages.at(-1);
    return last ? Date.parse(last.reload ? last.from : last.to) : this.#state.atMs;
  }

  /** Where the set must be read anew, once what is known has been gone through; undefined: nowhere so far. */
  get reloadAtMs(): number | undefined {
    const last = this.#pages.at(-1);
    return last?.reload ? Date.parse(last.to) : undefined;
  }

  /** Takes the page that begins where the known ends; another one is left alone. */
  add(page: PastChanges): void {
    if (Date.parse(page.from) !== this.knownToMs || this.reloadAtMs !== undefined) return;
    this.#pages.push(page);
    const brought = page.changes
      .map(({ noun, feature }) =>
        noun === 'units' && feature ? positionOf(feature as LiveNouns['units']) : undefined,
      )
      .filter((row) => row !== undefined);
    this.tracks.add([...brought, ...page.fixes].sort((a, b) => a[5] - b[5]));
  }

  /** Goes on to `toMs`, at most as far as is known. Answers what of the picture changed. */
  advance(toMs: number): LiveTopic[] {
    const before = this.#state;
    const goalMs = Math.min(toMs, this.knownToMs);
    for (const page of this.#pages) {
      const stopMs = Math.min(goalMs, Date.parse(page.to));
      if (stopMs > this.#state.atMs) this.#state = replay(this.#state, page, stopMs);
    }
    this.#pages = this.#pages.filter(
      (page, i, { length }) => i === length - 1 || Date.parse(page.to) > goalMs,
    );
    this.tracks.forgetBefore(this.#state.atMs);
    const { collections, positions } = this.#state;
    const topics: LiveTopic[] = LIVE_NOUNS.filter((noun) => collections[noun] !== before.collections[noun]);
    return positions === before.positions ? topics : [...topics, 'positions'];
  }
}
