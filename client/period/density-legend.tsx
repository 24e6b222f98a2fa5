import { useTranslation } from 'react-i18next';
import { useView } from '../state/view.ts';
import { formatAge, formatDistance, formatLevel, formatNumber } from '../ui/format.ts';
import type { DensityPicture } from './period-protocol.ts';
import { rampGradient, rampValue } from './ramp.ts';
import './density-legend.css';

const STEPS = [0, 0.25, 0.5, 0.75, 1];
const DAY_MS = 86_400_000;

/** What the colours of the density mean: the ramp in incidents per km² per day, the bandwidth, the time, and of how many incidents. */
export function DensityLegend({ picture }: { picture: DensityPicture | null }) {
  const { t } = useTranslation();
  const theme = useView((view) => view.theme);
  const asked = useView((view) => view.density.bandwidthMetres);
  if (!picture) return null;
  const { top, bandwidthMetres, incidents, days } = picture;
  const widened = bandwidthMetres > asked;
  return (
    <div className="density-legend">
      <div
        className="density-ramp"
        role="img"
        aria-label={t('period.densityRamp', { top })}
        style={{ backgroundImage: rampGradient(theme) }}
      />
      <div className="density-scale">
        {STEPS.map((part) => (
          <span key={part}>
            {part === 1 ? '≥' : ''}
            {formatLevel(rampValue(part, top))}
          </span>
        ))}
      </div>
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
