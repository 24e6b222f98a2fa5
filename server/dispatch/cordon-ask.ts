import { isWithinCode } from '../../core/contract/area-code.ts';
import type { CheckpointProperties } from '../../core/contract/checkpoint.ts';
import type { Cordon, CordonRequest } from '../../core/contract/cordon.ts';
import type { IncidentProperties } from '../../core/contract/incident.ts';
import type { UnitProperties } from '../../core/contract/unit.ts';
import type { AskCheckpoint, AskUnit, CordonAsk } from '../../core/cordon/ask.ts';
import { toInt7 } from '../../core/geometry/integer.ts';
import type { Deps } from '../deps.ts';
import type { PlacedFeature } from '../queries/placed.ts';

/** From the order until a unit drives. */
const READY_MS = 45_000;
/** A unit whose position is older is not sent by it. */
const OLDEST_FIX_MS = 30 * 60_000;
/** Half of what a position is old is counted as way, at most so much. */
const MOST_AGE_MS = 120_000;

/** What is asked of the planner, and of the units why how many are not in it. */
export interface Gathered {
  ask: CordonAsk;
  /** By id, of all units of the scope. */
  codes: ReadonlyMap<string, string>;
  considered: { free: number; bound: number; offDuty: number; noPosition: number };
}

/** The city as a cordon of the scope is planned now; `standing`: the cordon whose own units are planned with. */
export async function gatherAsk(
  deps: Pick<Deps, 'memory' | 'fixes' | 'cordonUnits' | 'clock'>,
  request: CordonRequest,
  scopeCode: string,
  standing?: Cordon,
): Promise<Gathered> {
  const nowMs = deps.clock();
  const { place, sinceAt, travel, fast, slow, directionDegrees, marginSeconds } = request;
  const [lng, lat] = place.coordinates;
  const { units, codes, considered } = await gatherUnits(deps, scopeCode, nowMs, standing);
  const ask: CordonAsk = {
    lng7: toInt7(lng),
    lat7: toInt7(lat),
    sinceMs: Date.parse(sinceAt),
    nowMs,
    travel,
    fast,
    slow,
    directionDegrees,
    marginSeconds,
    ringMs: ringOf(request, nowMs, standing),
    units,
    checkpoints: await gatherCheckpoints(deps, standing),
  };
  return { ask, codes, considered };
}

/** A ring that is set stays where it was set. */
function ringOf({ exits, ringMinutes }: CordonRequest, nowMs: number, standing?: Cordon): number | null {
  if (exits === 'city') return null;
  const ringAt = standing?.properties.ringAt;
  return ringAt ? Date.parse(ringAt) : nowMs + (ringMinutes ?? 0) * 60_000;
}

/**
 * All checkpoints. One that a unit of `standing` closed is held by that unit, not by itself; one that was staffed when `standing` closed it has
 * been held all the time.
 */
export async function gatherCheckpoints(
  { memory }: Pick<Deps, 'memory'>,
  standing?: Cordon,
): Promise<AskCheckpoint[]> {
  const held = standing?.properties.positions.filter(({ state }) => state !== 'released') ?? [];
  const positionAt = new Map(held.map((one) => [one.checkpointId, one]));
  return [...(await memory.featuresOf('checkpoints'))].map(({ id, geometry, properties }) => {
    const { state, stateSince, nameZh, nameEn } = properties as unknown as CheckpointProperties;
    const position = positionAt.get(id);
    const isHeld = state !== 'open' && !position?.unitId;
    const sinceAt = position?.checkpointWas === 'staffed' ? standing?.properties.sinceAt : undefined;
    const heldSinceMs = isHeld ? Date.parse(sinceAt ?? stateSince) : null;
    return { id, ...int7Of({ geometry }), heldSinceMs, nameZh, nameEn };
  });
}

function int7Of({ geometry }: Pick<PlacedFeature, 'geometry'>) {
  const [lng, lat] = (geometry as { coordinates: [number, number] }).coordinates;
  return { lng7: toInt7(lng), lat7: toInt7(lat) };
}

async function gatherUnits(
  { memory, fixes, cordonUnits }: Pick<Deps, 'memory' | 'fixes' | 'cordonUnits'>,
  scopeCode: string,
  nowMs: number,
  standing?: Cordon,
) {
  const latest = await fixes.current();
  const bound = await boundUnits({ memory, cordonUnits }, standing?.id);
  const own = new Map(
    standing?.properties.positions.flatMap((one) =>
      one.unitId !== null && one.state !== 'released' ? [[one.unitId, one] as const] : [],
    ),
  );
  const codes = new Map<string, string>();
  const considered = { free: 0, bound: 0, offDuty: 0, noPosition: 0 };
  const units: AskUnit[] = [];
  for (const { id, properties } of await memory.featuresOf('units')) {
    const { code, areaCode, vehicle, state } = properties as unknown as UnitProperties;
    if (!isWithinCode(areaCode, scopeCode) && !own.has(id)) continue;
    codes.set(id, code);
    const fix = latest.get(id);
    const ageMs = fix ? Math.max(0, nowMs - fix.atMs) : Number.POSITIVE_INFINITY;
    const position = own.get(id);
    if (bound.has(id)) considered.bound += 1;
    else if (state === 'off_duty' || state === 'unavailable') considered.offDuty += 1;
    else if (!fix || (!position && ageMs > OLDEST_FIX_MS)) considered.noPosition += 1;
    else {
      considered.free += 1;
      const lateMs = Math.min(ageMs / 2, MOST_AGE_MS);
      const place = { id, vehicle, lng7: fix.lng7, lat7: fix.lat7 };
      units.push({ ...place, ...ordersOf(position, nowMs, lateMs) });
    }
  }
  return { units, codes, considered };
}

type Position = Cordon['properties']['positions'][number];

function ordersOf(position: Position | undefined, nowMs: number, lateMs: number) {
  if (!position) return { readyAtMs: nowMs + READY_MS + lateMs };
  const { checkpointId, nodeId, state, inPlaceAt } = position;
  const at = checkpointId !== null ? { checkpointId } : { nodeId: nodeId! };
  if (state === 'in_place')
    return { readyAtMs: nowMs, standing: { at, sinceMs: Date.parse(inPlaceAt ?? position.sentAt) } };
  return { readyAtMs: nowMs + lateMs, sentTo: at };
}

/** Units that have an open assignment or hold a position of another cordon. */
async function boundUnits(
  { memory, cordonUnits }: Pick<Deps, 'memory' | 'cordonUnits'>,
  exceptCordonId?: string,
): Promise<Set<string>> {
  const bound = new Set<string>();
  for (const [unitId, cordonId] of await cordonUnits.current())
    if (cordonId !== exceptCordonId) bound.add(unitId);
  for (const { properties } of await memory.featuresOf('incidents')) {
    const { assignments = [] } = properties as unknown as IncidentProperties;
    for (const { unitId } of assignments) bound.add(unitId);
  }
  return bound;
}
