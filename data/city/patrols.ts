/** Patrol routes as closed walks on the directed road network, and the units that drive and walk them. */
import FlatQueue from 'flatqueue';
import { SHIFTS, type UnitVehicle } from '../../core/vocabulary.ts';
import type { CityRoute, CityUnit, Point7 } from './city.ts';
import { DISTRICTS } from './frame.ts';
import { toX, toY } from './plane.ts';
import { makeRandom, type Random } from './random.ts';
import { gridCodeOfFace, placeIn, type Town } from './town.ts';
import { withBrigades } from './unit-rotas.ts';
import { skillsOf } from './unit-skills.ts';

const ROUTE_COUNT = 120;
const UNIT_COUNT = 160;

/** Roads leaving each node: road index, shifted left by one, plus 1 when travelled backwards. */
interface Network {
  start: Int32Array;
  moves: Int32Array;
  xs: Float64Array;
  ys: Float64Array;
}

export function makeRoutes(town: Town): CityRoute[] {
  const random = makeRandom(town.seed, 'routes');
  const network = makeNetwork(town);
  const homes = homesOfStreets(town);
  const routes: CityRoute[] = [];
  for (let round = 0; routes.length < ROUTE_COUNT && round < 6; round++) {
    for (const home of homes) {
      if (routes.length >= ROUTE_COUNT) break;
      if (round > 0 && !home.isUrban && round % 3 !== 0) continue;
      const walk = closedWalk(town, network, random, home);
      if (walk) routes.push(makeRoute(town, random, walk, home, routes.length));
    }
  }
  return routes;
}

interface Home {
  code: string;
  nodes: number[];
  isUrban: boolean;
  name: { zh: string; en: string };
}

function makeNetwork(town: Town): Network {
  const { roads, roadNodes } = town.roads;
  const start = new Int32Array(roadNodes.length + 1);
  const each = (visit: (node: number, move: number) => void) => {
    roads.forEach((road, r) => {
      visit(road.fromNode, 2 * r);
      if (!road.oneWay) visit(road.toNode, 2 * r + 1);
    });
  };
  each((node) => start[node + 1]!++);
  for (let v = 0; v < roadNodes.length; v++) start[v + 1]! += start[v]!;
  const fill = start.slice();
  const moves = new Int32Array(start[roadNodes.length]!);
  each((node, move) => {
    moves[fill[node]!++] = move;
  });
  return {
    start,
    moves,
    xs: Float64Array.from(roadNodes, (n) => toX(n.point[0])),
    ys: Float64Array.from(roadNodes, (n) => toY(n.point[1])),
  };
}

/** The road nodes of each street, densest streets first. */
function homesOfStreets(town: Town): Home[] {
  const { ground, areas, roads } = town;
  const nodes = new Map<number, Set<number>>();
  roads.roads.forEach((road, r) => {
    if (road.class === 'motorway' || road.class === 'track') return;
    const street = ground.streetOf[ground.planar.face[roads.halfEdgesOf[r]![0]!]!]!;
    if (street < 0) return;
    const set = nodes.get(street) ?? new Set();
    nodes.set(street, set.add(road.fromNode).add(road.toNode));
  });
  const names = new Map(areas.areas.map((a) => [a.code, { zh: a.nameZh, en: a.nameEn }]));
  return [...nodes]
    .map(([street, set]) => {
      const code = areas.streetCodes[street]!;
      return { code, nodes: [...set], isUrban: code[6] === '0', name: names.get(code)! };
    })
    .sort((a, b) => Number(b.isUrban) - Number(a.isUrban) || (a.code < b.code ? -1 : 1));
}

/** A tour over a few waypoints round a centre in the home street, of a fitting length. */
function closedWalk(town: Town, network: Network, random: Random, home: Home): number[] | undefined {
  const [shortest, longest] = home.isUrban ? [2000, 8000] : [5000, 40_000];
  for (let attempt = 0; attempt < 12; attempt++) {
    const centre = random.pick(home.nodes);
    const radius = home.isUrban ? random.between(350, 900) : random.between(1200, 4500);
    const near = home.nodes.filter(
      (n) => Math.hypot(network.xs[n]! - network.xs[centre]!, network.ys[n]! - network.ys[centre]!) < radius,
    );
    if (near.length < 6) continue;
    const stops = roundTour(network, centre, [
      random.pick(near),
      random.pick(near),
      random.pick(near),
      random.pick(near),
    ]);
    const walk = joinStops(town, network, stops, 6 * radius + 3000);
    if (!walk) continue;
    const length = walk.reduce((sum, move) => sum + town.roads.roads[move >> 1]!.lengthMetres, 0);
    if (length >= shortest && length <= longest) return walk;
  }
  return undefined;
}

/** The stops in the order of their bearing from the centre, so that the tour goes round. */
function roundTour(network: Network, centre: number, stops: number[]): number[] {
  const bearing = (n: number) =>
    Math.atan2(network.ys[n]! - network.ys[centre]!, network.xs[n]! - network.xs[centre]!);
  return [...new Set(stops)].filter((n) => n !== centre).sort((a, b) => bearing(a) - bearing(b));
}

function joinStops(
  town: Town,
  network: Network,
  stops: readonly number[],
  limitMetres: number,
): number[] | undefined {
  if (stops.length < 3) return undefined;
  const walk: number[] = [];
  for (let i = 0; i < stops.length; i++) {
    const leg = shortestPath(town, network, stops[i]!, stops[(i + 1) % stops.length]!, limitMetres);
    if (!leg) return undefined;
    walk.push(...leg);
  }
  return walk;
}

