import { fromWallTime, toWallTime } from '../zone.ts';
import { foldPhrase } from './term.ts';

const DAY_MS = 86_400_000;
const LEAD =
  /^(?:go to|goto|jump to|back to|回到|跳到|前往|转到|看)\s*(?=\d|昨|今|前|上|下|凌|早|晚|yesterday|today)/;
const DAYS_BACK: Readonly<Record<string, number>> = {
  今天: 0,
  today: 0,
  jt: 0,
  昨天: 1,
  昨日: 1,
  yesterday: 1,
  zt: 1,
  前天: 2,
  qt: 2,
};
const DAY = /^(今天|昨天|昨日|前天|today|yesterday|jt|zt|qt)(?![a-z])\s*/;
const DATE =
  /^(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*(?:日|号)?(?:t|\s+|(?=[上下凌早晚中])|$)\s*/;
const HALF = '(上午|早上|凌晨|中午|下午|晚上)?';
const CLOCK = new RegExp(
  `^${HALF}\\s*(\\d{1,2})(?::(\\d{2})(?::(\\d{2}))?|\\s*[点时](?:(半)|(\\d{1,2})分?)?)?\\s*(am|pm)?$`,
);
const AGO =
  /^(\d{1,4}(?:\.\d)?)\s*(?:(分钟?|min|mins|minutes?)|(个?小时|h|hours?|hrs?)|(天|d|days?))\s*(?:前|以前|之前|ago)$/;

/**
 * The instant that somebody named, milliseconds since 1970: "14:30", "go to 14:30", "昨天 14:30", "yesterday 2:30 pm", "下午2点半", "11-25 14:30",
 * "2026-11-25 14:30", "2 h ago", "3小时前". By the clock of `zone` (IANA). A clock time alone is the last one that has been. Undefined
 * when it names none, or one that has not been yet at `nowMs`.
 */
export function readInstant(text: string, nowMs: number, zone: string): number | undefined {
  if (text.length > 60) return undefined;
  const plain = foldPhrase(text).replace(LEAD, '');
  const ago = AGO.exec(plain);
  if (ago) return nowMs - Number(ago[1]) * (ago[2] ? 60_000 : ago[3] ? 3_600_000 : DAY_MS);
  const wallNow = toWallTime(zone, nowMs);
  const today = Math.floor(wallNow / DAY_MS) * DAY_MS;
  const day = readDay(plain, today);
  if (!day) return undefined;
  const clockMs = day.rest === '' ? (day.named ? wallNow - today : undefined) : readClock(day.rest);
  if (clockMs === undefined) return undefined;
  const atMs = fromWallTime(zone, day.startMs + clockMs);
  if (atMs <= nowMs) return atMs;
  return day.named ? undefined : fromWallTime(zone, day.startMs - DAY_MS + clockMs);
}

/** The day (wall time of its midnight) that the text begins with, today when it names none; undefined when there is no such day. */
function readDay(text: string, today: number): { startMs: number; rest: string; named: boolean } | undefined {
  const word = DAY.exec(text);
  if (word)
    return {
      startMs: today - (DAYS_BACK[word[1] ?? ''] ?? 0) * DAY_MS,
      rest: text.slice(word[0].length),
      named: true,
    };
  const date = DATE.exec(text);
  if (!date) return { startMs: today, rest: text, named: false };
  const thisYear = new Date(today).getUTCFullYear();
  const [month, dayOfMonth] = [Number(date[2]), Number(date[3])];
  const startOf = (year: number) => Date.UTC(year, month - 1, dayOfMonth);
  const year = date[1] ? Number(date[1]) : startOf(thisYear) > today ? thisYear - 1 : thisYear;
  const made = new Date(startOf(year));
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== dayOfMonth) return undefined;
  return { startMs: made.getTime(), rest: text.slice(date[0].length), named: true };
}

/** Milliseconds since midnight of a time of the clock; undefined when it is none. */
function readClock(text: string): number | undefined {
  const match = /[:点时]|[ap]m$/.test(text) ? CLOCK.exec(text) : null;
  if (!match) return undefined;
  const [, half, hourText, minutes, seconds, isHalf, spoken, english] = match;
  const hour = hourOf(Number(hourText), half, english);
  const minute = isHalf ? 30 : Number(minutes ?? spoken ?? 0);
  if (hour > 23 || minute > 59 || Number(seconds ?? 0) > 59) return undefined;
  return (hour * 3600 + minute * 60 + Number(seconds ?? 0)) * 1000;
}

function hourOf(hour: number, half: string | undefined, english: string | undefined): number {
  if (english) return hour > 12 ? 24 : (hour % 12) + (english === 'pm' ? 12 : 0);
  if (half === '下午' || half === '晚上') return hour < 12 ? hour + 12 : hour;
  if (half === '中午') return hour < 11 ? hour + 12 : hour;
  return half === '凌晨' && hour === 12 ? 0 : hour;
}
