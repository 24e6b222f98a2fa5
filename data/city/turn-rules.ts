/** Turns that are forbidden where main roads cross, and those that are the only ones at the entry of a one-way avenue. */
import type { TurnRestriction } from '../../core/network/turn-restrictions.ts';
import type { UnitVehicle } from '../../core/vocabulary.ts';
import type { CityRoad, CityRoute } from './city.ts';
import { toX, toY } from './plane.ts';
import { makeRandom, type Random } from './random.ts';
import type { Roads } from './roads.ts';
import { strongComponents } from './strong-components.ts';

/** A road where it meets a node. Links are numbered 2 r along road r and 2 r + 1 against it; -1: that way is not allowed. */
interface Arm {
  road: CityRoad;
  /** The link that arrives at the node, and the one that leaves it. */
  arrives: number;
  leaves: number;
  /** Away from the node over the first metres of the road. */
  dx: number;
  dy: number;
}

/** A restriction and the pairs of links that may not follow each other by it. */
interface Rule {
  turn: TurnRestriction;
  banned: (readonly [link: number, next: number])[];
}

/** As routes tell turns (core/network/turn-steps.ts), a little stricter. */
const HEADING_METRES = 15;
const STRAIGHT_DEGREES = 24;
const LEFT_DEGREES = { from: 62, to: 118 };
const MAIN_CROSSING_SHARE = 0.3;
const AVENUE_CROSSING_SHARE = 0.2;
const MOTORCYCLES_FREE_SHARE = 0.2;
/** Whom no restriction binds. */
const LIGHT: readonly UnitVehicle[] = ['foot', 'bicycle'];

/**
 * The turn restrictions of the city, which drives on the right: at some crossings of main roads no left turn and no turning round from one
 * of them, at some where a main road crosses an avenue no left turn from it, and straight on as the only turn at the entries of one-way avenues. A
 * restriction that a patrol route would break, or that would cut a road off from another, is left out.
 */
export function makeTurns(roads: Roads, routes: readonly CityRoute[], seed: number): TurnRestriction[] {
  const random = makeRandom(seed, 'turns');
  const arms = armsOf(roads);
  const rules = [...crossingRules(arms, random), ...entryRules(arms)];
  const driven = new Set(
    routes.flatMap(({ roadIds }) => roadIds.map((id, i) => `${id} ${roadIds[(i + 1) % roadIds.length]}`)),
  );
  const kept = rules.filter(
    ({ banned }) => !banned.some(([link, next]) => driven.has(`${link >> 1} ${next >> 1}`)),
  );
  return withoutCuts(roads.roads.length * 2, arms, kept).map(({ turn }) => turn);
}

function armsOf({ roadNodes, roads }: Roads): Arm[][] {
  const arms: Arm[][] = roadNodes.map(() => []);
  roads.forEach((road, r) => {
    const against = road.oneWay ? -1 : 2 * r + 1;
    const line = Array.from({ length: road.line.length / 2 }, (_, i) => ({
      x: toX(road.line[2 * i]!),
      y: toY(road.line[2 * i + 1]!),
    }));
    arms[road.fromNode]!.push({ road, arrives: against, leaves: 2 * r, ...heading(line) });
    arms[road.toNode]!.push({ road, arrives: 2 * r, leaves: against, ...heading(line.reverse()) });
  });
  return arms;
}

function heading(line: readonly { x: number; y: number }[]): { dx: number; dy: number } {
  const start = line[0]!;
  const away = line.find(({ x, y }) => Math.hypot(x - start.x, y - start.y) >= HEADING_METRES);
  const end = away ?? line.at(-1)!;
  return { dx: end.x - start.x, dy: end.y - start.y };
}

/** How far one turns to the left from one arm into another, -180..180 degrees. */
function degreesLeft(from: Arm, to: Arm): number {
  const [x, y] = [-from.dx, -from.dy];
  return (Math.atan2(x * to.dy - y * to.dx, x * to.dx + y * to.dy) * 180) / Math.PI;
}

