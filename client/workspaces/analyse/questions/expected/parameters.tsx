import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { AREA_SHARES } from '../../../../../core/hotspot/expectation.ts';
import { Segmented } from '../../../../ui/segmented.tsx';
import { MetresField } from '../../cells/cells-fields.tsx';
import { HORIZONS, SHIFT_CHOICES, TEST_WEEKS, useExpectedChoice } from './expected-choice.ts';

/** What can be chosen of a forecast: for when, which shift, how much ground, cells, how long it is tested. */
export function Parameters() {
  const { t } = useTranslation();
  const choice = useExpectedChoice();
  const { days, shift, share, weeks, set } = choice;
  const ids = { shift: useId(), weeks: useId() };
  return (
    <div className="analyse-fields">
      <div className="analyse-field">
        <span>{t('expected.horizon')}</span>
        <Segmented
          label={t('expected.horizon')}
          value={String(days) as (typeof HORIZONS)[number]}
          onChange={set.days}
          choices={HORIZONS.map((value) => ({ value, label: t(`expected.horizons.d${value}`) }))}
        />
      </div>
      <div className="analyse-field">
        <label htmlFor={ids.shift}>{t('expected.shift')}</label>
        <select
          id={ids.shift}
          value={shift}
          onChange={({ target }) => set.shift(SHIFT_CHOICES.find((one) => one === target.value) ?? 'all')}
        >
          {SHIFT_CHOICES.map((value) => (
            <option key={value} value={value}>
              {value === 'all' ? t('expected.allShifts') : t(`shift.${value}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="analyse-field">
        <span>{t('expected.share')}</span>
        <Segmented
          label={t('expected.share')}
          value={String(share)}
          onChange={(value) => set.share(AREA_SHARES.find((one) => String(one) === value) ?? 1)}
          choices={AREA_SHARES.map((value) => ({ value: String(value), label: `${value}%` }))}
        />
      </div>
      <MetresField choice={choice} />
      <div className="analyse-field">
        <label htmlFor={ids.weeks}>{t('expected.weeks')}</label>
        <select id={ids.weeks} value={weeks} onChange={({ target }) => set.weeks(Number(target.value))}>
          {[...new Set([...TEST_WEEKS, weeks])].map((value) => (
            <option key={value} value={value}>
              {t('expected.weekCount', { n: value })}
            </option>
          ))}
        </select>
      </div>
      <p className="muted">{t('expected.sourceNote')}</p>
    </div>
  );
}
