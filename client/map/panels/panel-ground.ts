import { viewStore } from '../../state/view.ts';
import { roundCamera } from '../../state/view-codec.ts';
import type { Camera } from '../../state/view-state.ts';
import { groundFrames } from '../ground-frames.ts';
import type { Size } from './panel-frame.ts';

/** The one ground that lies under every panel: the middle of what the map draws, copied frame by frame. */
export class PanelGround {
  readonly canvas = document.createElement('canvas');
  #camera: Camera | null = viewStore.get().camera;
  #size: Size = { width: 0, height: 0 };
  readonly #listeners = new Set<() => void>();

  /** Where the ground was copied. */
  readonly camera = (): Camera | null => this.#camera;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Copies from now on. Answers how to stop. */
  start(): () => void {
    return groundFrames.subscribe((ground, camera) => this.#copy(ground, camera));
  }

  resize(size: Size): void {
    this.#size = size;
    groundFrames.again();
  }

  #copy(ground: HTMLCanvasElement, camera: Camera): void {
    const { width, height } = this.#size;
    if (width === 0 || ground.clientWidth === 0) return;
    const scale = ground.width / ground.clientWidth;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    const [left, top] = [(ground.width - this.canvas.width) / 2, (ground.height - this.canvas.height) / 2];
    this.canvas.getContext('2d')?.drawImage(ground, -left, -top);
    const next = roundCamera(camera);
    // The same place keeps its identity.
    if (JSON.stringify(next) !== JSON.stringify(this.#camera)) this.#camera = next;
    for (const listener of this.#listeners) listener();
  }
}
