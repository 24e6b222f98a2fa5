import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { SPLITS } from '../../../../core/columns/split.ts';
import { useView } from '../../../state/view.ts';
import { enterSplit, leaveSplit } from './enter-split.ts';
import { splitOf } from './split-state.ts';

/** Into which parts the picture is split, if into any. */
export function SplitChoice() {
  const { t } = useTranslation();
  const by = useView(splitOf);
  const id = useId();
  return (
    <p className="dense-field">
      <label htmlFor={id}>{t('split.label')}</label>
      <select
        id={id}
        value={by ?? ''}
        onChange={({ target }) => {
          const next = SPLITS.find((one) => one === target.value);
          if (next) enterSplit(next, by !== null);
          else leaveSplit();
        }}
      >
        <option value="">{t('split.whole')}</option>
        {SPLITS.map((one) => (
          <option key={one} value={one}>
            {t(`split.by.${one}`)}
          </option>
        ))}
      </select>
    </p>
  );
}
