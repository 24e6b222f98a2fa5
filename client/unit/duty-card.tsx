import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitDuty } from '../../core/contract/unit-duty.ts';
import { isOpenAssignment } from '../../core/incident/assignment.ts';
import { formatDistance, formatTime } from '../ui/format.ts';
import { priorityKey } from '../ui/words/graded.ts';
import type { Act } from './act.ts';
import { choicesOf } from './choices.ts';
import { Decline } from './decline.tsx';
import { useLook } from './look.ts';
import { type Locating, metresTo } from './position.ts';
import { useAnnounced } from './use-announced.ts';

interface Props {
  /** With what waits to be sent. */
  duty: UnitDuty;
  /** The assignment as the server told it. */
  told: UnitDuty['assignment'];
  locating: Locating;
  now: number;
  onAct: (act: Act) => void;
}

/** The present assignment, what it is for and how far it got, with the next step as the largest button. */
export function DutyCard(props: Props) {
  const { t } = useTranslation();
  const { assignment, incident } = props.duty;
  const isOpen = assignment !== null && isOpenAssignment(assignment);
  useAnnounced(isOpen ? assignment.id : null);
  if (props.duty.post && !assignment) return null;
  if (!assignment || !isOpen || !incident)
    return (
      <section className="card">
        {props.duty.post ? null : <p className="none">{t('phone.none')}</p>}
        {assignment ? (
          <p className="muted">
            {t('phone.last', {
              number: assignment.incidentNumber,
              state: t(`assignmentState.${assignment.state}`),
            })}
          </p>
        ) : null}
      </section>
    );
  return (
    <section className={`card duty p${incident.properties.priority}`} aria-label={t('phone.steps')}>
      {assignment.state === 'sent' ? (
        <p className="new" role="alert">
          {t('phone.new', {
            type: t(`incidentType.${incident.properties.type}`),
            number: incident.properties.number,
          })}
        </p>
      ) : null}
      <What {...props} incident={incident} />
      <Steps {...props} assignment={assignment} />
      <Choices {...props} assignment={assignment} />
    </section>
  );
}

function What({ duty, incident, locating, now }: Props & { incident: NonNullable<UnitDuty['incident']> }) {
  const { t } = useTranslation();
  const { language } = useLook();
  const { type, priority, number, text, reportedAt, assignments = [] } = incident.properties;
  const metres = metresTo(locating, incident.geometry.coordinates);
  return (
    <>
      <h2>
        <span className="priority">{t(priorityKey(priority))}</span> {t(`incidentType.${type}`)}
      </h2>
      <p className="place">
        {duty.areas.map(({ nameZh, nameEn }) => (language === 'en' ? nameEn : nameZh)).join(' · ')}
      </p>
      {text ? <p>{text}</p> : null}
      <p className="muted">
        {t('phone.number', { number })} ·{' '}
        {t('phone.reported', { time: formatTime(Date.parse(reportedAt), now) })}
        {assignments.length > 1 ? ` · ${t('phone.units', { n: assignments.length })}` : ''}
      </p>
      <p className="distance">
        {metres === null ? t('phone.noDistance') : t('phone.distance', { distance: formatDistance(metres) })}
      </p>
    </>
  );
}

type Assignment = NonNullable<UnitDuty['assignment']>;

function Steps({ told, assignment, now }: Props & { assignment: Assignment }) {
  const { t } = useTranslation();
  const known = told?.id === assignment.id ? told.steps.length : 0;
  return (
    <ol className="steps" aria-label={t('phone.steps')}>
      {assignment.steps.map(({ state, doneAt }, i) => (
        <li key={state}>
          {t(`assignmentState.${state}`)} <time>{formatTime(Date.parse(doneAt), now)}</time>
          {i < known ? null : <small> {t('phone.planned')}</small>}
        </li>
      ))}
    </ol>
  );
}

function Choices({ assignment, onAct }: Props & { assignment: Assignment }) {
  const { t } = useTranslation();
  const [isDeclining, setDeclining] = useState(false);
  const { id: assignmentId, incidentNumber } = assignment;
  const take = (more: { step: 'acknowledge' | 'en_route' | 'arrive' | 'clear'; isDealtWith?: boolean }) =>
    onAct({ kind: 'step', assignmentId, incidentNumber, ...more });
  const mayDecline = assignment.state === 'sent' || assignment.state === 'acknowledged';
  if (isDeclining && mayDecline)
    return (
      <Decline
        onBack={() => setDeclining(false)}
        onDecline={(reason) => onAct({ kind: 'step', assignmentId, incidentNumber, step: 'decline', reason })}
      />
    );
  return (
    <div className="choices">
      {choicesOf(assignment.state).map(({ word, ...choice }, i) => (
        <button
          key={word}
          type="button"
          className={`button big ${i === 0 ? 'primary' : ''}`}
          onClick={() => take(choice)}
        >
          {t(`phone.step.${word}`)}
        </button>
      ))}
      {mayDecline ? (
        <button type="button" className="button big" onClick={() => setDeclining(true)}>
          {t('phone.step.decline')}
        </button>
      ) : null}
    </div>
  );
}
