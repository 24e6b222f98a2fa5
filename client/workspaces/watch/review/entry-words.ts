import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReviewChange, ReviewEntry } from '../../../../core/contract/review.ts';
import type { Stage } from '../../../../core/incident/deadlines.ts';
import { formatSpan, formatTime } from '../../../ui/format.ts';
import { nameIn } from '../../../ui/named.ts';
import { personName } from '../../../ui/person-name.ts';
import { priorityKey } from '../../../ui/words/graded.ts';
import type { Language } from '../../../ui/words/words.ts';
import { changesOf } from '../history-changes.ts';
import { changeText } from '../say-change.ts';

/** A line of the timeline in words. */
export interface EntryWords {
  act: string;
  subject: string;
  /** What more there is to say; may be empty. */
  detail: string;
  who: string;
}

/** Says entries in the language of the page. */
export function useEntryWords(): (entry: ReviewEntry) => EntryWords {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  return (entry) => ({
    act: actText(t, entry),
    subject: subjectText(t, entry, language),
    detail: detailText(t, entry),
    who: whoText(t, entry),
  });
}

function actText(t: TFunction, { noun, act, state }: ReviewEntry): string {
  if (noun === 'alarms' && act !== 'left' && act !== 'entered' && act !== 'removed')
    return t(`alarm.act.${act as 'raise'}`, { defaultValue: t('review.act.edited') });
  if (act === 'state' && state !== null)
    return t(noun === 'units' ? `unitState.${state as 'available'}` : `checkpointState.${state as 'open'}`);
  return t(`review.act.${act as 'reported'}`);
}

function subjectText(t: TFunction, entry: ReviewEntry, language: Language): string {
  const { noun, kind, label, nameZh, nameEn } = entry;
  if (noun === 'incidents') return kind ? `${t(`incidentType.${kind as 'fire'}`)} ${label}` : label;
  if (noun === 'alarms') {
    const of = t(`feed.${label as 'units'}`, { defaultValue: label });
    return kind ? `${t(`alarm.kind.${kind as 'feed_silent'}`)} ${of}` : of;
  }
  if (noun === 'response_targets') return `${t('review.targets')} ${label}`;
  const name = nameZh && nameEn ? nameIn(language, { nameZh, nameEn }) : '';
  return name ? `${name} ${label}` : label;
}

/** What is told by the act itself. */
const SAID: readonly string[] = ['unitId', 'status', 'missed', 'heldBy'];

function detailText(t: TFunction, entry: ReviewEntry): string {
  const { noun, act, changes, unitCode, text, fact, priority } = entry;
  const parts: string[] = [];
  if (act === 'remark') parts.push(fact ? t(`casework.fact.${fact}`) : '', text ?? '');
  else if (act === 'escalated') parts.push(...escalationText(t, changes));
  else if (noun === 'response_targets') parts.push(...changes.map((change) => targetText(t, change)));
  else if (noun === 'alarms') parts.push(...alarmText(t, entry));
  else parts.push(...changesText(t, noun, act === 'state' ? withoutState(changes) : changes));
  if (unitCode && noun === 'incidents' && act !== 'remark' && act !== 'escalated') parts.unshift(unitCode);
  if (act === 'reported' && priority !== null) parts.unshift(t(priorityKey(priority)));
  return parts.filter(Boolean).join(' · ');
}

function withoutState(changes: readonly ReviewChange[]): ReviewChange[] {
  return changes.filter(({ field }) => field !== 'state');
}

/** The same words as in the history of a thing. */
function changesText(t: TFunction, noun: ReviewEntry['noun'], changes: readonly ReviewChange[]): string[] {
  const told = changes.filter(({ field }) => !SAID.includes(field));
  const side = (of: 'before' | 'after') => ({
    properties: Object.fromEntries(told.map((change) => [change.field, change[of]])),
    geometry: told.find(({ field }) => field === 'geometry')?.[of] ?? null,
  });
  return changesOf(noun, side('before'), side('after')).map((change) => changeText(t, change));
}

function escalationText(t: TFunction, changes: readonly ReviewChange[]): string[] {
  const { before, after } = changes.find(({ field }) => field === 'missed') ?? {};
  const known = String(before ?? '').split(' ');
  const missed = String(after ?? '')
    .split(' ')
    .filter((stage) => stage !== '' && !known.includes(stage));
  const heldBy = changes.find(({ field }) => field === 'heldBy')?.after;
  return [
    missed.map((stage) => t(`casework.stage.${stage as Stage}`)).join(' '),
    heldBy ? t('review.heldBy', { level: t(`levelLong.${heldBy as 'street'}`) }) : '',
  ];
}

function targetText(t: TFunction, { field, before, after }: ReviewChange): string {
  const span = (seconds: unknown) => formatSpan(Number(seconds) * 1000);
  return `${t(`casework.stage.${field as Stage}`)} ${span(before)} → ${span(after)}`;
}

function alarmText(t: TFunction, { act, state, priority, changes }: ReviewEntry): string[] {
  const afterOf = (field: string) => changes.find((change) => change.field === field)?.after;
  const until = afterOf('shelvedUntil');
  const isGraded = act === 'raise' || act === 'worsen' || act === 'ease';
  return [
    isGraded && priority !== null ? t(priorityKey(priority)) : '',
    state && act !== 'silence' ? t(`alarm.state.${state as 'normal'}`) : '',
    typeof until === 'string' ? `→ ${formatTime(Date.parse(until), Date.parse(until))}` : '',
    String(afterOf('shelvedReason') ?? afterOf('outOfServiceReason') ?? ''),
  ];
}

function whoText(t: TFunction, { source, actorName, actorId }: ReviewEntry): string {
  if (actorName) return personName(t, actorName);
  if (source === 'record') return t('review.fromRecord');
  return actorId === null ? t('review.system') : '–';
}
