import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, DUE_DAYS } from '../../../../core/case/due.ts';
import { levelsToOpen } from '../../../../core/case/transitions.ts';
import {
  CASE_GRADES,
  CASE_KINDS,
  type CaseKind,
  ORGANISATIONS,
  type Organisation,
} from '../../../../core/case/vocabulary.ts';
import type { HoldingLevel } from '../../../../core/incident/deadlines.ts';
import { useOpenCase } from '../../../api/cases.ts';
import { useSession } from '../../../api/session.ts';
import { select } from '../../../state/selection.ts';
import { closeDraft, useDraft } from '../../../ui/draft.ts';
import { caseGradeKey } from '../../../ui/file-words.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { FormHead } from '../../../ui/form-head.tsx';
import { useOnceKey } from '../../../ui/once-key.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { focusFirst, submitBy } from '../../../ui/submit.ts';
import { noteMasked } from '../incident/masked-note.tsx';
import { PlaceField } from '../incident/place-field.tsx';
import { useToday } from '../use-watch.ts';
import { ChoiceField, DayField, TextField } from './act-buttons.tsx';
import './cases.css';

/** Opens a case: what it is, where, how grave, who answers for it and until when. Ctrl+Enter in any field opens it. */
export function NewCase() {
  const { t } = useTranslation();
  const { account } = useSession();
  const { point } = useDraft();
  const today = useToday();
  const create = useOpenCase();
  const keyOf = useOnceKey();
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const [kind, setKind] = useState<CaseKind>('dispute');
  const [grade, setGrade] = useState('3');
  const [owner, setOwner] = useState<Organisation>('community_committee');
  const [heldBy, setHeldBy] = useState<HoldingLevel>('community');
  const [dueOn, setDueOn] = useState('');
  const ready = point !== null && name.trim() !== '' && !create.isPending;
  const submit = () => {
    if (!point || !ready) return;
    const input = {
      geometry: { type: 'Point' as const, coordinates: [point.lng, point.lat] as [number, number] },
      properties: {
        kind,
        grade: Number(grade),
        nameZh: name.trim(),
        text: text.trim(),
        owner,
        heldBy,
        ...(dueOn ? { dueOn } : {}),
      },
    };
    create.mutate(
      { input, key: keyOf(input) },
      {
        onSuccess: ({ id, properties }) => {
          const written = input.properties.nameZh + input.properties.text;
          noteMasked(id, written, properties.nameZh + properties.text);
          closeDraft();
          select('cases', id);
        },
      },
    );
  };
  return (
    <form className="inspector draft" aria-label={t('case.form.title')} {...submitBy(submit)}>
      <FormHead title={t('case.form.title')} onBack={closeDraft} />
      <div className="inspector-body fields">
        <div className="field">
          <span>{t('case.fact.kind')}</span>
          <Segmented
            label={t('case.fact.kind')}
            value={kind}
            onChange={setKind}
            choices={CASE_KINDS.map((value) => ({ value, label: t(`case.kind.${value}`) }))}
          />
        </div>
        <label>
          {t('case.form.name')}
          <input
            ref={focusFirst}
            required
            maxLength={120}
            value={name}
            placeholder={t('case.form.nameHint')}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <PlaceField />
        <TextField label={t('case.form.text')} value={text} onChange={setText} maxLength={2000} />
        <div className="field">
          <span>{t('case.fact.grade')}</span>
          <Segmented
            label={t('case.fact.grade')}
            value={grade}
            onChange={setGrade}
            choices={CASE_GRADES.map((value) => ({ value: String(value), label: t(caseGradeKey(value)) }))}
          />
        </div>
        <ChoiceField
          label={t('case.fact.owner')}
          value={owner}
          values={ORGANISATIONS}
          word={(value) => t(`organisation.${value}`)}
          onChange={setOwner}
        />
        <ChoiceField
          label={t('case.form.level')}
          value={heldBy}
          values={levelsToOpen(account.scopeCode)}
          word={(value) => t(`levelLong.${value}`)}
          onChange={setHeldBy}
        />
        <p className="muted">
          {t('case.form.usualDue', { days: DUE_DAYS[heldBy], day: addDays(today, DUE_DAYS[heldBy]) })}
        </p>
        <DayField label={t('case.form.dueOn')} value={dueOn} min={today} onChange={setDueOn} />
        <p className="muted">{t('watch.new.privacy')}</p>
        <ProblemNote error={create.error} />
        <FormEnd submit={t('case.form.submit')} ready={ready} onCancel={closeDraft} />
      </div>
    </form>
  );
}
