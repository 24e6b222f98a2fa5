import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexEdges } from '../../../core/network/edge-index.ts';
import type { Road } from '../../../core/network/road-graph.ts';
import { fixesInOrder } from '../../../core/patrol/fixes-in-order.ts';
import { drivenMetres, eachPieceDriven, pieceCount, roadPieces } from '../../../core/patrol/road-pieces.ts';
import { at, type Spot, START_MS } from './made-round.ts';

const road = (id: number, ...spots: Spot[]): Road => ({
  id,
  fromNode: 2 * id,
  toNode: 2 * id + 1,
  class: 'residential',
  nameZh: '路',
  nameEn: 'Road',
  oneWay: false,
  lengthMetres: spots
    .slice(1)
    .reduce((sum, [x, y], i) => sum + Math.hypot(x - spots[i]![0], y - spots[i]![1]), 0),
  speedKmh: 40,
  line: spots.flatMap((spot) => Object.values(at(spot))),
});
/** A street of 500 m, one across its middle, a long one far away. */
const ROADS = [
  road(7, [0, 0], [200, 0], [500, 0]),
  road(8, [250, -250], [250, 250]),
  road(9, [0, 1000], [3000, 1000]),
];
const PIECES = roadPieces(indexEdges(ROADS), ROADS);

const fix = (second: number, spot: Spot) => ({
  ...at(spot),
  accuracyMetres: 5,
  fixMs: START_MS + second * 1000,
});
/** Metres of each road that are driven by going from spot to spot, a minute each. */
const drivenBy = (spots: readonly Spot[], everySeconds = 60, fromMs = 0): number[] => {
  const masks = ROADS.map(() => 0);
  const fixes = fixesInOrder(spots.map((spot, i) => fix(i * everySeconds, spot)));
  eachPieceDriven(PIECES, fixes, fromMs, (index, bit) => {
    masks[index]! |= 1 << bit;
  });
  return ROADS.map(({ lengthMetres }, i) => Math.round(drivenMetres(lengthMetres, masks[i]!)));
};

describe('pieces of roads that were driven', () => {
  it('all of a road that is driven from end to end, either way, and nothing of the one that it crosses', () => {
    expect(
      drivenBy([
        [0, 5],
        [500, -5],
      ]),
    ).toEqual([500, 0, 0]);
    expect(
      drivenBy([
        [500, 0],
        [250, 0],
        [0, 0],
      ]),
    ).toEqual([500, 0, 0]);
  });

  it('as much as was driven, and round a corner', () => {
    const [along = 0, across = 0] = drivenBy([
      [0, 0],
      [250, 0],
      [250, 200],
    ]);
    expect(Math.abs(along - 275)).toBeLessThanOrEqual(25);
    expect(Math.abs(across - 250)).toBeLessThanOrEqual(50);
  });

  it('nobody drives who stands, is silent, or was looked at before', () => {
    expect(
      drivenBy([
        [100, 0],
        [101, 0],
        [100, 1],
      ]),
    ).toEqual([0, 0, 0]);
    expect(
      drivenBy(
        [
          [0, 0],
          [500, 0],
        ],
        200,
      ),
    ).toEqual([0, 0, 0]);
    expect(
      drivenBy(
        [
          [0, 0],
          [500, 0],
        ],
        60,
        START_MS + 60_000,
      ),
    ).toEqual([0, 0, 0]);
  });

  it('a long road has pieces as long as 31 make', () => {
    expect([pieceCount(1), pieceCount(500), pieceCount(3000)]).toEqual([1, 20, 31]);
    expect(
      drivenBy([
        [0, 1000],
        [3000, 1000],
      ]),
    ).toEqual([0, 0, 3000]);
  });

  it('is what a search through all pieces finds', () => {
    const spot = fc.tuple(fc.integer({ min: -50, max: 550 }), fc.integer({ min: -300, max: 300 }));
    fc.assert(
      fc.property(fc.array(spot, { minLength: 2, maxLength: 8 }), (spots) => {
        const [along = 0, across = 0] = drivenBy(spots);
        const least = [
          searched(spots, [0, 0], [500, 0], -0.6),
          searched(spots, [250, -250], [250, 250], -0.6),
        ];
        const most = [searched(spots, [0, 0], [500, 0], 0.6), searched(spots, [250, -250], [250, 250], 0.6)];
        expect(along).toBeGreaterThanOrEqual(least[0]! - 2);
        expect(along).toBeLessThanOrEqual(most[0]! + 2);
        expect(across).toBeGreaterThanOrEqual(least[1]! - 2);
        expect(across).toBeLessThanOrEqual(most[1]! + 2);
      }),
    );
  });
});

/** Metres of a straight road of 500 m: by each of its 20 pieces and each way. `slack` metres and degrees are given or taken. */
function searched(spots: readonly Spot[], from: Spot, to: Spot, slack: number): number {
  const direction = [(to[0] - from[0]) / 500, (to[1] - from[1]) / 500] as const;
  let driven = 0;
  for (let k = 0; k < 20; k += 1) {
    const middle: Spot = [from[0] + (k + 0.5) * 25 * direction[0], from[1] + (k + 0.5) * 25 * direction[1]];
    const isDriven = spots.slice(1).some((end, i) => {
      const start = spots[i]!;
      const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
      const length = Math.hypot(dx, dy);
      if (length < 4 - slack) return false;
      const cosine = Math.abs((dx * direction[0] + dy * direction[1]) / length);
      if (cosine < Math.cos(((35 + slack) * Math.PI) / 180)) return false;
      const along = ((middle[0] - start[0]) * dx + (middle[1] - start[1]) * dy) / (length * length);
      const share = Math.min(1, Math.max(0, along));
      const off = Math.hypot(start[0] + share * dx - middle[0], start[1] + share * dy - middle[1]);
      return off <= 35 + slack;
    });
    if (isDriven) driven += 25;
  }
  return driven;
}