const isMain = ({ road }: Arm) => road.class === 'trunk' || road.class === 'primary';
const isStraight = (from: Arm, to: Arm) => from !== to && Math.abs(degreesLeft(from, to)) < STRAIGHT_DEGREES;

function isLeft(from: Arm, to: Arm): boolean {
  const degrees = degreesLeft(from, to);
  return degrees > LEFT_DEGREES.from && degrees < LEFT_DEGREES.to;
}

/** At crossings with signals: four arms and more, none of them an expressway. */
function crossingRules(arms: readonly Arm[][], random: Random): Rule[] {
  return arms.flatMap((around, node) => {
    const main = around.filter(isMain);
    const avenues = around.filter(({ road }) => road.class === 'secondary');
    const isMainCrossing = main.length >= 4;
    if (around.some(({ road }) => road.class === 'motorway')) return [];
    if (!isMainCrossing && (main.length !== 2 || avenues.length < 2)) return [];
    if (!random.chance(isMainCrossing ? MAIN_CROSSING_SHARE : AVENUE_CROSSING_SHARE)) return [];
    const except = [...LIGHT, ...(random.chance(MOTORCYCLES_FREE_SHARE) ? (['motorcycle'] as const) : [])];
    const first = main.find(({ road }) => road.class === 'trunk') ?? random.pick(main);
    const opposite = main.filter((arm) => isStraight(first, arm));
    return [first, ...opposite.slice(0, 1)].flatMap((from) => {
      const lefts = around.filter((to) => to.leaves >= 0 && isLeft(from, to));
      const back = isMainCrossing ? [from] : [];
      return [...lefts, ...back].flatMap((to) => ruleOf('no', node, around, from, to, except));
    });
  });
}

/** Straight on is the only way where a street of two directions goes on as a one-way avenue. */
function entryRules(arms: readonly Arm[][]): Rule[] {
  return arms.flatMap((around, node) =>
    around
      .filter(({ road, leaves }) => road.class === 'secondary' && road.oneWay && leaves >= 0)
      .flatMap((to) =>
        around
          .filter((from) => !from.road.oneWay && from.road.class !== 'motorway' && isStraight(from, to))
          .flatMap((from) => ruleOf('only', node, around, from, to, LIGHT)),
      ),
  );
}

/** None where the road does not lead to the node, or nothing would be forbidden by it but turning round. */
function ruleOf(
  kind: TurnRestriction['kind'],
  viaNode: number,
  around: readonly Arm[],
  from: Arm,
  to: Arm,
  except: readonly UnitVehicle[],
): Rule[] {
  const others = around.filter((arm) => arm !== to);
  const nexts = (kind === 'no' ? [to] : others).map(({ leaves }) => leaves).filter((link) => link >= 0);
  const isNothing = kind === 'only' && nexts.every((link) => link === from.leaves);
  if (from.arrives < 0 || isNothing) return [];
  const banned = nexts.map((next) => [from.arrives, next] as const);
  return [{ turn: { kind, fromRoad: from.road.id, viaNode, toRoad: to.road.id, except }, banned }];
}

/**
 * The rules without those that forbid a turn between links that no other way leads back from: with them gone, every link is reached from
 * every other one, as it is without any rule.
 */
function withoutCuts(linkCount: number, arms: readonly Arm[][], rules: readonly Rule[]): Rule[] {
  const banned = new Set(rules.flatMap((rule) => rule.banned.map(([link, next]) => link * linkCount + next)));
  const from: number[] = [];
  const to: number[] = [];
  for (const around of arms)
    for (const { arrives } of around)
      for (const { leaves } of around) {
        if (arrives < 0 || leaves < 0 || banned.has(arrives * linkCount + leaves)) continue;
        from.push(arrives);
        to.push(leaves);
      }
  const component = strongComponents(linkCount, from, to);
  return rules.filter((rule) => rule.banned.every(([link, next]) => component[link] === component[next]));
}
