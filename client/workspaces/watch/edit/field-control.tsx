import { useTranslation } from 'react-i18next';
import type { Hours } from '../../../../core/contract/hours.ts';
import type { LiveNoun } from '../../../../core/contract/live.ts';
import { HoursField } from '../../../ui/hours-field.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { ToggleChips } from '../../../ui/toggle-chips.tsx';
import { sayValue } from '../say-change.ts';
import type { EditField } from './edit-fields.ts';

const MOST_SIDE_BY_SIDE = 4;

interface Props {
  noun: LiveNoun;
  field: EditField;
  /** The value as text. */
  value: string;
  label: string;
  id?: string;
  /** Id of what says why the value can not be. */
  describedBy?: string | undefined;
  disabled?: boolean;
  onChange: (value: string) => void;
}

/** Whether the control is a group, which has its own name. */
export function isSideBySide(field: EditField): boolean {
  if (field.kind === 'choice') return field.values.length <= MOST_SIDE_BY_SIDE;
  return field.kind === 'flag' || field.kind === 'hours' || field.kind === 'set';
}

/** The control for one field: radio buttons side by side, a list, spans of the week, a number, a day or a text. */
export function FieldControl(props: Props) {
  const { t } = useTranslation();
  const { noun, field, value, id, describedBy, disabled, onChange } = props;
  if (field.kind === 'choice' || field.kind === 'flag') {
    const values = field.kind === 'flag' ? ['true', 'false'] : field.values.map(String);
    const choices = values.map((one) => ({
      value: one,
      label: sayValue(t, noun, field.name, field.kind === 'flag' ? one === 'true' : one),
    }));
    if (isSideBySide(field))
      return <Segmented label={props.label} value={value} choices={choices} onChange={onChange} />;
    return (
      <select id={id} value={value} disabled={disabled} onChange={(event) => onChange(event.target.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    );
  }
  if (field.kind === 'set')
    return (
      <ToggleChips
        label={props.label}
        values={field.values}
        chosen={JSON.parse(value) as string[]}
        onChange={(chosen) => onChange(JSON.stringify(chosen))}
        name={(one) => sayValue(t, noun, field.name, [one])}
      />
    );
  if (field.kind === 'hours')
    return (
      <HoursField
        label={props.label}
        empty={t('edit.noHours')}
        hours={JSON.parse(value) as Hours | null}
        onChange={(hours) => onChange(JSON.stringify(hours))}
      />
    );
  return (
    <input
      id={id}
      type={field.kind === 'whole' ? 'number' : field.kind === 'day' ? 'date' : 'text'}
      {...(field.kind === 'whole' ? { min: field.minimum, max: field.maximum, step: 1 } : {})}
      value={value}
      disabled={disabled}
      aria-invalid={describedBy !== undefined}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
