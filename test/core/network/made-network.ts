import fc from 'fast-check';
import { lengthMetres } from '../../../core/geometry/metres.ts';
import { type Closure, withClosures } from '../../../core/network/closures.ts';
import { type Road, type RoadGraph, roadGraph } from '../../../core/network/road-graph.ts';
import type { Origin, Spot } from '../../../core/network/spots.ts';
import { TRAVEL, travelKmh } from '../../../core/network/travel.ts';
import type { TurnRestriction } from '../../../core/network/turn-restrictions.ts';
import { ROAD_CLASSES, UNIT_VEHICLES, type UnitVehicle } from '../../../core/vocabulary.ts';

export const WEST = 1_016_000_000;
export const SOUTH = 365_000_000;

export interface MadeNetwork {
  points: Map<number, readonly [number, number]>;
  roads: Road[];
  restrictions: TurnRestriction[];
  closures: Closure[];
  vehicle: UnitVehicle | undefined;
  spots: Spot[];
}

const place = fc.tuple(fc.nat(100), fc.nat(100));
const at = ([x, y]: readonly [number, number]) => [WEST + x * 2_000, SOUTH + y * 2_000] as const;

const roadDraft = fc.record({
  a: fc.nat(),
  b: fc.nat(),
  bend: fc.option(place),
  oneWay: fc.boolean(),
  speedKmh: fc.integer({ min: 5, max: 80 }),
  class: fc.constantFrom(...ROAD_CLASSES),
});

/** A random network of up to 8 nodes with loops, parallel roads, turn restrictions and closures; ids are not indices. */
export const madeNetwork: fc.Arbitrary<MadeNetwork> = fc
  .record({
    places: fc.uniqueArray(place, { minLength: 2, maxLength: 8, selector: String }),
    drafts: fc.array(roadDraft, { minLength: 1, maxLength: 18 }),
    turns: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean(), fc.boolean(), fc.boolean()), {
      maxLength: 10,
    }),
    shut: fc.array(fc.tuple(fc.nat(), fc.constantFrom('node', 'forward', 'backward', 'both')), {
      maxLength: 3,
    }),
    vehicle: fc.option(fc.constantFrom(...UNIT_VEHICLES), { nil: undefined }),
    spots: fc.array(fc.tuple(fc.boolean(), fc.nat(), fc.nat(4)), { minLength: 2, maxLength: 6 }),
  })
  .map(({ places, drafts, turns, shut, vehicle, spots }) => {
    const points = new Map(places.map((one, i) => [1000 + i * 7, at(one)]));
    const ids = [...points.keys()];
    const roads = drafts.flatMap((draft, i): Road[] => {
      const [fromNode, toNode] = [ids[draft.a % ids.length]!, ids[draft.b % ids.length]!];
      const bend = draft.bend ? at(draft.bend) : [];
      const line = [...points.get(fromNode)!, ...bend, ...points.get(toNode)!];
      const metres = lengthMetres(line);
      const names = { nameZh: `路${i % 4}`, nameEn: `Road ${i % 4}` };
      const { oneWay, speedKmh } = draft;
      if (metres === 0) return [];
      return [
        {
          id: 50 + i,
          fromNode,
          toNode,
          ...names,
          class: draft.class,
          oneWay,
          speedKmh,
          lengthMetres: metres,
          line,
        },
      ];
    });
    return {
      points,
      roads,
      restrictions: turns.flatMap((turn) => restrictionOf(roads, turn)),
      closures: shut.flatMap((one) => closureOf(ids, roads, one)),
      vehicle,
      spots: spots.map(([isNode, i, quarters]) =>
        isNode || roads.length === 0
          ? { node: i % ids.length }
          : { road: i % roads.length, fraction: quarters / 4 },
      ),
    };
  });

function restrictionOf(
  roads: Road[],
  [i, j, atStart, isOnly, isExcept]: [number, number, boolean, boolean, boolean],
): TurnRestriction[] {
  const from = roads[i % Math.max(1, roads.length)];
  if (!from) return [];
  const viaNode = atStart ? from.fromNode : from.toNode;
  const meeting = roads.filter((road) => road.fromNode === viaNode || road.toNode === viaNode);
  const to = meeting[j % meeting.length]!;
  const except: UnitVehicle[] = isExcept ? ['car'] : [];
  return [{ kind: isOnly ? 'only' : 'no', fromRoad: from.id, viaNode, toRoad: to.id, except }];
}

function closureOf(ids: number[], roads: Road[], [i, what]: [number, string]): Closure[] {
  if (what === 'node') return [{ nodeId: ids[i % ids.length]! }];
  const road = roads[i % Math.max(1, roads.length)];
  if (!road) return [];
  return [{ roadId: road.id, ...(what === 'both' ? {} : { direction: what as 'forward' | 'backward' }) }];
}

export function graphOf({ points, roads, restrictions, closures, vehicle }: MadeNetwork): RoadGraph {
  return withClosures(roadGraph(points, roads, { vehicle, restrictions }), closures);
}

interface NaiveLink {
  road: number;
  isBackwards: boolean;
  from: number;
  to: number;
  seconds: number;
}

