import type { Map as MapLibreMap } from 'maplibre-gl';
import { isFlashing } from './layers/alarms.ts';
import type { MapSymbol } from './layers/symbol.ts';

/** More flashing rings than this tell nobody more. */
const MOST = 40;

/**
 * The flashing of unacknowledged alarms, as elements over the map: a style sheet can flash them without the map being drawn
 * again, and keeps them still for those who asked for less motion.
 */
export class AlarmRings {
  readonly #map: MapLibreMap;
  readonly #layer = document.createElement('div');
  #shown: readonly MapSymbol[] = [];

  constructor(map: MapLibreMap) {
    this.#map = map;
    this.#layer.className = 'alarm-rings';
    this.#layer.setAttribute('aria-hidden', 'true');
    map.getContainer().append(this.#layer);
    map.on('move', () => this.#place());
  }

  /** Flashes round those of the symbols that need it. */
  show(symbols: readonly MapSymbol[]): void {
    this.#shown = symbols
      .filter(isFlashing)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, MOST);
    while (this.#layer.childElementCount > this.#shown.length) this.#layer.lastElementChild?.remove();
    while (this.#layer.childElementCount < this.#shown.length)
      this.#layer.append(document.createElement('i'));
    this.#place();
  }

  #place(): void {
    const rings = this.#layer.children;
    this.#shown.forEach(({ lng, lat, size }, i) => {
      const ring = rings[i];
      if (!(ring instanceof HTMLElement)) return;
      const { x, y } = this.#map.project([lng, lat]);
      ring.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
      ring.style.setProperty('--size', `${(size * 1.15).toFixed(0)}px`);
    });
  }
}
