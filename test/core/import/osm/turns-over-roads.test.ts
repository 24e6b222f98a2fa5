import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Drawn, finished, shape } from './drawn.ts';

/** Two carriageways, the lower one eastward over 1 2 3, the upper one westward over 6 5 4, with a link from 2 over 7 to 5. */
const DUAL: Drawn['nodes'] = {
  1: [-100, 0],
  2: [0, 0],
  3: [100, 0],
  4: [-100, 40],
  5: [0, 40],
  6: [100, 40],
  7: [0, 20],
  8: [50, 20],
};
const EAST: Drawn['ways'][number] = [10, [1, 2, 3], { oneway: 'yes' }];
const WEST: Drawn['ways'][number] = [11, [6, 5, 4], { oneway: 'yes' }];

describe('turn restrictions over roads', () => {
  /** Roads of each turn by their drawing, and what is lost. */
  const told = (drawn: Drawn) => {
    const { roads, turns, losses } = finished(drawn);
    return {
      turns: turns.map(({ kind, from, over, to }) => [
        kind,
        ...[from, ...over, to].map((at) => shape(roads[at]!)),
      ]),
      losses,
    };
  };
  const [comes, goes] = ['-100,0 0,0', '0,40 -100,40'];

  it('lead from one carriageway over the link to the other', () => {
    const drawn: Drawn = {
      nodes: DUAL,
      ways: [EAST, WEST, [12, [5, 2]]],
      turns: [['no_u_turn', 10, [12], 11, { except: 'bicycle' }]],
    };
    expect(told(drawn)).toEqual({ turns: [['no', comes, '0,40 0,0', goes]], losses: {} });
    const { roads, turns } = finished(drawn);
    expect(turns).toMatchObject([{ via: roads[0]!.ends[1], except: ['bicycle'] }]);
  });

  it('lead over several roads in whatever order and direction they stand', () => {
    const ways: Drawn['ways'] = [EAST, WEST, [12, [5, 7]], [13, [2, 7]]];
    for (const via of [
      [12, 13],
      [13, 12],
      [13, 12, 13],
    ])
      expect(told({ nodes: DUAL, ways, turns: [['only_u_turn', 10, via, 11]] })).toEqual({
        turns: [['only', comes, '0,0 0,20', '0,40 0,20', goes]],
        losses: {},
      });
  });

  it('lead over all the pieces of a road that others cross', () => {
    const link = (refs: number[]): Drawn => ({
      nodes: DUAL,
      ways: [EAST, WEST, [12, refs], [13, [7, 8]]],
      turns: [['no_u_turn', 10, [12], 11]],
    });
    expect(told(link([2, 7, 5])).turns).toEqual([['no', comes, '0,0 0,20', '0,20 0,40', goes]]);
    expect(told(link([5, 7, 2])).turns).toEqual([['no', comes, '0,20 0,0', '0,40 0,20', goes]]);
  });

  it('are left out where the stretch is one-way the other way', () => {
    const link = (oneway: string): Drawn => ({
      nodes: DUAL,
      ways: [EAST, WEST, [12, [2, 7], { oneway }], [13, [7, 5]]],
      turns: [['no_u_turn', 10, [12, 13], 11]],
    });
    expect(told(link('yes')).turns).toHaveLength(1);
    expect(told(link('-1'))).toEqual({ turns: [], losses: { turn_apart: 1 } });
  });

  it('are left out where their roads do not join, are cut off or are not there', () => {
    const ways: Drawn['ways'] = [EAST, WEST, [12, [2, 7]], [13, [8, 5]], [14, [2, 99, 5]], [15, [2, 5]]];
    const lost = (from: number, via: number[], to: number) =>
      told({ nodes: DUAL, ways, turns: [['no_u_turn', from, via, to]] });
    const because = (reason: string) => ({ turns: [], losses: { way_cut: 1, [reason]: 1 } });
    expect(lost(10, [12, 13], 11)).toEqual(because('turn_via_way'));
    expect(lost(10, [14], 11)).toEqual(because('turn_via_way'));
    expect(lost(10, [12, 77], 11)).toEqual(because('turn_no_road'));
    expect(lost(10, [12], 11)).toEqual(because('turn_apart'));
    expect(lost(13, [15], 11)).toEqual(because('turn_apart'));
    expect(lost(10, [15], 11).turns).toEqual([['no', comes, '0,0 0,40', goes]]);
  });

  it('that could be gone over in more than one manner are left out', () => {
    const loop = (oneway: string): Drawn => ({
      nodes: DUAL,
      ways: [
        [10, [1, 2]],
        [12, [2, 8], { oneway }],
        [13, [8, 5, 2], { oneway }],
      ],
      turns: [['no_u_turn', 10, [13, 12], 10]],
    });
    expect(told(loop('no'))).toEqual({ turns: [], losses: { turn_ambiguous: 1 } });
    expect(told(loop('yes')).turns).toEqual([
      ['no', '-100,0 0,0', '0,0 50,20', '50,20 0,40 0,0', '-100,0 0,0'],
    ]);
    expect(told(loop('-1')).turns).toEqual([
      ['no', '-100,0 0,0', '0,0 0,40 50,20', '50,20 0,0', '-100,0 0,0'],
    ]);
    const through: Drawn = {
      nodes: DUAL,
      ways: [[10, [1, 2, 3]], WEST, [12, [2, 5]]],
      turns: [['no_left_turn', 10, [12], 11]],
    };
    expect(told(through)).toEqual({ turns: [], losses: { turn_ambiguous: 1 } });
  });

  it('from a road back to itself hold for each part of it, and not against its traffic', () => {
    const loop: Drawn['ways'][number] = [12, [2, 8, 5, 2], { oneway: 'yes' }];
    const back: Drawn = { nodes: DUAL, ways: [[10, [1, 2, 3]], loop], turns: [['no_u_turn', 10, [12], 10]] };
    expect(told(back).turns.map((turn) => [turn[1], turn[3]])).toEqual([
      ['-100,0 0,0', '-100,0 0,0'],
      ['0,0 100,0', '0,0 100,0'],
    ]);
    const along: Drawn = {
      nodes: DUAL,
      ways: [[10, [1, 2], { oneway: 'yes' }], loop],
      turns: back.turns ?? [],
    };
    expect(told(along)).toEqual({ turns: [], losses: { turn_apart: 1 } });
  });

  it('do not come back at once over the road that is to be taken', () => {
    const drawn: Drawn = {
      nodes: DUAL,
      ways: [[10, [1, 2]], [12, [2, 5]], WEST],
      turns: [['no_left_turn', 12, [12], 11]],
    };
    expect(told(drawn)).toEqual({ turns: [], losses: { turn_apart: 1 } });
  });

  it('over another stretch, or over the crossing alone, are other turns', () => {
    const { turns } = finished({
      nodes: DUAL,
      ways: [EAST, [11, [2, 5]], [12, [2, 7, 2], { oneway: 'yes' }], [13, [2, 8, 2], { oneway: 'yes' }]],
      turns: [
        ['no_left_turn', 10, 2, 11],
        ['no_left_turn', 10, [12], 11],
        ['no_left_turn', 10, [13], 11],
        ['no_left_turn', 10, [13], 11],
      ],
    });
    expect(turns.map(({ over }) => over)).toEqual([[], [3], [4]]);
  });

  it('that could be tried in very many manners are given up', () => {
    const petals = Array.from({ length: 30 }, (_, at): Drawn['ways'][number] => [20 + at, [2, 30 + at, 2]]);
    const nodes = { ...DUAL, ...Object.fromEntries(petals.map(([, refs], at) => [refs[1]!, [at, 90]])) };
    const drawn: Drawn = {
      nodes,
      ways: [EAST, WEST, ...petals],
      turns: [['no_u_turn', 10, petals.map(([id]) => id), 11]],
    };
    expect(told(drawn)).toEqual({ turns: [], losses: { turn_via_way: 1 } });
  });
});

