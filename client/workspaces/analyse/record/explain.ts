import type { TFunction } from 'i18next';
import type { AnalysisMade } from '../../../../core/analysis/verdict.ts';
import type {
  BandChoice,
  CellsChoice,
  EmergingParameters,
  LocalParameters,
} from '../../../../core/contract/analysis.ts';
import { formatClock, formatDay, formatDistance, formatNumber } from '../../../ui/format.ts';
import { expectFinding, expectScope } from './explain-expected.ts';

type CellsMade = Omit<AnalysisMade, 'parameters'> & { parameters: LocalParameters | EmergingParameters };

/** What a result says, in a paragraph for somebody who knows no statistics; `area` is the name of the area. */
export function explain(t: TFunction, made: AnalysisMade, area: string): string {
  return t('analysisRecord.paragraph', { ...partsOf(t, made, area), limits: t('analysisRecord.limits') });
}

function partsOf(t: TFunction, made: AnalysisMade, area: string): { scope: string; finding: string } {
  const { parameters } = made;
  if (parameters.method === 'space_time_scan')
    return { scope: scanScope(t, made, area), finding: scanFinding(t, made) };
  if (parameters.method === 'expectation') {
    const expected = { ...made, parameters };
    const counted = countedIn(t, made, area);
    return {
      scope: t('analysisRecord.expectScope', { ...counted, ...expectScope(t, expected) }),
      finding: expectFinding(t, expected),
    };
  }
  const cells = { ...made, parameters };
  return { scope: scopeOf(t, cells, area), finding: findingOf(t, cells) };
}

function scopeOf(t: TFunction, made: CellsMade, area: string): string {
  const { cells, band } = made.parameters;
  const { parameters } = made;
  const exposure = 'exposure' in parameters ? parameters.exposure : 'none';
  return t('analysisRecord.scope', {
    ...countedIn(t, made, area),
    cells: cellsText(t, cells),
    ground: cells.ground === 'reported' ? t('analysisRecord.groundReported') : '',
    exposure: exposure === 'none' ? '' : t(`analysisRecord.exposure.${exposure}`),
    band: bandText(t, band),
  });
}

/** Which incidents went in. */
function countedIn(
  t: TFunction,
  { filter, from, to, incidents }: Omit<AnalysisMade, 'parameters'>,
  area: string,
) {
  return {
    from: minuteOf(from),
    to: minuteOf(to),
    area,
    what:
      filter.types.length === 0
        ? t('analysisRecord.allTypes')
        : filter.types.map((type) => t(`incidentType.${type}`)).join(t('analysisRecord.comma')),
    hours: filter.hours.length === 0 ? '' : t('analysisRecord.hours', { n: filter.hours.length }),
    n: formatNumber(incidents),
  };
}

function scanScope(t: TFunction, made: AnalysisMade, area: string): string {
  return t('analysisRecord.scanScope', {
    ...countedIn(t, made, area),
    places: formatNumber(made.figures.places ?? 0),
  });
}

function scanFinding(t: TFunction, { figures }: AnalysisMade): string {
  const { clusters = 0, best_observed: observed = 0, best_expected: expected = 0, best_p: p = 1 } = figures;
  const { repeats = 0, repeats_mean: mean = 0, repeats_p: repeatsP = 1 } = figures;
  return [
    t(clusters > 0 ? 'analysisRecord.scanFound' : 'analysisRecord.scanChance', {
      n: formatNumber(clusters),
      observed: formatNumber(observed),
      expected: expected.toFixed(1),
      p: Number(p.toPrecision(2)),
    }),
    t(repeatsP <= 0.05 && repeats > mean ? 'analysisRecord.scanRepeats' : 'analysisRecord.scanNoRepeats', {
      repeats: formatNumber(repeats),
      mean: mean.toFixed(1),
    }),
  ].join('');
}

function minuteOf(instant: string): string {
  const ms = Date.parse(instant);
  return `${formatDay(ms)} ${formatClock(ms).slice(0, 5)}`;
}

function cellsText(t: TFunction, cells: CellsChoice): string {
  return cells.kind === 'plan'
    ? t('analysisRecord.cellsPlan')
    : t('analysisRecord.cellsMetric', { metres: formatDistance(cells.metres) });
}

function bandText(t: TFunction, band: BandChoice): string {
  const value =
    band.kind === 'distance'
      ? formatDistance(band.metres)
      : band.kind === 'nearest'
        ? formatNumber(band.neighbours)
        : '';
  return t(`analysisRecord.band.${band.kind}`, { value });
}

function findingOf(t: TFunction, { parameters, figures }: CellsMade): string {
  const sum = (...names: string[]) =>
    formatNumber(names.reduce((total, name) => total + (figures[name] ?? 0), 0));
  const { confidence } = parameters;
  const common = { confidence, tested: sum('tested'), wrong: 100 - confidence };
  if (parameters.method === 'emerging')
    return t('analysisRecord.emerging', {
      ...common,
      steps: parameters.steps,
      days: parameters.stepDays,
      fresh: sum('hot_new', 'hot_consecutive'),
      rising: sum('hot_intensifying'),
      steady: sum('hot_persistent'),
      fading: sum('hot_diminishing', 'hot_historical'),
      onOff: sum('hot_sporadic', 'hot_oscillating'),
      cold: sum(...Object.keys(figures).filter((name) => name.startsWith('cold_'))),
    });
  if (parameters.method === 'local_moran')
    return t('analysisRecord.moran', {
      ...common,
      highHigh: sum('high_high'),
      lowLow: sum('low_low'),
      highLow: sum('high_low'),
      lowHigh: sum('low_high'),
    });
  return t('analysisRecord.local', {
    ...common,
    high: sum('high1', 'high2', 'high3'),
    low: sum('low1', 'low2', 'low3'),
  });
}
