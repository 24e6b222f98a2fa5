import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveNoun, LiveNouns } from '../../../../core/contract/live.ts';
import { reasonText } from '../../../ui/reason-text.ts';
import { sayValue } from '../say-change.ts';
import { type EditField, type FieldValue, readField, writeField } from './edit-fields.ts';
import { FieldControl, isSideBySide } from './field-control.tsx';
import { fieldOf, isSame } from './save-edit.ts';
import type { Edit } from './use-edit.ts';

type Thing = LiveNouns[LiveNoun];

/** The fields of a thing in a form. What was not touched follows what others do; what was is kept until it is saved. */
export function EditForm(props: {
  noun: LiveNoun;
  thing: Thing;
  fields: readonly EditField[];
  edit: Edit;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { noun, thing, fields, edit, onClose } = props;
  const [base] = useState(thing);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [isAsked, setAsked] = useState(false);
  const entries = fields.map((field) => {
    const touched = typed[field.name];
    return { field, text: touched ?? writeField(field, fieldOf(thing, field.name)), touched };
  });
  const changes = entries.filter(
    ({ field, touched }) =>
      touched !== undefined && touched.trim() !== writeField(field, fieldOf(thing, field.name)),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    const mine: Record<string, FieldValue> = {};
    for (const { field, text } of changes) {
      const read = readField(field, text);
      if ('because' in read) return;
      mine[field.name] = read.value;
    }
    edit.save(base, mine);
  };
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose();
  };
  return (
    <form className="edit-form" noValidate aria-label={t('edit.title')} onSubmit={submit} onKeyDown={close}>
      {entries.map(({ field, text, touched }) => (
        <FormField
          key={field.name}
          noun={noun}
          field={field}
          text={text}
          isAsked={isAsked && touched !== undefined}
          theirs={touched === undefined ? undefined : changedSince(base, thing, field.name)}
          onChange={(value) => setTyped((now) => ({ ...now, [field.name]: value }))}
        />
      ))}
      <div className="button-row">
        <button
          type="submit"
          className="button primary"
          disabled={changes.length === 0 || edit.isPending || edit.conflict !== null}
        >
          {t('app.save')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('app.cancel')}
        </button>
      </div>
    </form>
  );
}

/** What somebody else made of a field since the form was opened. */
function changedSince(base: Thing, now: Thing, name: string): FieldValue | undefined {
  const value = fieldOf(now, name);
  return isSame(value, fieldOf(base, name)) ? undefined : value;
}

function FormField(props: {
  noun: LiveNoun;
  field: EditField;
  text: string;
  isAsked: boolean;
  theirs: FieldValue | undefined;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const { noun, field, text, theirs } = props;
  const id = useId();
  const label = t(`field.${field.name}` as 'field.name');
  const read = readField(field, text);
  const wrong = props.isAsked && 'because' in read ? reasonText(t, read.because) : undefined;
  return (
    <div className="field">
      {field.kind === 'hours' ? null : isSideBySide(field) ? (
        <span aria-hidden>{label}</span>
      ) : (
        <label htmlFor={id}>{label}</label>
      )}
      <FieldControl
        noun={noun}
        field={field}
        value={text}
        label={label}
        id={id}
        describedBy={wrong ? `${id}-wrong` : undefined}
        onChange={props.onChange}
      />
      {wrong ? (
        <span id={`${id}-wrong`} className="tone-alert" role="alert">
          {wrong}
        </span>
      ) : null}
      {theirs === undefined ? null : (
        <span className="tone-warn">
          {t('edit.changedMeanwhile', { value: sayValue(t, noun, field.name, theirs) })}
        </span>
      )}
    </div>
  );
}
