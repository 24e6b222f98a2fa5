const POLL_MS = 10;
const LONGEST_MS = 3000;

/**
 * How long the graphics card, or the processor in its place, takes for a frame: milliseconds, smoothed. The page's own thread does
 * not show it, since drawing goes on after the commands are given; a fence in the stream of commands does.
 */
export class FrameCost {
  #ms = 16;
  #isMeasuring = false;

  get ms(): number {
    return this.#ms;
  }

  /** To be called right after a frame's commands were given; leaves frames out while one is being measured. */
  measure(gl: WebGL2RenderingContext): void {
    if (this.#isMeasuring) return;
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (!fence) return;
    gl.flush();
    this.#isMeasuring = true;
    const start = performance.now();
    const poll = (): void => {
      const tookMs = performance.now() - start;
      if (gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED && tookMs < LONGEST_MS) {
        setTimeout(poll, POLL_MS);
        return;
      }
      gl.deleteSync(fence);
      this.#isMeasuring = false;
      this.#ms += (tookMs - this.#ms) * 0.3;
    };
    setTimeout(poll, POLL_MS);
  }
}
