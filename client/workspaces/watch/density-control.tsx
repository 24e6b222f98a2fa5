import { useTranslation } from 'react-i18next';
import { DensityLegend } from '../../period/density-legend.tsx';
import { DensitySettings } from '../../period/density-settings.tsx';
import { usePeriod } from '../../period/use-period.ts';
import { keyOf } from '../../state/key-table.ts';
import { toggleDensity } from '../../state/layers.ts';
import { useView } from '../../state/view.ts';

/** The density raster: on or off, how strong, how far an incident reaches, and what its colours mean. */
export function DensityControl() {
  const { t } = useTranslation();
  const isOn = useView((view) => view.density.on);
  const { picture } = usePeriod();
  return (
    <section aria-labelledby="density-title" className="panel-section">
      <h2 className="panel-title" id="density-title">
        <label className="check">
          <input type="checkbox" aria-keyshortcuts="h" checked={isOn} onChange={toggleDensity} />
          {t('watch.density.title')} <kbd>{keyOf('density')}</kbd>
        </label>
      </h2>
      {isOn ? (
        <>
          <DensityLegend picture={picture} />
          <DensitySettings />
        </>
      ) : null}
    </section>
  );
}
