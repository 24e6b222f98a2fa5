import { refusal } from '../contract/reason.ts';
import type { Field } from './fields.ts';
import { type DateOrder, parseClock, parseDay, parseInstant } from './instant.ts';
import type { RowRefusal } from './read-geometry.ts';
import { foldWord, vocabularyOf } from './words.ts';

/** A cell of a file. */
export type RawValue = string | number | boolean | null;
export type Value = string | number | boolean;

export interface TimeFrame {
  zone: string;
  dateOrder: DateOrder | undefined;
  /** Directions are written F, T and B (forward, against, both), as Geofabrik does; else F and T are false and true. */
  hasDirectionLetters?: boolean;
}

export type ParsedValue = { value: Value | undefined; dayOnly?: boolean } | RowRefusal;

const YES = new Set(['1', 'true', 'yes', 'y', 't', '是', '有', '对']);
const NO = new Set(['0', 'false', 'no', 'n', 'f', '否', '无', '没有', '1r']);
const MAX_LENGTH: Partial<Record<Field['kind'], number>> = { code: 32, name: 120, key: 120, text: 2000 };
const EMPTY = new Set(['', 'null', 'na', 'none', 'undefined']);
const LONGEST_EMPTY = 9;
const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/** A number as files write it: `1,234.5`, full-width digits, a trailing unit apart; undefined when it is none. */
export function parseNumber(text: string): number | undefined {
  if (PLAIN_NUMBER.test(text)) return Number(text);
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^([+-]?\d{1,3}(?:,\d{3})+)(\.\d+)?$/, (all) => all.replaceAll(',', ''));
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain) ? Number(plain) : undefined;
}

