import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, isActionOverdue } from '../../../../core/case/due.ts';
import { caseRefusal } from '../../../../core/case/transitions.ts';
import {
  JOINT_KINDS,
  type JointKind,
  ORGANISATIONS,
  type Organisation,
} from '../../../../core/case/vocabulary.ts';
import type { Case, CaseAction } from '../../../../core/contract/case.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { useAddAction, useEndAction } from '../../../api/cases.ts';
import { useSession } from '../../../api/session.ts';
import { useIsLive } from '../../../live/use-live.ts';
import { dueText } from '../../../ui/file-words.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOnceKey } from '../../../ui/once-key.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { noteMasked } from '../incident/masked-note.tsx';
import { useToday } from '../use-watch.ts';
import { AskForm, ChoiceField, DayField, TextField } from './act-buttons.tsx';

const USUAL_DAYS = 7;

/** What partners do in a case, until when, and what came of it; and a line to add more. */
export function JointActions({ file }: { file: Case }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const isLive = useIsLive();
  const [adding, setAdding] = useState(false);
  const mayEdit = mayDo(account.role, 'edit_case') && isLive;
  const mayAdd = mayEdit && !caseRefusal(file.properties, 'add_action', account);
  const { actions } = file.properties;
  return (
    <section className="inspector-section">
      <h3>{t('case.actions.title')}</h3>
      {actions.length === 0 ? <p className="muted">{t('case.actions.empty')}</p> : null}
      <ul className="joint-actions">
        {actions.map((action) => (
          <Action key={action.id} file={file} action={action} mayEnd={mayAdd} />
        ))}
      </ul>
      {mayAdd && !adding ? (
        <button type="button" className="button" onClick={() => setAdding(true)}>
          <Icon name="plus" size={14} /> {t('case.actions.add')}
        </button>
      ) : null}
      {mayAdd && adding ? <AddForm file={file} onDone={() => setAdding(false)} /> : null}
    </section>
  );
}

function Action(props: { file: Case; action: CaseAction; mayEnd: boolean }) {
  const { t } = useTranslation();
  const today = useToday();
  const end = useEndAction();
  const [asking, setAsking] = useState<'done' | 'dropped' | null>(null);
  const [result, setResult] = useState('');
  const { file, action } = props;
  const { kind, partner, text, dueOn, state } = action;
  const isLate = isActionOverdue(action, today);
  const submit = () => {
    if (!asking) return;
    const written = result.trim();
    end.mutate(
      { file, actionId: action.id, end: { state: asking, result: written } },
      {
        onSuccess: ({ id, properties }) => {
          const kept = properties.actions.find((one) => one.id === action.id)?.result ?? written;
          noteMasked(id, written, kept);
          setAsking(null);
        },
      },
    );
  };
  return (
    <li className={state}>
      <p>
        <b>
          {t(`case.joint.${kind}`)} · {t(`organisation.${partner}`)}
        </b>{' '}
        <span className={isLate ? 'tone-warn' : 'muted'}>
          {state === 'open'
            ? `${t('case.dueOn', { day: dueOn })} · ${dueText(t, dueOn, today)}`
            : t(`case.jointState.${state}`)}
        </span>
      </p>
      <p>{text}</p>
      {action.result ? <p className="muted">{action.result}</p> : null}
      {props.mayEnd && state === 'open' && !asking ? (
        <div className="button-row">
          <button type="button" className="button" onClick={() => setAsking('done')}>
            {t('case.actions.done')}
          </button>
          <button type="button" className="button quiet" onClick={() => setAsking('dropped')}>
            {t('case.actions.drop')}
          </button>
        </div>
      ) : null}
      {asking ? (
        <AskForm
          title={t(asking === 'done' ? 'case.actions.done' : 'case.actions.drop')}
          ready={result.trim() !== ''}
          busy={end.isPending}
          onSubmit={submit}
          onCancel={() => setAsking(null)}
        >
          <TextField label={t('case.form.result')} value={result} onChange={setResult} required isFirst />
        </AskForm>
      ) : null}
      <ProblemNote error={end.error} />
    </li>
  );
}

function AddForm({ file, onDone }: { file: Case; onDone: () => void }) {
  const { t } = useTranslation();
  const today = useToday();
  const add = useAddAction();
  const keyOf = useOnceKey();
  const [kind, setKind] = useState<JointKind | ''>('');
  const [partner, setPartner] = useState<Organisation | ''>('');
  const [text, setText] = useState('');
  const [dueOn, setDueOn] = useState(addDays(today, USUAL_DAYS));
  const submit = () => {
    if (!kind || !partner) return;
    const input = { kind, partner, text: text.trim(), dueOn };
    add.mutate(
      { file, input, key: keyOf({ id: file.id, input }) },
      {
        onSuccess: ({ id, properties }) => {
          noteMasked(id, input.text, properties.actions.at(-1)?.text ?? input.text);
          onDone();
        },
      },
    );
  };
  return (
    <>
      <AskForm
        title={t('case.actions.add')}
        ready={!!kind && !!partner && text.trim() !== '' && dueOn !== ''}
        busy={add.isPending}
        onSubmit={submit}
        onCancel={onDone}
      >
        <ChoiceField
          label={t('case.actions.kind')}
          value={kind}
          values={JOINT_KINDS}
          word={(value) => t(`case.jointLong.${value}`)}
          onChange={setKind}
        />
        <ChoiceField
          label={t('case.actions.partner')}
          value={partner}
          values={ORGANISATIONS}
          word={(value) => t(`organisation.${value}`)}
          onChange={setPartner}
        />
        <TextField
          label={t('case.actions.text')}
          value={text}
          onChange={setText}
          required
          isFirst
          placeholder={t('case.form.reasonHint')}
        />
        <DayField label={t('case.actions.dueOn')} value={dueOn} min={today} required onChange={setDueOn} />
      </AskForm>
      <ProblemNote error={add.error} />
    </>
  );
}
