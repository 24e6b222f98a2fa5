import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SkillNeed } from '../../../../core/contract/skill-need.ts';
import { skillNeedsQuery, usePutSkillNeed } from '../../../api/skill-needs.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { SkillWishChips } from '../../../ui/skill-wish.tsx';

/** What units should be able to do, by the type of the incident; each type is saved for itself. */
export function SkillNeedsForm() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(skillNeedsQuery);
  return (
    <section className="skill-needs">
      <h3>{t('casework.deadlines.skills')}</h3>
      <p className="muted">{t('casework.deadlines.skillsHint')}</p>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {data?.items.map((need) => (
        <NeedRow key={need.type} need={need} />
      ))}
    </section>
  );
}

/** What was pressed stays until it is saved, whatever others do meanwhile. */
function NeedRow({ need }: { need: SkillNeed }) {
  const { t } = useTranslation();
  const put = usePutSkillNeed();
  const [mine, setMine] = useState<{ wanted: SkillNeed['wanted']; required: SkillNeed['required'] } | null>(
    null,
  );
  const { wanted, required } = mine ?? need;
  const save = (wish: NonNullable<typeof mine>) =>
    put.mutate({ need, wish }, { onSuccess: () => setMine(null) });
  return (
    <div className="skill-need">
      <b>{t(`incidentType.${need.type}`)}</b>
      <SkillWishChips
        label={t(`incidentType.${need.type}`)}
        wish={{ wanted, required }}
        disabled={put.isPending}
        onChange={setMine}
      />
      {mine ? (
        <button type="button" className="button" disabled={put.isPending} onClick={() => save(mine)}>
          {t('casework.deadlines.save')}
        </button>
      ) : null}
      <ProblemNote error={put.error} />
    </div>
  );
}
