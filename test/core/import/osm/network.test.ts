import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthMetres } from '../../../../core/geometry/metres.ts';
import { type CutRoad, OsmNetwork } from '../../../../core/import/osm/network.ts';
import type { Tags } from '../../../../core/import/osm/tags.ts';
import type { Member } from '../../../../core/import/osm/turns.ts';

const HIGHWAY = { highway: 'residential' };
const METRES_LNG7 = 1e7 / 89_400;
const METRES_LAT7 = 1e7 / 111_000;

interface Drawn {
  /** Metres east and north by the number of the node. */
  nodes: Record<number, [east: number, north: number]>;
  ways: [id: number, refs: number[], tags?: Tags][];
  turns?: [value: string, from: number, via: number, to: number, tags?: Tags][];
  blocks?: Record<number, Tags>;
}

function place([east, north]: [number, number]): [number, number] {
  return [1_017_000_000 + Math.round(east * METRES_LNG7), 366_000_000 + Math.round(north * METRES_LAT7)];
}

function finished({ nodes, ways, turns = [], blocks = {} }: Drawn) {
  const network = new OsmNetwork();
  for (const [id, refs, tags = {}] of ways) network.addWay(id, { ...HIGHWAY, ...tags }, refs);
  for (const [value, from, via, to, tags = {}] of turns) {
    const members: Member[] = [
      { type: 'way', ref: from, role: 'from' },
      { type: 'node', ref: via, role: 'via' },
      { type: 'way', ref: to, role: 'to' },
    ];
    network.addRelation({ type: 'restriction', restriction: value, ...tags }, members);
  }
  network.closeWays();
  for (const [id, at] of Object.entries(nodes))
    network.addNode(Number(id), ...place(at), () => blocks[Number(id)]);
  const { report, turns: found } = network.finish();
  const roads = Array.from({ length: network.roadCount }, (_, at) => network.road(at));
  return { roads, turns: found, report, losses: report.losses };
}

/** Ends and inner places of a road as metres, to be read. */
function shape({ line }: CutRoad): string {
  const out: string[] = [];
  for (let at = 0; at < line.length; at += 2)
    out.push(
      `${Math.round((line[at]! - 1_017_000_000) / METRES_LNG7)},${Math.round((line[at + 1]! - 366_000_000) / METRES_LAT7)}`,
    );
  return out.join(' ');
}

/** A cross of four arms of 100 m round node 1, and a bend on the way to 3. */
const CROSS: Drawn['nodes'] = {
  1: [0, 0],
  2: [-100, 0],
  3: [100, 0],
  4: [0, 100],
  5: [0, -100],
  6: [50, 10],
};

describe('ways', () => {
  it('are cut where they cross, and only there', () => {
    const { roads, report } = finished({
      nodes: CROSS,
      ways: [
        [10, [2, 1, 6, 3]],
        [11, [4, 1, 5]],
      ],
    });
    expect(roads.map(shape)).toEqual(['-100,0 0,0', '0,0 50,10 100,0', '0,100 0,0', '0,0 0,-100']);
    expect(new Set([roads[0]!.ends[1], roads[1]!.ends[0], roads[2]!.ends[1], roads[3]!.ends[0]]).size).toBe(
      1,
    );
    expect(report).toMatchObject({ ways: 2, roads: 4, turns: 0, losses: {} });
  });

  it('are cut where they meet themselves', () => {
    const loop = finished({ nodes: CROSS, ways: [[10, [2, 1, 4, 3, 1, 5]]] });
    expect(loop.roads.map(shape)).toEqual(['-100,0 0,0', '0,0 0,100 100,0 0,0', '0,0 0,-100']);
    const round = finished({ nodes: CROSS, ways: [[10, [2, 4, 3, 2]]] });
    expect(round.roads.map(({ ends }) => ends[0] === ends[1])).toEqual([true]);
  });

  it('are not cut where others only come near, nor by ways that are no roads', () => {
    const { roads, losses } = finished({
      nodes: { ...CROSS, 7: [0, 0] },
      ways: [
        [10, [2, 7, 3], { bridge: 'yes' }],
        [11, [4, 1, 5]],
        [12, [4, 7, 5], { highway: 'proposed' }],
      ],
    });
    expect(roads.map(shape)).toEqual(['-100,0 0,0 100,0', '0,100 0,0 0,-100']);
    expect(losses).toEqual({ way_not_driven: 1 });
  });

  it('run the way of their traffic', () => {
    const { roads } = finished({ nodes: CROSS, ways: [[10, [2, 1, 3], { oneway: '-1' }]] });
    expect(roads.map(shape)).toEqual(['100,0 0,0 -100,0']);
    expect(roads[0]?.road.oneWay).toBe(true);
  });

  it('are taken as far as their nodes are there', () => {
    const { roads, losses } = finished({
      nodes: CROSS,
      ways: [
        [10, [2, 1, 99, 98, 6, 3, 97]],
        [11, [96, 95]],
        [12, [4]],
        [13, [4, 4]],
      ],
    });
    expect(roads.map(shape)).toEqual(['-100,0 0,0', '50,10 100,0']);
    expect(losses).toEqual({ way_cut: 2, way_single: 2 });
  });

  it('join at one end where there is no length between two nodes', () => {
    const { roads } = finished({
      nodes: { ...CROSS, 7: [0, 0] },
      ways: [
        [10, [2, 1]],
        [11, [1, 7]],
        [12, [7, 3]],
      ],
    });
    expect(roads.map(shape)).toEqual(['-100,0 0,0', '0,0 100,0']);
    expect(roads[0]?.ends[1]).toBe(roads[1]?.ends[0]);
  });
});

