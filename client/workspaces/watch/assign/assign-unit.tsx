import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../../core/contract/incident.ts';
import type { Recommendation } from '../../../../core/contract/recommendation.ts';
import { recommendationQuery, useAssignment } from '../../../api/recommendation.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { CandidateRow } from './candidate-row.tsx';
import { type Candidate, candidatesOf, impossibleOf } from './candidates.ts';
import './assign.css';

const SHOWN = 6;

/** Who should go, best first, with the reasons; one press sends, a second one where something is to be confirmed. */
export function AssignUnit({ incident, onSent }: { incident: Incident; onSent: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(recommendationQuery(incident.id, incident.properties.version));
  const assignment = useAssignment(incident);
  const [asked, setAsked] = useState<string | null>(null);
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <p className="muted" role="status">
        {t('dispatch.looking')}…
      </p>
    );
  const choose = ({ id, toConfirm }: Candidate) => {
    if (toConfirm.length > 0 && asked !== id) {
      setAsked(id);
      return;
    }
    assignment.mutate({ unitId: id, confirmed: [...toConfirm] }, { onSuccess: onSent });
  };
  const candidates = candidatesOf(data).slice(0, SHOWN);
  return (
    <div className="assign">
      <p className="muted">{t('dispatch.title')}</p>
      {data.byRoad ? null : <p className="tone-warn">{t('dispatch.straight')}</p>}
      {data.shortfalls.map((one) => (
        <p key={one} className="tone-warn">
          {t(`dispatch.shortfall.${one}`)}
        </p>
      ))}
      <ul>
        {candidates.map((candidate, at) => (
          <CandidateRow
            key={candidate.id}
            candidate={candidate}
            isFirst={at === 0}
            isAsked={asked === candidate.id}
            busy={assignment.isPending}
            onChoose={() => choose(candidate)}
          />
        ))}
      </ul>
      <Impossible recommendation={data} />
      <ProblemNote error={assignment.error} />
    </div>
  );
}

function Impossible({ recommendation }: { recommendation: Recommendation }) {
  const { t } = useTranslation();
  const impossible = impossibleOf(recommendation);
  if (impossible.length === 0) return null;
  return (
    <details>
      <summary>{t('dispatch.excluded', { n: impossible.length })}</summary>
      <ul className="impossible">
        {impossible.map(({ id, code, why, task }) => (
          <li key={id}>
            <b>{code}</b>{' '}
            <span className="muted">{t(`dispatch.why.${why}`, { number: task?.number ?? '' })}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
