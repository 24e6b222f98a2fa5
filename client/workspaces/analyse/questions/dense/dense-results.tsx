import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { analysisStore } from '../../../../analysis/analysis-store.ts';
import type { DensityWish } from '../../../../analysis/density-wish.ts';
import { useMapPicture } from '../../../../analysis/map-picture.ts';
import { useAnalysis } from '../../../../analysis/use-analysis.ts';
import { useReportPart } from '../../report/report-parts.ts';
import { useSplit } from '../../split/use-split.ts';
import { DenseLegend } from './dense-legend.tsx';
import { DensePlaces } from './dense-places.tsx';
import { DifferenceLegend } from './difference-legend.tsx';
import { RoadResults } from './road-results.tsx';
import { SplitResults } from './split-results.tsx';
import { useSeekSuggestion } from './suggestion.ts';
import { useWay, useWish } from './use-dense.ts';

/** The density on the map with its legend, and the densest places. */
export function DenseResults() {
  const [way] = useWay();
  useSeekSuggestion();
  return way === 'roads' ? <RoadResults /> : <GroundResults />;
}

function GroundResults() {
  return useSplit() ? <SplitResults /> : <MapResults />;
}

function MapResults() {
  const { t } = useTranslation();
  const picture = useAnalysis('picture');
  const wish = useWish();
  const asked = JSON.stringify(wish);
  useEffect(() => analysisStore.wantDensity(JSON.parse(asked) as DensityWish), [asked]);
  useEffect(() => () => analysisStore.wantDensity(null), []);
  useMapPicture({ raster: picture, shapes: picture?.contours ?? null });
  useReportPart('isWaiting', picture ? null : true);
  if (!picture) return <p className="muted">{t('analyse.drawing')}…</p>;
  return (
    <>
      {picture.compared ? (
        <DifferenceLegend picture={picture} compared={picture.compared} />
      ) : (
        <DenseLegend picture={picture} asked={wish} />
      )}
      <DensePlaces wish={wish} />
    </>
  );
}
