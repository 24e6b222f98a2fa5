import type { TFunction } from 'i18next';
import type { AnalysisMade } from '../../../../core/analysis/verdict.ts';

type Fact = readonly [label: string, value: string];

/** How a result was made, so that somebody else can make it again: each parameter by the name that it has in the record. */
export function methodFacts(t: TFunction, made: AnalysisMade): Fact[] {
  const { method, ...parameters } = made.parameters;
  return [
    [t('analysisReport.methodName'), t(`analysisRecord.methods.${method}`)],
    [t('analysisReport.formula'), String(made.formulaVersion)],
    ...(made.seed === null ? [] : [[t('analysisReport.seed'), String(made.seed)] as const]),
    ...flat(parameters),
    [t('analysisReport.inputDigest'), made.inputDigest],
    [t('analysisReport.resultDigest'), made.resultDigest],
  ];
}

/** { cells: { metres: 250 } } as [['cells.metres', '250']]. */
function flat(values: object, path = ''): Fact[] {
  return Object.entries(values).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? flat(value, `${path}${name}.`)
      : [[`${path}${name}`, String(value)] as const],
  );
}
