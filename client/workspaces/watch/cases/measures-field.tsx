import { useTranslation } from 'react-i18next';
import { ORGANISATIONS, type Organisation } from '../../../../core/case/vocabulary.ts';
import type { RiskMeasure } from '../../../../core/contract/risk.ts';
import { Icon } from '../../../ui/icon.tsx';

/** As many as the API takes. */
const MOST_MEASURES = 30;

/** What is done against the risk, and by which body. */
export function MeasuresField(props: {
  measures: readonly RiskMeasure[];
  onChange: (measures: RiskMeasure[]) => void;
}) {
  const { t } = useTranslation();
  const { measures, onChange } = props;
  const change = (at: number, patch: Partial<RiskMeasure>) =>
    onChange(measures.map((one, i) => (i === at ? { ...one, ...patch } : one)));
  return (
    <fieldset className="field">
      <legend>{t('risk.form.measures')}</legend>
      {measures.map(({ text, organisation }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: measures have no other name
        <div key={at} className="measure-row">
          <input
            aria-label={`${t('risk.form.measure')} ${at + 1}`}
            maxLength={300}
            value={text}
            onChange={(event) => change(at, { text: event.target.value })}
          />
          <select
            aria-label={`${t('risk.form.organisation')} ${at + 1}`}
            value={organisation}
            onChange={(event) => change(at, { organisation: event.target.value as Organisation })}
          >
            {ORGANISATIONS.map((value) => (
              <option key={value} value={value}>
                {t(`organisation.${value}`)}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="icon-button small"
            aria-label={t('risk.form.removeMeasure')}
            title={t('risk.form.removeMeasure')}
            onClick={() => onChange(measures.filter((_, i) => i !== at))}
          >
            <Icon name="close" size={12} />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="button"
        disabled={measures.length >= MOST_MEASURES}
        onClick={() => onChange([...measures, { text: '', organisation: 'police_station' }])}
      >
        <Icon name="plus" size={14} /> {t('risk.form.addMeasure')}
      </button>
    </fieldset>
  );
}
