import type { TFunction } from 'i18next';
import type { WorkloadMeasure } from '../../../core/plan/workload/workload.ts';
import { formatArea, formatLevel, formatNumber, formatSpan } from '../../ui/format.ts';

/** Fewer people or dwellings than this are never told apart. */
const LEAST_TOLD = 10;

/** A value of a measure with its unit; '–' where there is none. */
export function measureText(t: TFunction, measure: WorkloadMeasure, value: number | null): string {
  if (value === null) return '–';
  switch (measure) {
    case 'incidentsPerDay':
      return t('plan.perDay', { n: decimals(value) });
    case 'residents':
    case 'dwellings':
      return value < LEAST_TOLD ? `<${LEAST_TOLD}` : formatNumber(Math.round(value));
    case 'roadKm':
      return t('unit.km', { n: decimals(value) });
    case 'areaKm2':
      return formatArea(value);
    case 'institutions':
      return formatNumber(Math.round(value));
    case 'responseSeconds':
      return formatSpan(value * 1000);
  }
}

/** A change of a measure with its sign, without the unit; '' of none worth telling. */
export function changeText(measure: WorkloadMeasure, change: number | null): string {
  if (change === null) return '';
  const size = Math.abs(change);
  const text =
    measure === 'responseSeconds'
      ? formatSpan(size * 1000)
      : measure === 'incidentsPerDay' || measure === 'roadKm' || measure === 'areaKm2'
        ? decimals(size)
        : formatNumber(Math.round(size));
  if (/^[0.:]*$/.test(text)) return '';
  return `${change > 0 ? '+' : '−'}${text}`;
}

/** Three digits that matter below 100, whole above. */
function decimals(value: number): string {
  if (value >= 100) return formatLevel(value);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
