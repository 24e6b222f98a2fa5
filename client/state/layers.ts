import type { Net } from '../../core/vocabulary.ts';
import { viewStore } from './view.ts';

/** Shows a net that is hidden, hides one that is shown. */
export function toggleNet(net: Net): void {
  const { hiddenNets } = viewStore.get();
  viewStore.set({
    hiddenNets: hiddenNets.includes(net) ? hiddenNets.filter((other) => other !== net) : [...hiddenNets, net],
  });
}

export type Overlay = 'showRoutes' | 'showUnits' | 'showIncidents';

export function toggleOverlay(overlay: Overlay): void {
  viewStore.set({ [overlay]: !viewStore.get()[overlay] });
}
