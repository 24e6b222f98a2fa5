import type { Net } from '../../core/vocabulary.ts';
import { viewStore } from './view.ts';
import type { Shade } from './view-state.ts';

/** Shows a net that is hidden, hides one that is shown. */
export function toggleNet(net: Net): void {
  const { hiddenNets } = viewStore.get();
  viewStore.set({
    hiddenNets: hiddenNets.includes(net) ? hiddenNets.filter((other) => other !== net) : [...hiddenNets, net],
  });
}

/** The density and shaded areas tell the same with different colours: one at a time. */
export function setShade(shade: Shade): void {
  const { density } = viewStore.get();
  viewStore.set({ shade, ...(shade !== 'off' && density.on ? { density: { ...density, on: false } } : {}) });
}

export function toggleDensity(): void {
  const { density } = viewStore.get();
  viewStore.set({ density: { ...density, on: !density.on }, ...(density.on ? {} : { shade: 'off' }) });
}

export type Overlay =
  | 'showRoutes'
  | 'showUnits'
  | 'showIncidents'
  | 'showGeofences'
  | 'showCases'
  | 'showRisks';

export function toggleOverlay(overlay: Overlay): void {
  viewStore.set({ [overlay]: !viewStore.get()[overlay] });
}
