import type { Map as MapLibreMap, Source } from 'maplibre-gl';
import { classOf } from '../shade/shade-scale.ts';
import type { Shading } from '../shade/shade-store.ts';
import { SHADE_STATE, shadeSource } from './style/shade-layers.ts';

/** Keeps the classes of the areas in the map equal to a shading; only what changed is told. */
export class ShadeStates {
  readonly #map: MapLibreMap;
  #source: Source | undefined;
  #shading: Shading | null = null;
  /** Class by `sourceLayer/code`, of those that have a colour. */
  #shown = new Map<string, number>();

  constructor(map: MapLibreMap) {
    this.#map = map;
  }

  show(shading: Shading | null): void {
    const source = this.#map.getSource('plan');
    if (!source || (source === this.#source && shading === this.#shading)) return;
    if (source !== this.#source) this.#shown.clear();
    this.#source = source;
    this.#shading = shading;
    const wanted = shading ? classesOf(shading) : new Map<string, number>();
    for (const [key, shown] of wanted) if (this.#shown.get(key) !== shown) this.#tell(key, shown);
    for (const key of this.#shown.keys()) if (!wanted.has(key)) this.#tell(key, 0);
    this.#shown = wanted;
  }

  #tell(key: string, shown: number): void {
    const [sourceLayer = '', code] = key.split('/');
    // The tiles give areas and grids their codes as numbers.
    this.#map.setFeatureState({ source: 'plan', sourceLayer, id: Number(code) }, { [SHADE_STATE]: shown });
  }
}

function classesOf({ level, values, breaks }: Shading): Map<string, number> {
  const { sourceLayer } = shadeSource(level);
  const classes = [...values].map(([code, value]): [string, number] => [
    `${sourceLayer}/${code}`,
    classOf(value, breaks),
  ]);
  return new Map(classes.filter(([, shown]) => shown > 0));
}
