import type { Feature, FeatureCollection } from 'geojson';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlongRoads, AlongRoadsQuestion } from '../../../../analysis/along-roads.ts';
import { isTooMany, runJob } from '../../../../analysis/analysis-store.ts';
import { useMapPicture } from '../../../../analysis/map-picture.ts';
import { useAnalysis } from '../../../../analysis/use-analysis.ts';
import { type RampTheme, rampColour } from '../../../../period/ramp.ts';
import { useView } from '../../../../state/view.ts';
import { formatAge, formatDistance, formatLevel, formatNumber } from '../../../../ui/format.ts';
import { useReportPart } from '../../report/report-parts.ts';
import { NEAR_METRES, PIECES_METRES, useKernel, useMetres, useRadius, useRule } from './use-dense.ts';

const REST_MS = 400;
const DAY_MS = 86_400_000;

/** The density along the roads, as lines on the map. */
export function RoadResults() {
  const { t } = useTranslation();
  const theme = useView((view) => view.theme);
  const { answer, part, failed } = useAlongRoads();
  const shapes = useMemo(() => (answer ? shapesOf(answer.result, theme) : null), [answer, theme]);
  useMapPicture({ shapes });
  useReportPart('isWaiting', part === null ? null : true);
  if (failed)
    return (
      <p className="tone-alert" role="alert">
        {t(failed === 'too_many' ? 'analyse.tooMany' : 'dense.roads.failed')}
      </p>
    );
  return (
    <>
      {part === null ? null : (
        <p className="muted" role="status">
          {t('analyse.drawing')}… <progress value={part} aria-label={t('analyse.drawing')} />
        </p>
      )}
      {answer?.result.roads === 0 ? <p className="muted">{t('dense.roads.noRoads')}</p> : null}
      {answer && answer.result.roads > 0 ? (
        <Legend answer={answer} theme={theme} isOld={part !== null} />
      ) : null}
    </>
  );
}

function Legend({ answer, theme, isOld }: { answer: Answer; theme: RampTheme; isOld: boolean }) {
  const { t } = useTranslation();
  const { result, of } = answer;
  const { kernel, radiusMetres } = of.smoothing;
  const facts = t('dense.roads.facts', {
    kernel: t(`dense.kernel.${kernel}`),
    radius: formatDistance(radiusMetres),
    window: formatAge(result.days * DAY_MS),
    n: formatNumber(result.onRoads),
    km: formatNumber(Math.round(result.roadKm)),
  });
  const left = t('dense.roads.left', {
    n: formatNumber(result.left),
    metres: formatDistance(of.withinMetres),
  });
  useReportPart('drawn', [facts, t(`dense.rule.${of.rule}Hint`), left]);
  return (
    <div className={`dense-legend ${isOld ? 'old' : ''}`}>
      {result.breaks.length > 0 ? <Classes breaks={result.breaks} theme={theme} /> : null}
      <p className="muted">{t('dense.roads.unit')}</p>
      <p className="muted">{facts}</p>
      <p className="muted">{t(`dense.rule.${of.rule}Hint`)}</p>
      <p data-left={result.left} data-within={of.withinMetres}>
        {left}
      </p>
    </div>
  );
}

function Classes({ breaks, theme }: { breaks: readonly number[]; theme: RampTheme }) {
  const { t } = useTranslation();
  useReportPart(
    'legend',
    breaks.map((level, i) => ({
      colour: colourOf(i, breaks.length, theme),
      label: t('analysisReport.roadFrom', { level: formatLevel(level) }),
    })),
  );
  return (
    <ol className="dense-classes">
      {breaks.map((level, i) => (
        <li key={level}>
          <i style={{ background: colourOf(i, breaks.length, theme), height: widthOf(i) }} />≥{' '}
          {formatLevel(level)}
        </li>
      ))}
    </ol>
  );
}

/** A result, and what it is the answer to. */
interface Answer {
  of: AlongRoadsQuestion;
  result: AlongRoads;
}

/** `part`: how far a newer answer is, null while the one that is shown holds. */
type Failure = boolean | 'too_many';

function useAlongRoads(): { answer: Answer | null; part: number | null; failed: Failure } {
  const summary = useAnalysis('summary');
  const { metres: radiusMetres } = useRadius();
  const [kernel] = useKernel();
  const [rule] = useRule();
  const [pieceMetres] = useMetres('dense.piece', PIECES_METRES);
  const [withinMetres] = useMetres('dense.near', NEAR_METRES);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [part, setPart] = useState<number | null>(0);
  const [failed, setFailed] = useState<Failure>(false);
  useEffect(() => {
    if (!summary) return;
    const stop = new AbortController();
    setPart(0);
    const timer = setTimeout(() => {
      const of = { smoothing: { kernel, radiusMetres }, rule, pieceMetres, withinMetres };
      setFailed(false);
      runJob('alongRoads', of, { signal: stop.signal, onProgress: setPart }).then(
        (result) => {
          setAnswer({ of, result });
          setPart(null);
        },
        (error) => {
          if (!stop.signal.aborted) setFailed(isTooMany(error) ? 'too_many' : true);
        },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [summary, kernel, radiusMetres, rule, pieceMetres, withinMetres]);
  return { answer, part, failed };
}

function shapesOf({ lines, breaks }: AlongRoads, theme: RampTheme): FeatureCollection {
  const features = lines.map(
    (coordinates, i): Feature => ({
      type: 'Feature',
      geometry: { type: 'MultiLineString', coordinates },
      properties: { line: colourOf(i, breaks.length, theme), width: widthOf(i) },
    }),
  );
  return { type: 'FeatureCollection', features };
}

function colourOf(i: number, count: number, theme: RampTheme): string {
  const [r, g, b] = rampColour(0.35 + (0.6 * (i + 1)) / count, theme);
  return `rgb(${r}, ${g}, ${b})`;
}

function widthOf(i: number): number {
  return 1 + i * 0.7;
}
