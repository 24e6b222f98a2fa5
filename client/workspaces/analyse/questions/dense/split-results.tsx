import { useTranslation } from 'react-i18next';
import { useMapPicture } from '../../../../analysis/map-picture.ts';
import { useAnalysis } from '../../../../analysis/use-analysis.ts';
import { useReportPart } from '../../report/report-parts.ts';
import { DenseLegend } from './dense-legend.tsx';
import { DensePlaces } from './dense-places.tsx';
import { useWish } from './use-dense.ts';

/** The legend of small multiples, one for all, and the densest places of what counts. */
export function SplitResults() {
  const { t } = useTranslation();
  const split = useAnalysis('split');
  const wish = useWish();
  useMapPicture({});
  useReportPart('isSplit', true);
  if (split === 'too_many') return <p className="tone-warn">{t('analyse.tooMany')}</p>;
  if (!split) return <p className="muted">{t('analyse.drawing')}…</p>;
  return (
    <>
      <DenseLegend picture={{ ...split, levels: [] }} asked={wish} />
      <p className="muted split-note">{t('split.oneScale')}</p>
      <DensePlaces wish={wish} />
    </>
  );
}
