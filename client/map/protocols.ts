import type { AddProtocolAction } from 'maplibre-gl';
import { PMTILES_PROTOCOL, SHIFT_PROTOCOL } from './outside-basemap.ts';
import { addressOf, fillTemplate } from './tile-address.ts';

/** How MapLibre is to read what is not plain HTTP; each reader is loaded when first needed. */
export const PROTOCOLS: Record<string, AddProtocolAction> = {
  [PMTILES_PROTOCOL]: (() => {
    let reader: Promise<AddProtocolAction> | undefined;
    return async (request, abort) => {
      reader ??= import('pmtiles').then(({ Protocol }) => new Protocol().tile as AddProtocolAction);
      return (await reader)(request, abort);
    };
  })(),
  [SHIFT_PROTOCOL]: async (request, abort) => {
    const { shiftedTile } = await import('./shifted-tiles.ts');
    const { template, tile } = addressOf(request.url.slice(`${SHIFT_PROTOCOL}://`.length));
    return { data: await shiftedTile(tile, (part) => fillTemplate(template, part), abort.signal) };
  },
};