/** Times found by going over all pairs of links until nothing changes (Bellman and Ford), from the roads themselves. */
export class NaiveTimes {
  readonly #made: MadeNetwork;
  readonly #ids: number[];
  readonly #links: NaiveLink[];
  readonly #closed: Set<number>;
  /** Links that may come before each link. */
  readonly #before: number[][];
  readonly #known = new Map<Origin, number[]>();

  constructor(made: MadeNetwork) {
    this.#made = made;
    this.#ids = [...made.points.keys()];
    this.#closed = new Set(made.closures.flatMap((one) => ('nodeId' in one ? [one.nodeId] : [])));
    this.#links = made.roads.flatMap((road, index) =>
      [false, true].flatMap((isBackwards): NaiveLink[] => {
        const { along, against } = travelKmh(road, made.vehicle);
        const kmh = isBackwards ? against : along;
        const direction = isBackwards ? 'backward' : 'forward';
        const isClosed = made.closures.some(
          (one) => 'roadId' in one && one.roadId === road.id && (one.direction ?? direction) === direction,
        );
        if (kmh === 0 || isClosed) return [];
        const [from, to] = isBackwards ? [road.toNode, road.fromNode] : [road.fromNode, road.toNode];
        return [{ road: index, isBackwards, from, to, seconds: (road.lengthMetres / kmh) * 3.6 }];
      }),
    );
    this.#before = this.#links.map((after) =>
      this.#links.flatMap((before, i) => (this.#mayFollow(before, after) ? [i] : [])),
    );
  }

  seconds(from: Origin, to: Spot): number {
    const times = this.#known.get(from) ?? this.#arrivals(from);
    this.#known.set(from, times);
    const delay = from.delaySeconds ?? 0;
    const found = [Number.POSITIVE_INFINITY];
    if ('node' in to) {
      if ('node' in from && from.node === to.node) found.push(delay);
      this.#links.forEach((link, i) => {
        if (link.to === this.#ids[to.node]) found.push(times[i]!);
      });
      return Math.min(...found);
    }
    for (const link of this.#links.filter(({ road }) => road === to.road)) {
      const part = shareOf(link, to.fraction) * link.seconds;
      found.push(this.#entry(this.#links.indexOf(link), from, times) + part);
      if (
        !('node' in from) &&
        from.road === to.road &&
        shareOf(link, from.fraction) <= shareOf(link, to.fraction)
      )
        found.push(delay + part - shareOf(link, from.fraction) * link.seconds);
    }
    return Math.min(...found);
  }

  /** When each link is left at its end. */
  #arrivals(from: Origin): number[] {
    const delay = from.delaySeconds ?? 0;
    const times = this.#links.map((link) =>
      !('node' in from) && link.road === from.road
        ? delay + (1 - shareOf(link, from.fraction)) * link.seconds
        : Number.POSITIVE_INFINITY,
    );
    for (let changed = true; changed; ) {
      changed = false;
      this.#links.forEach((link, i) => {
        const then = this.#entry(i, from, times) + link.seconds;
        if (then >= times[i]!) return;
        times[i] = then;
        changed = true;
      });
    }
    return times;
  }

  /** When a link can be entered at its start. */
  #entry(index: number, from: Origin, times: number[]): number {
    const link = this.#links[index]!;
    if (this.#closed.has(link.from)) return Number.POSITIVE_INFINITY;
    const isStart = 'node' in from && this.#ids[from.node] === link.from;
    const before = this.#before[index]!.map((i) => times[i]!);
    return Math.min(Number.POSITIVE_INFINITY, ...(isStart ? [from.delaySeconds ?? 0] : []), ...before);
  }

  #mayFollow(before: NaiveLink, after: NaiveLink): boolean {
    return before.to === after.from && this.mayFollow(before.road, this.#ids.indexOf(before.to), after.road);
  }

  /** Whether a road (by index) may follow another one at a node (by index). */
  mayFollow(before: number, node: number, after: number): boolean {
    const { vehicle, roads } = this.#made;
    const [from, to] = [roads[before]!.id, roads[after]!.id];
    const holding = this.#made.restrictions.filter(
      (one) =>
        one.fromRoad === from &&
        one.viaNode === this.#ids[node] &&
        (vehicle === undefined || (TRAVEL[vehicle].obeysTurns && !one.except.includes(vehicle))) &&
        this.#isUsed(one),
    );
    const only = holding.filter(({ kind }) => kind === 'only');
    if (holding.some(({ kind, toRoad }) => kind === 'no' && toRoad === to)) return false;
    return only.length === 0 || only.some(({ toRoad }) => toRoad === to);
  }

  /** A turn onto a road that the vehicle can not take from there binds nobody; a closure does not make it so. */
  #isUsed({ viaNode, toRoad }: TurnRestriction): boolean {
    const road = this.#made.roads.find(({ id }) => id === toRoad)!;
    const { along, against } = travelKmh(road, this.#made.vehicle);
    return (road.fromNode === viaNode && along > 0) || (road.toNode === viaNode && against > 0);
  }
}

function shareOf({ isBackwards }: NaiveLink, fraction: number): number {
  return isBackwards ? 1 - fraction : fraction;
}
