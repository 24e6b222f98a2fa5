import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { analysisStore } from '../../../../analysis/analysis-store.ts';
import { useMapPicture } from '../../../../analysis/map-picture.ts';
import { useAnalysis } from '../../../../analysis/use-analysis.ts';
import { DensityLegend } from '../../../../period/density-legend.tsx';
import { DensitySettings } from '../../../../period/density-settings.tsx';
import type { Question } from '../question.ts';

/** Where is it dense? A kernel density of the incidents that count. */
export const DENSE: Question = { key: 'dense', Parameters: DensitySettings, Results };

function Results() {
  const { t } = useTranslation();
  const { picture } = useAnalysis();
  useEffect(() => {
    analysisStore.wantDensity(true);
    return () => analysisStore.wantDensity(false);
  }, []);
  useMapPicture({ raster: picture });
  return picture ? <DensityLegend picture={picture} /> : <p className="muted">{t('analyse.drawing')}…</p>;
}
