import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { levelOfCode } from '../../../core/contract/area-code.ts';
import { STAFF_ROLES } from '../../../core/vocabulary.ts';
import { staffQuery } from '../../api/areas.ts';
import { useView } from '../../state/view.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';

/** 一格多员: the four people who answer for the grid of a place. */
export function GridStaff({ areaCode }: { areaCode: string }) {
  const { t } = useTranslation();
  const language = useView((view) => view.language);
  const isGrid = levelOfCode(areaCode) === 'grid';
  const { data, error, isPending } = useQuery({ ...staffQuery(areaCode), enabled: isGrid });
  if (!isGrid) return null;
  return (
    <section className="inspector-section">
      <h3>{t('watch.inspector.staff')}</h3>
      {error ? <ProblemNote error={error} /> : null}
      {isPending ? <p className="muted">{t('app.loading')}…</p> : null}
      <dl className="grid-staff">
        {STAFF_ROLES.map((role) => {
          const person = data?.items.find((one) => one.role === role);
          return person ? (
            <div key={role}>
              <dt>{t(`staffRole.${role}`)}</dt>
              <dd>{language === 'en' ? person.officialNameEn : person.officialNameZh}</dd>
            </div>
          ) : null;
        })}
      </dl>
      {data?.items.length === 0 ? <p className="muted">{t('watch.inspector.noStaff')}</p> : null}
    </section>
  );
}
