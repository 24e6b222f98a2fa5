import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../../core/contract/draft.ts';
import { EDIT_LEVELS, type EditLevel } from '../../../../core/plan/draft-vocabulary.ts';
import { createDraft } from '../../../api/drafts.ts';
import { plansQuery } from '../../../api/plans.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { FormHead } from '../../../ui/form-head.tsx';
import { formatDay } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { useOnceKey } from '../../../ui/once-key.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { focusFirst, submitBy } from '../../../ui/submit.ts';
import { openDraft } from '../open-draft.ts';

const LONGEST_NAME = 120;
const LONGEST_NOTE = 500;

/** Begins a draft from the plan in force, an earlier one, or another draft. */
export function NewDraft({ drafts, onEnd }: { drafts: readonly Draft[]; onEnd: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const [fromId, setFromId] = useState('');
  const [editLevel, setLevel] = useState<EditLevel>('grid');
  const onceKey = useOnceKey();
  const begin = useMutation({
    mutationFn: (input: Parameters<typeof createDraft>[0]) => createDraft(input, onceKey(input)),
    onSuccess: (draft) => openDraft(draft.id),
  });
  const source = drafts.find((draft) => draft.id === fromId);
  const isReady = name.trim() !== '' && !begin.isPending;
  const submit = () => {
    if (!isReady) return;
    const level = source ? {} : { editLevel };
    begin.mutate({ name: name.trim(), note: note.trim(), ...level, ...(fromId ? { fromId } : {}) });
  };
  useKeys({ Escape: onEnd });
  return (
    <form className="plan-form" {...submitBy(submit)} aria-label={t('plan.new.title')}>
      <FormHead title={t('plan.new.title')} onBack={onEnd} />
      <label className="field" htmlFor={`${id}-name`}>
        {t('plan.new.name')}
        <input
          id={`${id}-name`}
          ref={focusFirst}
          value={name}
          maxLength={LONGEST_NAME}
          required
          placeholder={t('plan.new.example')}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label className="field" htmlFor={`${id}-from`}>
        {t('plan.new.from')}
        <FromChoice id={`${id}-from`} value={fromId} drafts={drafts} onChange={setFromId} />
      </label>
      <label className="field" htmlFor={`${id}-level`}>
        {t('plan.new.level')}
        <select
          id={`${id}-level`}
          value={source?.editLevel ?? editLevel}
          disabled={source !== undefined}
          onChange={({ target }) => setLevel(target.value as EditLevel)}
        >
          {EDIT_LEVELS.map((level) => (
            <option key={level} value={level}>
              {t(`plan.level.${level}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field" htmlFor={`${id}-note`}>
        {t('plan.new.note')}
        <textarea
          id={`${id}-note`}
          rows={3}
          value={note}
          maxLength={LONGEST_NOTE}
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
      <ProblemNote error={begin.error} />
      <FormEnd submit={t('plan.new.begin')} ready={isReady} onCancel={onEnd} />
    </form>
  );
}

function FromChoice(props: {
  id: string;
  value: string;
  drafts: readonly Draft[];
  onChange: (id: string) => void;
}) {
  const { t } = useTranslation();
  const { data: plans } = useQuery(plansQuery);
  const earlier = plans?.filter(({ isInForce }) => !isInForce).toReversed() ?? [];
  const inForce = plans?.find(({ isInForce }) => isInForce);
  return (
    <select id={props.id} value={props.value} onChange={({ target }) => props.onChange(target.value)}>
      <option value="">
        {t('plan.new.inForce')}
        {inForce ? ` · ${inForce.name}` : ''}
      </option>
      {earlier.length > 0 ? (
        <optgroup label={t('plan.new.earlier')}>
          {earlier.map(({ id, name, effectiveFrom }) => (
            <option key={id} value={id}>
              {name} · {formatDay(Date.parse(effectiveFrom))}
            </option>
          ))}
        </optgroup>
      ) : null}
      {props.drafts.length > 0 ? (
        <optgroup label={t('plan.drafts')}>
          {props.drafts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
      ) : null}
    </select>
  );
}
