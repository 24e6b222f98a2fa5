import type { TFunction } from 'i18next';
import { isOverdue } from '../../core/case/due.ts';
import { LIVE_NOUNS, type LiveNoun } from '../../core/contract/live.ts';
import type { FilterPhrase } from '../../core/search/filter-phrase.ts';
import type { ThingPhrase } from '../../core/search/things.ts';
import type { Intent } from '../../core/search/understand.ts';
import { OPEN_INCIDENT_STATUSES } from '../../core/vocabulary.ts';
import { liveSet, serverNow } from '../live/live-set.ts';
import { presentNow } from '../live/present-now.ts';
import { mapHost } from '../map/map-host.ts';
import { pastStore } from '../past/past-store.ts';
import { ANY_CASE, casesShown } from '../state/cases-shown.ts';
import { viewStore } from '../state/view.ts';
import type { View } from '../state/view-state.ts';
import { formatAge, formatDay, formatLngLat, formatNumber, formatTime } from '../ui/format.ts';
import { preferences } from '../ui/preferences.ts';
import { priorityKey } from '../ui/words/graded.ts';
import type { CommandItem } from './command-items.ts';

const NEAR_ZOOM = 15;
const MINUTE_MS = 60_000;

/** What a phrase means in words: "Incidents · P1 · Open"; undefined for names, which mean what is found. */
export function intentWords(intent: Intent, t: TFunction): string | undefined {
  if (intent.kind === 'place') return `${t('command.place')} · ${formatLngLat(intent.lng, intent.lat)}`;
  if (intent.kind === 'instant') return `${t('command.instant')} · ${formatTime(intent.atMs, presentNow())}`;
  if (intent.kind === 'filter') return filterWords(intent.filter, t);
  if (intent.kind === 'late_cases') return `${t('noun.cases')} · ${t('command.late')}`;
  return intent.kind === 'things' ? thingWords(intent, t) : undefined;
}

/** The item of a phrase that is exact; a list for the name of a noun alone. Undefined: it has none. */
export function intentItem(intent: Intent, t: TFunction): CommandItem | undefined {
  const title = intentWords(intent, t) ?? '';
  if (intent.kind === 'place') {
    const { lng, lat } = intent;
    const run = () => mapHost.flyTo({ lng, lat, zoom: NEAR_ZOOM });
    return {
      id: 'place',
      kind: t('command.place'),
      title: formatLngLat(lng, lat),
      detail: t('command.goThere'),
      run,
    };
  }
  if (intent.kind === 'instant') {
    const { atMs } = intent;
    const run = () => {
      viewStore.set({ workspace: 'watch', page: null }, 'replace');
      pastStore.goTo(atMs);
    };
    const when = formatTime(atMs, presentNow());
    return { id: 'instant', kind: t('command.instant'), title: when, detail: t('command.goToInstant'), run };
  }
  if (intent.kind === 'filter') {
    const { filter } = intent;
    return {
      id: 'filter',
      kind: t('command.filter'),
      title,
      detail: filterDetail(filter, t),
      run: () => viewStore.set(filteredView(filter, viewStore.get(), serverNow())),
    };
  }
  if (intent.kind === 'late_cases') return lateCasesItem(title, t);
  if (intent.kind !== 'things' || !isListed(intent.noun)) return undefined;
  const { noun } = intent;
  const run = () => {
    preferences.set({ rightOpen: true });
    viewStore.set({ workspace: 'watch', page: null, list: noun, selection: null });
  };
  return { id: `list-${noun}`, kind: t('command.list'), title, detail: t('command.openList'), run };
}

/** The page of cases, those past their day. */
function lateCasesItem(title: string, t: TFunction): CommandItem {
  const today = formatDay(serverNow());
  const late = [...liveSet.collections.cases.values()].filter(({ properties }) =>
    isOverdue(properties, today),
  );
  const run = () => {
    casesShown.set({ tab: 'cases', filter: { ...ANY_CASE, onlyOverdue: true } });
    viewStore.set({ workspace: 'watch', page: 'cases' });
  };
  const detail = `→ ${t('command.openLateCases', { n: formatNumber(late.length) })}`;
  return { id: 'late-cases', kind: t('command.filter'), title, detail, run };
}

function isListed(noun: string): noun is LiveNoun {
  return (LIVE_NOUNS as readonly string[]).includes(noun);
}

function thingWords({ noun, deviceKind, text }: ThingPhrase, t: TFunction): string {
  const kind = deviceKind
    ? t(`deviceKind.${deviceKind}`)
    : noun === 'roads'
      ? t('command.road')
      : t(`noun.${noun}`);
  return text ? `${kind} · ${text}` : kind;
}

function filterWords(
  { priorities, statuses, types, nets, overdue, lastMinutes }: FilterPhrase,
  t: TFunction,
): string {
  const isOpen = OPEN_INCIDENT_STATUSES.every((status) => statuses.includes(status));
  const others = isOpen
    ? statuses.filter((status) => !(OPEN_INCIDENT_STATUSES as readonly string[]).includes(status))
    : statuses;
  return [
    t('noun.incidents'),
    priorities.map((priority) => t(priorityKey(priority))).join(' '),
    types.map((type) => t(`incidentType.${type}`)).join(' '),
    nets.map((net) => t(`net.${net}`)).join(' '),
    [...(isOpen ? [t('command.open')] : []), ...others.map((status) => t(`incidentStatus.${status}`))].join(
      ' ',
    ),
    overdue ? t('command.overdue') : '',
    lastMinutes === null ? '' : t('command.lastSpan', { span: formatAge(lastMinutes * MINUTE_MS) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function filterDetail({ overdue, lastMinutes }: FilterPhrase, t: TFunction): string {
  const brush =
    lastMinutes === null ? '' : t('command.filterBrush', { span: formatAge(lastMinutes * MINUTE_MS) });
  return `→ ${[t('command.applyFilter'), brush, overdue ? t('command.openDeadlines') : ''].filter(Boolean).join(' · ')}`;
}

/** The view with the filter in force; a span of time is brushed, up to `nowMs`, which is the time that is shown. */
export function filteredView(filter: FilterPhrase, view: View, nowMs: number): Partial<View> {
  const { priorities, statuses, types, nets, overdue, lastMinutes } = filter;
  const hours = lastMinutes === null ? 0 : Math.ceil(lastMinutes / 60);
  const isShort = 'lastHours' in view.period ? view.period.lastHours < hours : true;
  return {
    workspace: 'watch',
    page: overdue ? 'deadlines' : null,
    list: 'incidents',
    selection: null,
    filter: { priorities, statuses, types, nets, within: view.filter.within },
    ...(lastMinutes === null
      ? {}
      : {
          brush: { fromMs: nowMs - lastMinutes * MINUTE_MS, toMs: nowMs },
          ...(isShort ? { period: { lastHours: Math.max(24, hours) } } : {}),
        }),
  };
}
