import { cityDay, cityDayBounds } from '../city-time.ts';
import type { Alarm } from '../contract/alarm.ts';
import type { AlarmLoad } from '../contract/alarm-load.ts';
import type { AlarmAct, AlarmKind, AlarmState } from '../vocabulary.ts';
import { isAnnunciated, isSetAside } from './alarm.ts';

/**
 * The figures that alarm systems are held against, as control rooms use them after EEMUA 191 and ANSI/ISA-18.2: about one alarm in
 * ten minutes can be dealt with (150 a day), 300 a day is too much, more than ten in ten minutes is a flood; an alarm that comes and
 * goes three times a minute chatters; one that stands for a day is stale; of all, 5 % should be critical (priority 1), 15 % of the
 * next kind, 80 % of the lower ones.
 */
export const ALARM_BANDS = {
  binSeconds: 600,
  manageablePerBin: 1,
  floodPerBin: 10,
  manageablePerDay: 150,
  tooManyPerDay: 300,
  chatteringTimes: 3,
  chatteringSeconds: 60,
  staleSeconds: 86_400,
  mix: { critical: 0.05, high: 0.15, low: 0.8 },
} as const;

const BIN_MS = ALARM_BANDS.binSeconds * 1000;
const TOP = 10;

/** How a rate stands to what people can answer: `too_many` is twice what is manageable. */
export type LoadBand = 'manageable' | 'demanding' | 'too_many';

/** The band of an average number of alarms in ten minutes. */
export function bandOfRate(perBin: number): LoadBand {
  if (perBin <= ALARM_BANDS.manageablePerBin) return 'manageable';
  return perBin < 2 * ALARM_BANDS.manageablePerBin ? 'demanding' : 'too_many';
}

/** The band of a whole day's number of alarms. */
export function bandOfDay(count: number): LoadBand {
  if (count <= ALARM_BANDS.manageablePerDay) return 'manageable';
  return count < ALARM_BANDS.tooManyPerDay ? 'demanding' : 'too_many';
}

/**
 * The period in three figures: alarms in ten minutes on average over the time that has passed, in the worst ten minutes, and the
 * share of the ten minutes that were a flood (0 to 1).
 */
export function loadFigures({
  bins,
  total,
  from,
  asOf,
}: Pick<AlarmLoad, 'bins' | 'total' | 'from' | 'asOf'>) {
  const passed = (Date.parse(asOf) - Date.parse(from)) / BIN_MS;
  const floods = bins.filter((count) => count > ALARM_BANDS.floodPerBin).length;
  return {
    average: passed > 0 ? total / passed : 0,
    peak: bins.reduce((a, b) => Math.max(a, b), 0),
    floodShare: bins.length > 0 ? floods / bins.length : 0,
  };
}

/** One event of the log about an alarm. `at` is ISO 8601 UTC; the state is the one after the act. */
export interface AlarmHappening {
  at: string;
  id: string;
  act: AlarmAct;
  state: AlarmState;
  kind: AlarmKind;
  priority: number;
  subjectNoun: string;
  subjectId: string;
  subjectLabel: string;
  areaCode: string;
}

/** Whether an event rang and flashed: the alarm became, or became anew, unacknowledged. */
export function isAnnouncement({ act, state }: Pick<AlarmHappening, 'act' | 'state'>): boolean {
  return isAnnunciated(state) && act !== 'silence' && act !== 'ease';
}

/** The whole bins that end with the one of `nowMs`, `hours` long: [fromMs, toMs), milliseconds since 1970. The last one is not over. */
export function loadPeriod(nowMs: number, hours: number): Pick<LoadWindow, 'fromMs' | 'toMs'> {
  const toMs = (Math.floor(nowMs / BIN_MS) + 1) * BIN_MS;
  return { fromMs: toMs - hours * 3_600_000, toMs };
}

/** `fromMs` and `toMs` are those of `loadPeriod`, `nowMs` is the server's time, all milliseconds since 1970; `zone` is the city's. */
export interface LoadWindow {
  fromMs: number;
  toMs: number;
  nowMs: number;
  zone: string;
}

/** The load of a period from the events in it, in order of time, and from the alarms that stand now. */
export function alarmLoad(
  happenings: readonly AlarmHappening[],
  standing: readonly Alarm[],
  window: LoadWindow,
): AlarmLoad {
  const { fromMs, toMs, nowMs } = window;
  const announced = happenings.filter(isAnnouncement);
  const bins = binsOf(announced, fromMs, toMs);
  return {
    from: iso(fromMs),
    to: iso(toMs),
    asOf: iso(nowMs),
    binSeconds: ALARM_BANDS.binSeconds,
    bins,
    total: announced.length,
    days: daysOf(announced, window),
    floods: floodsOf(bins, fromMs),
    mix: mixOf(announced),
    top: topOffenders(announced),
    chattering: chatteringAlarms(happenings),
    stale: staleAlarms(standing, nowMs),
    setAside: setAsideAlarms(standing),
  };
}

function binsOf(announced: readonly AlarmHappening[], fromMs: number, toMs: number): number[] {
  const bins = new Array<number>(Math.round((toMs - fromMs) / BIN_MS)).fill(0);
  for (const { at } of announced) {
    const bin = Math.floor((Date.parse(at) - fromMs) / BIN_MS);
    if (bins[bin] !== undefined) bins[bin] += 1;
  }
  return bins;
}

