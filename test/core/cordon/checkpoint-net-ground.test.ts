import { describe, expect, it } from 'vitest';
import { crossingLeaves } from '../../../core/cordon/checkpoint-net.ts';
import { netGround } from '../../../core/cordon/checkpoint-net-ground.ts';
import { innerNode, linksOfRoad, placeClosed } from '../../../core/cordon/checkpoint-net-places.ts';
import { localMetres } from '../../../core/geometry/metres.ts';
import { indexEdges } from '../../../core/network/edge-index.ts';
import { type Road, roadGraph } from '../../../core/network/road-graph.ts';

const [LNG7, LAT7] = [1_016_300_000, 365_200_000];
const { metresPerLng7, metresPerLat7 } = localMetres(LNG7, LAT7);
/** Metres east and north of the middle. */
const at = (east: number, north: number): [number, number] => [
  Math.round(LNG7 + east / metresPerLng7),
  Math.round(LAT7 + north / metresPerLat7),
];

/**
 * The area is a square of 2 km about the middle, where four roads meet:
 * - east: over the border, with a checkpoint 200 m before it;
 * - north: over the border at a node on it, which another road passes;
 * - west: two carriageways, of which one leads out and one in, with a checkpoint between them;
 * - south: two roads end to end, the outer one ending at the border, a checkpoint on the inner one;
 * - and from the middle a road that ends 10 m inside in the south-east.
 */
const NODES: Record<number, [number, number]> = {
  1: [0, 0],
  2: [1500, 0],
  3: [0, 1000],
  4: [0, 1800],
  5: [-1500, 10],
  6: [-1500, -10],
  7: [0, -500],
  8: [0, -1000],
  9: [600, -990],
  10: [-200, 10],
  11: [-200, -10],
};
const road = (id: number, from: number, to: number, oneWay = false): Road => ({
  id,
  fromNode: from,
  toNode: to,
  class: 'primary',
  nameZh: '',
  nameEn: '',
  oneWay,
  lengthMetres: Math.hypot(NODES[from]![0] - NODES[to]![0], NODES[from]![1] - NODES[to]![1]),
  speedKmh: 36,
  line: [...at(...NODES[from]!), ...at(...NODES[to]!)],
});
const ROADS = [
  road(0, 1, 2),
  road(1, 1, 3),
  road(2, 3, 4),
  road(3, 10, 5, true),
  road(4, 6, 11, true),
  road(5, 1, 7),
  road(6, 7, 8),
  road(7, 1, 9),
  road(8, 1, 10),
  road(9, 1, 11),
];
const corner = (east: number, north: number) => at(east * 1000, north * 1000);
const AREA = [
  [
    Int32Array.from([
      ...corner(-1, -1),
      ...corner(1, -1),
      ...corner(1, 1),
      ...corner(-1, 1),
      ...corner(-1, -1),
    ]),
  ],
];
const graph = roadGraph(
  new Map(Object.entries(NODES).map(([id, place]) => [Number(id), at(...place)])),
  ROADS,
  { vehicle: 'car' },
);
const checkpoint = (id: string, east: number, north: number, isHeld = true) => {
  const [lng7, lat7] = at(east, north);
  return { id, lng7, lat7, isHeld };
};
const CHECKPOINTS = [
  checkpoint('east', 800, 5),
  checkpoint('west', -900, 0, false),
  checkpoint('south', 3, -300),
  checkpoint('far', 5000, 5000),
];
const ground = {
  ...netGround(
    graph,
    indexEdges(ROADS),
    AREA,
    CHECKPOINTS,
    ROADS.map(() => 2),
  ),
  inner: [0],
};
const crossingOf = (road: number) => ground.crossings.find((one) => one.road === road);

describe('the checkpoint net of an area', () => {
  it('finds where roads lead over the border, and where they are cut off at it', () => {
    expect(ground.crossings.map((one) => one.road).sort()).toEqual([0, 2, 3, 6, 7]);
    const [lng7, lat7] = at(1000, 0);
    expect(Math.abs(crossingOf(0)!.lng7 - lng7)).toBeLessThan(3);
    expect(Math.abs(crossingOf(0)!.lat7 - lat7)).toBeLessThan(3);
    // The node on the border, the end at it, and the end just inside.
    expect([crossingOf(2)!.lng7, crossingOf(2)!.lat7]).toEqual(at(0, 1000));
    expect([crossingOf(6)!.lng7, crossingOf(6)!.lat7]).toEqual(at(0, -1000));
    expect([crossingOf(7)!.lng7, crossingOf(7)!.lat7, crossingOf(7)!.link]).toEqual([...at(600, -990), -1]);
  });

  it('knows a checkpoint on the last stretch for that of the crossing', () => {
    expect(Object.fromEntries(ground.crossings.map((one) => [one.road, one.own]))).toEqual({
      0: ['east'],
      2: [],
      3: ['west'],
      6: ['south'],
      7: [],
    });
    expect(ground.offRoad).toEqual(['far']);
  });

  it('has a checkpoint hold both carriageways', () => {
    const count = Object.fromEntries(ground.checkpoints.map(({ id, nodes }) => [id, nodes.length]));
    expect(count).toEqual({ east: 1, west: 2, south: 1 });
  });

  it('tells by which crossings the area can be left past whom', () => {
    const leaves = Object.fromEntries(
      crossingLeaves(ground).map((one, i) => [ground.crossings[i]!.road, one]),
    );
    expect(leaves).toEqual({ 0: 'guarded', 2: 'free', 3: 'past_open', 6: 'guarded', 7: 'free' });
  });

  it('knows what a place on the map closes, and which node stands for a zone', () => {
    const place = (east: number, north: number) => {
      const [lng7, lat7] = at(east, north);
      return { lng7, lat7 };
    };
    expect(placeClosed(ground, place(12, 8), 100)).toMatchObject({ kind: 'junction', node: 0 });
    expect(placeClosed(ground, place(500, 20), 100)).toMatchObject({ kind: 'road', road: 0 });
    // Where only two roads meet nothing more is closed than the road.
    expect(placeClosed(ground, place(2, -499), 100)).toMatchObject({ kind: 'road' });
    expect(placeClosed(ground, place(600, 600), 100)).toBeUndefined();
    // Both parts of the road on either side of the checkpoint, both ways.
    expect(linksOfRoad(ground, 0)).toHaveLength(4);
    expect(innerNode(ground, place(1400, 30), 100)).toBe(0);
    expect(innerNode(ground, place(5000, 30), 100)).toBeUndefined();
  });
});
