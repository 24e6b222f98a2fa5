/** Loaded after the first paint of the map: deck.gl's layers from what client/map/layers says. */
import type { Layer } from '@deck.gl/core';
import { IconLayer } from '@deck.gl/layers';
import { type Atlas, paintedHeight } from './atlas.ts';
import type { MapSymbol } from './layers/symbol.ts';

/** Names of areas are legible above the places of the nets. */
const FIRST_NAMES = 'label-grid';
const AT_PLACE: [number, number] = [0, 0];

/** Symbols that are drawn together; a new array means that they changed. */
export interface PlaceGroups {
  places: readonly MapSymbol[];
  files: readonly MapSymbol[];
}

/** What stands still, drawn into the map, from the ground up. */
export function deckLayers({ places, files }: PlaceGroups, atlas: Atlas): Layer[] {
  return [symbolLayer('places', places, atlas), symbolLayer('files', files, atlas)];
}

function symbolLayer(id: string, data: readonly MapSymbol[], atlas: Atlas): Layer {
  return new IconLayer<MapSymbol, { beforeId: string }>({
    id,
    beforeId: FIRST_NAMES,
    data,
    iconAtlas: atlas.picture as unknown as string,
    iconMapping: atlas.places,
    getPosition: ({ lng, lat }) => [lng, lat],
    getIcon: ({ icon }) => icon,
    getSize: ({ icon, size }) => paintedHeight(atlas, icon, size),
    getAngle: ({ angle }) => -angle,
    getPixelOffset: ({ offset }) => (offset ? [offset[0], offset[1]] : AT_PLACE),
    parameters: { depthCompare: 'always', depthWriteEnabled: false },
  });
}
