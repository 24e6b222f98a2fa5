import type { FilterSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { viewStore } from '../state/view.ts';
import { hasOwnPicture, type View } from '../state/view-state.ts';
import { codesFilter } from './style/plan-layers.ts';

let outlined = '';

/** To be called when the style changed: what was outlined is forgotten. */
export function forgetOutline(): void {
  outlined = '';
}

const UNSELECTED: Pick<View, 'selection' | 'area'> = { selection: null, area: null };

/** Outlines the selected area, the one drilled into, and the selected route or geofence. */
export function outline(made: MapLibreMap): void {
  const { filter, ...view } = viewStore.get();
  const { selection, area } = hasOwnPicture(view.workspace) ? UNSELECTED : view;
  const isArea = selection?.noun === 'areas' || selection?.noun === 'grids';
  const line = selection?.noun === 'routes' || selection?.noun === 'geofences' ? selection.id : '';
  const strong = isArea ? selection.id : '';
  const codes = [strong, area ?? '', filter.within ?? ''].filter(Boolean);
  const key = JSON.stringify([strong, codes, line]);
  if (key === outlined || !made.getLayer('areas-outline')) return;
  outlined = key;
  const show = (layer: string, filter: FilterSpecification, some: boolean): void => {
    made.setFilter(layer, filter);
    made.setLayoutProperty(layer, 'visibility', some ? 'visible' : 'none');
  };
  for (const layer of ['areas', 'grids']) {
    show(`${layer}-outline`, codesFilter(codes), codes.length > 0);
    show(`${layer}-selected`, codesFilter(strong ? [strong] : []), strong !== '');
  }
  for (const layer of ['route-selected', 'geofence-selected'])
    show(layer, ['==', ['get', 'id'], line], line !== '');
}
