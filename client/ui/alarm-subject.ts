import type { TFunction } from 'i18next';
import type { Alarm } from '../../core/contract/alarm.ts';
import { liveSet } from '../live/live-set.ts';
import { viewStore } from '../state/view.ts';
import { nameIn } from './named.ts';

/** What people call the thing that an alarm is about; of a crossing, also which fence. */
export function subjectLabel(
  { subjectNoun, subjectId, subjectLabel: label, facts }: Alarm['properties'],
  t: TFunction,
): string {
  const fence = facts.geofenceId && liveSet.get('geofences').get(facts.geofenceId);
  if (fence) return `${label} · ${nameIn(viewStore.get().language, fence.properties)}`;
  return subjectNoun === 'feeds' ? t(`feed.${subjectId as 'units'}`, { defaultValue: label }) : label;
}
