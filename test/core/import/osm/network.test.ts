import { describe, expect, it } from 'vitest';
import { type Drawn, finished, shape } from './drawn.ts';

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
      { kind: 'no', from: 0, via, over: [], to: 2, except: [] },
      { kind: 'only', from: 2, via, over: [], to: 3, except: ['bicycle'] },
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
