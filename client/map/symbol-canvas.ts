import type { Map as MapLibreMap } from 'maplibre-gl';
import { mercatorX, mercatorY } from '../../core/hotspot/density.ts';
import { drawIcon, ICON_BOX } from './icon-picture.ts';
import { type IconName, type IconPart, iconsOf } from './layers/icons.ts';
import type { MapSymbol } from './layers/symbol.ts';
import type { Sharpness } from './sharpness.ts';

type Theme = 'dark' | 'light';

const TILE_PIXELS = 512;
/** More pictures than any one zoom needs: those of zooms passed by are dropped. */
const MOST_PICTURES = 600;
const SMOOTHING = 0.3;

/**
 * What moves or is urgent, on a canvas of its own over the map: an incident that arrives or a unit that moves does not wait for the
 * ground to be drawn again, which takes a processor in place of a graphics card longer than everything else. It follows the map
 * within the same frame.
 */
export class SymbolCanvas {
  readonly #map: MapLibreMap;
  readonly #sharpness: Sharpness;
  readonly #canvas = document.createElement('canvas');
  readonly #onShown: (seq: number) => void;
  readonly #pictures = new Map<string, ImageBitmap>();
  #icons = new Map<IconName, IconPart[]>();
  #theme: Theme | undefined;
  #symbols: readonly MapSymbol[] = [];
  #camera = '';
  #ms = 4;
  #isBusy = false;

  /** `onShown` is called when the browser has taken over what `show` drew, with the `seq` it was given. */
  constructor(map: MapLibreMap, sharpness: Sharpness, onShown: (seq: number) => void) {
    this.#map = map;
    this.#sharpness = sharpness;
    this.#onShown = onShown;
    this.#canvas.className = 'symbol-canvas';
    this.#canvas.setAttribute('aria-hidden', 'true');
    this.#canvas.addEventListener('contextrestored', () => this.#draw());
    map.getCanvas().after(this.#canvas);
    map.on('render', () => {
      if (this.#cameraNow() !== this.#camera) this.#draw();
    });
  }

  /** Whether what was drawn last is not on the screen yet. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** How long it takes from drawing to the screen: milliseconds, smoothed. */
  get ms(): number {
    return this.#ms;
  }

  /** Draws the symbols, the most important last, which show the log up to event `seq`. */
  show(symbols: readonly MapSymbol[], theme: Theme, seq: number): void {
    const startMs = performance.now();
    if (theme !== this.#theme) {
      this.#theme = theme;
      this.#icons = iconsOf(theme);
      this.#forget();
    }
    this.#symbols = symbols;
    this.#draw();
    this.#isBusy = true;
    // The frame that takes the drawing over ends before a task that is given within it.
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.#isBusy = false;
        this.#ms += (performance.now() - startMs - this.#ms) * SMOOTHING;
        this.#onShown(seq);
      }),
    );
  }

  #cameraNow(): string {
    const { lng, lat } = this.#map.getCenter();
    return `${lng} ${lat} ${this.#map.getZoom()} ${this.#size().join(' ')}`;
  }

  /** As sharp as the map at rest, also while the ground is coarse. */
  #size(): [width: number, height: number] {
    const { clientWidth, clientHeight } = this.#map.getContainer();
    const { ratio } = this.#sharpness;
    return [Math.round(clientWidth * ratio), Math.round(clientHeight * ratio)];
  }

  #draw(): void {
    this.#camera = this.#cameraNow();
    const [width, height] = this.#size();
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    const { ratio } = this.#sharpness;
    const pixels = TILE_PIXELS * 2 ** this.#map.getZoom() * ratio;
    const centre = this.#map.getCenter();
    const middle = this.#map.project(centre);
    const left = mercatorX(centre.lng) * pixels - middle.x * ratio;
    const top = mercatorY(centre.lat) * pixels - middle.y * ratio;
    context.resetTransform();
    context.clearRect(0, 0, width, height);
    for (const { lng, lat, icon, size, angle, offset } of this.#symbols) {
      const x = mercatorX(lng) * pixels - left + (offset?.[0] ?? 0) * ratio;
      const y = mercatorY(lat) * pixels - top + (offset?.[1] ?? 0) * ratio;
      const reach = size * ratio;
      if (x < -reach || y < -reach || x > width + reach || y > height + reach) continue;
      const picture = this.#picture(icon, Math.round(reach));
      if (!picture) continue;
      const half = picture.width / 2;
      if (angle === 0) context.drawImage(picture, Math.round(x - half), Math.round(y - half));
      else {
        const radians = (angle * Math.PI) / 180;
        const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
        context.setTransform(cos, sin, -sin, cos, x, y);
        context.drawImage(picture, -half, -half);
        context.resetTransform();
      }
    }
  }

  /** An icon in a box of `side` pixels of the screen. */
  #picture(icon: IconName, side: number): ImageBitmap | undefined {
    const key = `${icon} ${side}`;
    const kept = this.#pictures.get(key);
    const parts = this.#icons.get(icon);
    if (kept || !parts || side < 1) return kept;
    if (this.#pictures.size >= MOST_PICTURES) this.#forget();
    const canvas = new OffscreenCanvas(side, side);
    const context = canvas.getContext('2d');
    if (!context) return;
    const scale = side / ICON_BOX;
    context.setTransform(scale, 0, 0, scale, side / 2, side / 2);
    drawIcon(context, parts);
    const made = canvas.transferToImageBitmap();
    this.#pictures.set(key, made);
    return made;
  }

  #forget(): void {
    for (const picture of this.#pictures.values()) picture.close();
    this.#pictures.clear();
  }
}
