import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../../core/contract/incident.ts';
import { nextDeadline, type Targets } from '../../../../core/incident/deadlines.ts';
import { isOpen } from '../../../state/incident-filter.ts';
import { viewStore } from '../../../state/view.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { PriorityMark } from '../../../ui/symbol.tsx';
import { DeadlineChip } from '../incident/deadline-chip.tsx';
import { useAreaIncidents } from '../use-watch.ts';

const SHOWN = 12;

/** Open incidents by what is due first, late ones at the top. */
export function NextToBreach({ targets }: { targets: Targets }) {
  const { t } = useTranslation();
  const incidents = useAreaIncidents();
  const due = useMemo(
    () =>
      incidents
        .flatMap((incident) => {
          const deadline = nextDeadline(incident.properties, targets);
          return deadline ? [{ incident, dueMs: deadline.dueMs }] : [];
        })
        .sort((a, b) => a.dueMs - b.dueMs || (a.incident.id < b.incident.id ? -1 : 1))
        .slice(0, SHOWN),
    [incidents, targets],
  );
  return (
    <section>
      <h3>{t('casework.deadlines.next')}</h3>
      {due.length === 0 ? <p className="muted">{t('casework.deadlines.nextEmpty')}</p> : null}
      <IncidentLines incidents={due.map(({ incident }) => incident)} />
    </section>
  );
}

/** Open incidents that a missed deadline took above the community, the highest first. */
export function EscalatedList() {
  const { t } = useTranslation();
  const incidents = useAreaIncidents();
  const up = useMemo(
    () =>
      incidents
        .filter(({ properties }) => isOpen(properties) && properties.heldBy !== 'community')
        .sort((a, b) => b.properties.missed.length - a.properties.missed.length || (a.id < b.id ? -1 : 1))
        .slice(0, SHOWN),
    [incidents],
  );
  return (
    <section>
      <h3>{t('casework.deadlines.escalated')}</h3>
      {up.length === 0 ? <p className="muted">{t('casework.deadlines.escalatedEmpty')}</p> : null}
      <IncidentLines incidents={up} />
    </section>
  );
}

function IncidentLines({ incidents }: { incidents: readonly Incident[] }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  return (
    <ul className="due-list">
      {incidents.map((incident) => {
        const { priority, type, number, areaCode, heldBy, missed } = incident.properties;
        return (
          <li key={incident.id}>
            <PriorityMark priority={priority} />
            <button
              type="button"
              className="link-button"
              onClick={() => viewStore.set({ page: null, selection: { noun: 'incidents', id: incident.id } })}
            >
              {t(`incidentType.${type}`)} {number}
            </button>
            <small>{placeName(areaCode)}</small>
            <DeadlineChip incident={incident} />
            {missed.length > 0 ? (
              <small className="tone-warn">
                {t(`level.${heldBy}`)} · {missed.map((stage) => t(`casework.stage.${stage}`)).join(' ')}
              </small>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
