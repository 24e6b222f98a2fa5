import type { Map as MapLibreMap } from 'maplibre-gl';
import { brushing } from '../period/brushing.ts';
import type { DensityPicture } from '../period/period-protocol.ts';
import { DensityLayer } from './density-layer.ts';
import { byZoom } from './layers/symbol.ts';

/** Near, where a bandwidth fills the screen, the density makes room for the streets. */
const FADES: [[number, number], [number, number]] = [
  [14, 1],
  [16.5, 0.35],
];
/** After a drag what was asked last is still to come. */
const REST_MS = 300;

/**
 * The density: a layer of the ground, under roads and names. While a brush is dragged, and before it likely is, it is a canvas of its own over the
 * ground: where a processor draws, a new picture in the ground costs the whole ground, and the browser waits until that was read back.
 */
export class DensityDrawing {
  readonly #map: MapLibreMap;
  readonly #layer = new DensityLayer();
  readonly #canvas = document.createElement('canvas');
  #picture: DensityPicture | null = null;
  #opacity = 1;
  #painted: DensityPicture | null = null;
  #isAbove = false;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(map: MapLibreMap) {
    this.#map = map;
    this.#canvas.className = 'density-canvas';
    this.#canvas.setAttribute('aria-hidden', 'true');
    map.on('render', () => {
      if (this.#isAbove) this.#place();
      // The ground that was just drawn has it.
      else this.#canvas.remove();
    });
    brushing.subscribe(() => {
      clearTimeout(this.#rest);
      if (brushing.isLikely()) this.#rise();
      else this.#rest = setTimeout(() => this.settle(), REST_MS);
    });
  }

  /** Puts the layer under the layer `above` of a style that came without it. */
  addUnder(above: string): void {
    if (!this.#map.getLayer(this.#layer.id)) this.#map.addLayer(this.#layer, above);
  }

  /** Draws this picture from now on; null: nothing. `opacity` from 0 to 1, where it is full. */
  show(picture: DensityPicture | null, opacity: number): void {
    this.#picture = picture;
    this.#opacity = opacity * byZoom(this.#map.getZoom(), ...FADES);
    if (this.#isAbove) this.#place();
    else this.#layer.show(picture, this.#opacity);
  }

  /** Lays it into the ground, if it is not there. */
  settle(): void {
    clearTimeout(this.#rest);
    if (!this.#isAbove) return;
    this.#isAbove = false;
    this.#layer.show(this.#picture, this.#opacity);
    this.#map.triggerRepaint();
  }

  #rise(): void {
    if (this.#isAbove) return;
    this.#isAbove = true;
    this.#layer.show(null, this.#opacity);
    this.#map.getCanvas().after(this.#canvas);
    this.#place();
  }

  #place(): void {
    const { style } = this.#canvas;
    const picture = this.#picture;
    style.display = picture ? '' : 'none';
    if (!picture) return;
    const { image, bbox } = picture;
    const [west, south, east, north] = bbox;
    const from = this.#map.project([west, north]);
    const to = this.#map.project([east, south]);
    const scales = `${(to.x - from.x) / image.width}, ${(to.y - from.y) / image.height}`;
    style.transform = `translate(${from.x}px, ${from.y}px) scale(${scales})`;
    style.opacity = String(this.#opacity);
    if (picture === this.#painted) return;
    this.#painted = picture;
    if (this.#canvas.width !== image.width) this.#canvas.width = image.width;
    if (this.#canvas.height !== image.height) this.#canvas.height = image.height;
    this.#canvas.getContext('2d')?.putImageData(image, 0, 0);
  }
}
