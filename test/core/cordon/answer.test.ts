import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asked, answerChoices, answerPlan, problemOf } from '../../../core/cordon/answer.ts';
import { answerAreas } from '../../../core/cordon/areas.ts';
import type { AskCheckpoint, AskUnit, CordonAsk } from '../../../core/cordon/ask.ts';
import { atSpeeds, type CordonGround, cordonGround, placeAt } from '../../../core/cordon/ground.ts';
import { withClosures } from '../../../core/network/closures.ts';
import { indexEdges } from '../../../core/network/edge-index.ts';
import { type Road, roadGraph } from '../../../core/network/road-graph.ts';
import { UNIT_VEHICLES } from '../../../core/vocabulary.ts';

const ORIGIN = [1016000000, 365000000] as const;
/** Degrees times 1e7 of metres east and north, roughly. */
const at = (east: number, north: number): [number, number] => [
  Math.round(ORIGIN[0] + east * 111.9),
  Math.round(ORIGIN[1] + north * 90.1),
];

/** A street of 4 km with a place in its middle; at either end it leaves the city, which is 3 km wide. A lane leads north to a dead end. */
const NODES: [number, number, number][] = [
  [10, -2000, 0],
  [20, -1000, 0],
  [30, 1000, 0],
  [40, 2000, 0],
  [50, 1000, 900],
];
const road = (id: number, fromNode: number, toNode: number, more: Partial<Road> = {}): Road => {
  const [a, b] = [fromNode, toNode].map((node) => NODES.find(([one]) => one === node)!);
  const metres = Math.hypot(b![1] - a![1], b![2] - a![2]);
  return {
    id,
    fromNode,
    toNode,
    class: 'secondary',
    nameZh: `路${id}`,
    nameEn: `Road ${id}`,
    oneWay: false,
    lengthMetres: metres,
    speedKmh: 36,
    line: [...at(a![1], a![2]), ...at(b![1], b![2])],
    ...more,
  };
};
const ROADS = [road(1, 10, 20), road(2, 20, 30), road(3, 30, 40), road(4, 30, 50)];
const POINTS = new Map(NODES.map(([id, east, north]) => [id, at(east, north)] as const));
const CITY = [
  [[...at(-1500, -1500), ...at(1500, -1500), ...at(1500, 1500), ...at(-1500, 1500), ...at(-1500, -1500)]],
];
const NOW = Date.parse('2026-11-23T04:00:00Z');

const checkpoint = (more: Partial<AskCheckpoint> = {}): AskCheckpoint => {
  const [lng7, lat7] = at(1450, 5);
  return { id: 'k', lng7, lat7, heldSinceMs: null, nameZh: '东卡口', nameEn: 'East', ...more };
};
const groundWith = (checkpoints: readonly AskCheckpoint[], city = CITY): CordonGround => {
  const graphs = new Map(UNIT_VEHICLES.map((vehicle) => [vehicle, roadGraph(POINTS, ROADS, { vehicle })]));
  return cordonGround(graphs, indexEdges(ROADS), city, checkpoints);
};
const unit = (id: string, east: number, more: Partial<AskUnit> = {}): AskUnit => {
  const [lng7, lat7] = at(east, 0);
  return { id, vehicle: 'car', lng7, lat7, readyAtMs: NOW, ...more };
};
const askOf = (more: Partial<CordonAsk> = {}): CordonAsk => {
  const [lng7, lat7] = at(0, 0);
  return {
    lng7,
    lat7,
    sinceMs: NOW,
    nowMs: NOW,
    travel: 'car',
    fast: 1,
    slow: 0.5,
    directionDegrees: null,
    marginSeconds: 10,
    ringMs: null,
    units: [unit('w', -1100), unit('e', 1100)],
    checkpoints: [],
    ...more,
  };
};
const asked = (ground: CordonGround, ask: CordonAsk): Asked => {
  const problem = problemOf(ground, ask);
  if (typeof problem === 'string') throw new Error(problem);
  return problem;
};
const plan = (ground: CordonGround, ask: CordonAsk) => answerPlan(ground, asked(ground, ask));

