/** Loaded after the first paint of the map: deck.gl's layers from what client/map/layers says. */
import type { Layer } from '@deck.gl/core';
import { IconLayer } from '@deck.gl/layers';
import type { Atlas } from './atlas.ts';
import type { MapSymbol } from './layers/symbol.ts';

/** Names of areas are legible above the places of the nets; what moves or is urgent lies above the names. */
const FIRST_NAMES = 'label-grid';

/** Symbols that are drawn together; a new array means that they changed. */
export interface SymbolGroups {
  places: readonly MapSymbol[];
  files: readonly MapSymbol[];
  units: readonly MapSymbol[];
  incidents: readonly MapSymbol[];
  alarms: readonly MapSymbol[];
  selected: readonly MapSymbol[];
}

/** deck.gl's layers, from the ground up. `onDraw` is called when the commands to draw these very things are given. */
export function deckLayers(groups: SymbolGroups, atlas: Atlas, onDraw: () => void): Layer[] {
  return [
    symbolLayer('places', groups.places, atlas, { beforeId: FIRST_NAMES }),
    symbolLayer('files', groups.files, atlas, { beforeId: FIRST_NAMES }),
    symbolLayer('units', groups.units, atlas),
    symbolLayer('incidents', groups.incidents, atlas, { onDraw }),
    symbolLayer('alarms', groups.alarms, atlas),
    symbolLayer('selected', groups.selected, atlas),
  ];
}

/** Icons that tell when they are drawn: deck.gl takes what it is given over at a later frame. */
class SymbolLayer extends IconLayer<MapSymbol, { onDraw?: () => void; beforeId?: string }> {
  static override layerName = 'SymbolLayer';
  static override defaultProps: object = {
    onDraw: { type: 'function', value: null, optional: true, ignore: true },
  };

  override draw(options: Parameters<IconLayer['draw']>[0]): void {
    super.draw(options);
    this.props.onDraw?.();
  }
}

const AT_PLACE: [number, number] = [0, 0];

function symbolLayer(
  id: string,
  data: readonly MapSymbol[],
  atlas: Atlas,
  more: { onDraw?: () => void; beforeId?: string } = {},
): Layer {
  return new SymbolLayer({
    id,
    ...more,
    data,
    iconAtlas: atlas.picture as unknown as string,
    iconMapping: atlas.places,
    getPosition: ({ lng, lat }) => [lng, lat],
    getIcon: ({ icon }) => icon,
    getSize: ({ size }) => size,
    getAngle: ({ angle }) => -angle,
    getPixelOffset: ({ offset }) => (offset ? [offset[0], offset[1]] : AT_PLACE),
    parameters: { depthCompare: 'always', depthWriteEnabled: false },
  });
}
