import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../core/contract/incident.ts';
import type { IncidentStatus } from '../../../core/vocabulary.ts';
import { usePatch } from '../../api/nouns.ts';
import { select } from '../../state/selection.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { AssignUnit } from './assign/assign-unit.tsx';
import { DuplicateChoice } from './incident/duplicate-choice.tsx';
import { STEP_KEYS, type Step, stepsOf, stopAsking, toggleAsking, useAsking } from './incident/steps.ts';

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

/** Every step that may follow, each with its key; those that need a unit or an original ask for it, or say what is missing. */
export function IncidentActions({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const patch = usePatch('incidents');
  const asking = useAsking(incident.id);
  const { duplicateOf } = incident.properties;
  const steps = stepsOf(incident);
  const send = (properties: Parameters<typeof patch.mutate>[0]['properties']) =>
    patch.mutate({ feature: incident, properties }, { onSuccess: stopAsking });
  const take = ({ status }: Step) =>
    status === 'assigned' || status === 'duplicate' ? toggleAsking(incident.id, status) : send({ status });
  return (
    <div className="actions">
      {duplicateOf ? (
        <p className="muted">
          {t('casework.repeats')}{' '}
          <button type="button" className="link-button" onClick={() => select('incidents', duplicateOf)}>
            {t('casework.original')}
          </button>
        </p>
      ) : null}
      <div className="button-row">
        {steps.map((step) => (
          <StepButton
            key={step.word}
            step={step}
            incident={incident}
            expanded={asking === step.status}
            busy={patch.isPending}
            onTake={() => take(step)}
          />
        ))}
      </div>
      {steps.some(({ blocked }) => blocked) ? <p className="muted">{t('casework.needsUnit')}</p> : null}
      {asking === 'assigned' ? (
        <AssignUnit key={incident.id} incident={incident} onSent={stopAsking} />
      ) : null}
      {asking === 'duplicate' ? (
        <DuplicateChoice
          incident={incident}
          busy={patch.isPending}
          onChoose={(original) => send({ status: 'duplicate', duplicateOf: original })}
        />
      ) : null}
      <ProblemNote error={patch.error} />
    </div>
  );
}

function StepButton(props: {
  step: Step;
  incident: Incident;
  expanded: boolean;
  busy: boolean;
  onTake: () => void;
}) {
  const { t } = useTranslation();
  const { status, word, blocked } = props.step;
  const asks = status === 'assigned' || status === 'duplicate';
  const isFirst = props.incident.properties.status === 'reported' && status === 'verified';
  const key = word === 'reopen' || word === 'release' ? undefined : STEP_KEYS[status];
  return (
    <button
      type="button"
      className={`button ${isFirst ? 'alert' : status === 'assigned' ? 'primary' : ''}`}
      disabled={props.busy || blocked !== null}
      title={blocked ? t('casework.needsUnit') : undefined}
      aria-expanded={asks ? props.expanded : undefined}
      onClick={props.onTake}
    >
      {t(`watch.action.${word}`)} {key ? <kbd>{key}</kbd> : null}
    </button>
  );
}
