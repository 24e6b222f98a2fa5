import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../../../core/contract/case.ts';
import { useLive } from '../../../live/use-live.ts';
import { closeDraft, useDraft } from '../../../ui/draft.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { FormHead } from '../../../ui/form-head.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { submitBy } from '../../../ui/submit.ts';
import { EditConflict } from '../edit/edit-conflict.tsx';
import { useEdit } from '../edit/use-edit.ts';
import { noteMasked } from '../incident/masked-note.tsx';
import { sayValue } from '../say-change.ts';
import { type CaseWords, caseChanges } from './case-edit.ts';
import { CaseFields } from './case-fields.tsx';
import './cases.css';

const WORDS = ['kind', 'grade', 'nameZh', 'text'] as const;
const LABELS = {
  kind: 'case.fact.kind',
  grade: 'case.fact.grade',
  nameZh: 'case.form.name',
  nameEn: 'field.nameEn',
  text: 'case.form.text',
  geometry: 'casework.place',
} as const;

/**
 * Corrects what an open case says, or its place. What was not touched follows what others do; where they changed the same, one chooses.
 * Who answers for it and until when changes by acts with their reasons, not here.
 */
export function EditCase({ file }: { file: Case }) {
  const { t } = useTranslation();
  const { point } = useDraft();
  const [base] = useState(file);
  const [typed, setTyped] = useState<Partial<CaseWords>>({});
  const now = useLive('cases').get(file.id) ?? base;
  const edit = useEdit('cases', (saved) => {
    const after = (saved as Case).properties;
    noteMasked(file.id, `${typed.nameZh ?? ''}${typed.text ?? ''}`, after.nameZh + after.text);
    closeDraft();
  });
  const own = { ...now.properties, ...typed };
  const changes = caseChanges(base, { ...typed, point: point ?? undefined });
  const isWhole = own.nameZh.trim() !== '' && point !== null;
  const ready = isWhole && Object.keys(changes).length > 0 && !edit.isPending && !edit.conflict;
  const submit = () => {
    if (ready) edit.save(base, changes);
  };
  const theirs = WORDS.filter(
    (name) => typed[name] !== undefined && now.properties[name] !== base.properties[name],
  );
  return (
    <form className="inspector draft" aria-label={t('case.form.editTitle')} {...submitBy(submit)}>
      <FormHead title={t('case.form.editTitle')} onBack={closeDraft} />
      <div className="inspector-body fields">
        <CaseFields own={own} set={(change) => setTyped((before) => ({ ...before, ...change }))} />
        {theirs.map((name) => (
          <p key={name} className="tone-warn">
            {t(LABELS[name])}：{' '}
            {t('edit.changedMeanwhile', { value: sayValue(t, 'cases', name, now.properties[name]) })}
          </p>
        ))}
        <p className="muted">{t('case.form.byActs')}</p>
        <p className="muted">{t('watch.new.privacy')}</p>
        <EditConflict noun="cases" edit={edit} label={(name) => t(LABELS[name as keyof typeof LABELS])} />
        <ProblemNote error={edit.error} />
        <FormEnd submit={t('app.save')} ready={ready} onCancel={closeDraft} />
      </div>
    </form>
  );
}
