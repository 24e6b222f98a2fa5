import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, DUE_DAYS } from '../../../../core/case/due.ts';
import { levelsToOpen } from '../../../../core/case/transitions.ts';
import { ORGANISATIONS, type Organisation } from '../../../../core/case/vocabulary.ts';
import type { HoldingLevel } from '../../../../core/incident/deadlines.ts';
import { useOpenCase } from '../../../api/cases.ts';
import { useSession } from '../../../api/session.ts';
import { select } from '../../../state/selection.ts';
import { closeDraft, useDraft } from '../../../ui/draft.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { FormHead } from '../../../ui/form-head.tsx';
import { useOnceKey } from '../../../ui/once-key.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { submitBy } from '../../../ui/submit.ts';
import { noteMasked } from '../incident/masked-note.tsx';
import { useToday } from '../use-watch.ts';
import { ChoiceField, DayField } from './act-buttons.tsx';
import type { CaseWords } from './case-edit.ts';
import { CaseFields } from './case-fields.tsx';
import './cases.css';

/** Opens a case: what it is, where, how grave, who answers for it and until when. Ctrl+Enter in any field opens it. */
export function NewCase() {
  const { t } = useTranslation();
  const { account } = useSession();
  const { point } = useDraft();
  const today = useToday();
  const create = useOpenCase();
  const keyOf = useOnceKey();
  const [own, setOwn] = useState<CaseWords>({ kind: 'dispute', grade: 3, nameZh: '', text: '' });
  const [owner, setOwner] = useState<Organisation>('community_committee');
  const [heldBy, setHeldBy] = useState<HoldingLevel>('community');
  const [dueOn, setDueOn] = useState('');
  const ready = point !== null && own.nameZh.trim() !== '' && !create.isPending;
  const submit = () => {
    if (!point || !ready) return;
    const input = {
      geometry: { type: 'Point' as const, coordinates: [point.lng, point.lat] as [number, number] },
      properties: {
        ...own,
        nameZh: own.nameZh.trim(),
        text: own.text.trim(),
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
        <CaseFields own={own} set={(change) => setOwn({ ...own, ...change })} />
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
