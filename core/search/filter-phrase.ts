import {
  INCIDENT_STATUSES,
  INCIDENT_TYPES,
  type IncidentStatus,
  type IncidentType,
  NETS,
  type Net,
  PRIORITIES,
  type Priority,
} from '../vocabulary.ts';
import { FILTER_TERMS, type FilterMeaning } from './filter-terms.ts';
import { foldPhrase, leadingTerm } from './term.ts';

/** A filter of incidents that somebody said. Empty lists let everything through. */
export interface FilterPhrase {
  priorities: readonly Priority[];
  statuses: readonly IncidentStatus[];
  types: readonly IncidentType[];
  nets: readonly Net[];
  /** Those that missed a deadline. */
  overdue: boolean;
  /** Only those reported in the last so many minutes; null: whenever. */
  lastMinutes: number | null;
}

/** A filter, and whether a word of it was named at least, not all only spelled in pinyin. */
export interface FilterReading {
  filter: FilterPhrase;
  isNamed: boolean;
}

const UNIT_MINUTES: readonly [RegExp, number][] = [
  [/^(?:分钟?|min|mins|minutes?)/, 1],
  [/^(?:个?小时|h|hrs?|hours?)/, 60],
  [/^(?:天|日|d|days?)/, 1440],
];
const MOST_MINUTES = 366 * 1440;
const SPAN = /^(?:(?:最近|近|过去|last|past)\s*)(\d{1,4})\s*([a-z]+|分钟?|个?小时|天|日)(?:内|以内|之内)?/;
const SPAN_AFTER = /^(\d{1,4})\s*(分钟?|个?小时|天|日)(?:内|以内|之内)/;

/**
 * "P1 open", "一级 未结", "一级未结盗窃", "P1 P2 verified last 2 h", "overdue": a filter, when every word is one of a filter and one at
 * least narrows something; else undefined. Words of one clause add up, clauses narrow each other.
 */
export function readFilter(text: string): FilterReading | undefined {
  const meanings: FilterMeaning[] = [];
  let isNamed = false;
  let lastMinutes: number | null = null;
  let rest = foldPhrase(text);
  while (rest !== '') {
    const span = readSpan(rest);
    const word = span ?? leadingTerm(rest, FILTER_TERMS);
    if (!word) return undefined;
    if ('minutes' in word) lastMinutes = word.minutes;
    else meanings.push(word.means);
    isNamed ||= 'minutes' in word || word.isNamed;
    rest = word.rest.replace(/^[\s,，、;；]+/, '');
  }
  const filter = filterOf(meanings, lastMinutes);
  return narrows(filter) ? { filter, isNamed } : undefined;
}

function readSpan(text: string): { minutes: number; rest: string } | undefined {
  const match = SPAN.exec(text) ?? SPAN_AFTER.exec(text);
  if (!match) return undefined;
  const [all, count, unit = ''] = match;
  const factor = UNIT_MINUTES.find(([pattern]) => pattern.exec(unit)?.[0] === unit)?.[1];
  if (factor === undefined) return undefined;
  const minutes = Number(count) * factor;
  return minutes >= 1 && minutes <= MOST_MINUTES ? { minutes, rest: text.slice(all.length) } : undefined;
}

function filterOf(meanings: readonly FilterMeaning[], lastMinutes: number | null): FilterPhrase {
  const statuses = meanings.flatMap((one) => ('statuses' in one ? one.statuses : []));
  return {
    priorities: PRIORITIES.filter((value) =>
      meanings.some((one) => 'priority' in one && one.priority === value),
    ),
    statuses: INCIDENT_STATUSES.filter((value) => statuses.includes(value)),
    types: INCIDENT_TYPES.filter((value) => meanings.some((one) => 'type' in one && one.type === value)),
    nets: NETS.filter((value) => meanings.some((one) => 'net' in one && one.net === value)),
    overdue: meanings.some((one) => 'overdue' in one),
    lastMinutes,
  };
}

function narrows({ priorities, statuses, types, nets, overdue, lastMinutes }: FilterPhrase): boolean {
  return (
    priorities.length + statuses.length + types.length + nets.length > 0 || overdue || lastMinutes !== null
  );
}
