const POLL_MS = 5;
const LONGEST_MS = 3000;

/**
 * How long the graphics card, or the processor in its place, takes for a frame: milliseconds, smoothed. The page's own thread does
 * not show it, since drawing goes on after the commands are given; a fence in the stream of commands does.
 */
export class FrameCost {
  readonly #onDone: (seq: number | undefined) => void;
  #ms = 16;
  #measured: number | undefined;
  /** A frame that was given while another one was being measured. */
  #next: { gl: WebGL2RenderingContext; seq: number } | undefined;

  /** `onDone` is called when a frame is done, with what `measure` was given for it; undefined when that can not be told. */
  constructor(onDone: (seq: number | undefined) => void) {
    this.#onDone = onDone;
  }

  /** Whether a frame is being drawn: another one would have to wait for it. */
  get isBusy(): boolean {
    return this.#measured !== undefined;
  }

  get ms(): number {
    return this.#ms;
  }

  /**
   * To be called right after a frame's commands were given; `seq` is the newest event of the log that it shows. Of the frames given
   * while one is being measured the last is measured next.
   */
  measure(gl: WebGL2RenderingContext, seq: number): void {
    if (this.#measured !== undefined) {
      this.#next = { gl, seq };
      return;
    }
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (!fence) return;
    gl.flush();
    this.#measured = seq;
    this.#poll(gl, fence, performance.now());
  }

  #poll(gl: WebGL2RenderingContext, fence: WebGLSync, startMs: number): void {
    setTimeout(() => {
      const tookMs = performance.now() - startMs;
      const done = gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED;
      if (!done && tookMs < LONGEST_MS) return this.#poll(gl, fence, startMs);
      gl.deleteSync(fence);
      this.#ms += (tookMs - this.#ms) * 0.3;
      this.#finish(done);
    }, POLL_MS);
  }

  #finish(done: boolean): void {
    const [measured, next] = [this.#measured, this.#next];
    this.#measured = undefined;
    this.#next = undefined;
    if (next) this.measure(next.gl, next.seq);
    this.#onDone(done ? measured : undefined);
  }
}
