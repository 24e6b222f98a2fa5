import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, DUE_DAYS, levelBeside } from '../../../../core/case/due.ts';
import { ACTS_IN, caseRefusal } from '../../../../core/case/transitions.ts';
import {
  CASE_EVALUATIONS,
  CASE_OUTCOMES,
  type CaseAct,
  type CaseEvaluation,
  type CaseOutcome,
  ORGANISATIONS,
  type Organisation,
} from '../../../../core/case/vocabulary.ts';
import type { Case } from '../../../../core/contract/case.ts';
import { afterWrite } from '../../../api/after-write.ts';
import { useCaseStep } from '../../../api/cases.ts';
import { useSession } from '../../../api/session.ts';
import { openCaseDraft } from '../../../ui/draft.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { noteMasked } from '../incident/masked-note.tsx';
import { useToday } from '../use-watch.ts';
import { ActButtons, AskForm, ChoiceField, DayField, type Offer, TextField } from './act-buttons.tsx';
import './cases.css';

/** Joint actions have their own place. */
const ELSEWHERE: readonly CaseAct[] = ['add_action', 'end_action'];
const MAIN: readonly CaseAct[] = ['evaluate', 'close'];

/** Every step that may follow for a case, each asking for its reason; those that can not be taken yet say why. */
export function CaseActions({ file }: { file: Case }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const step = useCaseStep();
  const [asking, setAsking] = useState<CaseAct | null>(null);
  const acts = ACTS_IN[file.properties.status].filter((act) => !ELSEWHERE.includes(act));
  const offers = acts.map(
    (act): Offer<CaseAct> => ({
      act,
      word: t(`case.act.${act}`),
      why: caseRefusal(file.properties, act, account),
      isMain: MAIN.includes(act),
    }),
  );
  const ask = (act: CaseAct) => {
    if (act === 'edit') openCaseDraft(file);
    else setAsking(act === asking ? null : act);
  };
  const send = (act: CaseAct, json: { reason: string }) =>
    afterWrite(step.mutateAsync({ file, act, json }), (after) => {
      noteMasked(file.id, json.reason, after.properties.lastReason);
      setAsking(null);
    });
  return (
    <div className="actions">
      <ActButtons offers={offers} asking={asking} busy={step.isPending} onAsk={ask} />
      {asking && acts.includes(asking) ? (
        <StepForm
          key={asking}
          file={file}
          act={asking}
          busy={step.isPending}
          onSubmit={(json) => send(asking, json)}
          onCancel={() => setAsking(null)}
        />
      ) : null}
      <ProblemNote error={step.error} />
    </div>
  );
}

/** What a step asks for: the level, the day, an organisation, a judgement; always a reason, which only closing may leave out. */
function StepForm(props: {
  file: Case;
  act: CaseAct;
  busy: boolean;
  onSubmit: (json: { reason: string }) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const { file, act } = props;
  const today = useToday();
  const [reason, setReason] = useState('');
  const [dueOn, setDueOn] = useState('');
  const [owner, setOwner] = useState<Organisation | ''>('');
  const [evaluation, setEvaluation] = useState<CaseEvaluation | ''>('');
  const [outcome, setOutcome] = useState<CaseOutcome | ''>('');
  const level = levelAfter(file, act);
  const asked = {
    ...(level && dueOn ? { dueOn } : {}),
    ...(act === 'extend' ? { dueOn } : {}),
    ...(act === 'transfer' ? { owner } : {}),
    ...(act === 'evaluate' ? { evaluation } : {}),
    ...(act === 'close' ? { outcome } : {}),
  };
  const ready = (act === 'close' || reason.trim() !== '') && !Object.values(asked).includes('');
  return (
    <AskForm
      title={t(`case.act.${act}`)}
      ready={ready}
      busy={props.busy}
      onSubmit={() => props.onSubmit({ ...asked, reason: reason.trim() })}
      onCancel={props.onCancel}
    >
      {act === 'evaluate' ? (
        <ChoiceField
          label={t('case.form.evaluation')}
          value={evaluation}
          values={CASE_EVALUATIONS}
          word={(value) => t(`case.evaluation.${value}`)}
          onChange={setEvaluation}
        />
      ) : null}
      {act === 'close' ? (
        <ChoiceField
          label={t('case.form.outcome')}
          value={outcome}
          values={CASE_OUTCOMES}
          word={(value) => t(`case.outcome.${value}`)}
          onChange={setOutcome}
        />
      ) : null}
      {act === 'transfer' ? (
        <ChoiceField
          label={t('case.form.newOwner')}
          value={owner}
          values={ORGANISATIONS.filter((one) => one !== file.properties.owner)}
          word={(value) => t(`organisation.${value}`)}
          onChange={setOwner}
        />
      ) : null}
      {level ? (
        <p className="muted">
          {t('case.toLevel', { level: t(`levelLong.${level}`) })} ·{' '}
          {t('case.form.usualDue', { days: DUE_DAYS[level], day: addDays(today, DUE_DAYS[level]) })}
        </p>
      ) : null}
      <TextField
        label={t(act === 'note' ? 'case.form.note' : 'case.form.reason')}
        value={reason}
        onChange={setReason}
        required={act !== 'close'}
        isFirst
        placeholder={t('case.form.reasonHint')}
      />
      {level ? <DayField label={t('case.form.dueOn')} value={dueOn} min={today} onChange={setDueOn} /> : null}
      {act === 'extend' ? (
        <DayField
          label={t('case.form.newDue')}
          value={dueOn}
          min={addDays(file.properties.dueOn > today ? file.properties.dueOn : addDays(today, -1), 1)}
          required
          onChange={setDueOn}
        />
      ) : null}
    </AskForm>
  );
}

/** The level that holds the case after an act that sets a new day. */
function levelAfter({ properties: { heldBy } }: Case, act: CaseAct) {
  if (act === 'escalate') return levelBeside(heldBy, 1);
  if (act === 'return') return levelBeside(heldBy, -1);
  return act === 'reopen' ? heldBy : undefined;
}
