import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useView, viewStore } from '../state/view.ts';
import type { View } from '../state/view-state.ts';
import { formatDistance } from '../ui/format.ts';

const BANDWIDTHS_METRES = [100, 250, 500, 1000, 2000];

/** How strong the density is drawn, and how far an incident reaches. */
export function DensitySettings() {
  const { t } = useTranslation();
  const density = useView((view) => view.density);
  const set = (patch: Partial<View['density']>, how: 'push' | 'replace') =>
    viewStore.set({ density: { ...density, ...patch } }, how);
  const ids = { opacity: useId(), bandwidth: useId() };
  return (
    <div className="density-settings">
      <label htmlFor={ids.opacity}>{t('watch.density.opacity')}</label>
      <input
        id={ids.opacity}
        type="range"
        min={0.1}
        max={1}
        step={0.05}
        value={density.opacity}
        onChange={(event) => set({ opacity: Number(event.target.value) }, 'replace')}
      />
      <label htmlFor={ids.bandwidth}>{t('watch.density.bandwidth')}</label>
      <select
        id={ids.bandwidth}
        value={density.bandwidthMetres}
        onChange={(event) => set({ bandwidthMetres: Number(event.target.value) }, 'push')}
      >
        {[...new Set([...BANDWIDTHS_METRES, density.bandwidthMetres])].map((metres) => (
          <option key={metres} value={metres}>
            {formatDistance(metres)}
          </option>
        ))}
      </select>
    </div>
  );
}
