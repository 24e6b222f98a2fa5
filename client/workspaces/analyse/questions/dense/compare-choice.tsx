import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnalysis } from '../../../../analysis/use-analysis.ts';
import { formatDay } from '../../../../ui/format.ts';
import { Segmented } from '../../../../ui/segmented.tsx';
import { inputText, instantOfInput } from '../../../../ui/wall-input.ts';
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
  const { summary } = useAnalysis();
  if (!reached || 'span' in reached || !summary) return null;
  return (
    <p className="muted" role="status">
      {t(`dense.compare.why.${reached.why}`, { day: formatDay(summary.history.span.fromMs) })}
    </p>
  );
}

function Chosen() {
  const { t } = useTranslation();
  const [then, setThen] = useParameter('dense.then', '');
  const { summary } = useAnalysis();
  const [isBad, setBad] = useState(false);
  const ids = { from: useId(), to: useId() };
  const shown = parseSpan(then) ?? summary?.history.span;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [fromMs, toMs] = ['from', 'to'].map((name) => instantOfInput(String(form.get(name))));
    const good = fromMs !== undefined && toMs !== undefined && fromMs < toMs;
    setBad(!good);
    if (good) setThen(writeSpan({ fromMs, toMs }));
  };
  return (
    <form className="window-form" onSubmit={submit} key={then}>
      <label htmlFor={ids.from}>{t('period.from')}</label>
      <input
        id={ids.from}
        type="datetime-local"
        name="from"
        defaultValue={shown && inputText(shown.fromMs)}
        required
      />
      <label htmlFor={ids.to}>{t('period.to')}</label>
      <input
        id={ids.to}
        type="datetime-local"
        name="to"
        defaultValue={shown && inputText(shown.toMs)}
        required
      />
      {isBad ? (
        <p className="tone-alert" role="alert">
          {t('period.badRange')}
        </p>
      ) : null}
      <button type="submit" className="button">
        {t('app.apply')}
      </button>
    </form>
  );
}
