import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Bbox } from '../../core/contract/geometry.ts';
import { posedView } from '../state/posed-view.ts';
import type { View } from '../state/view-state.ts';
import { metresPerPixel } from './metres-per-pixel.ts';
import type { Painter } from './painter.ts';
import { type Credit, finishPicture } from './picture.ts';
import type { Sharpness } from './sharpness.ts';
import type { Underlay } from './underlay.ts';

/** CSS pixels of every picture: 3 to 2, small enough for names to be read where two stand side by side on a sheet of A4. */
export const PICTURE_SIZE = { width: 540, height: 360 } as const;
const PIXEL_RATIO = 2;
/** Tiles that do not come by now are not waited for. */
const SETTLE_MS = 8000;
const FRAME_MS = 1500;
/** The overlay takes what it is given over at a later frame. */
const FRAMES = 3;

/** What a picture shows: a box, and how the map looks meanwhile. Pictures are for paper: always light, without shades. */
export interface Shot {
  bbox: Bbox;
  selection: View['selection'];
  /** Waited for once the map shows `bounds`: what others draw for it. */
  until?: (bounds: Bbox) => Promise<void>;
}

/** Takes pictures of the one map. Between `begin` and `end` the map poses: of the size of a picture, and not where the user left it. */
export class Photographer {
  readonly #map: MapLibreMap;
  readonly #painter: Painter;
  readonly #element: HTMLElement;
  readonly #underlay: Underlay;
  readonly #sharpness: Sharpness;
  #camera: { center: [number, number]; zoom: number } | undefined;

  constructor(
    map: MapLibreMap,
    painter: Painter,
    element: HTMLElement,
    underlay: Underlay,
    sharpness: Sharpness,
  ) {
    this.#map = map;
    this.#painter = painter;
    this.#element = element;
    this.#underlay = underlay;
    this.#sharpness = sharpness;
  }

  /** `size` in CSS pixels. */
  begin({ width, height }: { width: number; height: number } = PICTURE_SIZE): void {
    const { lng, lat } = this.#map.getCenter();
    this.#camera = { center: [lng, lat], zoom: this.#map.getZoom() };
    posedView.pose({ theme: 'light' });
    Object.assign(this.#element.style, {
      inset: '0 auto auto 0',
      width: `${width}px`,
      height: `${height}px`,
    });
    this.#sharpness.pose(PIXEL_RATIO);
    this.#map.resize();
  }

  end(): void {
    Object.assign(this.#element.style, { inset: '', width: '', height: '' });
    this.#sharpness.pose(null);
    this.#map.resize();
    if (this.#camera) this.#map.jumpTo(this.#camera);
    posedView.pose(null);
  }

  /** The map at this moment, with its scale and whom it is owed to, as PNG. */
  async take({ bbox, selection, until }: Shot): Promise<Blob> {
    const { density } = posedView.get();
    posedView.pose({
      theme: 'light',
      shade: 'off',
      density: { ...density, on: false },
      brush: null,
      showRoutes: false,
      selection,
    });
    this.#map.fitBounds(bbox, { padding: 30, duration: 0, maxZoom: 16.5 });
    this.#painter.paintNow();
    await this.#settled();
    await until?.(this.#bounds());
    this.#painter.paintNow();
    for (let i = 0; i < FRAMES; i++) await this.#frame();
    const canvas = await this.#copy();
    return await finishPicture(
      canvas,
      this.#map.getCanvas().clientWidth,
      this.#metresPerPixel(),
      this.#credit(),
    );
  }

  #bounds(): Bbox {
    const [[west, south], [east, north]] = this.#map.getBounds().toArray();
    return [west, south, east, north];
  }

  /** Until all tiles are there and drawn, or are not coming. */
  #settled(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#map.off('idle', done);
        resolve();
      };
      const timer = setTimeout(done, SETTLE_MS);
      this.#map.on('idle', done);
      this.#map.triggerRepaint();
    });
  }

  #frame(): Promise<void> {
    return this.#rendered(() => {});
  }

  /** The drawing buffer holds the picture only until the frame is over: it is copied right then, with what is drawn over it. */
  async #copy(): Promise<HTMLCanvasElement> {
    const source = this.#map.getCanvas();
    const copy = document.createElement('canvas');
    copy.width = source.width;
    copy.height = source.height;
    const all = [
      source,
      ...[...this.#element.querySelectorAll('canvas')].filter((one) => one !== source && !one.hidden),
    ];
    const draw = (): void => {
      for (const one of all) copy.getContext('2d')?.drawImage(one, 0, 0, copy.width, copy.height);
    };
    await this.#rendered(draw, true);
    return copy;
  }

  #rendered(then: () => void, isNeeded = false): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        then();
        resolve();
      };
      const timer = setTimeout(
        () => {
          this.#map.off('render', done);
          if (isNeeded) reject(new Error('the map was not drawn'));
          else resolve();
        },
        FRAME_MS * (isNeeded ? 4 : 1),
      );
      this.#map.once('render', done);
      this.#map.triggerRepaint();
    });
  }

  #metresPerPixel(): number {
    return metresPerPixel({ lat: this.#map.getCenter().lat, zoom: this.#map.getZoom() });
  }

  #credit(): Credit {
    const told = this.#element.querySelector('.maplibregl-ctrl-attrib-inner')?.textContent?.trim();
    return this.#underlay.outside && told ? { outside: told } : { outside: null };
  }
}
