import { DEFAULT_CITY_ZONE } from '../../core/city-time.ts';
import type { Incident } from '../../core/contract/incident.ts';
import { type AlarmRecord, acted, type Condition, newAlarm, observed } from '../../core/live/alarm-record.ts';
import { DEFAULT_RULES } from '../../core/live/rules/defaults.ts';
import { p1Unverified } from '../../core/live/rules/p1-unverified.ts';
import type { AccountRole } from '../../core/vocabulary.ts';
import { ALARMS, INCIDENTS } from '../../server/queries/nouns.ts';
import type { Point7 } from '../city/city.ts';
import type { Cell } from './csv.ts';
import { demoAccountId, demoName } from './demo-accounts.ts';
import { deviceAlarmTales } from './device-alarm-tales.ts';
import { pointHex } from './ewkb.ts';
import { FeatureWriter, wholeText } from './feature-text.ts';
import { courseOf, isLogged } from './incident-course.ts';
import { newIncident, placeOf, takeStep } from './incident-record.ts';
import type { SeededCity } from './seeded-city.ts';
import { mix } from './seeded-id.ts';

/** An alarm of the city's last days, step by step. */
export interface AlarmTale {
  point: Point7;
  steps: { /** Milliseconds since 1970. */ at: number; actor: AccountRole | null; alarm: AlarmRecord }[];
}

const RULE = DEFAULT_RULES.p1_unverified;
const ACKNOWLEDGER = 'operator';

/** The alarms of the city's last days, each told from its first time on. */
export function* alarmTales(seeded: SeededCity): Generator<AlarmTale> {
  yield* urgentTales(seeded);
  yield* deviceAlarmTales(seeded);
}

/** Of incidents of priority 1 that were verified late; an operator acknowledged each. */
function* urgentTales(seeded: SeededCity): Generator<AlarmTale> {
  const { incidents } = seeded.city;
  for (let index = incidents.count - 1; index >= 0 && isLogged(seeded, index); index--) {
    const [, verified] = courseOf(seeded, index);
    const condition = verified && conditionOf(seeded, index, verified.at);
    if (!condition) continue;
    const tale = { point: placeOf(seeded, index), steps: stepsOf(seeded, index, condition, verified.at) };
    if (tale.steps.at(-1)!.at < seeded.asOfMs) yield tale;
  }
}

/** What the rule says of an incident just before it was verified. */
function conditionOf(seeded: SeededCity, index: number, verifiedMs: number): Condition | undefined {
  const record = newIncident(seeded, index);
  takeStep(record, { status: 'reported', at: record.reported_at });
  if (record.priority !== 1) return undefined;
  const feature = new FeatureWriter(INCIDENTS, ['assignments']).write(
    record.id,
    placeOf(seeded, index),
    record,
  );
  const look = { setting: RULE, nowMs: verifiedMs - 1000, zone: DEFAULT_CITY_ZONE, held: new Map() };
  return p1Unverified(look, [JSON.parse(wholeText(feature)) as Incident])[0];
}

function stepsOf(
  seeded: SeededCity,
  index: number,
  condition: Condition,
  verifiedMs: number,
): AlarmTale['steps'] {
  const raisedMs = Date.parse(condition.at);
  const seenMs = raisedMs + 1000 * (4 + (mix(seeded.city.seed, index, 19, 0) % 26));
  const by = demoAccountId(seeded, ACKNOWLEDGER);
  const raised = newAlarm(seeded.id('alarm', index, raisedMs), condition);
  const clear = (alarm: AlarmRecord) =>
    observed(alarm, 'clear', { ...condition, isActive: false, at: new Date(verifiedMs).toISOString() });
  const see = (alarm: AlarmRecord) => {
    const result = acted(alarm, 'acknowledge', { by, now: new Date(seenMs).toISOString() });
    return 'alarm' in result ? result.alarm : alarm;
  };
  const rest =
    seenMs < verifiedMs
      ? [
          { at: seenMs, actor: ACKNOWLEDGER, alarm: see(raised) } as const,
          { at: verifiedMs, actor: null, alarm: clear(see(raised)) },
        ]
      : [
          { at: verifiedMs, actor: null, alarm: clear(raised) },
          { at: seenMs, actor: ACKNOWLEDGER, alarm: see(clear(raised)) } as const,
        ];
  return [{ at: raisedMs, actor: null, alarm: raised }, ...rest];
}

/** An alarm by column, as it is after so many steps. */
export function alarmRow({ steps }: AlarmTale, step: number): Record<string, unknown> {
  const { at, alarm } = steps[step]!;
  const { properties } = alarm;
  const row = Object.entries(ALARMS.columns).map(([property, column]) => [
    column,
    properties[property as keyof typeof properties],
  ]);
  return {
    ...Object.fromEntries(row),
    area_code: properties.areaCode,
    version: step + 1,
    updated_at: at,
    acknowledgedByName: properties.acknowledgedBy === null ? null : demoName(ACKNOWLEDGER),
    setAsideByName: properties.setAsideBy === null ? null : demoName(ACKNOWLEDGER),
  };
}

export const ALARM_COLUMNS = [
  'id',
  'area_code',
  ...Object.values(ALARMS.columns),
  'geom',
  'version',
  'updated_at',
] as const;

/** The alarms as they stand in the end. */
export function* alarmRows(seeded: SeededCity): Generator<Cell[]> {
  if (seeded.history.days === 0) return;
  for (const tale of alarmTales(seeded)) {
    const { alarm, at } = tale.steps.at(-1)!;
    const row: Record<string, unknown> = {
      ...alarmRow(tale, tale.steps.length - 1),
      id: alarm.id,
      facts: JSON.stringify(alarm.properties.facts),
      geom: pointHex(tale.point),
      updated_at: new Date(at).toISOString(),
    };
    yield ALARM_COLUMNS.map((column) => row[column] as Cell);
  }
}
