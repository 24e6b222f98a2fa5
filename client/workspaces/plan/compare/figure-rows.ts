import type { TFunction } from 'i18next';
import type {
  DifferenceChange,
  DifferenceGrid,
  DifferenceSums,
} from '../../../../core/contract/plan-difference.ts';
import type { WorkloadMeasure } from '../../../../core/plan/workload/workload.ts';
import { STAFF_ROLES } from '../../../../core/vocabulary.ts';
import { formatNumber } from '../../../ui/format.ts';
import { changeText, measureText } from '../measure-text.ts';

type Carries = DifferenceGrid | DifferenceSums;
/** 'few': a count of people or homes below 10, which is not told. Null: there is no such area, or no such figure. */
export type FigureValue = number | 'few' | null;

/** What is told of a grid or community, in this order. */
export const FIGURES = [
  'residents',
  'dwellings',
  'incidentsPerWeek',
  'incidentsPerDay',
  'responseSeconds',
  'institutions',
  'roadKm',
  'areaKm2',
] as const;
export type Figure = (typeof FIGURES)[number];

export interface FigureRow {
  figure: Figure;
  before: FigureValue;
  after: FigureValue;
}

/** Every figure before and after; incidents of `days` as their number a week. */
export function figureRows(before: Carries | null, after: Carries | null, days: number): FigureRow[] {
  return FIGURES.map((figure) => ({
    figure,
    before: before && valueIn(figure, before, days),
    after: after && valueIn(figure, after, days),
  }));
}

function valueIn(figure: Figure, area: Carries, days: number): FigureValue {
  switch (figure) {
    case 'residents':
    case 'dwellings':
      return area[figure] ?? 'few';
    case 'incidentsPerWeek':
      return (area.incidents.reduce((sum, count) => sum + count, 0) / days) * 7;
    case 'roadKm':
      return area.roadMetres / 1000;
    case 'areaKm2':
      return area.areaM2 / 1e6;
    default:
      return area[figure];
  }
}

const MEASURE_OF: Partial<Record<Figure, WorkloadMeasure>> = { incidentsPerWeek: 'incidentsPerDay' };

/** Smaller areas are told in square metres. */
const SMALL_KM2 = 1;

/** A figure with its unit. */
export function figureText(t: TFunction, figure: Figure, value: FigureValue): string {
  if (value === 'few') return '<10';
  if (value === null) return '–';
  if (figure === 'areaKm2' && value < SMALL_KM2)
    return t('compare.m2', { n: formatNumber(Math.round(value * 1e6)) });
  if (figure === 'incidentsPerWeek') return value >= 100 ? formatNumber(Math.round(value)) : value.toFixed(1);
  return measureText(t, figure, value);
}

/** '+12', '−0.3'; '' where nothing changed or it can not be told. An area that is not there has nothing. */
export function figureChange({ figure, before, after }: FigureRow): string {
  if (before === 'few' || after === 'few') return '';
  const isSum = figure !== 'responseSeconds';
  const [was, is] = [before ?? (isSum ? 0 : null), after ?? (isSum ? 0 : null)];
  if (was === null || is === null) return '';
  if (figure === 'areaKm2' && Math.max(was, is) < SMALL_KM2) return changeText('residents', (is - was) * 1e6);
  return changeText(MEASURE_OF[figure] ?? (figure as WorkloadMeasure), is - was);
}

/** Officials of grids that end, who are to be given other work, and roles of new grids that nobody has yet. */
export function handover(changes: readonly DifferenceChange[]): { leaving: number; missing: number } {
  let [leaving, missing] = [0, 0];
  for (const { before, after } of changes) {
    if (!after && before) leaving += STAFF_ROLES.length - before.staffMissing.length;
    if (after) missing += after.staffMissing.length;
  }
  return { leaving, missing };
}
