import { useTranslation } from 'react-i18next';
import type { Unit } from '../../../../../core/contract/unit.ts';
import type { Duty } from '../../../../../core/duty/vocabulary.ts';
import { exceptionOn } from './save-duty.ts';

/** What a cell can be set to and the keys that do it, the first one shown; null: as the pattern has it. */
export const DUTY_KEYS: readonly { duty: Duty | null; keys: readonly string[]; shown: string }[] = [
  { duty: 'night', keys: ['n'], shown: 'N' },
  { duty: 'day', keys: ['d'], shown: 'D' },
  { duty: 'evening', keys: ['e'], shown: 'E' },
  { duty: 'rest', keys: ['r'], shown: 'R' },
  { duty: 'training', keys: ['t'], shown: 'T' },
  { duty: 'reserve', keys: ['s'], shown: 'S' },
  { duty: null, keys: ['delete', 'backspace'], shown: 'Del' },
];

/** Sets the chosen cell; tells what the letters and tones of cells mean. */
export function DutyKeys(props: {
  unit: Unit | undefined;
  day: string;
  disabled: boolean;
  mayEdit: boolean;
  onSet: (duty: Duty | null) => void;
}) {
  const { t } = useTranslation();
  const { unit, day, disabled, mayEdit, onSet } = props;
  const set = unit && exceptionOn(unit, day);
  return (
    <fieldset className="duty-keys">
      <legend className="visually-hidden">{t('duty.set')}</legend>
      <b>{unit ? `${unit.properties.code} ${day.slice(5)}` : ''}</b>
      {DUTY_KEYS.map(({ duty, shown }) => (
        <button
          key={shown}
          type="button"
          className="duty-key"
          disabled={disabled || (duty === null && set === null)}
          aria-pressed={duty !== null && set === duty}
          onClick={() => onSet(duty)}
        >
          {duty === null ? null : <span data-duty={duty}>{t(`duty.letter.${duty}`)}</span>}
          {duty === null ? t('duty.pattern') : t(`duty.name.${duty}`)} <kbd>{shown}</kbd>
        </button>
      ))}
      {mayEdit ? null : <span className="muted">{t('duty.forbidden')}</span>}
    </fieldset>
  );
}
