import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveNoun, LiveNouns } from '../../../../core/contract/live.ts';
import { useSession } from '../../../api/session.ts';
import { Icon } from '../../../ui/icon.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { EditConflict } from './edit-conflict.tsx';
import { type EditField, editableFields, readField, writeField } from './edit-fields.ts';
import { EditForm } from './edit-form.tsx';
import { FieldControl, isSideBySide } from './field-control.tsx';
import { fieldOf } from './save-edit.ts';
import { type Edit, useEdit } from './use-edit.ts';

type Thing = LiveNouns[LiveNoun];

/** What this account may change of a thing: its state by one press, the rest in a form. Nothing where it may change nothing. */
export function EditThing({ noun, thing }: { noun: LiveNoun; thing: Thing }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const [isOpen, setOpen] = useState(false);
  const edit = useEdit(noun, () => setOpen(false));
  const fields = editableFields(noun, account.role);
  const rest = fields.filter(({ isQuick }) => !isQuick);
  if (fields.length === 0) return null;
  return (
    <div className="actions">
      {fields
        .filter(({ isQuick }) => isQuick)
        .map((field) => (
          <QuickField key={field.name} noun={noun} thing={thing} field={field} edit={edit} />
        ))}
      {isOpen ? (
        <EditForm noun={noun} thing={thing} fields={rest} edit={edit} onClose={() => setOpen(false)} />
      ) : rest.length > 0 ? (
        <button type="button" className="button" onClick={() => setOpen(true)}>
          <Icon name="edit" size={13} /> {t('edit.open')}
        </button>
      ) : null}
      <EditConflict noun={noun} edit={edit} />
      <ProblemNote error={edit.error} />
    </div>
  );
}

function QuickField(props: { noun: LiveNoun; thing: Thing; field: EditField; edit: Edit }) {
  const { t } = useTranslation();
  const { noun, thing, field, edit } = props;
  const label = t(`field.${field.name}` as 'field.name');
  const set = (text: string) => {
    const read = readField(field, text);
    if ('value' in read) edit.save(thing, { [field.name]: read.value });
  };
  const control = (
    <FieldControl
      noun={noun}
      field={field}
      value={writeField(field, fieldOf(thing, field.name))}
      label={label}
      disabled={edit.isPending}
      onChange={set}
    />
  );
  if (isSideBySide(field)) return control;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
    <label className="inline-field">
      {label}
      {control}
    </label>
  );
}
