/** Loaded after the first paint of the map: deck.gl's layers from what client/map/layers says. */
import type { Layer } from '@deck.gl/core';
import { BitmapLayer, IconLayer } from '@deck.gl/layers';
import type { DensityPicture } from '../period/period-protocol.ts';
import type { Atlas } from './atlas.ts';
import type { MapSymbol } from './layers/symbol.ts';
import { ABOVE_DENSITY } from './style/plan-layers.ts';

/** Symbols that are drawn together; a new array means that they changed. */
export interface SymbolGroups {
  things: readonly MapSymbol[];
  units: readonly MapSymbol[];
  selected: readonly MapSymbol[];
}

/** deck.gl's layers, from the ground up. */
export function deckLayers(
  groups: SymbolGroups,
  atlas: Atlas,
  density: { picture: DensityPicture; opacity: number } | null,
): Layer[] {
  return [
    ...(density ? [densityLayer(density.picture, density.opacity)] : []),
    symbolLayer('things', groups.things, atlas),
    symbolLayer('units', groups.units, atlas),
    symbolLayer('selected', groups.selected, atlas),
  ];
}

function densityLayer({ image, bbox }: DensityPicture, opacity: number): Layer {
  const [west, south, east, north] = bbox;
  return new BitmapLayer({
    id: 'density',
    image,
    bounds: [west, south, east, north],
    opacity,
    textureParameters: { minFilter: 'linear', magFilter: 'linear', mipmapFilter: 'none' },
    parameters: { depthCompare: 'always', depthWriteEnabled: false },
    beforeId: ABOVE_DENSITY,
  } as ConstructorParameters<typeof BitmapLayer>[0]);
}

function symbolLayer(id: string, data: readonly MapSymbol[], atlas: Atlas): Layer {
  return new IconLayer<MapSymbol>({
    id,
    data,
    iconAtlas: atlas.picture as unknown as string,
    iconMapping: atlas.places,
    getPosition: ({ lng, lat }) => [lng, lat],
    getIcon: ({ icon }) => icon,
    getSize: ({ size }) => size,
    getAngle: ({ angle }) => -angle,
    parameters: { depthCompare: 'always', depthWriteEnabled: false },
  });
}
