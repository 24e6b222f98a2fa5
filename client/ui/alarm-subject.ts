import type { TFunction } from 'i18next';
import type { Alarm } from '../../core/contract/alarm.ts';

/** What people call the thing that an alarm is about. */
export function subjectLabel(
  { subjectNoun, subjectId, subjectLabel: label }: Alarm['properties'],
  t: TFunction,
): string {
  return subjectNoun === 'feeds' ? t(`feed.${subjectId as 'units'}`, { defaultValue: label }) : label;
}
