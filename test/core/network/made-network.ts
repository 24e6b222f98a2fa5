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

/** Roads over which a restriction leads, at most. */
const MOST_VIA = 2;

/** A random network of up to 8 nodes with loops, parallel roads, turn restrictions and closures; ids are not indices. */
export const madeNetwork: fc.Arbitrary<MadeNetwork> = fc
  .record({
    places: fc.uniqueArray(place, { minLength: 2, maxLength: 8, selector: String }),
    drafts: fc.array(roadDraft, { minLength: 1, maxLength: 18 }),
    turns: fc.array(
      fc.tuple(
        fc.nat(),
        fc.array(fc.nat(), { minLength: 1, maxLength: MOST_VIA + 1 }),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
      ),
      { maxLength: 10 },
    ),
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
  [i, others, atStart, isOnly, isExcept]: [number, number[], boolean, boolean, boolean],
): TurnRestriction[] {
  const from = roads[i % Math.max(1, roads.length)];
  if (!from) return [];
  const viaNode = atStart ? from.fromNode : from.toNode;
  const over: number[] = [];
  let at = viaNode;
  for (const j of others) {
    const meeting = roads.filter((road) => road.fromNode === at || road.toNode === at);
    const next = meeting[j % meeting.length]!;
    over.push(next.id);
    at = next.fromNode === at ? next.toNode : next.fromNode;
  }
  const except: UnitVehicle[] = isExcept ? ['car'] : [];
  const [toRoad, viaRoads] = [over.pop()!, over];
  const kind = isOnly ? 'only' : 'no';
  return [{ kind, fromRoad: from.id, viaNode, ...(viaRoads.length > 0 ? { viaRoads } : {}), toRoad, except }];
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

/** The links last gone, the newest last: as many as a restriction can look back on. */
interface Trail {
  links: readonly number[];
  seconds: number;
}

/** Times found by going every way from the roads themselves, each trail of last links for itself, until none comes sooner (Bellman and Ford). */
export class NaiveTimes {
  readonly #made: MadeNetwork;
  readonly #ids: number[];
  readonly #links: NaiveLink[];
  readonly #closed: Set<number>;
  /** Restrictions that bind the vehicle. */
  readonly #binding: TurnRestriction[];
  readonly #known = new Map<Origin, Trail[]>();

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
    const { vehicle } = made;
    this.#binding = made.restrictions.filter(
      (one) =>
        (vehicle === undefined || (TRAVEL[vehicle].obeysTurns && !one.except.includes(vehicle))) &&
        this.#canBeGone(one),
    );
  }

  seconds(from: Origin, to: Spot): number {
    const trails = this.#known.get(from) ?? this.#trails(from);
    this.#known.set(from, trails);
    const delay = from.delaySeconds ?? 0;
    const found = [Number.POSITIVE_INFINITY];
    if ('node' in to) {
      if ('node' in from && from.node === to.node) found.push(delay);
      for (const { links, seconds } of trails)
        if (this.#links[links.at(-1)!]!.to === this.#ids[to.node]) found.push(seconds);
      return Math.min(...found);
    }
    this.#links.forEach((link, i) => {
      if (link.road !== to.road) return;
      const part = shareOf(link, to.fraction) * link.seconds;
      if (this.#begins(from, link)) found.push(delay + part);
      for (const trail of trails) if (this.#mayGoOn(trail.links, i)) found.push(trail.seconds + part);
      if (
        !('node' in from) &&
        from.road === to.road &&
        shareOf(link, from.fraction) <= shareOf(link, to.fraction)
      )
        found.push(delay + part - shareOf(link, from.fraction) * link.seconds);
    });
    return Math.min(...found);
  }

  /** Each trail of last links with which one can arrive, and when at the soonest. */
  #trails(from: Origin): Trail[] {
    const best = new Map<string, Trail>();
    let fresh: Trail[] = [];
    const keep = (links: readonly number[], seconds: number): void => {
      const trail = { links: links.slice(-MOST_VIA - 1), seconds };
      const key = trail.links.join();
      if ((best.get(key)?.seconds ?? Number.POSITIVE_INFINITY) <= seconds) return;
      best.set(key, trail);
      fresh.push(trail);
    };
    const delay = from.delaySeconds ?? 0;
    this.#links.forEach((link, i) => {
      if (!('node' in from) && link.road === from.road)
        keep([i], delay + (1 - shareOf(link, from.fraction)) * link.seconds);
      if (this.#begins(from, link)) keep([i], delay + link.seconds);
    });
    while (fresh.length > 0) {
      const before = fresh;
      fresh = [];
      for (const { links, seconds } of before)
        this.#links.forEach((link, i) => {
          if (this.#mayGoOn(links, i)) keep([...links, i], seconds + link.seconds);
        });
    }
    return [...best.values()];
  }

  #begins(from: Origin, link: NaiveLink): boolean {
    return 'node' in from && this.#ids[from.node] === link.from && !this.#closed.has(link.from);
  }

  #mayGoOn(trail: readonly number[], next: number): boolean {
    const [last, after] = [this.#links[trail.at(-1)!]!, this.#links[next]!];
    if (last.to !== after.from || this.#closed.has(after.from)) return false;
    return this.#mayFollow(
      trail.map((link) => this.#links[link]!),
      this.#made.roads[after.road]!.id,
    );
  }

  /** Whether a way over some links, given as indices of their roads and whether against them, may be gone. */
  mayGo(way: readonly (readonly [road: number, isBackwards: boolean])[]): boolean {
    const links = way.map(([road, isBackwards]) =>
      this.#links.find((link) => link.road === road && link.isBackwards === isBackwards),
    );
    return links.every((link, i) => {
      const before = links.slice(0, i);
      if (link === undefined || before.includes(undefined)) return false;
      if (i === 0) return true;
      return (
        links[i - 1]!.to === link.from &&
        this.#mayFollow(before as NaiveLink[], this.#made.roads[link.road]!.id)
      );
    });
  }

  #mayFollow(trail: readonly NaiveLink[], nextId: number): boolean {
    const begun = this.#binding.flatMap(({ kind, fromRoad, viaNode, viaRoads = [], toRoad }) => {
      const roads = [fromRoad, ...viaRoads];
      return roads.flatMap((_, i) => {
        const gone = trail.slice(-i - 1);
        const isGone =
          gone.length === i + 1 &&
          gone[0]!.to === viaNode &&
          gone.every(({ road }, at) => this.#made.roads[road]!.id === roads[at]);
        const isLast = i + 1 === roads.length;
        return isGone
          ? [{ kind, begun: `${roads.slice(0, i + 1)}`, isLast, next: roads[i + 1] ?? toRoad }]
          : [];
      });
    });
    if (begun.some(({ kind, isLast, next }) => kind === 'no' && isLast && next === nextId)) return false;
    const only = begun.filter(({ kind }) => kind === 'only');
    return only.every((one) => only.some((other) => other.begun === one.begun && other.next === nextId));
  }

  /** A way that the vehicle can not go binds nobody; a closure does not make it so. */
  #canBeGone({ viaNode, viaRoads = [], toRoad }: TurnRestriction): boolean {
    let at = [viaNode];
    for (const id of [...viaRoads, toRoad]) {
      const road = this.#made.roads.find((one) => one.id === id)!;
      const { along, against } = travelKmh(road, this.#made.vehicle);
      at = at.flatMap((node) => [
        ...(road.fromNode === node && along > 0 ? [road.toNode] : []),
        ...(road.toNode === node && against > 0 ? [road.fromNode] : []),
      ]);
    }
    return at.length > 0;
  }
}

function shareOf({ isBackwards }: NaiveLink, fraction: number): number {
  return isBackwards ? 1 - fraction : fraction;
}
