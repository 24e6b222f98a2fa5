import { fromWallTime } from '../zone.ts';

export type DateOrder = 'dmy' | 'mdy';

export interface ReadTime {
  /** Milliseconds since 1970. */
  ms: number;
  /** Only the day was given: `ms` is noon of that day in the zone. */
  dayOnly: boolean;
}

const DAY_MS = 86_400_000;
const NOON_MS = DAY_MS / 2;
const TIME = String.raw`(?:(?:[ T]|,\s?)\s*(.{1,30}))?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?${TIME}$`);
const YEAR_FIRST_ZH = /^(\d{4})年(\d{1,2})月(\d{1,2})日(\S.{1,30})$/;
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${TIME}$`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?$/;
const CLOCK =
  /^(上午|下午|晚上|凌晨)?\s?(\d{1,2})[:：时点](?:(\d{1,2})(?:[:：分](\d{1,2})?(?:[.,]\d{1,9})?秒?)?)?\s?(am|pm)?\s?(z|[+-]\d{2}:?\d{2})?$/i;

/** Milliseconds of the wall clock since midnight, and the offset from UTC in ms when one is written. */
function readClock(text: string): { ms: number; offsetMs: number | undefined } | undefined {
  const found = CLOCK.exec(text.trim());
  if (!found) return undefined;
  const [, half, hourText, minuteText, secondText, suffix, offset] = found;
  const minute = Number(minuteText ?? 0);
  const second = Number(secondText ?? 0);
  let hour = Number(hourText);
  const afternoon = half === '下午' || half === '晚上' || suffix?.toLowerCase() === 'pm';
  if ((half || suffix) && hour > 12) return undefined;
  if (afternoon && hour < 12) hour += 12;
  if ((half === '上午' || half === '凌晨' || suffix?.toLowerCase() === 'am') && hour === 12) hour = 0;
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return undefined;
  return { ms: ((hour * 60 + minute) * 60 + second) * 1000, offsetMs: readOffset(offset) };
}

function readOffset(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/z/i.test(text)) return 0;
  const digits = text.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}

function midnight(year: number, month: number, day: number): number | undefined {
  if (year < 1900 || year > 2200) return undefined;
  const ms = Date.UTC(year, month - 1, day);
  const date = new Date(ms);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? ms : undefined;
}

/** Milliseconds since midnight of a time of day: `14:30`, `2:30 PM`, `下午2时30分`; undefined when it is none. */
export function parseClock(text: string): number | undefined {
  return readClock(text)?.ms;
}

function wallTime(dayMs: number | undefined, clock: string | undefined, zone: string): ReadTime | undefined {
  if (dayMs === undefined) return undefined;
  if (clock === undefined) return { ms: fromWallTime(zone, dayMs + NOON_MS), dayOnly: true };
  const time = readClock(clock);
  if (!time) return undefined;
  const wall = dayMs + time.ms;
  const ms = time.offsetMs === undefined ? fromWallTime(zone, wall) : wall - time.offsetMs;
  return { ms, dayOnly: false };
}

/**
 * An instant as people and programs write it: ISO 8601, `2014-01-03`, `2026年3月5日 14:30`, `20260305143000`, `01/03/2014`
 * (by `order`; undefined without one), seconds or milliseconds since 1970. Without an offset it is wall time in `zone`;
 * a day alone becomes noon of that day there, so that no rounding moves it to another day.
 */
export function parseInstant(text: string, zone: string, order?: DateOrder): ReadTime | undefined {
  const trimmed = text.normalize('NFKC').trim();
  const first = YEAR_FIRST.exec(trimmed) ?? YEAR_FIRST_ZH.exec(trimmed);
  if (first) return wallTime(midnight(Number(first[1]), Number(first[2]), Number(first[3])), first[4], zone);
  const last = YEAR_LAST.exec(trimmed);
  if (last) {
    const a = Number(last[1]);
    const b = Number(last[2]);
    const known = order ?? orderOfDate(trimmed);
    if (!known) return undefined;
    return wallTime(
      midnight(Number(last[3]), known === 'dmy' ? b : a, known === 'dmy' ? a : b),
      last[4],
      zone,
    );
  }
  const compact = COMPACT.exec(trimmed);
  if (compact) {
    const [, year, month, day, hour, minute, second] = compact;
    const dayMs = midnight(Number(year), Number(month), Number(day));
    if (dayMs !== undefined)
      return wallTime(dayMs, hour === undefined ? undefined : `${hour}:${minute}:${second ?? '00'}`, zone);
  }
  if (/^\d{9,10}(\.\d+)?$/.test(trimmed)) return { ms: Math.round(Number(trimmed) * 1000), dayOnly: false };
  if (/^\d{12,13}$/.test(trimmed)) return { ms: Number(trimmed), dayOnly: false };
  return undefined;
}

/** Which order a date such as 13/01/2014 must have; undefined where both fit or it is no such date. */
export function orderOfDate(text: string): DateOrder | undefined {
  const found = YEAR_LAST.exec(text.trim());
  if (!found) return undefined;
  const a = Number(found[1]);
  const b = Number(found[2]);
  if (a > 12 && b <= 12) return 'dmy';
  if (b > 12 && a <= 12) return 'mdy';
  return undefined;
}

/** Whether the text is a date whose order of day and month is not to be seen from itself. */
export function isAmbiguousDate(text: string): boolean {
  return YEAR_LAST.test(text.trim()) && orderOfDate(text) === undefined;
}

/** The calendar day `yyyy-mm-dd` of a date as written, whatever the zone; undefined when it is none. */
export function parseDay(text: string, order?: DateOrder): string | undefined {
  const read = parseInstant(text, 'UTC', order);
  return read && new Date(read.ms).toISOString().slice(0, 10);
}
