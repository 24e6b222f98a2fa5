import { useTranslation } from 'react-i18next';
import { Segmented } from '../../../../ui/segmented.tsx';
import { useCellsChoice } from '../../cells/cells-choice.ts';
import { CellsFields } from '../../cells/cells-fields.tsx';
import { STEP_DAYS, useChangingChoice } from './changing-choice.ts';

/** What can be chosen of the emerging hot spots: the length of a step, cells, neighbours, confidence. */
export function Parameters() {
  const { t } = useTranslation();
  const cells = useCellsChoice();
  const { stepDays, set } = useChangingChoice();
  return (
    <div className="analyse-fields">
      <div className="analyse-field">
        <span>{t('changing.step')}</span>
        <Segmented
          label={t('changing.step')}
          value={String(stepDays)}
          onChange={(value) => set.stepDays(Number(value))}
          choices={STEP_DAYS.map((days) => ({
            value: String(days),
            label: t('changing.stepDays', { n: days }),
          }))}
        />
      </div>
      <CellsFields choice={cells} />
    </div>
  );
}
