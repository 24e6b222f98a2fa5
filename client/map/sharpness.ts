import type { Map as MapLibreMap } from 'maplibre-gl';
import { GroundScreen } from './ground-screen.ts';

/** A map that takes longer than this to be drawn, as on a processor in place of a graphics card, is drawn coarser while it moves. */
const SLOW_MS = 60;
/** And if it takes longer than this, enlarged for a wall, it stays so at rest, since its names have more pixels than those of a desk, and is drawn out of sight. */
const VERY_SLOW_MS = 100;
const SMOOTHING = 0.2;
/** Of the pixels along each side: a third of all. */
const COARSE = 0.6;
/** Once a move is over the map is sharp again after this time, whether all its tiles came or not. */
const LATEST_MS = 3000;

/**
 * How many pixels the map's ground is drawn with. Every frame costs by its pixels; where that is slow it has fewer while the map
 * moves and until its tiles are there, since the eye does not read names in flight.
 */
export class Sharpness {
  readonly #map: MapLibreMap;
  readonly #screen: Pick<GroundScreen, 'set'>;
  readonly #now: () => number;
  #full: number;
  #isWall: boolean;
  #posed: number | null = null;
  #isInFlight = false;
  #frameMs = 0;
  /** Stays: with fewer pixels the frames are quicker. */
  #isVerySlow = false;
  #drawn: number;
  #isOwnChange = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    map: MapLibreMap,
    full: number,
    isWall: boolean,
    screen: Pick<GroundScreen, 'set'> = new GroundScreen(map),
    now = () => performance.now(),
  ) {
    this.#map = map;
    this.#screen = screen;
    this.#now = now;
    this.#full = full;
    this.#isWall = isWall;
    this.#drawn = full;
    map.on('render', () => this.#measure());
    map.on('movestart', () => this.#takeOff());
    map.on('idle', () => this.#isInFlight && setTimeout(() => this.#land()));
  }

  /** Pixels of the screen to a CSS pixel, for whatever is drawn at full sharpness over the ground. */
  get ratio(): number {
    return this.#posed ?? this.#full;
  }

  /** `isWall`: enlarged, to be read from afar. */
  set(full: number, isWall: boolean): void {
    this.#full = full;
    this.#isWall = isWall;
    this.#isInFlight = false;
    this.#draw();
  }

  /** A picture is taken with just so many pixels, until null. */
  pose(ratio: number | null): void {
    this.#posed = ratio;
    this.#isInFlight = false;
    this.#draw();
  }

  /** A task that is given within a frame begins when the frame has been handed over. */
  #measure(): void {
    if (this.#isInFlight || this.#posed !== null) return;
    const startMs = this.#now();
    setTimeout(() => {
      this.#frameMs += (this.#now() - startMs - this.#frameMs) * SMOOTHING;
      if (this.#isVerySlow || this.#frameMs < VERY_SLOW_MS) return;
      this.#isVerySlow = true;
      this.#draw();
    });
  }

  #takeOff(): void {
    if (this.#isOwnChange || this.#posed !== null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#land(), LATEST_MS);
    if (this.#frameMs < SLOW_MS) return;
    this.#isInFlight = true;
    this.#draw();
  }

  #land(): void {
    clearTimeout(this.#timer);
    if (this.#isInFlight && this.#map.isMoving()) this.#timer = setTimeout(() => this.#land(), LATEST_MS);
    else {
      this.#isInFlight = false;
      this.#draw();
    }
  }

  #wanted(): number {
    if (this.#posed !== null) return this.#posed;
    const isCoarse = this.#isInFlight || (this.#isWall && this.#isVerySlow);
    return isCoarse ? this.#full * COARSE : this.#full;
  }

  /** The canvas is empty from here to the next frame, which comes before anything is shown. */
  #draw(): void {
    this.#screen.set(this.#isWall && this.#isVerySlow);
    const wanted = this.#wanted();
    if (wanted === this.#drawn) return;
    this.#drawn = wanted;
    this.#isOwnChange = true;
    this.#map.setPixelRatio(wanted);
    this.#map.triggerRepaint();
    this.#isOwnChange = false;
  }
}
