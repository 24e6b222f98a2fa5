import type { Map as MapLibreMap } from 'maplibre-gl';

/** A map that takes longer than this to be drawn, as on a processor in place of a graphics card, is drawn coarser while it moves. */
const SLOW_MS = 60;
const SMOOTHING = 0.2;
/** Of the pixels along each side: a third of all. */
const COARSE = 0.6;
/** Once a move is over the map is sharp again after this time, whether all its tiles came or not. */
const LATEST_MS = 3000;

/**
 * How many pixels the map's ground is drawn with. Where a frame is slow it has fewer while the map moves and until its tiles are
 * there: every frame costs by its pixels, and the eye does not read names in flight.
 */
export class Sharpness {
  readonly #map: MapLibreMap;
  readonly #now: () => number;
  #ratio: number;
  #frameMs = 0;
  #isCoarse = false;
  #isSteady = false;
  #isOwnChange = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(map: MapLibreMap, ratio: number, now = () => performance.now()) {
    this.#map = map;
    this.#now = now;
    this.#ratio = ratio;
    map.on('render', () => this.#measure());
    map.on('movestart', () => this.#coarsen());
    map.on('idle', () => this.#isCoarse && setTimeout(() => this.#sharpen()));
  }

  /** Pixels of the screen to a CSS pixel when the map rests. */
  get ratio(): number {
    return this.#ratio;
  }

  /** `isSteady`: a picture is taken, which is never coarse. */
  set(ratio: number, isSteady = false): void {
    this.#ratio = ratio;
    this.#isSteady = isSteady;
    this.#isCoarse = false;
    this.#draw(ratio);
  }

  /** A task that is given within a frame begins when the frame has been handed over. */
  #measure(): void {
    if (this.#isCoarse) return;
    const startMs = this.#now();
    setTimeout(() => {
      this.#frameMs += (this.#now() - startMs - this.#frameMs) * SMOOTHING;
    });
  }

  #coarsen(): void {
    if (this.#isOwnChange || this.#isSteady) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#sharpen(), LATEST_MS);
    if (this.#isCoarse || this.#frameMs < SLOW_MS) return;
    this.#isCoarse = true;
    this.#draw(this.#ratio * COARSE);
  }

  #sharpen(): void {
    if (!this.#isCoarse) return;
    if (this.#map.isMoving()) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#sharpen(), LATEST_MS);
      return;
    }
    clearTimeout(this.#timer);
    this.set(this.#ratio);
  }

  /** The canvas is empty from here to the next frame, which comes before anything is shown. */
  #draw(ratio: number): void {
    this.#isOwnChange = true;
    this.#map.setPixelRatio(ratio);
    this.#map.triggerRepaint();
    this.#isOwnChange = false;
  }
}
