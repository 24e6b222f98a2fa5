import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../../core/contract/incident.ts';
import { STAFF_ROLES } from '../../../../core/vocabulary.ts';
import { responsibleQuery } from '../../../api/incidents.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { useView } from '../../../state/view.ts';
import { formatTime } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';

/** The four officials who answer for the place, as the plan had them when the incident was taken in. */
export function ResponsibleStaff({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const language = useView((view) => view.language);
  const now = useServerNow(60_000);
  const { data, error } = useQuery(responsibleQuery(incident.id, incident.properties.areaCode));
  return (
    <section className="inspector-section">
      <h3>{t('casework.responsible')}</h3>
      {error ? <ProblemNote error={error} /> : null}
      <dl className="grid-staff">
        {STAFF_ROLES.map((role) => {
          const official = data?.staff.find((one) => one.role === role);
          return official ? (
            <div key={role}>
              <dt>{t(`staffRole.${role}`)}</dt>
              <dd>{language === 'en' ? official.officialNameEn : official.officialNameZh}</dd>
            </div>
          ) : null;
        })}
      </dl>
      {data ? (
        <p className="muted">
          {data.staff.length === 0
            ? t('watch.inspector.noStaff')
            : data.attachedAt
              ? t('casework.asOf', { time: formatTime(Date.parse(data.attachedAt), now) })
              : t('casework.asOfToday')}
        </p>
      ) : null}
    </section>
  );
}
