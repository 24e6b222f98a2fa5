import { isOverdue } from '../case/due.ts';
import type { LiveNoun } from '../contract/live.ts';
import type { Rollup } from '../contract/rollup.ts';
import { OPEN_INCIDENT_STATUSES } from '../vocabulary.ts';

/** The figures of an area that are counts of live things in it. */
export type AreaCounts = Omit<
  Rollup,
  'code' | 'level' | 'grids' | 'staff' | 'residents' | 'dwellings' | 'areaKm2'
>;

type CountedNoun = Exclude<LiveNoun, 'alarms' | 'geofences' | 'risks'>;
type Properties = Readonly<Record<string, unknown>>;
type Count = (counts: AreaCounts, properties: Properties, today: string) => void;

const COUNT: Record<CountedNoun, Count> = {
  posts: (counts, { staffed }) => {
    counts.posts += 1;
    if (staffed === false) counts.postsUnstaffed += 1;
  },
  institutions: (counts, { inspectionDueOn }, today) => {
    counts.institutions += 1;
    if (String(inspectionDueOn) < today) counts.inspectionsOverdue += 1;
  },
  routes: (counts) => {
    counts.routes += 1;
  },
  units: (counts, { state }) => {
    counts.units += 1;
    if (state !== 'off_duty' && state !== 'unavailable') counts.unitsOnDuty += 1;
  },
  devices: (counts, { health }) => {
    counts.devices[health as keyof AreaCounts['devices']] += 1;
  },
  checkpoints: (counts, { state }) => {
    counts.checkpoints[state as keyof AreaCounts['checkpoints']] += 1;
  },
  incidents: (counts, { status, priority }) => {
    if ((OPEN_INCIDENT_STATUSES as readonly unknown[]).includes(status))
      counts.openIncidents[String(priority) as keyof AreaCounts['openIncidents']] += 1;
  },
  cases: (counts, { status, dueOn }, today) => {
    counts.casesOpen += 1;
    if (isOverdue({ status: String(status), dueOn: String(dueOn) }, today)) counts.casesOverdue += 1;
  },
};

/** The live nouns that areas count. */
export const COUNTED_NOUNS = Object.keys(COUNT) as readonly CountedNoun[];

/** The counts of an area with nothing in it. */
export function noCounts(): AreaCounts {
  return {
    posts: 0,
    postsUnstaffed: 0,
    institutions: 0,
    inspectionsOverdue: 0,
    routes: 0,
    units: 0,
    unitsOnDuty: 0,
    devices: { ok: 0, degraded: 0, offline: 0 },
    checkpoints: { staffed: 0, open: 0, closed: 0 },
    openIncidents: { '1': 0, '2': 0, '3': 0, '4': 0 },
    casesOpen: 0,
    casesOverdue: 0,
  };
}

/** Adds one thing of `noun`, by its properties, to the counts. `today` is the day in the city's zone, 'yyyy-mm-dd'. */
export function countThing(
  noun: CountedNoun,
  counts: AreaCounts,
  properties: Properties,
  today: string,
): void {
  COUNT[noun](counts, properties, today);
}
