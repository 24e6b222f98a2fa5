const MOMENT_MS = 1000;
const FEWEST = 30;

/**
 * Gives deck.gl frames for a moment after it got something new. Left alone it asks for every frame of the screen, for ever: a tenth of a
 * core, and a battery, for a map on which nothing happens. Drawing needs none of them, since the map draws its layers.
 */
export class OverlayFrames {
  #awakeUntilMs = 0;
  #left = 0;
  #waiting: FrameRequestCallback | undefined;
  #asked: number | undefined;

  /** There is something new: frames for a second, and no fewer than thirty where they come slowly. */
  wake(): void {
    this.#awakeUntilMs = performance.now() + MOMENT_MS;
    this.#left = FEWEST;
    this.#ask();
  }

  readonly requestAnimationFrame = (callback: FrameRequestCallback): number => {
    this.#waiting = callback;
    this.#ask();
    return 1;
  };

  readonly cancelAnimationFrame = (): void => {
    this.#waiting = undefined;
  };

  #ask(): void {
    const isAwake = this.#left > 0 || performance.now() < this.#awakeUntilMs;
    if (!isAwake || !this.#waiting || this.#asked !== undefined) return;
    this.#asked = requestAnimationFrame((timeMs) => {
      this.#asked = undefined;
      this.#left -= 1;
      const callback = this.#waiting;
      this.#waiting = undefined;
      callback?.(timeMs);
    });
  }
}
