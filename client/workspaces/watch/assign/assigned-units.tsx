import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OpenAssignment } from '../../../../core/contract/assignment.ts';
import type { Incident } from '../../../../core/contract/incident.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { isOpenAssignment, waitedSeconds } from '../../../../core/incident/assignment.ts';
import { useAcknowledgeSeconds } from '../../../api/alarm-rules.ts';
import { assignmentsQuery, useAssignmentStep } from '../../../api/assignments.ts';
import { useSession } from '../../../api/session.ts';
import { useIsLive, useLive, useServerNow } from '../../../live/use-live.ts';
import { select } from '../../../state/selection.ts';
import { formatAge, formatTime } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { actsOf } from './acts-of.ts';

/** The units of an incident, each with its own steps and their times; what can be said for it by radio; and those that are gone. */
export function AssignedUnits({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const isLive = useIsLive();
  const { account } = useSession();
  const { assignments = [], version } = incident.properties;
  const { data } = useQuery({ ...assignmentsQuery(incident.id, version), enabled: isLive });
  const step = useAssignmentStep(incident.id);
  const mayAct = isLive && mayDo(account.role, 'edit_incident');
  const told = (isLive && data?.items) || [];
  const over = told.filter((one) => one.incidentId === incident.id && !isOpenAssignment(one));
  if (assignments.length + over.length === 0) return null;
  return (
    <section className="assigned" aria-label={t('dispatch.units')}>
      <h3 className="panel-title">
        {t('dispatch.units')} <span>{assignments.length}</span>
      </h3>
      <ul>
        {assignments.map((assignment) => (
          <AssignedUnit
            key={assignment.id}
            assignment={assignment}
            isLead={assignments.length > 1 && assignment.unitId === incident.properties.unitId}
            busy={step.isPending}
            onStep={mayAct ? (act) => step.mutate({ id: assignment.id, step: act }) : undefined}
          />
        ))}
        {over.reverse().map((assignment) => (
          <AssignedUnit key={assignment.id} assignment={assignment} isLead={false} busy={false} />
        ))}
      </ul>
      <ProblemNote error={step.error} />
    </section>
  );
}

function AssignedUnit(props: {
  assignment: OpenAssignment;
  isLead: boolean;
  busy: boolean;
  onStep?: ((step: ReturnType<typeof actsOf>[number]['step']) => void) | undefined;
}) {
  const { t } = useTranslation();
  const name = useName();
  const now = useServerNow(1000);
  const { assignment, isLead, busy, onStep } = props;
  const unit = useLive('units').get(assignment.unitId)?.properties;
  const isOpen = isOpenAssignment(assignment);
  const waited = waitedSeconds(assignment, now);
  const acknowledgeSeconds = useAcknowledgeSeconds();
  const reason = assignment.steps.at(-1)?.reason;
  const code = unit?.code ?? '';
  return (
    <li className={isOpen ? '' : 'over'}>
      <button type="button" className="link-button" onClick={() => select('units', assignment.unitId)}>
        {unit ? name(unit) : t('app.unknown')}{' '}
        <span className="muted">{isLead ? `${code} · ${t('dispatch.lead')}` : code}</span>
      </button>
      <b className={assignment.state === 'declined' ? 'tone-warn' : undefined}>
        {t(`assignmentState.${assignment.state}`)}
      </b>
      {waited === null ? null : (
        <small className={waited >= acknowledgeSeconds ? 'tone-warn' : 'muted'}>
          {t('dispatch.unanswered', { age: formatAge(waited * 1000) })}
        </small>
      )}
      <ol>
        {assignment.steps.map(({ state, doneAt, receivedAt }) => (
          <li key={state}>
            {t(`assignmentState.${state}`)} <time>{formatTime(Date.parse(doneAt), now)}</time>
            {Date.parse(receivedAt) - Date.parse(doneAt) > LATE_MS ? (
              <span className="muted">
                {' '}
                {t('dispatch.heardAt', { time: formatTime(Date.parse(receivedAt), now) })}
              </span>
            ) : null}
          </li>
        ))}
      </ol>
      {reason ? <p className="tone-warn">{t('dispatch.because', { reason })}</p> : null}
      {isOpen && onStep ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form of its own
        <div className="button-row" role="group" aria-label={code}>
          {actsOf(assignment, now).map(({ step, leftSeconds }) => (
            <button key={step} type="button" className="button" disabled={busy} onClick={() => onStep(step)}>
              {leftSeconds === null ? t(`dispatch.step.${step}`) : t('dispatch.undo', { n: leftSeconds })}
            </button>
          ))}
        </div>
      ) : null}
    </li>
  );
}

/** What was heard within this time was heard when it was done. */
const LATE_MS = 15_000;
