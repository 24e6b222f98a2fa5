import { cityShift } from '../../core/city-time.ts';
import { codePrefix } from '../../core/contract/area-code.ts';
import type { HandoverSummary, ShiftChanges } from '../../core/contract/handover.ts';
import type { LiveNoun, LiveNouns } from '../../core/contract/live.ts';
import { changesOf } from '../../core/handover/changes.ts';
import { summaryOf } from '../../core/handover/summary.ts';
import { targetsOf } from '../../core/incident/deadlines.ts';
import type { Queryable } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import { selectSuppressions } from '../queries/alarm-rules.ts';
import { selectCityZone } from '../queries/city.ts';
import { feedAges } from '../queries/feeds.ts';
import { selectNotes } from '../queries/handover-notes.ts';
import { selectUnitPlaces } from '../queries/positions.ts';
import { selectResponseTargets } from '../queries/response-targets.ts';
import { MAX_SHIFT_EVENTS, selectShiftEvents } from '../queries/shift-events.ts';

/** The summary of a scope's shift from `fromMs` to now (`nowMs`, milliseconds since 1970), as it would be signed off. */
export async function readSummary(
  deps: Pick<Deps, 'database' | 'memory'>,
  scopeCode: string,
  fromMs: number,
  nowMs: number,
): Promise<HandoverSummary> {
  const { database, memory } = deps;
  const span = { from: new Date(fromMs).toISOString(), to: new Date(nowMs).toISOString() };
  const prefix = codePrefix(scopeCode);
  const inScope = async <N extends LiveNoun>(noun: N): Promise<LiveNouns[N][]> => {
    const all = [...(await memory.featuresOf(noun))] as unknown as LiveNouns[N][];
    return all.filter(({ properties }) => properties.areaCode.startsWith(prefix));
  };
  const fixes = await selectUnitPlaces(database, scopeCode);
  return summaryOf({
    areaCode: scopeCode,
    // By the middle of the shift: who signs off shortly before or after its end means the same one.
    shift: cityShift(await selectCityZone(database), (fromMs + nowMs) / 2).shift,
    ...span,
    incidents: await inScope('incidents'),
    alarms: await inScope('alarms'),
    suppressions: await selectSuppressions(database, scopeCode, span.to),
    units: await inScope('units'),
    lastFixMs: new Map(fixes.map(({ unitId, fixAt }) => [unitId, Date.parse(fixAt)])),
    devices: await inScope('devices'),
    checkpoints: await inScope('checkpoints'),
    feeds: await feedAges(database),
    notes: await selectNotes(database, { scopeCode }),
    changes: await readChanges(database, scopeCode, span),
    targets: targetsOf(await selectResponseTargets(database)),
  });
}

/** What happened in a scope in [from, to), ISO 8601 UTC. */
export async function readChanges(
  db: Queryable,
  scopeCode: string,
  span: { from: string; to: string },
): Promise<ShiftChanges> {
  const events = await selectShiftEvents(db, { scopeCode, ...span });
  return changesOf(events.slice(-MAX_SHIFT_EVENTS), span, events.length <= MAX_SHIFT_EVENTS);
}
