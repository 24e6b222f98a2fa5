import type { TFunction } from 'i18next';
import type { Hours } from '../../../core/contract/hours.ts';
import type { LoggedNoun } from '../../../core/contract/live.ts';
import type { Skill } from '../../../core/duty/vocabulary.ts';
import { formatLngLat } from '../../ui/format.ts';
import { formatHours } from '../../ui/format-hours.ts';
import { type Change, type Said, saidOf } from './history-changes.ts';

/** A value of a field in words. */
export function sayValue(t: TFunction, noun: LoggedNoun, field: string, value: unknown): string {
  if (field === 'staffedHours' && Array.isArray(value)) return formatHours(value as Hours, t);
  if (field === 'skills' && Array.isArray(value) && value.length > 0)
    return (value as Skill[]).map((one) => t(`skill.${one}`)).join(t('listSeparator'));
  if (field === 'geometry') return sayPlace(value as { coordinates: [number, number] });
  return say(t, saidOf(noun, field, value));
}

/** '岗亭数 2 → 3'. */
export function changeText(t: TFunction, { label, before, after }: Change): string {
  const what = t(label as 'app.none');
  return before || after ? `${what} ${say(t, before)} → ${say(t, after)}` : what;
}

function sayPlace({ coordinates: [lng, lat] }: { coordinates: [number, number] }): string {
  return formatLngLat(lng, lat);
}

function say(t: TFunction, value: Said | null): string {
  if (value === null) return t('app.none');
  return 'key' in value ? t(value.key as 'app.none') : value.text;
}
