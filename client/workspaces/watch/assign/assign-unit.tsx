import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../../core/contract/incident.ts';
import type { Recommendation } from '../../../../core/contract/recommendation.ts';
import type { SkillWish } from '../../../../core/contract/skill-need.ts';
import type { Skill } from '../../../../core/duty/vocabulary.ts';
import { recommendationQuery, useAssignment } from '../../../api/recommendation.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { SkillWishChips } from '../../../ui/skill-wish.tsx';
import { CandidateRow } from './candidate-row.tsx';
import { type Candidate, candidatesOf, impossibleOf } from './candidates.ts';
import './assign.css';

const SHOWN = 6;

/** Who should go, best first, with the reasons; one press sends, a second one where something is to be confirmed. */
export function AssignUnit({ incident, onSent }: { incident: Incident; onSent: () => void }) {
  const { t } = useTranslation();
  const [wish, setWish] = useState<SkillWish | null>(null);
  const { data, error, refetch } = useQuery({
    ...recommendationQuery(incident.id, incident.properties.version, wish),
    placeholderData: keepPreviousData,
  });
  const assignment = useAssignment(incident);
  const [asked, setAsked] = useState<string | null>(null);
  const unknown = <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data)
    return error ? (
      unknown
    ) : (
      <p className="muted" role="status">
        {t('dispatch.looking')}…
      </p>
    );
  const choose = ({ id, toConfirm }: Candidate) => {
    if (toConfirm.length > 0 && asked !== id) {
      setAsked(id);
      return;
    }
    const skills = wish ? { skills: wish } : {};
    assignment.mutate({ unitId: id, confirmed: [...toConfirm], ...skills }, { onSuccess: onSent });
  };
  const candidates = candidatesOf(data).slice(0, SHOWN);
  return (
    <div className="assign">
      <p className="muted">{t('dispatch.title')}</p>
      <Skills wish={wish ?? data.skills ?? NO_SKILLS} isOwn={wish !== null} onChange={setWish} />
      {data.byRoad ? null : <p className="tone-warn">{t('dispatch.straight')}</p>}
      {data.shortfalls.map((one) => (
        <p key={one} className="tone-warn">
          {t(`dispatch.shortfall.${one}`, { skills: skillNames(t, data.missingSkills) })}
        </p>
      ))}
      {unknown}
      <ProblemNote error={assignment.error} />
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
    </div>
  );
}

const NO_SKILLS: SkillWish = { wanted: [], required: [] };

function skillNames(t: TFunction, skills: readonly Skill[] = []): string {
  return skills.map((one) => t(`skill.${one}`)).join(t('listSeparator'));
}

/** What whoever goes should be able to do: as the type of the incident needs, or as was pressed for this one. */
function Skills(props: { wish: SkillWish; isOwn: boolean; onChange: (wish: SkillWish | null) => void }) {
  const { t } = useTranslation();
  const { wish, isOwn, onChange } = props;
  return (
    <details open={isOwn || wish.wanted.length + wish.required.length > 0 ? true : undefined}>
      <summary>
        {t('dispatch.skills.title')}{' '}
        <span className="muted">{t(isOwn ? 'dispatch.skills.ofThis' : 'dispatch.skills.ofType')}</span>
      </summary>
      <SkillWishChips label={t('dispatch.skills.title')} wish={wish} onChange={onChange} />
      {isOwn ? (
        <button type="button" className="link-button" onClick={() => onChange(null)}>
          {t('dispatch.skills.back')}
        </button>
      ) : null}
    </details>
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