describe('any stretch of road', () => {
  /** Nodes 1 to `places.length`, none where another is, with a side street at some and cut into ways at some. */
  const made = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), {
      minLength: 2,
      maxLength: 9,
      selector: ([east, north]) => east * 100 + north,
    })
    .chain((places) =>
      fc.record({
        places: fc.constant(places),
        crossed: fc.subarray(places.map((_, at) => at + 1)),
        cuts: fc.subarray(places.slice(2).map((_, at) => at + 2)),
        drawn: fc.array(fc.record({ isBackward: fc.boolean(), isOneWay: fc.boolean() }), {
          minLength: places.length,
          maxLength: places.length,
        }),
        orders: fc.array(fc.nat(), { minLength: places.length, maxLength: places.length }),
        kind: fc.constantFrom('no', 'only'),
        against: fc.option(fc.nat(), { freq: 1 }),
      }),
    );

  it('is followed as it lies, however it is drawn in ways, crossed and listed', () => {
    fc.assert(
      fc.property(made, ({ places, crossed, cuts, drawn, orders, kind, against }) => {
        const bounds = [1, ...cuts, places.length];
        const stretch = bounds.slice(1).map((end, at): Drawn['ways'][number] => {
          const refs = Array.from({ length: end - bounds[at]! + 1 }, (_, i) => bounds[at]! + i);
          const { isBackward, isOneWay } = drawn[at]!;
          const isAgainst = against !== null && against % (bounds.length - 1) === at;
          const along = isAgainst === isBackward ? 'yes' : '-1';
          const oneway = isOneWay || isAgainst ? along : 'no';
          return [200 + at, isBackward ? refs.reverse() : refs, { oneway }];
        });
        const via = stretch
          .map(([id], at) => ({ id, order: orders[at]! }))
          .sort((a, b) => a.order - b.order)
          .map(({ id }) => id);
        const end = places.length;
        const nodes: Drawn['nodes'] = { 100: [-200, 0], 101: [200, 90], 102: [200, 200] };
        places.forEach((place, at) => {
          nodes[at + 1] = place;
        });
        const { roads, turns, losses } = finished({
          nodes,
          ways: [
            ...stretch,
            ...crossed.map((at): Drawn['ways'][number] => [300 + at, [102, at]]),
            [10, [100, 1]],
            [11, [end, 101]],
          ],
          turns: [[`${kind}_left_turn`, 10, via, 11]],
        });
        if (against !== null) {
          expect(turns).toEqual([]);
          expect(Object.values(losses)).toEqual([1]);
          return;
        }
        expect(losses).toEqual({});
        const [turn] = turns;
        expect([turns.length, turn?.kind]).toEqual([1, kind]);
        // The roads it comes by and leads to were drawn last.
        expect([turn!.from, turn!.to]).toEqual([roads.length - 2, roads.length - 1]);
        expect(roads[turn!.from]!.ends[1]).toBe(turn!.via);
        const inner = new Set([...cuts, ...crossed.filter((at) => at !== 1 && at !== end)]);
        expect(turn!.over).toHaveLength(inner.size + 1);
        // Each of its pieces begins where the one before ended, and together they are the places drawn.
        let at = turn!.via;
        const passed = turn!.over.flatMap((index) => {
          const { ends, ...road } = roads[index]!;
          expect(ends).toContain(at);
          const spots = shape({ ends, ...road }).split(' ');
          const isAlong = ends[0] === at;
          at = isAlong ? ends[1] : ends[0];
          return (isAlong ? spots : spots.reverse()).slice(1);
        });
        expect(passed).toEqual(places.slice(1).map((place) => place.join()));
        expect(roads[turn!.to]!.ends[0]).toBe(at);
      }),
      { numRuns: 300 },
    );
  });
});