function daysOf(
  announced: readonly AlarmHappening[],
  { fromMs, nowMs, zone }: LoadWindow,
): AlarmLoad['days'] {
  const days: AlarmLoad['days'] = [];
  const times = announced.map(({ at }) => Date.parse(at));
  for (let ms = fromMs; ms <= nowMs; ms = cityDayBounds(zone, ms)[1]) {
    const [start, end] = cityDayBounds(zone, ms);
    const count = times.filter((at) => at >= start && at < end).length;
    days.push({ day: cityDay(zone, ms), count, isWhole: start >= fromMs && end <= nowMs });
  }
  return days;
}

function floodsOf(bins: readonly number[], fromMs: number): AlarmLoad['floods'] {
  const floods: AlarmLoad['floods'] = [];
  bins.forEach((count, i) => {
    if (count <= ALARM_BANDS.floodPerBin) return;
    const from = iso(fromMs + i * BIN_MS);
    const to = iso(fromMs + (i + 1) * BIN_MS);
    const last = floods.at(-1);
    if (last?.to === from) Object.assign(last, { to, count: last.count + count });
    else floods.push({ from, to, count });
  });
  return floods;
}

function mixOf(announced: readonly AlarmHappening[]): AlarmLoad['mix'] {
  const share = (priority: number): number =>
    announced.length === 0
      ? 0
      : announced.filter((one) => one.priority === priority).length / announced.length;
  return { '1': share(1), '2': share(2), '3': share(3), '4': share(4) };
}

function topOffenders(announced: readonly AlarmHappening[]): AlarmLoad['top'] {
  const counts = new Map<string, AlarmLoad['top'][number]>();
  for (const one of announced)
    counts.set(one.id, { ...named(one), count: (counts.get(one.id)?.count ?? 0) + 1 });
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)).slice(0, TOP);
}

/**
 * Alarms that were raised at least three times within a minute, whether they told anybody or not, each at its worst: how often, and
 * when that minute began.
 */
export function chatteringAlarms(happenings: readonly AlarmHappening[]): AlarmLoad['chattering'] {
  const raises = new Map<string, AlarmHappening[]>();
  for (const one of happenings) {
    if (one.act !== 'raise') continue;
    const all = raises.get(one.id);
    if (all) all.push(one);
    else raises.set(one.id, [one]);
  }
  return [...raises.values()]
    .flatMap((all) => {
      const { count, at } = worstMinute(all.map((one) => one.at));
      const last = all.at(-1);
      return last && count >= ALARM_BANDS.chatteringTimes ? [{ ...named(last), count, at }] : [];
    })
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

function worstMinute(times: readonly string[]): { count: number; at: string } {
  const all = times.map((at) => Date.parse(at));
  let worst = { count: 0, at: '' };
  let end = 0;
  all.forEach((startMs, start) => {
    while (end < all.length && (all[end] ?? 0) < startMs + ALARM_BANDS.chatteringSeconds * 1000) end += 1;
    if (end - start > worst.count) worst = { count: end - start, at: times[start] ?? '' };
  });
  return worst;
}

/** Alarms active for more than a day at `nowMs` that nobody put aside, the longest first. */
export function staleAlarms(standing: readonly Alarm[], nowMs: number): AlarmLoad['stale'] {
  const beforeMs = nowMs - ALARM_BANDS.staleSeconds * 1000;
  return standing
    .filter(({ properties: p }) => p.isActive && !isSetAside(p.state) && Date.parse(p.raisedAt) < beforeMs)
    .map(({ id, properties: p }) => ({ ...named({ id, ...p }), state: p.state, raisedAt: p.raisedAt }))
    .sort((a, b) => Date.parse(a.raisedAt) - Date.parse(b.raisedAt) || (a.id < b.id ? -1 : 1));
}

function setAsideAlarms(standing: readonly Alarm[]): AlarmLoad['setAside'] {
  const endOf = (one: { shelvedUntil: string | null }) =>
    one.shelvedUntil === null ? Number.POSITIVE_INFINITY : Date.parse(one.shelvedUntil);
  return standing
    .filter(({ properties }) => isSetAside(properties.state))
    .map(({ id, properties: p }) => ({
      ...named({ id, ...p }),
      state: p.state,
      isActive: p.isActive,
      setAsideAt: p.setAsideAt,
      setAsideByName: p.setAsideByName,
      shelvedUntil: p.shelvedUntil,
      reason: p.shelvedReason ?? p.outOfServiceReason,
    }))
    .sort((a, b) => (endOf(a) < endOf(b) ? -1 : endOf(a) > endOf(b) ? 1 : a.id < b.id ? -1 : 1));
}

type Named = Pick<
  AlarmHappening,
  'id' | 'kind' | 'priority' | 'subjectNoun' | 'subjectId' | 'subjectLabel' | 'areaCode'
>;

function named({ id, kind, priority, subjectNoun, subjectId, subjectLabel, areaCode }: Named): Named {
  return { id, kind, priority, subjectNoun, subjectId, subjectLabel, areaCode };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
