import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { INCIDENT_STATUSES, INCIDENT_TYPES, NETS, PRIORITIES } from '../../../core/vocabulary.ts';
import { areaNamesQuery } from '../../api/areas.ts';
import { useIsLive } from '../../live/use-live.ts';
import { periodStore } from '../../period/period-store.ts';
import { isFiltering } from '../../state/incident-filter.ts';
import { keyOf } from '../../state/key-table.ts';
import { clearFilter } from '../../state/layers.ts';
import { useView, viewStore } from '../../state/view.ts';
import type { IncidentFilter } from '../../state/view-state.ts';
import { formatNumber } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { useName } from '../../ui/named.ts';
import { priorityKey } from '../../ui/words/graded.ts';

type Clause = 'types' | 'priorities' | 'statuses' | 'nets';

/** Which incidents count, on map, list, timeline and density alike; each choice with how many it would let through. */
export function Filters() {
  const { t } = useTranslation();
  const filter = useView((view) => view.filter);
  const isLive = useIsLive();
  const { summary } = useSyncExternalStore(periodStore.subscribe, periodStore.get);
  return (
    <section aria-labelledby="filters-title" className="panel-section">
      <h2 className="panel-title" id="filters-title">
        {t('watch.filter.title')}
        {isFiltering(filter) ? <ClearFilter /> : null}
      </h2>
      <FilterGroup
        clause="priorities"
        title={t('watch.filter.priority')}
        choices={PRIORITIES.map((value, i) => ({
          value,
          label: t(priorityKey(value)),
          count: summary?.priorities[i],
        }))}
      />
      <FilterGroup
        clause="types"
        title={t('watch.filter.type')}
        choices={INCIDENT_TYPES.map((value, i) => ({
          value,
          label: t(`incidentType.${value}`),
          count: summary?.types[i],
        }))}
      />
      <FilterGroup
        clause="statuses"
        title={t('watch.filter.status')}
        choices={INCIDENT_STATUSES.map((value, i) => ({
          value,
          label: t(`incidentStatus.${value}`),
          count: isLive ? summary?.statuses[i] : undefined,
        }))}
      />
      <FilterGroup
        clause="nets"
        title={t('watch.filter.net')}
        choices={NETS.map((value, i) => ({ value, label: t(`net.${value}`), count: summary?.nets[i] }))}
      />
      <WithinClause />
    </section>
  );
}

export function ClearFilter() {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="link-button"
      aria-keyshortcuts={keyOf('clearFilter')}
      onClick={clearFilter}
    >
      {t('watch.filter.clear')} <kbd>{keyOf('clearFilter')}</kbd>
    </button>
  );
}

interface FilterChoice {
  value: string | number;
  label: string;
  count: number | undefined;
}

function FilterGroup(props: { clause: Clause; title: string; choices: readonly FilterChoice[] }) {
  const { t } = useTranslation();
  const chosen = useView((view) => view.filter[props.clause]) as readonly (string | number)[];
  const [open, setOpen] = useState(chosen.length > 0);
  const toggle = (value: string | number) => {
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    viewStore.set({ filter: { ...viewStore.get().filter, [props.clause]: next } as IncidentFilter });
  };
  return (
    <details className="filter-group" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {props.title}
        <span className="muted">{chosen.length > 0 ? formatNumber(chosen.length) : t('app.all')}</span>
      </summary>
      <ul>
        {props.choices.map(({ value, label, count }) => (
          <li key={value}>
            <label className="check">
              <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
              <span>{label}</span>
              <span className="muted">{count === undefined ? '–' : formatNumber(count)}</span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

function WithinClause() {
  const { t } = useTranslation();
  const name = useName();
  const within = useView((view) => view.filter.within);
  const { data: names } = useQuery(areaNamesQuery);
  if (!within) return null;
  const area = names?.get(within);
  return (
    <p className="within">
      <span>{t('watch.filter.within', { area: area ? name(area) : within })}</span>
      <button
        type="button"
        className="icon-button small"
        aria-label={t('app.clear')}
        onClick={() => viewStore.set({ filter: { ...viewStore.get().filter, within: null } })}
      >
        <Icon name="close" size={12} />
      </button>
    </p>
  );
}
