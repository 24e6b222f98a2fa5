import type { Checkpoint } from '../../contract/checkpoint.ts';
import type { Condition } from '../alarm-record.ts';
import { hoursStartMs } from '../hours.ts';
import { holding, isoOf, type RuleLook } from './rule.ts';

/** Checkpoints that stand open without staff within the hours in which they must be staffed, for longer than the limit. */
export function checkpointUnstaffed(
  look: RuleLook<'checkpoint_unstaffed'>,
  checkpoints: Iterable<Checkpoint>,
): Condition[] {
  const { seconds } = look.setting.limits;
  const found: Condition[] = [];
  for (const { id, geometry, properties } of checkpoints) {
    const { state, stateSince, staffedHours, code: label, areaCode } = properties;
    const startMs = staffedHours === null ? undefined : hoursStartMs(staffedHours, look.zone, look.nowMs);
    if (state !== 'open' || startMs === undefined) continue;
    const sinceMs = Math.max(Date.parse(stateSince), startMs);
    if (look.nowMs - sinceMs < seconds * 1000) continue;
    const subject = { noun: 'checkpoints', id, label, areaCode, place: geometry.coordinates } as const;
    const facts = { sinceAt: isoOf(sinceMs), limitSeconds: seconds };
    found.push(holding(look, subject, sinceMs + seconds * 1000, facts));
  }
  return found;
}
