import { useTranslation } from 'react-i18next';
import { Icon } from '../../../../ui/icon.tsx';
import { exceptionOn } from './save-duty.ts';
import type { DutyConflict } from './use-save-duty.ts';

/** What somebody else made of the same day meanwhile, and which shall stand. */
export function DutyConflictNote(props: {
  conflict: DutyConflict | null;
  onMine: () => void;
  onTheirs: () => void;
}) {
  const { t } = useTranslation();
  if (!props.conflict) return null;
  const { theirs, change } = props.conflict;
  const name = (duty: ReturnType<typeof exceptionOn>) =>
    duty === null ? t('duty.pattern') : t(`duty.name.${duty}`);
  return (
    <div className="problem" role="alert">
      <Icon name="warning" />
      <div>
        <p>
          {t('duty.conflict', {
            code: theirs.properties.code,
            day: change.day,
            theirs: name(exceptionOn(theirs, change.day)),
            mine: name(change.duty),
          })}
        </p>
        <div className="button-row">
          <button type="button" className="button" onClick={props.onTheirs}>
            {t('duty.takeTheirs')}
          </button>
          <button type="button" className="button" onClick={props.onMine}>
            {t('duty.keepMine')}
          </button>
        </div>
      </div>
    </div>
  );
}
