import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnalysis } from '../../../../analysis/use-analysis.ts';
import { BetweenForm } from '../../../../ui/between-form.tsx';
import { formatDay } from '../../../../ui/format.ts';
import { Segmented } from '../../../../ui/segmented.tsx';
import { useParameter } from '../parameter.ts';
import { COMPARISONS, parseSpan, writeSpan } from './compared-span.ts';
import { useCompare, useCompareAs, useReached } from './use-dense.ts';

/** Another time to compare with, and how. */
export function CompareChoice() {
  const { t } = useTranslation();
  const [comparison, setComparison] = useCompare();
  const [as, setAs] = useCompareAs();
  const id = useId();
  return (
    <>
      <p className="dense-field">
        <label htmlFor={id}>{t('dense.compare.label')}</label>
        <select
          id={id}
          value={comparison}
          onChange={(event) => setComparison(COMPARISONS.find((one) => one === event.target.value) ?? 'none')}
        >
          {COMPARISONS.map((one) => (
            <option key={one} value={one}>
              {t(`dense.compare.${one}`)}
            </option>
          ))}
        </select>
      </p>
      {comparison === 'chosen' ? <Chosen /> : null}
      <Unreached />
      {comparison === 'none' ? null : (
        <Segmented
          label={t('dense.as.label')}
          value={as}
          choices={[
            { value: 'difference', label: t('dense.as.difference') },
            { value: 'ratio', label: t('dense.as.ratio') },
          ]}
          onChange={setAs}
        />
      )}
    </>
  );
}

function Unreached() {
  const { t } = useTranslation();
  const reached = useReached();
  const summary = useAnalysis('summary');
  if (!reached || 'span' in reached || !summary) return null;
  return (
    <p className="muted" role="status">
      {t(`dense.compare.why.${reached.why}`, { day: formatDay(summary.history.span.fromMs) })}
    </p>
  );
}

function Chosen() {
  const [then, setThen] = useParameter('dense.then', '');
  const summary = useAnalysis('summary');
  return (
    <BetweenForm
      key={then}
      className="window-form"
      shown={parseSpan(then) ?? summary?.history.span}
      onChoose={(chosen) => setThen(writeSpan(chosen))}
    />
  );
}
