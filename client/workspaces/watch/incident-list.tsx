import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../core/contract/incident.ts';
import { mayDo } from '../../../core/contract/permission.ts';
import { waitedSeconds } from '../../../core/incident/assignment.ts';
import { useAcknowledgeSeconds } from '../../api/alarm-rules.ts';
import { useSession } from '../../api/session.ts';
import { useIsLive, useLive, useLiveLoaded, useServerNow } from '../../live/use-live.ts';
import { isFiltering, isOpen } from '../../state/incident-filter.ts';
import { select } from '../../state/selection.ts';
import { useView } from '../../state/view.ts';
import { openDraft } from '../../ui/draft.ts';
import { formatAge, formatTime } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { usePlaceName } from '../../ui/place-name.ts';
import { PriorityMark } from '../../ui/symbol.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { priorityKey } from '../../ui/words/graded.ts';
import { AreaNote } from './area-note.tsx';
import { ClearFilter } from './filters.tsx';
import { DeadlineChip } from './incident/deadline-chip.tsx';
import { QuickActions } from './incident-actions.tsx';
import { openIncidents } from './incident-order.ts';
import { lastOpened } from './last-opened.ts';
import { useAreaIncidents } from './use-watch.ts';

/** Incidents that somebody still has to act on: most urgent first, then newest. */
export function IncidentList() {
  const { t } = useTranslation();
  const { account } = useSession();
  const loaded = useLiveLoaded();
  const all = useAreaIncidents();
  const filter = useView((view) => view.filter);
  const items = useMemo(() => openIncidents(all, filter), [all, filter]);
  const open = useMemo(() => all.filter(({ properties }) => isOpen(properties)).length, [all]);
  const unverified = items.filter(({ properties }) => properties.status === 'reported').length;
  const isLive = useIsLive();
  const mayEdit = mayDo(account.role, 'edit_incident');
  return (
    <>
      <header className="list-head">
        <h2 className="panel-title">
          {t('watch.incidents.title')}
          <span>{loaded ? t('watch.incidents.counts', { n: items.length, unverified }) : ''}</span>
        </h2>
        {mayEdit ? (
          <button
            type="button"
            className="button"
            aria-keyshortcuts="n"
            disabled={!isLive}
            title={isLive ? undefined : t('past.noEditing')}
            onClick={() => openDraft()}
          >
            <Icon name="plus" size={14} /> {t('watch.new.short')} <kbd>N</kbd>
          </button>
        ) : null}
      </header>
      {isFiltering(filter) ? (
        <p className="filter-note">
          {t('watch.incidents.filtered', { shown: items.length, of: open })} <ClearFilter />
        </p>
      ) : null}
      <AreaNote />
      {loaded ? null : <p className="note muted">{t('app.loading')}…</p>}
      {loaded && items.length === 0 ? <p className="note muted">{t('watch.incidents.empty')}</p> : null}
      <VirtualList<Incident>
        label={t('watch.incidents.title')}
        items={items}
        idOf={(incident) => incident.id}
        estimatedPx={69}
        initialId={lastOpened.get('incidents')}
        onOpen={(incident) => {
          lastOpened.set('incidents', incident.id);
          select('incidents', incident.id);
        }}
        classOf={({ properties }) =>
          properties.priority === 1 && properties.status === 'reported' ? 'hot' : ''
        }
        row={(incident) => <IncidentRow incident={incident} />}
        actions={(incident) =>
          mayEdit &&
          isLive &&
          incident.properties.priority === 1 &&
          incident.properties.status === 'reported' ? (
            <QuickActions incident={incident} />
          ) : null
        }
      />
    </>
  );
}

function IncidentRow({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const now = useServerNow(1000);
  const placeName = usePlaceName();
  const units = useLive('units');
  const { properties } = incident;
  const reported = Date.parse(properties.reportedAt);
  const unit = properties.unitId ? units.get(properties.unitId)?.properties.code : undefined;
  const { assignments = [] } = properties;
  const others = Math.max(0, assignments.length - 1);
  const acknowledgeSeconds = useAcknowledgeSeconds();
  const silent = assignments.find((one) => (waitedSeconds(one, now) ?? 0) >= acknowledgeSeconds);
  return (
    <>
      <PriorityMark priority={properties.priority} />
      <b>
        <span className="visually-hidden">{t(priorityKey(properties.priority))} </span>
        {t(`incidentType.${properties.type}`)}
      </b>
      <time>{formatTime(reported, now)}</time>
      <small>{placeName(properties.areaCode)}</small>
      <small className="state">
        {[
          t(priorityKey(properties.priority)),
          t(`incidentStatus.${properties.status}`),
          unit && others > 0 ? `${unit} +${others}` : unit,
          formatAge(now - reported),
        ]
          .filter(Boolean)
          .join(' · ')}
        {silent ? (
          <span className="tone-warn">
            {' · '}
            {units.get(silent.unitId)?.properties.code}{' '}
            {t('dispatch.unanswered', { age: formatAge((waitedSeconds(silent, now) ?? 0) * 1000) })}
          </span>
        ) : null}
      </small>
      <DeadlineChip incident={incident} />
    </>
  );
}
