import { useTranslation } from 'react-i18next';
import type { Case } from '../../../../core/contract/case.ts';
import type { Risk } from '../../../../core/contract/risk.ts';
import { changesOf } from '../history-changes.ts';
import { changeText } from '../say-change.ts';

/** One event of a case's history: what was done, what it led to, and why. */
export function CaseEvent({ before, after }: { before: unknown; after: unknown }) {
  const { t } = useTranslation();
  const p = (after as Case | null)?.properties;
  if (!p) return t('watch.history.delete');
  const earlier = (before as Case | null)?.properties;
  const ended = p.actions.find((one) =>
    earlier?.actions.some(({ id, state }) => id === one.id && state !== one.state),
  );
  const action =
    p.lastAct === 'add_action' ? p.actions.at(-1) : p.lastAct === 'end_action' ? ended : undefined;
  const about: Partial<Record<typeof p.lastAct, string>> = {
    open: `${t(`levelLong.${p.heldBy}`)} · ${t(`organisation.${p.owner}`)}`,
    escalate: `${t('case.toLevel', { level: t(`levelLong.${p.heldBy}`) })} · ${t('case.dueOn', { day: p.dueOn })}`,
    return: `${t('case.toLevel', { level: t(`levelLong.${p.heldBy}`) })} · ${t('case.dueOn', { day: p.dueOn })}`,
    reopen: t('case.dueOn', { day: p.dueOn }),
    extend: t('case.dueOn', { day: p.dueOn }),
    transfer: t(`organisation.${p.owner}`),
    evaluate: p.evaluation ? t(`case.evaluation.${p.evaluation}`) : '',
    close: p.outcome ? t(`case.outcome.${p.outcome}`) : '',
  };
  const joint = action && [
    `${t(`case.joint.${action.kind}`)} · ${t(`organisation.${action.partner}`)}`,
    p.lastAct === 'end_action'
      ? t(`case.jointState.${action.state}`)
      : t('case.dueOn', { day: action.dueOn }),
    p.lastAct === 'end_action' ? action.result : action.text,
  ];
  const changes = p.lastAct === 'edit' ? changesOf('cases', before, after) : [];
  const details = [
    about[p.lastAct],
    ...(joint ?? []),
    ...changes.map((change) => changeText(t, change)),
    p.lastReason,
  ];
  return <Told word={t(`case.act.${p.lastAct}`)} details={details} />;
}

/** The same of a risk file. */
export function RiskEvent({ before, after }: { before: unknown; after: unknown }) {
  const { t } = useTranslation();
  const p = (after as Risk | null)?.properties;
  if (!p) return t('watch.history.delete');
  const changes = p.lastAct === 'edit' ? changesOf('risks', before, after) : [];
  const details = [
    ['submit', 'sign_off', 'edit'].includes(p.lastAct) ? t(`risk.grade.${p.grade}`) : '',
    p.lastAct === 'evaluate' && p.result ? t(`risk.result.${p.result}`) : '',
    ...changes.map((change) => changeText(t, change)),
    p.lastReason,
  ];
  return <Told word={t(`risk.act.${p.lastAct}`)} details={details} />;
}

function Told({ word, details }: { word: string; details: readonly (string | undefined)[] }) {
  return (
    <>
      <b>{word}</b> {details.filter(Boolean).join(' · ')}
    </>
  );
}
