import { z } from 'zod';
import { ROAD_FILE_LOSSES } from '../import/osm/losses.ts';

/** What a published road network holds. */
export const RoadFileReport = z.object({
  /** Ways that are roads, and the roads that they become when cut at their crossings. */
  ways: z.int(),
  roads: z.int(),
  /** Turns between those roads that are forbidden or prescribed; of them those that bollards and blocks stop. */
  turns: z.int(),
  blockedTurns: z.int(),
  /** How many objects are not taken, by reason. */
  losses: z.partialRecord(z.enum(ROAD_FILE_LOSSES), z.int()),
});
export type RoadFileReport = z.infer<typeof RoadFileReport>;
