import { ZONE_SECONDS } from '../city/clock.ts';

const DAY_SECONDS = 86_400;

/** yyMMdd-nnnn by the city's clock of each of the times of report (seconds since 1970), which are in order. */
export function numberIncidents(reportedAt: Uint32Array): (index: number) => string {
  const dayOf = (index: number) => Math.floor((reportedAt[index]! + ZONE_SECONDS) / DAY_SECONDS);
  const days = new Map<number, { first: number; prefix: string }>();
  for (let i = 0; i < reportedAt.length; i++) {
    const day = dayOf(i);
    if (days.has(day)) continue;
    const date = new Date(day * DAY_SECONDS * 1000).toISOString();
    days.set(day, { first: i, prefix: date.slice(2, 10).replaceAll('-', '') });
  }
  return (index) => {
    const { first, prefix } = days.get(dayOf(index))!;
    return `${prefix}-${String(index - first + 1).padStart(4, '0')}`;
  };
}