describe('turn restrictions', () => {
  const ways: Drawn['ways'] = [
    [10, [2, 1]],
    [11, [1, 3]],
    [12, [4, 1]],
    [13, [1, 5]],
  ];

  it('lead from road to road over the node', () => {
    const { turns, roads, losses } = finished({
      nodes: CROSS,
      ways,
      turns: [
        ['no_left_turn', 10, 1, 12],
        ['only_straight_on', 12, 1, 13, { except: 'bicycle' }],
      ],
    });
    const via = roads[0]!.ends[1];
    expect(turns).toEqual([
      { kind: 'no', from: 0, via, to: 2, except: [] },
      { kind: 'only', from: 2, via, to: 3, except: ['bicycle'] },
    ]);
    expect(losses).toEqual({});
  });

  it('of the way back hold for each part of a road', () => {
    expect(finished({ nodes: CROSS, ways, turns: [['no_u_turn', 10, 1, 10]] }).turns).toMatchObject([
      { from: 0, to: 0 },
    ]);
    const through = finished({
      nodes: CROSS,
      ways: [
        [10, [2, 1, 3]],
        [12, [4, 1]],
      ],
      turns: [['no_u_turn', 10, 1, 10]],
    });
    expect(through.turns.map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [1, 1],
    ]);
    // A node in the middle of a road becomes an end for it.
    const middle = finished({ nodes: CROSS, ways: [[10, [2, 1, 3]]], turns: [['no_u_turn', 10, 1, 10]] });
    expect([middle.roads.length, middle.turns.length]).toEqual([2, 2]);
  });

  it('of a road that runs on past the node are taken where its traffic tells which part is meant', () => {
    const oneWay = finished({
      nodes: CROSS,
      ways: [
        [10, [2, 1, 3], { oneway: 'yes' }],
        [12, [4, 1]],
      ],
      turns: [['no_right_turn', 10, 1, 12]],
    });
    expect(oneWay.turns).toMatchObject([{ from: 0, to: 2 }]);
    const both = finished({
      nodes: CROSS,
      ways: [
        [10, [2, 1, 3]],
        [12, [4, 1]],
      ],
      turns: [['no_right_turn', 10, 1, 12]],
    });
    expect([both.turns, both.losses]).toEqual([[], { turn_ambiguous: 1 }]);
  });

  it('are left out where their roads do not meet', () => {
    const { turns, losses } = finished({
      nodes: { ...CROSS, 7: [200, 0] },
      ways: [...ways, [14, [3, 7]], [15, [3, 1], { oneway: 'yes' }]],
      turns: [
        ['no_left_turn', 10, 1, 14],
        ['no_left_turn', 10, 77, 11],
        ['no_left_turn', 10, 1, 15],
        ['no_left_turn', 10, 1, 999],
      ],
    });
    expect([turns, losses]).toEqual([[], { turn_apart: 3, turn_no_road: 1 }]);
  });

  it('that say the same twice bind whom either binds', () => {
    const { turns } = finished({
      nodes: CROSS,
      ways,
      turns: [
        ['no_left_turn', 10, 1, 12, { except: 'bicycle;motorcar' }],
        ['no_left_turn', 10, 1, 12, { except: 'motorcar' }],
      ],
    });
    expect(turns).toMatchObject([{ from: 0, to: 2, except: ['car'] }]);
  });

  it('stand for bollards', () => {
    const { roads, turns, report } = finished({
      nodes: CROSS,
      ways: [[10, [2, 1, 3]]],
      blocks: { 1: { barrier: 'bollard' }, 3: { barrier: 'bollard' } },
    });
    expect(roads).toHaveLength(2);
    expect(turns.map(({ kind, from, to, except }) => [kind, from, to, except])).toEqual([
      ['no', 0, 1, ['bicycle']],
      ['no', 1, 0, ['bicycle']],
    ]);
    expect(report).toMatchObject({ turns: 2, blockedTurns: 2 });
  });
});

