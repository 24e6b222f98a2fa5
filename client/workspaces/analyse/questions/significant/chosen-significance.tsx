import { useTranslation } from 'react-i18next';
import type { Confidence } from '../../../../../core/hotspot/false-discovery.ts';
import { QUADRANTS } from '../../../../../core/hotspot/local-moran.ts';
import type { SignificanceMade } from '../../../../analysis/significance-job.ts';
import { formatLevel, formatNumber } from '../../../../ui/format.ts';
import { ChosenCard } from '../../cells/chosen-card.tsx';
import { formatP, formatZ } from '../../cells/format-score.ts';
import { classOfCell } from './significant-cells.ts';

/** What a chosen cell comes to. */
export function ChosenSignificance(props: {
  made: SignificanceMade;
  cell: number;
  confidence: Confidence;
  onDrop: () => void;
}) {
  const { t } = useTranslation();
  const { made, cell, confidence } = props;
  const name = classOfCell(made, cell, confidence);
  const quadrant = QUADRANTS.find((one) => one === name);
  const count = made.counts[cell] ?? 0;
  const value = made.values[cell] ?? Number.NaN;
  const meaning = !made.isCompared[cell]
    ? t('significant.bins.untested')
    : quadrant && quadrant !== 'none'
      ? t(`significant.quadrants.${quadrant}`)
      : t(`significant.bins.${(name as 'high1' | null) ?? 'none'}`);
  return (
    <ChosenCard found={made} cell={cell} onDrop={props.onDrop} meaning={meaning}>
      <dt>{t('cells.count')}</dt>
      <dd>{formatNumber(count)}</dd>
      {Number.isNaN(value) || value === count ? null : (
        <>
          <dt>{t('significant.value')}</dt>
          <dd>{formatLevel(value)}</dd>
        </>
      )}
      <dt>z</dt>
      <dd>{formatZ(made.z[cell]!)}</dd>
      <dt>p</dt>
      <dd>{formatP(made.p[cell]!)}</dd>
    </ChosenCard>
  );
}
