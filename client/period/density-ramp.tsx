import { useTranslation } from 'react-i18next';
import { useView } from '../state/view.ts';
import { formatLevel } from '../ui/format.ts';
import { rampGradient, rampValue } from './ramp.ts';
import './density-legend.css';

const STEPS = [0, 0.25, 0.5, 0.75, 1];

/** The colours of a density from nothing to `top` incidents per km² per day, with figures below. */
export function DensityRamp({ top }: { top: number }) {
  const { t } = useTranslation();
  const theme = useView((view) => view.theme);
  return (
    <>
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
    </>
  );
}
