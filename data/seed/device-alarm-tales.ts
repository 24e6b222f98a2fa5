import { DEFAULT_CITY_ZONE } from '../../core/city-time.ts';
import type { Device } from '../../core/contract/device.ts';
import {
  type ActDetails,
  type AlarmRecord,
  acted,
  type Condition,
  newAlarm,
  observed,
} from '../../core/live/alarm-record.ts';
import { DEFAULT_RULES } from '../../core/live/rules/defaults.ts';
import { deviceSilent } from '../../core/live/rules/silence.ts';
import type { AccountRole, AlarmAct } from '../../core/vocabulary.ts';
import type { AlarmTale } from './alarm-tales.ts';
import { demoAccountId } from './demo-accounts.ts';
import { wholeText } from './feature-text.ts';
import type { SeededCity } from './seeded-city.ts';
import { mix } from './seeded-id.ts';
import { deviceTale } from './thing-tales.ts';
import { DEMO_DEVICE_LIMITS } from './watch-settings.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What is not back after so long is reported for repair, and its alarm taken out of service until then. */
const REPAIR_AFTER_MS = 4 * HOUR_MS;
const REASONS = ['设备离线，已报修', '线路检修，待恢复', '供电故障，已派维修'];
/** Beyond the numbers that the incidents' alarms have. */
const FIRST_NUMBER = 1_000_000_000;

/** A device that was offline, milliseconds since 1970; Infinity: it still is. */
interface Outage {
  fromMs: number;
  toMs: number;
  version: number;
}
interface Act {
  at: number;
  actor: AccountRole | null;
  act: AlarmAct;
  reason?: string;
}

/** The alarms of devices that were silent for longer than the demo's limit: acknowledged, and taken out of service while they were being repaired. */
export function* deviceAlarmTales(seeded: SeededCity): Generator<AlarmTale> {
  const { write } = deviceTale(seeded);
  for (const [thing, outages] of outagesOf(seeded)) {
    const steps: AlarmTale['steps'] = [];
    for (const [number, { fromMs, toMs, version }] of outages.entries()) {
      const state = { state: 'offline', since: fromMs / 1000, version };
      const device = JSON.parse(wholeText(write(thing, state, null))) as Device;
      const condition = conditionOf(device, Math.min(toMs, seeded.asOfMs));
      if (!condition) continue;
      const luck = mix(seeded.city.seed, thing, 23, number);
      for (const act of actsOf(Date.parse(condition.at), toMs, luck)) {
        if (act.at >= seeded.asOfMs) continue;
        const before = steps.at(-1)?.alarm;
        steps.push({ at: act.at, actor: act.actor, alarm: after(seeded, thing, before, condition, act) });
      }
    }
    if (steps.length > 0) yield { point: seeded.city.devices[thing]!.point, steps };
  }
}

function outagesOf({ history }: SeededCity): Map<number, Outage[]> {
  const found = new Map<number, Outage[]>();
  const versions = new Map<number, number>();
  for (const { thing, at, from, to } of history.devices) {
    const version = (versions.get(thing) ?? 1) + 1;
    versions.set(thing, version);
    const outages = found.get(thing) ?? [];
    const last = outages.at(-1);
    if (from === 'offline' && last) last.toMs = at * 1000;
    if (to !== 'offline') continue;
    outages.push({ fromMs: at * 1000, toMs: Number.POSITIVE_INFINITY, version });
    found.set(thing, outages);
  }
  return found;
}

/** What the rule says of a device that is silent until `ms`. */
function conditionOf(device: Device, ms: number): Condition | undefined {
  const setting = { ...DEFAULT_RULES.device_silent, limits: DEMO_DEVICE_LIMITS };
  const look = { setting, nowMs: ms - 1000, zone: DEFAULT_CITY_ZONE, held: new Map() };
  return deviceSilent(look, [device], 0)[0];
}

/** What was done about one outage, in order. */
function actsOf(raisedMs: number, toMs: number, luck: number): Act[] {
  const seenMs = raisedMs + 1000 * (20 + (luck % 400));
  const outMs = raisedMs + REPAIR_AFTER_MS + (luck % 50) * MINUTE_MS;
  const acts: Act[] = [
    { at: raisedMs, actor: null, act: 'raise' },
    { at: seenMs, actor: 'operator', act: 'acknowledge' },
  ];
  if (outMs < toMs) {
    acts.push({
      at: outMs,
      actor: 'operator',
      act: 'take_out',
      reason: REASONS[luck % REASONS.length] ?? '',
    });
    acts.push({ at: toMs + (1 + (luck % 9)) * MINUTE_MS, actor: 'operator', act: 'put_back' });
  }
  acts.push({ at: toMs, actor: null, act: 'clear' });
  return acts.filter(({ at }) => at < Number.POSITIVE_INFINITY).sort((a, b) => a.at - b.at);
}

function after(
  seeded: SeededCity,
  thing: number,
  before: AlarmRecord | undefined,
  condition: Condition,
  { at, act, actor, reason }: Act,
): AlarmRecord {
  const now = new Date(at).toISOString();
  if (act === 'raise')
    return before
      ? observed(before, act, condition)
      : newAlarm(seeded.id('alarm', FIRST_NUMBER + thing, at), condition);
  if (!before) throw new Error(`demo device ${thing}: an alarm that was not raised can not ${act}`);
  if (act === 'clear') return observed(before, act, { ...condition, isActive: false, at: now });
  const details: ActDetails = { by: actor && demoAccountId(seeded, actor), now, reason };
  const result = acted(before, act, details);
  if ('reason' in result) throw new Error(`demo device ${thing} can not ${act}: ${result.reason}`);
  return result.alarm;
}
