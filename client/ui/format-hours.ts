import type { TFunction } from 'i18next';
import type { Hours } from '../../core/contract/hours.ts';

/** Hours in one line: '周一至周五 07:30–08:30；每天 22:00–次日 06:00'. */
export function formatHours(hours: Hours, t: TFunction): string {
  return hours
    .map(({ days, from, to }) =>
      t(to <= from ? 'hours.spanOvernight' : 'hours.span', { days: formatDays(days, t), from, to }),
    )
    .join('; ');
}

/** Days of the week, 1 Monday to 7 Sunday: three or more in a row as a range. */
export function formatDays(days: readonly number[], t: TFunction): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  if (sorted.length === 7) return t('hours.daily');
  const name = (day: number) => t(`hours.day.d${day}` as 'hours.day.d1');
  const parts: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    let last = i;
    while (sorted[last + 1] === (sorted[last] ?? 0) + 1) last += 1;
    const [from = 1, to = 1] = [sorted[i], sorted[last]];
    if (last - i >= 2) parts.push(t('hours.dayRange', { from: name(from), to: name(to) }));
    else for (const day of sorted.slice(i, last + 1)) parts.push(name(day));
    i = last + 1;
  }
  return parts.join(' ');
}
