import { useEffect, useMemo } from 'react';
import type { Split } from '../../../../core/columns/split.ts';
import { analysisStore } from '../../../analysis/analysis-store.ts';
import { useAnalysis } from '../../../analysis/use-analysis.ts';
import { metresPerPixel } from '../../../map/metres-per-pixel.ts';
import { bboxOfPanel, type Size } from '../../../map/panels/panel-frame.ts';
import { useView } from '../../../state/view.ts';
import type { Camera } from '../../../state/view-state.ts';
import { cityZone } from '../../../ui/city-zone.ts';
import { useWay, useWish } from '../questions/dense/use-dense.ts';
import { splitOf, timeOf } from './split-state.ts';

/** At most so many panels: more could not be compared at a glance. */
export const MOST_PANELS = 12;
/** Of a raster, beyond the edge of a panel. */
const MARGIN = 0.2;

/** What the picture is split by; null: it is not, or the question has none. */
export function useSplit(): Split | null {
  const by = useView(splitOf);
  const isDense = useView((view) => view.analyse.question === 'dense');
  const [way] = useWay();
  return isDense && way === 'ground' ? by : null;
}

/** The time that is split, see `timeOf`. */
export function useSplitTime(): ReturnType<typeof timeOf> {
  const analyse = useView((view) => view.analyse);
  const summary = useAnalysis('summary');
  const span = summary?.history.span;
  return useMemo(() => (span ? timeOf({ analyse }, span, cityZone()) : 'window'), [analyse, span]);
}

/** Has the panels drawn for as long as the component is there. */
export function useSplitWish(by: Split, camera: Camera | null, { width, height }: Size): void {
  const { kernel, bandwidthMetres, corrected } = useWish();
  const of = useSplitTime();
  const asked = useMemo(
    () =>
      camera && {
        by,
        of,
        most: MOST_PANELS,
        kernel,
        bandwidthMetres,
        corrected,
        bbox: bboxOfPanel(camera, { width, height }, MARGIN),
        metresPerPixel: metresPerPixel(camera),
      },
    [by, of, kernel, bandwidthMetres, corrected, camera, width, height],
  );
  useEffect(() => {
    if (asked) analysisStore.wantSplit(asked);
  }, [asked]);
  useEffect(() => () => analysisStore.wantSplit(null), []);
}
