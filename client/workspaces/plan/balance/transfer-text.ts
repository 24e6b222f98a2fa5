import type { TFunction } from 'i18next';
import type { PlanStep } from '../../../../core/plan/balance/plan-steps.ts';
import { formatArea, formatNumber } from '../../../ui/format.ts';
import { measureText } from '../measure-text.ts';
import type { BalanceState } from './balance-store.ts';

/** Smaller pieces are told in square metres. */
const LEAST_KM2 = 0.1;

/** What a transfer moves: the amount of the measure, homes and area. */
export function amountsText(t: TFunction, step: PlanStep, told: BalanceState['told']): string {
  const homes = t('plan.balance.homes', { n: measureText(t, 'dwellings', step.dwellings) });
  const area =
    step.areaM2 < LEAST_KM2 * 1e6
      ? t('plan.balance.squareMetres', { n: formatNumber(Math.round(step.areaM2)) })
      : formatArea(step.areaM2 / 1e6);
  const isOther = told && told.measure !== 'dwellings' && told.measure !== 'areaKm2';
  const amount = isOther
    ? [measureText(t, told.measure, (step.before.from - step.after.from) * told.mean)]
    : [];
  return [...amount, homes, area].join(' · ');
}

/** '×1.80 → ×1.21', the mean being 1. */
export function loadText(before: number, after: number): string {
  return `×${before.toFixed(2)} → ×${after.toFixed(2)}`;
}
