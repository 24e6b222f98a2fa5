import { boundsOf, locateInRing } from '../core/geometry/ring.ts';
import type { GroundLines } from '../core/plan/balance/ground-lines.ts';
import { type Arc, type Plan, planOf } from '../core/plan/plan.ts';
import type { Things } from '../core/plan/workload/thing-index.ts';
import { PRIORITIES } from '../core/vocabulary.ts';
import { type Areas, makeAreas } from '../data/city/areas.ts';
import type { Line7 } from '../data/city/city.ts';
import { outlineOf } from '../data/city/cut.ts';
import { type Ground, makeGround } from '../data/city/ground.ts';
import { makeLand } from '../data/city/land.ts';
import { makeNameBook } from '../data/city/names.ts';
import { makeRandom } from '../data/city/random.ts';
import { makeRoads } from '../data/city/roads.ts';

/** A community of the demo city as a planner has it. */
export interface District {
  plan: Plan;
  communities: string[];
  ground: GroundLines;
  things: Things;
  grids: number;
}

const RESIDENTS_A_HOME = 60;
const RESIDENTS_A_DWELLING = 2.6;
const INCIDENTS_A_HOME = 1.5;

/** The communities of the demo city with `grids` grids or little more or less, each with homes, incidents and roads of its own; at most `most`. */
export function makeDistricts(seed: number, grids: number, most: number): District[] {
  const ground = makeGround(seed, () => undefined);
  const areas = makeAreas(ground, seed);
  const { roads } = makeRoads(ground, areas.communityNames, makeNameBook(makeRandom(seed, 'road names')));
  const rivers = makeLand(ground, seed).land.filter(({ kind }) => kind === 'river');
  const plan = planOfAreas(areas);
  const byCommunity = new Map<string, number[]>();
  areas.grids.forEach(({ communityCode }, grid) => {
    byCommunity.set(communityCode, [...(byCommunity.get(communityCode) ?? []), grid]);
  });
  const facesOf = facesByGrid(areas);
  return [...byCommunity]
    .filter(([, own]) => Math.abs(own.length - grids) <= 1)
    .slice(0, most)
    .map(([community, own]) => {
      const box = boundsOf(own.flatMap((grid) => [...boundsOf(areas.grids[grid]!.polygons[0]![0]!)]));
      const isNear = (line: Line7): boolean => {
        const [west, south, east, north] = boundsOf(line);
        return west <= box[2] && east >= box[0] && south <= box[3] && north >= box[1];
      };
      const near = roads.filter(({ line }) => isNear(line));
      return {
        plan,
        communities: [community],
        ground: { roads: near, rivers: rivers.flatMap(({ polygons }) => polygons.flat()).filter(isNear) },
        things: {
          ...homesIn(
            ground,
            own.flatMap((grid) => facesOf[grid]!),
            seed,
          ),
          institutions: [],
          roads: near.map(({ line }) => line),
        },
        grids: own.length,
      };
    });
}

function planOfAreas({ nodes, arcs, grids }: Areas): Plan {
  const idOf = (grid: number): string | null => (grid < 0 ? null : `g${grid}`);
  return planOf(
    nodes.map(({ id, point: [lng7, lat7] }) => [id, { lng7, lat7 }]),
    arcs.map(({ id, fromNode, toNode, line, left, right }): [number, Arc] => [
      id,
      { from: fromNode, to: toNode, line, left: idOf(left), right: idOf(right), isLocked: false },
    ]),
    grids.map(({ code }, grid) => [`g${grid}`, { code, parents: [], isMultipart: false, isLocked: false }]),
  );
}

function facesByGrid({ grids, gridOfFace }: Areas): number[][] {
  const faces: number[][] = grids.map(() => []);
  gridOfFace.forEach((grid, face) => {
    if (grid >= 0) faces[grid]!.push(face);
  });
  return faces;
}

/** Homes strewn over blocks, by how many live there; some are hot spots of incidents. */
function homesIn(
  { planar, residents }: Ground,
  faces: readonly number[],
  seed: number,
): Pick<Things, 'homes' | 'incidents'> {
  const { next: random } = makeRandom(seed, 'homes of a district');
  const homes: Things['homes'][number][] = [];
  const incidents: Things['incidents'][number][] = [];
  for (const face of faces) {
    const ring = outlineOf(planar, face).flat;
    const [west, south, east, north] = boundsOf(ring);
    const heat = INCIDENTS_A_HOME * (random() < 0.1 ? 8 : 2 * random());
    for (let left = residents[face]!; left >= 1; ) {
      const [lng7, lat7] = [
        Math.round(west + random() * (east - west)),
        Math.round(south + random() * (north - south)),
      ];
      if (locateInRing(lng7, lat7, ring) !== 1) continue;
      const here = Math.min(left, Math.ceil(2 * RESIDENTS_A_HOME * random()));
      left -= here;
      homes.push({
        lng7,
        lat7,
        residents: Math.round(here),
        dwellings: Math.max(1, Math.round(here / RESIDENTS_A_DWELLING)),
      });
      for (let more = heat * 2 * random(); more >= 1; more--)
        incidents.push({
          lng7,
          lat7,
          priority: PRIORITIES[Math.floor(random() * PRIORITIES.length)]!,
          responseSeconds: null,
        });
    }
  }
  return { homes, incidents };
}