/** Degrees as files write them: `101.7782`, `101.7782E`, `101°46'41.5"E`; metres likewise; undefined when it is neither. */
export function parseCoordinate(text: string): number | undefined {
  if (PLAIN_NUMBER.test(text)) return Number(text);
  const plain = text.normalize('NFKC').trim().toUpperCase();
  const sign = /[SW]$|^[SW]/.test(plain) ? -1 : 1;
  const bare = plain.replace(/^[NSEW]\s*|\s*[NSEW]$/g, '').replace(/°$/, '');
  const number = parseNumber(bare);
  if (number !== undefined) return sign * number;
  const sexagesimal =
    /^(\d{1,3})[°度]\s*(?:(\d{1,2}(?:\.\d+)?)['′’分]\s*)?(?:(\d{1,2}(?:\.\d+)?)(?:["″”秒]|''))?$/.exec(bare);
  if (!sexagesimal) return undefined;
  const [, degrees, minutes, seconds] = sexagesimal;
  return sign * (Number(degrees) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600);
}

function numeric(field: Field, text: string): ParsedValue {
  const value = parseNumber(
    field.kind === 'speed' ? text.replace(/\s*(km\/?h|kph|公里\/?小?时?)$/i, '') : text,
  );
  if (value === undefined) {
    const mph = field.kind === 'speed' && /^(\d{1,3})\s*mph$/i.exec(text.trim());
    if (mph) return { value: Math.round(Number(mph[1]) * 1.609344) };
    if (field.kind === 'speed') return { value: undefined };
    return {
      problem: 'bad_number',
      ...refusal(`${field.name} must be a number.`, 'not_of_type', { field: field.name, type: 'number' }),
    };
  }
  if (field.kind === 'integer' && !Number.isInteger(value))
    return {
      problem: 'bad_number',
      ...refusal(`${field.name} must be a whole number.`, 'not_whole', { field: field.name }),
    };
  if (field.kind === 'speed' && value === 0) return { value: undefined };
  const least = field.kind === 'speed' ? 1 : (field.min ?? -Infinity);
  const most = field.kind === 'speed' ? 300 : (field.max ?? Infinity);
  if (value < least || value > most) {
    const range = { field: field.name, minimum: least, maximum: most };
    const message = `${field.name} must be from ${least} to ${most}.`;
    return { problem: 'out_of_range', ...refusal(message, 'out_of_range', range) };
  }
  return { value };
}

function word(field: Field, text: string): ParsedValue {
  const folded = foldWord(text);
  const found = field.words?.get(folded) ?? field.words?.get(folded.replace(/^0+(?=\d)/, ''));
  if (found === undefined) {
    const known = [...new Set(field.words?.values())];
    const message = `${field.name} does not know this word; known: ${known.join(', ')}.`;
    const params = { field: field.name, vocabulary: vocabularyOf(field.words), known };
    return { problem: 'unknown_word', ...refusal(message, 'unknown_word', params) };
  }
  return { value: field.name === 'priority' ? Number(found) : found };
}

/** Several words in one cell, apart by commas, semicolons or spaces; the words of the vocabulary joined by commas. */
function words(field: Field, text: string): ParsedValue {
  const parsed = text
    .split(/[,;|、，；]/.test(text) ? /[,;|、，；]/ : /\s+/)
    .filter((one) => one.trim() !== '')
    .map((one) => word(field, one));
  const bad = parsed.find((one) => 'problem' in one);
  return bad ?? { value: [...new Set(parsed.map((one) => ('value' in one ? one.value : '')))].join() };
}

function isEmpty(text: string): boolean {
  return text.length <= LONGEST_EMPTY && EMPTY.has(text.toLowerCase());
}

function badTime(
  message: string,
  reason: 'not_a_time' | 'not_a_clock_time' | 'not_a_day',
  field: string,
): RowRefusal {
  return { problem: 'bad_time', ...refusal(message, reason, { field }) };
}

/** The value of one cell for one field; `value: undefined` for an empty cell. */
export function parseValue(field: Field, raw: RawValue | undefined, time: TimeFrame): ParsedValue {
  const text = raw === null || raw === undefined ? '' : String(raw).trim();
  if (isEmpty(text) && !(field.kind === 'text' && text !== '')) return { value: undefined };
  const limit = MAX_LENGTH[field.kind];
  const { name } = field;
  if (limit !== undefined && text.length > limit) {
    const message = `${name} has at most ${limit} characters.`;
    return { problem: 'too_long', ...refusal(message, 'too_long', { field: name, maximum: limit }) };
  }
  switch (field.kind) {
    case 'word':
      return word(field, text);
    case 'number':
    case 'integer':
    case 'speed':
      return numeric(field, text);
    case 'flag': {
      const folded = text.toLowerCase();
      if (YES.has(folded)) return { value: true };
      if (NO.has(folded)) return { value: false };
      return field.name === 'bridge'
        ? { value: true }
        : {
            problem: 'unknown_word',
            ...refusal(`${name} must be yes or no.`, 'not_yes_or_no', { field: name }),
          };
    }
    case 'direction': {
      const folded = text.toLowerCase();
      if (time.hasDirectionLetters && /^[ftb]$/.test(folded))
        return { value: folded === 't' ? 'reverse' : folded === 'f' };
      return { value: folded === '-1' || folded === 'reverse' ? 'reverse' : YES.has(folded) };
    }
    case 'words':
      return words(field, text);
    case 'instant': {
      const read = parseInstant(text, time.zone, time.dateOrder);
      if (!read) return badTime(`${name} is not a time that we can read.`, 'not_a_time', name);
      return { value: read.ms, dayOnly: read.dayOnly };
    }
    case 'clock': {
      const ms = parseClock(text);
      return ms === undefined
        ? badTime(`${name} is not a time of day.`, 'not_a_clock_time', name)
        : { value: ms };
    }
    case 'day': {
      const day = parseDay(text, time.dateOrder);
      return day === undefined
        ? badTime(`${name} is not a day that we can read.`, 'not_a_day', name)
        : { value: day };
    }
    case 'coordinate': {
      const value = parseCoordinate(text);
      return value === undefined
        ? {
            problem: 'bad_coordinates',
            ...refusal(`${name} is not a coordinate.`, 'not_coordinate', { field: name }),
          }
        : { value };
    }
    default:
      return { value: text };
  }
}
