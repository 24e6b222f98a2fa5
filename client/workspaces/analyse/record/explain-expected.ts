import type { TFunction } from 'i18next';
import type { AnalysisMade } from '../../../../core/analysis/verdict.ts';
import type { ExpectationParameters } from '../../../../core/contract/analysis.ts';
import { formatDistance, formatNumber } from '../../../ui/format.ts';

type ExpectedMade = Omit<AnalysisMade, 'parameters'> & { parameters: ExpectationParameters };

/** What a forecast was made of, beside the incidents that every result tells of. */
export function expectScope(t: TFunction, { parameters, figures }: ExpectedMade) {
  const { cellMetres, shift, days } = parameters;
  return {
    metres: formatDistance(cellMetres),
    shift: shift === 'all' ? t('analysisRecord.expectAllDay') : t(`shift.${shift}`),
    days,
    discovered: formatNumber(figures.discovered ?? 0),
  };
}

/** What it came to, and how well the same did before. */
export function expectFinding(t: TFunction, { parameters, figures }: ExpectedMade): string {
  const { model, share } = parameters;
  const percent = (name: string, digits: number) => (100 * (figures[name] ?? 0)).toFixed(digits);
  return t('analysisRecord.expectFinding', {
    model: t(`expected.models.${model}`),
    share,
    flagged: formatNumber(figures.flagged ?? 0),
    expected: (figures.expected ?? 0).toFixed(1),
    folds: figures.folds ?? 0,
    tested: formatNumber(figures.tested ?? 0),
    hits: formatNumber(figures.hits ?? 0),
    hitRate: percent('hit_rate', 1),
    empty: percent('empty_share', 1),
    compared:
      model === 'count'
        ? t('analysisRecord.expectNaive')
        : t('analysisRecord.expectBetter', {
            gain: percent('gain', 2),
            gainFrom: percent('gain_from', 2),
            gainTo: percent('gain_to', 2),
          }),
  });
}
