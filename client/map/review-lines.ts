import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { liveSet, serverNow } from '../live/live-set.ts';
import { type ReviewShown, reviewShown } from '../state/review-shown.ts';
import { markFeatures, trackFeatures } from './layers/review.ts';

/** Keeps the sources of a review equal to what is shown of it. In the past tracks are as long as they were then. */
export class ReviewLines {
  #shown: (ReviewShown & { untilMs: number }) | undefined;

  /** To be called when the style changed: a new one comes without our data. */
  forget(): void {
    this.#shown = undefined;
  }

  show(map: MapLibreMap): void {
    const { tracks, mark } = reviewShown.get();
    const untilMs = liveSet.picture ? Math.floor(serverNow() / 1000) * 1000 + 999 : Number.POSITIVE_INFINITY;
    const before = this.#shown;
    if (tracks !== before?.tracks || untilMs !== before.untilMs)
      map.getSource<GeoJSONSource>('review-tracks')?.setData(trackFeatures(tracks, untilMs));
    if (mark !== before?.mark) map.getSource<GeoJSONSource>('review-mark')?.setData(markFeatures(mark));
    this.#shown = { tracks, mark, untilMs };
  }
}
