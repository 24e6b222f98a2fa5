import { useTranslation } from 'react-i18next';
import type { Alarm } from '../../../../core/contract/alarm.ts';
import { priorityKey } from '../../../ui/words/graded.ts';

/** One event of an alarm's history: what was done, and what it led to. */
export function AlarmEvent({ after }: { after: unknown }) {
  const { t } = useTranslation();
  const p = (after as Alarm | null)?.properties;
  if (!p) return t('watch.history.delete');
  const isGraded = p.lastAct === 'raise' || p.lastAct === 'worsen' || p.lastAct === 'ease';
  const detail = [
    isGraded ? t(priorityKey(p.priority)) : '',
    p.lastAct === 'silence' ? '' : t(`alarm.state.${p.state}`),
    p.shelvedReason ?? p.outOfServiceReason ?? '',
  ];
  return (
    <>
      <b>{t(`alarm.act.${p.lastAct}`)}</b> {detail.filter(Boolean).join(' · ')}
    </>
  );
}
