import { z } from 'zod';

/**
 * All roads that vehicles use, with their lines, as columns. Road i goes from node `from[i]` to node `to[i]` (counted from 0 to
 * `nodes` − 1) along the next `vertices[i]` places. `lng7` and `lat7` are degrees times 1e7, EPSG:4326: the first place as it is, each other one
 * as the difference from the place before it.
 */
export const RoadNetwork = z
  .object({
    nodes: z.int(),
    from: z.array(z.int()),
    to: z.array(z.int()),
    vertices: z.array(z.int()),
    lng7: z.array(z.int()),
    lat7: z.array(z.int()),
  })
  .meta({ id: 'RoadNetwork' });
export type RoadNetwork = z.infer<typeof RoadNetwork>;
