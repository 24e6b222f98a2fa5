import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { sigmaOf } from '../../../../../core/hotspot/kernel.ts';
import { formatDistance, formatNumber } from '../../../../ui/format.ts';
import { useSuggestion } from './suggestion.ts';
import { useKernel, useRadius } from './use-dense.ts';

/** What the slider goes through. */
const RADII_METRES = [
  50, 60, 70, 80, 90, 100, 120, 140, 160, 180, 200, 220, 250, 280, 300, 350, 400, 450, 500, 550, 600, 700,
  800, 900, 1000, 1200, 1400, 1600, 1800, 2000, 2200, 2500, 2800, 3000, 3500, 4000, 4500, 5000,
];

/** How far an incident reaches: a slider in metres, and what the incidents suggest by themselves. */
export function RadiusChoice() {
  const { t } = useTranslation();
  const { metres, isSuggested, set } = useRadius();
  const [kernel] = useKernel();
  const id = useId();
  return (
    <div className="dense-radius">
      <p className="dense-field">
        <label htmlFor={id}>{t('watch.density.bandwidth')}</label>
        <output htmlFor={id}>
          {formatDistance(metres)}
          {kernel === 'gaussian' ? ` · σ ${formatDistance(sigmaOf(metres))}` : ''}
        </output>
      </p>
      <input
        id={id}
        type="range"
        min={0}
        max={RADII_METRES.length - 1}
        step={1}
        value={stepOf(metres)}
        aria-valuetext={formatDistance(metres)}
        onChange={(event) => set(RADII_METRES[Number(event.target.value)] ?? metres)}
      />
      <p className="dense-suggested">
        <Suggested />
        {isSuggested ? null : (
          <button type="button" className="link-button" onClick={() => set('auto')}>
            {t('dense.radius.use')}
          </button>
        )}
      </p>
    </div>
  );
}

function Suggested() {
  const { t } = useTranslation();
  const { metres, choice, isSought } = useSuggestion();
  const { isSuggested } = useRadius();
  if (isSought || !choice) return <span className="muted">{t('dense.radius.sought')}…</span>;
  const { verdict, sampled, points } = choice;
  if (metres === null)
    return (
      <span className="muted">{t(`dense.radius.${verdict === 'one_place' ? 'one_place' : 'too_few'}`)}</span>
    );
  const how =
    sampled < points ? t('dense.radius.sampled', { n: formatNumber(sampled), of: formatNumber(points) }) : '';
  return (
    <span className="muted" title={`${t('dense.radius.how')}${how}`}>
      {t(isSuggested ? 'dense.radius.suggestedUsed' : 'dense.radius.suggested', {
        metres: formatDistance(metres),
      })}
      {verdict === 'shared_places' || verdict === 'even' ? ` ${t(`dense.radius.${verdict}`)}` : ''}
    </span>
  );
}

/** The place in the list that is nearest, by ratio. */
function stepOf(metres: number): number {
  const ratios = RADII_METRES.map((radius) => Math.abs(Math.log(radius / metres)));
  return ratios.indexOf(Math.min(...ratios));
}
