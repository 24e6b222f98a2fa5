import type { CordonRequest, WantedPosition } from '../../core/contract/cordon.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { AskCheckpoint, CordonRefusal } from '../../core/cordon/ask.ts';
import { OFF_ROAD_METRES } from '../../core/cordon/ground.ts';
import type { Spot } from '../commands/cordons.ts';
import type { Deps } from '../deps.ts';
import { ProblemError } from '../problem.ts';
import { namedOf } from './cordon-wire.ts';

/** Longer ago the reachable area is larger than any city. */
const MOST_HOURS = 6;

/** Refuses (400) what the schema can not see. */
export function checkRequest(
  { slow, fast, sinceAt, exits, ringMinutes }: CordonRequest,
  nowMs: number,
): void {
  const against = (why: ReturnType<typeof refusal>): ProblemError => new ProblemError('invalid_request', why);
  if (slow > fast) throw against(WHY.cordon_speeds_reversed);
  const agoMs = nowMs - Date.parse(sinceAt);
  if (!(agoMs >= 0 && agoMs <= MOST_HOURS * 3_600_000)) {
    const message = `sinceAt must lie in the last ${MOST_HOURS} hours.`;
    throw against(refusal(message, 'cordon_since_out_of_range', { hours: MOST_HOURS }));
  }
  if ((exits === 'ring') !== (ringMinutes !== null))
    throw against(refusal('A ring, and only a ring, has ringMinutes.', 'cordon_ring_unknown'));
}

/** What cannot be planned, as a problem. */
export function refusedPlan(reason: CordonRefusal): ProblemError {
  return new ProblemError('conflict', WHY[reason]);
}

const WHY = {
  cordon_off_road: refusal(
    `There is no open road for this way to travel within ${OFF_ROAD_METRES} m of the place.`,
    'cordon_off_road',
    { metres: OFF_ROAD_METRES },
  ),
  cordon_no_exits: refusal('No road leads out of the city; ask for a ring instead.', 'cordon_no_exits'),
  cordon_no_roads: refusal('The city has no roads, so no cordon can be planned.', 'cordon_no_roads'),
  cordon_place_unknown: refusal(
    'A position lies at no checkpoint or junction that the roads have now; plan again.',
    'cordon_place_unknown',
  ),
  cordon_speeds_reversed: refusal('The slow speed must not be above the fast one.', 'cordon_speeds_reversed'),
  cordon_number_wrong: refusal('A time or a speed is missing or is no number.', 'cordon_number_wrong'),
} as const satisfies Record<CordonRefusal, ReturnType<typeof refusal>>;

/** Where positions lie and what the roads there are called; refused (400) if the roads have one of them no more. */
export async function spotsOf(
  { cordons, clock }: Pick<Deps, 'cordons' | 'clock'>,
  positions: readonly WantedPosition[],
  checkpoints: readonly AskCheckpoint[],
): Promise<Spot[]> {
  const places = positions.map(({ checkpointId, nodeId }) =>
    checkpointId === null ? { nodeId: nodeId ?? -1 } : { checkpointId },
  );
  const spots = await cordons.ask({ what: 'spots', places, checkpoints }, clock());
  return spots.map((spot) => {
    if (spot) return namedOf(spot);
    throw new ProblemError('invalid_request', WHY.cordon_place_unknown);
  });
}
