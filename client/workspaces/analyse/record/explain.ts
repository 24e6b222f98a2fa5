import type { TFunction } from 'i18next';
import type { AnalysisMade } from '../../../../core/analysis/verdict.ts';
import type { BandChoice, CellsChoice } from '../../../../core/contract/analysis.ts';
import { formatClock, formatDay, formatDistance, formatNumber } from '../../../ui/format.ts';

/** What a result says, in a paragraph for somebody who knows no statistics; `area` is the name of the area. */
export function explain(t: TFunction, made: AnalysisMade, area: string): string {
  return t('analysisRecord.paragraph', {
    scope: scopeOf(t, made, area),
    finding: findingOf(t, made),
    limits: t('analysisRecord.limits'),
  });
}

function scopeOf(t: TFunction, made: AnalysisMade, area: string): string {
  const { filter, parameters, incidents } = made;
  const { cells, band } = parameters;
  const exposure = 'exposure' in parameters ? parameters.exposure : 'none';
  return t('analysisRecord.scope', {
    from: minuteOf(made.from),
    to: minuteOf(made.to),
    area,
    what:
      filter.types.length === 0
        ? t('analysisRecord.allTypes')
        : filter.types.map((type) => t(`incidentType.${type}`)).join(t('analysisRecord.comma')),
    hours: filter.hours.length === 0 ? '' : t('analysisRecord.hours', { n: filter.hours.length }),
    n: formatNumber(incidents),
    cells: cellsText(t, cells),
    ground: cells.ground === 'reported' ? t('analysisRecord.groundReported') : '',
    exposure: exposure === 'none' ? '' : t(`analysisRecord.exposure.${exposure}`),
    band: bandText(t, band),
  });
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

function findingOf(t: TFunction, { parameters, figures }: AnalysisMade): string {
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
