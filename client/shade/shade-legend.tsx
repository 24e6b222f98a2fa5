import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { MAP_PALETTES } from '../map/style/palette.ts';
import { SHADE_OPACITY } from '../map/style/shade-layers.ts';
import { useView } from '../state/view.ts';
import { formatAge, formatLevel } from '../ui/format.ts';
import { type Shading, shadeStore } from './shade-store.ts';
import './shade-legend.css';

const DAY_MS = 86_400_000;

export function useShading(): Shading | null {
  return useSyncExternalStore(shadeStore.subscribe, shadeStore.get);
}

/** What the colours of the areas mean: the least of each class, the unit, and of which level and time. */
export function ShadeLegend() {
  const { t } = useTranslation();
  const theme = useView((view) => view.theme);
  const shading = useShading();
  if (!shading) return <p className="note muted">{t('app.loading')}…</p>;
  const { breaks, by, level, days } = shading;
  return (
    <div className="shade-legend">
      <ol aria-label={t('shade.classes')}>
        {breaks.map((low, i) => (
          <li key={low}>
            <span className="shade-swatch" aria-hidden="true">
              <span style={{ background: MAP_PALETTES[theme].shades[i], opacity: SHADE_OPACITY }} />
            </span>
            ≥{formatLevel(low)}
          </li>
        ))}
      </ol>
      <p className="muted">
        {t(by === 'open' ? 'shade.unitOpen' : 'shade.unitRate', { level: t(`level.${level}`) })}
        {days === null ? null : ` · ${formatAge(days * DAY_MS)}`}
      </p>
      <p className="muted">{t('shade.none')}</p>
    </div>
  );
}