describe('any network', () => {
  const made = fc.record({
    ways: fc.array(
      fc.record({
        refs: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 7 }),
        oneway: fc.constantFrom('no', 'yes', '-1'),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    missing: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 2 }),
    turns: fc.array(
      fc.record({
        value: fc.constantFrom('no_left_turn', 'only_straight_on', 'no_u_turn'),
        from: fc.nat(7),
        via: fc.integer({ min: 1, max: 12 }),
        to: fc.nat(7),
      }),
      { maxLength: 6 },
    ),
  });
  /** All at different places. */
  const nodeAt = (id: number): [number, number] => [
    (id % 4) * 100 + id,
    Math.floor(id / 4) * 80 + ((id * 7) % 5),
  ];

  it('keeps its length, is cut at every crossing and nowhere else, and its turns meet', () => {
    fc.assert(
      fc.property(made, ({ ways, missing, turns }) => {
        const ids = Array.from({ length: 12 }, (_, i) => i + 1).filter((id) => !missing.includes(id));
        const {
          roads,
          turns: found,
          losses,
        } = finished({
          nodes: Object.fromEntries(ids.map((id) => [id, nodeAt(id)])),
          ways: ways.map(({ refs, oneway }, i) => [i, refs, { oneway }]),
          turns: turns.map(({ value, from, via, to }) => [value, from, via, to]),
        });
        const plain = ways
          .map(({ refs }) => refs.filter((ref, at) => ref !== refs[at - 1]))
          .filter((refs) => refs.length > 1);
        const steps = plain
          .flatMap((refs) => refs.slice(1).map((ref, at) => [refs[at]!, ref] as const))
          .filter((step) => step.every((id) => ids.includes(id)));
        const expected = steps.reduce(
          (sum, [a, b]) => sum + lengthMetres([...place(nodeAt(a)), ...place(nodeAt(b))]),
          0,
        );
        const length = roads.reduce((sum, { line }) => sum + lengthMetres(line), 0);
        expect(length).toBeCloseTo(expected, 3);
        expect(roads.reduce((sum, { line }) => sum + line.length / 2 - 1, 0)).toBe(steps.length);

        const uses = new Map<string, number>();
        for (const { line } of roads)
          for (let at = 0; at < line.length; at += 2) {
            const key = `${line[at]},${line[at + 1]}`;
            uses.set(key, (uses.get(key) ?? 0) + 1);
          }
        // Within a road stands no place that another road, or the same one again, has.
        for (const { line } of roads)
          for (let at = 2; at < line.length - 2; at += 2)
            expect(uses.get(`${line[at]},${line[at + 1]}`)).toBe(1);
        // The same place is the same end.
        const ends = new Map<string, number>();
        for (const {
          line,
          ends: [from, to],
        } of roads)
          for (const [end, at] of [
            [from, 0],
            [to, line.length - 2],
          ] as const) {
            const key = `${line[at]},${line[at + 1]}`;
            expect(ends.get(key) ?? end).toBe(end);
            ends.set(key, end);
          }

        for (const { from, via, to } of found) {
          expect(roads[from]?.ends).toContain(via);
          expect(roads[to]?.ends).toContain(via);
        }
        const lost = (losses.turn_apart ?? 0) + (losses.turn_no_road ?? 0) + (losses.turn_ambiguous ?? 0);
        expect(lost).toBeLessThanOrEqual(turns.length);
        if (lost < turns.length) expect(found.length).toBeGreaterThan(0);
        else expect(found).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
