import type { Alarm } from '../../core/contract/alarm.ts';
import { isAnnunciated, isSetAside, needsAcknowledgement } from '../../core/live/alarm.ts';
import { isFlood, recentArrivals } from '../../core/live/alarm-flood.ts';
import { ALARM_BANDS } from '../../core/live/alarm-load.ts';
import type { Priority } from '../../core/vocabulary.ts';

/** What the alarms ask of this console now. */
export interface AlarmPicture {
  /** How many wait for an acknowledgement, and the most urgent priority among them. */
  waiting: number;
  worst: Priority | null;
  /** Announced and neither acknowledged nor silenced here, the most urgent first. */
  sounding: readonly Alarm[];
  /** Alarms that came in the last ten minutes, and whether that is a flood. */
  recent: number;
  flood: boolean;
}

export const NO_ALARMS: AlarmPicture = { waiting: 0, worst: null, sounding: [], recent: 0, flood: false };

/** When each announcement came, milliseconds since 1970. */
export type Arrivals = ReadonlyMap<string, number>;

/** Names one announcement: it is another when the alarm is raised again or gets more urgent. */
export function announcementOf({ id, properties }: Alarm): string {
  return `${id} ${properties.count} ${properties.priority}`;
}

/** The arrivals of the last ten minutes, those of `alarms` that are new among them. */
export function arrivalsAfter(known: Arrivals, alarms: Iterable<Alarm>, nowMs: number): Arrivals {
  const next = new Map<string, number>();
  const keep = (key: string, at: number): void => {
    if (at > nowMs - ALARM_BANDS.binSeconds * 1000) next.set(key, at);
  };
  for (const [key, at] of known) keep(key, at);
  for (const alarm of alarms) {
    const key = announcementOf(alarm);
    const { state, raisedAt, updatedAt } = alarm.properties;
    if (isSetAside(state) || known.has(key)) continue;
    keep(key, Date.parse(isAnnunciated(state) ? updatedAt : raisedAt));
  }
  return next;
}

/** The picture of all alarms; `silenced` holds the announcements silenced at this console, `wasFlood` whether it was one before. */
export function pictureOf(
  alarms: Iterable<Alarm>,
  {
    arrivals,
    silenced,
    wasFlood,
    nowMs,
  }: { arrivals: Arrivals; silenced: ReadonlySet<string>; wasFlood: boolean; nowMs: number },
): AlarmPicture {
  let waiting = 0;
  let worst = 5;
  const sounding: Alarm[] = [];
  for (const alarm of alarms) {
    const { state, priority } = alarm.properties;
    if (!needsAcknowledgement(state)) continue;
    waiting += 1;
    worst = Math.min(worst, priority);
    if (isAnnunciated(state) && !silenced.has(announcementOf(alarm))) sounding.push(alarm);
  }
  sounding.sort((a, b) => a.properties.priority - b.properties.priority || (a.id < b.id ? -1 : 1));
  const recent = recentArrivals(arrivals.values(), nowMs);
  const flood = isFlood(wasFlood, recent);
  return { waiting, worst: worst < 5 ? (worst as Priority) : null, sounding, recent, flood };
}
