import type { Happening, ShiftChanges } from '../contract/handover.ts';
import { happeningOf, isSettling, type ShiftEvent } from './happenings.ts';

/** So many entries are told, the last ones. */
export const NOTABLE_SHOWN = 120;

const noPriorities = () => ({ '1': 0, '2': 0, '3': 0, '4': 0 });

/**
 * What happened in [from, to) (ISO 8601 UTC), from the events of that span in order. `isComplete` false: the events are only the
 * last part of it.
 */
export function changesOf(
  events: readonly ShiftEvent[],
  span: { from: string; to: string },
  isComplete: boolean,
): ShiftChanges {
  const counts: ShiftChanges['counts'] = {
    reported: noPriorities(),
    settled: noPriorities(),
    escalated: 0,
    alarmsRaised: 0,
    alarmsAcknowledged: 0,
    alarmsSilenced: 0,
    alarmsSetAside: 0,
    planEdits: 0,
    settingEdits: 0,
    imports: 0,
  };
  const happenings: Happening[] = [];
  for (const event of events) {
    count(counts, event);
    const kind = happeningOf(event);
    if (kind) happenings.push(told(event, kind));
  }
  return {
    ...span,
    isComplete,
    counts,
    notable: happenings.length,
    happenings: happenings.slice(-NOTABLE_SHOWN),
  };
}

function count(counts: ShiftChanges['counts'], event: ShiftEvent): void {
  const { noun, kind, act } = event;
  const priority = String(event.priority ?? 4) as '1';
  const happening = happeningOf(event);
  if (noun === 'incidents' && kind === 'create') counts.reported[priority] += 1;
  if (isSettling(event)) counts.settled[priority] += 1;
  if (happening === 'escalated') counts.escalated += 1;
  if (noun === 'alarms' && act === 'raise') counts.alarmsRaised += 1;
  if (noun === 'alarms' && act === 'acknowledge') counts.alarmsAcknowledged += 1;
  if (happening === 'alarm_silenced') counts.alarmsSilenced += 1;
  if (happening === 'alarm_shelved' || happening === 'alarm_out') counts.alarmsSetAside += 1;
  if (happening === 'plan_changed') counts.planEdits += 1;
  if (happening === 'setting_changed' || happening === 'fence_changed' || happening === 'suppressed')
    counts.settingEdits += 1;
  if (happening === 'imported') counts.imports += 1;
}

function told(event: ShiftEvent, kind: Happening['kind']): Happening {
  const { seq, at, noun, id, label, labelEn, areaCode, priority, actorName } = event;
  const became = event.became ?? event.alarmKind;
  return { seq, at, kind, noun, id, label, labelEn, areaCode, priority, became, actorName };
}
