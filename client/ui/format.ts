import { toWallTime } from '../../core/zone.ts';
import { cityZone } from './city-zone.ts';
import { words } from './words/start-words.ts';

/** '2026-11-23T14:32:05.000Z': what the city's clock shows, written as if it were UTC. */
function wallText(ms: number): string {
  return new Date(toWallTime(cityZone(), ms)).toISOString();
}

/** '2026-11-23', the day in the city's zone. */
export function formatDay(ms: number): string {
  return wallText(ms).slice(0, 10);
}

/** '14:32:05' in the city's zone. */
export function formatClock(ms: number): string {
  return wallText(ms).slice(11, 19);
}

/** '14:32:05' when it was today, '11-22 14:32' this year, '2025-11-22 14:32' before; in the city's zone. */
export function formatTime(ms: number, nowMs: number): string {
  const then = wallText(ms);
  const now = wallText(nowMs);
  if (then.slice(0, 10) === now.slice(0, 10)) return then.slice(11, 19);
  const isThisYear = then.slice(0, 4) === now.slice(0, 4);
  return `${then.slice(isThisYear ? 5 : 0, 10)} ${then.slice(11, 16)}`;
}

/** '周一' or 'Mon'. */
export function formatWeekday(ms: number): string {
  const locale = words.language === 'en' ? 'en-GB' : 'zh-CN';
  const wallMs = toWallTime(cityZone(), ms);
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short' }).format(wallMs);
}

/** '38 s', '6 min', '5 h', '12 d'; an age before zero counts as zero. */
export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return words.t('unit.s', { n: seconds });
  if (seconds < 3600) return words.t('unit.min', { n: Math.floor(seconds / 60) });
  if (seconds < 48 * 3600) return words.t('unit.h', { n: Math.floor(seconds / 3600) });
  return words.t('unit.d', { n: Math.floor(seconds / 86400) });
}

/** '850 m', '3.2 km', '41 km'. */
export function formatDistance(metres: number): string {
  if (metres < 995) return words.t('unit.m', { n: Math.round(metres) });
  const km = metres / 1000;
  return words.t('unit.km', { n: km < 9.95 ? km.toFixed(1) : Math.round(km) });
}

/** '0.34 km²', '12.5 km²', '2,410 km²'. */
export function formatArea(km2: number): string {
  const n = km2 < 9.995 ? km2.toFixed(2) : km2 < 99.95 ? km2.toFixed(1) : formatNumber(Math.round(km2));
  return words.t('unit.km2', { n });
}

const grouped = new Intl.NumberFormat('en-GB');

/** '4,006'. */
export function formatNumber(value: number): string {
  return grouped.format(value);
}

/** The end of a class on a legend: at most two significant digits below 10. */
export function formatLevel(level: number): string {
  return level >= 10 || Number.isInteger(level)
    ? formatNumber(Math.round(level))
    : String(Number(level.toPrecision(2)));
}

/** A count of people or dwellings: null stands for fewer than 10, which are never told apart. */
export function formatCount(value: number | null): string {
  return value === null ? '<10' : formatNumber(value);
}

/** '97.2%', rounded down so that 100% means all; '–' of nothing. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '–';
  if (part === whole) return '100%';
  return `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)}%`;
}

/** '101.77820, 36.61710': longitude first, WGS 84. */
export function formatLngLat(lng: number, lat: number): string {
  return `${lng.toFixed(5)}, ${lat.toFixed(5)}`;
}

/** A span as a clock would count it: '0:38', '9:12', '1:05:40'. */
export function formatSpan(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const padded = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${padded(minutes)}:${padded(rest)}` : `${minutes}:${padded(rest)}`;
}
