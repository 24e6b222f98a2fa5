import type { Net } from '../../core/vocabulary.ts';
import type { Overlay } from './overlays.ts';
import { viewStore } from './view.ts';
import { DEFAULT_VIEW, SHADES, type Shade } from './view-state.ts';

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

/** The next way of shading, round and round. */
export function nextShade(): void {
  const at = SHADES.indexOf(viewStore.get().shade);
  setShade(SHADES[(at + 1) % SHADES.length] ?? 'off');
}

/** Lets every incident through again. */
export function clearFilter(): void {
  viewStore.set({ filter: DEFAULT_VIEW.filter });
}

export function toggleOverlay(overlay: Overlay): void {
  viewStore.set({ [overlay]: !viewStore.get()[overlay] });
}

/** Lets only incidents of this area through, or of the whole scope again. */
export function toggleWithin(code: string): void {
  const { filter } = viewStore.get();
  viewStore.set({ filter: { ...filter, within: filter.within === code ? null : code } });
}