describe('a cordon on the roads of a city', () => {
  it('is told with places, names, moments and ways', () => {
    const { verdict, posts, enclosedRoadMetres, isExact } = plan(groundWith([]), askOf());
    expect([verdict, isExact]).toEqual(['closed', true]);
    expect(posts.map(({ at, holder }) => [at, holder.id])).toEqual(
      expect.arrayContaining([
        [{ nodeId: 20 }, 'w'],
        [{ nodeId: 30 }, 'e'],
      ]),
    );
    const west = posts.find(({ holder }) => holder.id === 'w')!;
    // 100 m there, and 1 km for who leaves, both at 10 m/s.
    expect((west.arrivesMs - NOW) / 1000).toBeCloseTo(10, 0);
    expect((west.reachedMs.fast! - NOW) / 1000).toBeCloseTo(100, 0);
    expect((west.reachedMs.slow! - NOW) / 1000).toBeCloseTo(200, 0);
    expect(west.slackSeconds.fast).toBeCloseTo(80, 0);
    expect(west.namesEn).toEqual(['Road 1', 'Road 2']);
    expect(west.way.length).toBeGreaterThanOrEqual(4);
    expect(west.way.slice(-2)).toEqual(at(-1000, 0));
    expect(enclosedRoadMetres).toBe(0);
  });

  it('takes a road that ends on the border for a way out', () => {
    const roundTheEnds = [
      [[...at(-2000, -1500), ...at(2000, -1500), ...at(2000, 1500), ...at(-2000, 1500), ...at(-2000, -1500)]],
    ];
    const { verdict, posts } = plan(groundWith([], roundTheEnds), askOf());
    expect(verdict).toBe('closed');
    expect(posts.map(({ holder }) => holder.id).sort()).toEqual(['e', 'w']);
  });

  it('counts on a held checkpoint part-way along a road, and encloses what lies before it', () => {
    const checkpoints = [checkpoint({ heldSinceMs: NOW - 3_600_000 })];
    const answer = plan(groundWith(checkpoints), askOf({ checkpoints, units: [unit('w', -1100)] }));
    expect(answer.posts.map(({ at, holder }) => [at, holder.kind])).toEqual([
      [{ nodeId: 20 }, 'unit'],
      [{ checkpointId: 'k' }, 'checkpoint'],
    ]);
    // The lane in the north; the street itself begins and ends at what is held.
    expect(answer.enclosedRoadMetres).toBe(900);
    expect(answer.posts[1]!.namesZh).toEqual(['东卡口']);
  });

  it('sends a unit to a checkpoint that nobody holds', () => {
    const checkpoints = [checkpoint()];
    const units = [unit('w', -1100), unit('e', 1440, { readyAtMs: NOW + 100_000 })];
    const { posts } = plan(groundWith(checkpoints), askOf({ checkpoints, units }));
    expect(posts.find(({ holder }) => holder.id === 'e')?.at).toEqual({ checkpointId: 'k' });
  });

  it('leaves the units where they stand and on their way, and tells what is needed no more', () => {
    const units = [
      unit('w', -1000, { standing: { at: { nodeId: 20 }, sinceMs: NOW - 5000 } }),
      unit('e', 1050, { sentTo: { nodeId: 30 } }),
      unit('x', 500, { standing: { at: { nodeId: 50 }, sinceMs: NOW - 5000 } }),
    ];
    const answer = plan(groundWith([]), askOf({ units }));
    expect(answer.newOrders).toBe(0);
    expect(answer.released).toEqual(['x']);
    expect(answer.posts.map(({ reason }) => reason).sort()).toEqual(['unit_on_its_way', 'unit_stands_there']);
  });

  it('follows a reported direction, a closed road and a ring', () => {
    const ground = groundWith([]);
    const late = { units: [unit('w', -1100, { readyAtMs: NOW + 110_000 }), unit('e', 1100)] };
    expect(plan(ground, askOf(late)).gaps.map(({ reason }) => reason)).toEqual(['no_unit_in_time']);
    expect(plan(ground, askOf({ ...late, directionDegrees: 90 })).verdict).toBe('closed');
    const closed = new Map(
      [...ground.graphs].map(([name, graph]) => [name, withClosures(graph, [{ roadId: 1 }])]),
    );
    const shut = plan(atSpeeds(ground, closed), askOf());
    expect(shut.posts.map(({ holder }) => holder.id)).toEqual(['e']);
    const ring = plan(ground, askOf({ ringMs: NOW + 50_000 }));
    expect(ring.posts.map(({ at }) => at)).toEqual(expect.arrayContaining([{ nodeId: 20 }, { nodeId: 30 }]));
  });

  it('says why there is none', () => {
    const ground = groundWith([]);
    const [lng7, lat7] = at(0, 9000);
    expect(problemOf(ground, askOf({ lng7, lat7 }))).toBe('cordon_off_road');
    const whole = cordonGround(
      ground.graphs,
      ground.edges,
      [[[...at(-9e3, -9e3), ...at(9e3, -9e3), ...at(9e3, 9e3), ...at(-9e3, 9e3), ...at(-9e3, -9e3)]]],
      [],
    );
    expect(problemOf(whole, askOf())).toBe('cordon_no_exits');
    expect(typeof problemOf(whole, askOf({ ringMs: NOW + 60_000 }))).toBe('object');
  });

  it('has choices, and areas that grow and stop at what is held', () => {
    const checkpoints = [checkpoint({ heldSinceMs: NOW - 3_600_000 })];
    const ground = groundWith(checkpoints);
    const one = asked(ground, askOf({ checkpoints }));
    expect(answerChoices(ground, one)[0]?.aim).toBe('fewest_units');
    const areas = answerAreas(ground, one, [NOW + 30_000, NOW + 90_000, NOW + 300_000]);
    const east = areas.map(({ polygons }) =>
      Math.max(
        ...polygons
          .flat(2)
          .filter((_, i) => i % 2 === 0)
          .map((lng7) => (lng7 - ORIGIN[0]) / 111.9),
      ),
    );
    expect(east[0]).toBeGreaterThan(220);
    expect(east[0]).toBeLessThan(420);
    expect(east[1]).toBeGreaterThan(850);
    expect(east[2]).toBeLessThan(1500);
  });

  it('has areas at whatever moment it began', () => {
    const ground = groundWith([]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_600_000 }), (agoMs) => {
        const ask = askOf({ sinceMs: NOW - agoMs, fast: 1.3 });
        expect(answerAreas(ground, asked(ground, ask), [NOW, NOW + 300_000])).toHaveLength(2);
      }),
      { numRuns: 30 },
    );
  });

  it('names each node by a place that leads back to it', () => {
    const ground = groundWith([checkpoint()]);
    const { nodeCount } = ground.graphs.get('car')!;
    expect(placeAt(ground, nodeCount)).toEqual({ checkpointId: 'k' });
    expect(placeAt(ground, 0)).toEqual({ nodeId: 10 });
  });
});

it('on the border the end of a road is the way out, and a junction is inside: nobody leaves the city by its roads', () => {
  const west = [...at(-2000, -1500)];
  const ring = [...west, ...at(1000, -1500), ...at(1000, 1500), ...at(-2000, 1500), ...west];
  const { isInside, graphs } = groundWith([], [[ring]]);
  const inside = NODES.filter(([id]) => isInside[graphs.get('car')!.nodeIndex.get(id)!] === 1);
  expect(inside.map(([id]) => id)).toEqual([20, 30]);
});
