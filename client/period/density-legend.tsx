import { useTranslation } from 'react-i18next';
import { useView } from '../state/view.ts';
import { formatAge, formatDistance, formatNumber } from '../ui/format.ts';
import { DensityRamp } from './density-ramp.tsx';
import type { DensityPicture } from './period-protocol.ts';

const DAY_MS = 86_400_000;

/** What the colours of the density mean: the ramp in incidents per km² per day, the bandwidth, the time, and of how many incidents. */
export function DensityLegend({ picture }: { picture: DensityPicture | null }) {
  const { t } = useTranslation();
  const asked = useView((view) => view.density.bandwidthMetres);
  if (!picture) return null;
  const { top, bandwidthMetres, incidents, days } = picture;
  const widened = bandwidthMetres > asked;
  return (
    <div className="density-legend">
      <DensityRamp top={top} />
      <p className="muted">{t('period.densityUnit')}</p>
      <p className="muted">
        {t('period.densityFacts', {
          bandwidth: formatDistance(bandwidthMetres),
          window: formatAge(days * DAY_MS),
          n: formatNumber(incidents),
        })}
      </p>
      {widened ? (
        <p className="muted">{t('period.densityWidened', { bandwidth: formatDistance(bandwidthMetres) })}</p>
      ) : null}
    </div>
  );
}
