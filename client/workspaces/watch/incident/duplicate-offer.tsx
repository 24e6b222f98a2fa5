import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type LikelyDuplicate, likelyDuplicates } from '../../../../core/incident/duplicates.ts';
import type { IncidentType } from '../../../../core/vocabulary.ts';
import type { LiveFeature } from '../../../live/live-diff.ts';
import { useLive, useServerNow } from '../../../live/use-live.ts';
import { formatAge, formatDistance } from '../../../ui/format.ts';
import { PriorityMark } from '../../../ui/symbol.tsx';

type Likely = LikelyDuplicate<LiveFeature<'incidents'>>;
const LOOK_AGAIN_MS = 10_000;

/** Incidents that a report at this place and of this type probably repeats. */
export function useLikelyDuplicates(
  point: { lng: number; lat: number } | null,
  type: IncidentType | null,
  exceptId?: string,
): Likely[] {
  const incidents = useLive('incidents');
  const reportedAtMs = useServerNow(LOOK_AGAIN_MS);
  return useMemo(() => {
    if (!point) return [];
    const others = [...incidents.values()].filter(({ id }) => id !== exceptId);
    return likelyDuplicates({ ...point, type, reportedAtMs }, others);
  }, [incidents, point, type, exceptId, reportedAtMs]);
}

/** What is probably the same matter, each with what can be done about it. */
export function DuplicateOffer(props: {
  title: string;
  likely: readonly Likely[];
  action: string;
  busy?: boolean;
  onChoose: (id: string) => void;
}) {
  const { t } = useTranslation();
  if (props.likely.length === 0) return null;
  return (
    <section className="duplicates" aria-live="polite" aria-label={props.title}>
      <p>{props.title}</p>
      <ul>
        {props.likely.map(({ incident, distanceMetres, laterSeconds }) => {
          const { number, type, status, priority } = incident.properties;
          return (
            <li key={incident.id}>
              <PriorityMark priority={priority} />
              <div>
                <b>{t(`incidentType.${type}`)}</b> <span className="muted">{number}</span>
                <small>
                  {[
                    formatDistance(distanceMetres),
                    t('casework.before', { age: formatAge(laterSeconds * 1000) }),
                    t(`incidentStatus.${status}`),
                  ].join(' · ')}
                </small>
              </div>
              <button
                type="button"
                className="button"
                disabled={props.busy}
                onClick={() => props.onChoose(incident.id)}
              >
                {props.action}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
