import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../core/contract/incident.ts';
import { NEXT_STATUSES } from '../../../core/incident/transitions.ts';
import type { IncidentStatus } from '../../../core/vocabulary.ts';
import { usePatch } from '../../api/nouns.ts';
import { useLive } from '../../live/use-live.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { AssignUnit } from './assign-unit.tsx';

const NEEDS_UNIT: readonly IncidentStatus[] = ['assigned', 'en_route', 'on_scene'];

/** The two answers to a report that nobody has looked at, in the list itself. */
export function QuickActions({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const patch = usePatch('incidents');
  const to = (status: IncidentStatus) => patch.mutate({ feature: incident, properties: { status } });
  return (
    <div className="quick-actions">
      <button
        type="button"
        className="button alert"
        disabled={patch.isPending}
        onClick={() => to('verified')}
      >
        {t('watch.action.verified')} <kbd>V</kbd>
      </button>
      <button type="button" className="button" disabled={patch.isPending} onClick={() => to('false_alarm')}>
        {t('watch.action.false_alarm')} <kbd>X</kbd>
      </button>
      <ProblemNote error={patch.error} />
    </div>
  );
}

/** Every step that may follow; those that need a unit ask for one. */
export function IncidentActions({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const patch = usePatch('incidents');
  const units = useLive('units');
  const [assigning, setAssigning] = useState(false);
  const { status, unitId } = incident.properties;
  const unit = unitId ? units.get(unitId) : undefined;
  const steps = NEXT_STATUSES[status].filter(
    (next) => next !== 'assigned' && (unitId || !NEEDS_UNIT.includes(next)),
  );
  const mayAssign = NEXT_STATUSES[status].includes('assigned') || status === 'assigned';
  return (
    <div className="actions">
      {unit ? <p className="muted">{t('watch.action.withUnit', { unit: unit.properties.code })}</p> : null}
      <div className="button-row">
        {mayAssign ? (
          <button
            type="button"
            className="button primary"
            aria-expanded={assigning}
            onClick={() => setAssigning(!assigning)}
          >
            {t(unitId ? 'watch.action.reassign' : 'watch.action.assigned')}
          </button>
        ) : null}
        {steps.map((next) => (
          <button
            key={next}
            type="button"
            className={`button ${next === 'verified' && status === 'reported' ? 'alert' : ''}`}
            disabled={patch.isPending}
            onClick={() => patch.mutate({ feature: incident, properties: { status: next } })}
          >
            {t(next === 'verified' && status !== 'reported' ? reopenWord(status) : `watch.action.${next}`)}
          </button>
        ))}
      </div>
      {assigning ? (
        <AssignUnit
          incident={incident}
          busy={patch.isPending}
          onChoose={(chosen) =>
            patch.mutate(
              { feature: incident, properties: { unitId: chosen, status: 'assigned' } },
              { onSuccess: () => setAssigning(false) },
            )
          }
        />
      ) : null}
      <ProblemNote error={patch.error} />
    </div>
  );
}

/** Back to `verified`: from an end it reopens, from work it takes the unit off. */
function reopenWord(status: IncidentStatus): 'watch.action.release' | 'watch.action.reopen' {
  return NEEDS_UNIT.includes(status) ? 'watch.action.release' : 'watch.action.reopen';
}
