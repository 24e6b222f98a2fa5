import type { CheckpointNet, NetCheckpoint, NetCrossing } from '../../../../core/contract/checkpoint-net.ts';
import type { Point } from '../../../../core/contract/geometry.ts';
import { CROSSING_LEAVES, type CrossingLeaves } from '../../../../core/cordon/checkpoint-net.ts';
import { ROAD_CLASSES } from '../../../../core/vocabulary.ts';

/** Crossings without a checkpoint of their own, as they are listed: the worst first, of large roads before small ones. */
export function bareCrossings({ crossings }: CheckpointNet): NetCrossing[] {
  const far = ({ nearest }: NetCrossing): number => nearest?.metres ?? Number.POSITIVE_INFINITY;
  return crossings
    .filter(({ checkpointIds }) => checkpointIds.length === 0)
    .sort(
      (a, b) =>
        CROSSING_LEAVES.indexOf(a.leaves) - CROSSING_LEAVES.indexOf(b.leaves) ||
        ROAD_CLASSES.indexOf(a.roadClass) - ROAD_CLASSES.indexOf(b.roadClass) ||
        far(b) - far(a) ||
        0,
    );
}

/** How many crossings have no checkpoint of their own by how they are left, and how many have one, of them held now. */
export function countsOf({ crossings }: CheckpointNet): {
  bare: Record<CrossingLeaves, number>;
  own: number;
  ownOpen: number;
} {
  const bare = { free: 0, past_open: 0, guarded: 0, not_now: 0 };
  let [own, ownOpen] = [0, 0];
  for (const { checkpointIds, leaves } of crossings) {
    if (checkpointIds.length === 0) bare[leaves] += 1;
    else own += 1;
    if (checkpointIds.length > 0 && leaves === 'past_open') ownOpen += 1;
  }
  return { bare, own, ownOpen };
}

/** What stands in the address for a place. */
export function placeId({ coordinates }: Point): string {
  return coordinates.join();
}

/** The place that such a text stands for; undefined: it is no place. */
export function placeOf(id: string | null): { lng: number; lat: number } | undefined {
  const [lng, lat] = (id ?? '').split(',').map(Number);
  return id === null || lng === undefined || lat === undefined ? undefined : { lng, lat };
}

/** The checkpoint that is open, with its place among all. */
export function checkpointOf(
  { checkpoints }: CheckpointNet,
  id: string | null,
): { one: NetCheckpoint; rank: number } | undefined {
  const at = checkpoints.findIndex((one) => one.id === id);
  return at < 0 ? undefined : { one: checkpoints[at]!, rank: at + 1 };
}