/** A* by length; motorways are no patrol ground. */
function shortestPath(
  town: Town,
  network: Network,
  from: number,
  to: number,
  limitMetres: number,
): number[] | undefined {
  const { roads } = town.roads;
  const cost = new Map<number, number>([[from, 0]]);
  const via = new Map<number, number>();
  const queue = new FlatQueue<number>();
  const guess = (n: number) =>
    0.99 * Math.hypot(network.xs[n]! - network.xs[to]!, network.ys[n]! - network.ys[to]!);
  queue.push(from, guess(from));
  const done = new Set<number>();
  while (queue.length > 0) {
    const node = queue.pop()!;
    if (node === to) return tracePath(town, via, from, to);
    if (done.has(node)) continue;
    done.add(node);
    for (let k = network.start[node]!; k < network.start[node + 1]!; k++) {
      const move = network.moves[k]!;
      const road = roads[move >> 1]!;
      const next = (move & 1) === 0 ? road.toNode : road.fromNode;
      const total = cost.get(node)! + road.lengthMetres * (road.class === 'motorway' ? 20 : 1);
      if (total > limitMetres || total >= (cost.get(next) ?? Infinity)) continue;
      cost.set(next, total);
      via.set(next, move);
      queue.push(next, total + guess(next));
    }
  }
  return undefined;
}

function tracePath(town: Town, via: ReadonlyMap<number, number>, from: number, to: number): number[] {
  const path: number[] = [];
  for (let node = to; node !== from; ) {
    const move = via.get(node)!;
    const road = town.roads.roads[move >> 1]!;
    path.push(move);
    node = (move & 1) === 0 ? road.fromNode : road.toNode;
  }
  return path.reverse();
}

function makeRoute(town: Town, random: Random, walk: readonly number[], home: Home, i: number): CityRoute {
  const line: number[] = [];
  let length = 0;
  for (const move of walk) {
    const road = town.roads.roads[move >> 1]!;
    const path = (move & 1) === 0 ? [...road.line] : reversed(road.line);
    line.push(...(line.length === 0 ? path : path.slice(2)));
    length += road.lengthMetres;
  }
  const vehicle: UnitVehicle = home.isUrban
    ? length < 3600
      ? random.pick(['foot', 'bicycle'] as const)
      : random.pick(['car', 'motorcycle', 'bicycle'] as const)
    : random.pick(['car', 'motorcycle'] as const);
  const serial = String(i + 1).padStart(3, '0');
  return {
    code: `XL${serial}`,
    nameZh: `${home.name.zh}巡线 ${serial}`,
    nameEn: `${home.name.en} Route ${serial}`,
    areaCode: home.code,
    net: 'street',
    vehicle,
    shift: SHIFTS[i % 3]!,
    roadIds: walk.map((move) => town.roads.roads[move >> 1]!.id),
    line,
    lengthMetres: Math.round(length * 10) / 10,
  };
}

function reversed(line: readonly number[]): number[] {
  const back: number[] = [];
  for (let i = line.length - 2; i >= 0; i -= 2) back.push(line[i]!, line[i + 1]!);
  return back;
}

const CREW: Record<UnitVehicle, number> = { foot: 2, bicycle: 2, motorcycle: 2, car: 3 };

/** One squad a route, and brigades in reserve in each district. */
export function makeUnits(town: Town, routes: readonly CityRoute[]): CityUnit[] {
  const random = makeRandom(town.seed, 'units');
  const units = routes.map((route, i): Unskilled => {
    const serial = String(i + 1).padStart(3, '0');
    const from: Point7 = [route.line[0]!, route.line[1]!];
    return {
      code: `ZD${serial}`,
      nameZh: `${route.nameZh.split('巡线')[0]}中队 ${serial}`,
      nameEn: `${route.nameEn.split(' Route')[0]} Squad ${serial}`,
      kind: 'squad',
      vehicle: route.vehicle,
      crewSize: CREW[route.vehicle] + random.below(2),
      shift: route.shift,
      areaCode: route.areaCode,
      routeCode: route.code,
      station: from,
    };
  });
  for (let i = 0; units.length < UNIT_COUNT; i++) units.push(brigade(town, random, i));
  const skills = makeRandom(town.seed, 'skills');
  return withBrigades(units.map((unit) => ({ ...unit, skills: skillsOf(skills, unit.kind, unit.vehicle) })));
}

type Unskilled = Omit<CityUnit, 'skills' | 'brigadeCode' | 'rota'>;

function brigade(town: Town, random: Random, i: number): Unskilled {
  const district = DISTRICTS[i % DISTRICTS.length]!;
  const [lng, lat] = district.seat;
  const face = town.locateFace(Math.round(lng * 1e7), Math.round(lat * 1e7));
  const serial = String(i + 1).padStart(3, '0');
  return {
    code: `DD${serial}`,
    nameZh: `${district.nameZh}大队 ${serial}`,
    nameEn: `${district.nameEn.replace(/ (District|County)$/, '')} Brigade ${serial}`,
    kind: 'brigade',
    vehicle: i % 4 === 3 ? 'motorcycle' : 'car',
    crewSize: 3 + random.below(3),
    shift: SHIFTS[Math.floor(i / DISTRICTS.length) % 3]!,
    areaCode: gridCodeOfFace(town, face).slice(0, 6),
    routeCode: null,
    station: placeIn(town, face, random),
  };
}
