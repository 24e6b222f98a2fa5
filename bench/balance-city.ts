import { makeDice } from '../core/basemap/dice.ts';
import {
  type Block,
  type BlockBorder,
  type BlockGraph,
  blockGraph,
} from '../core/plan/balance/block-graph.ts';
import { compactGrids } from './balance-grids.ts';

export interface MadeCity {
  graph: BlockGraph;
  gridOf: Int32Array;
}

/** Street corners of a crooked lattice of `side` x `side` cells, in metres from its middle, and how its cells are joined to blocks. */
interface Streets {
  side: number;
  x: Float64Array;
  y: Float64Array;
  blockOf: Int32Array;
  isBarrier: (cell: number, other: number) => boolean;
}

/** What a block comes to from its cells. */
interface Ground {
  area: Float64Array;
  x: Float64Array;
  y: Float64Array;
  outer: Float64Array;
  borders: BlockBorder[];
}

const HALF_CELL_METRES = 75;
const CROOKED = 0.28;

/**
 * A made city of blocks and grids: crooked streets, denser towards the middle, some blocks of up to four cells, a river and a main road; dwellings
 * and workload unlike from block to block, the workload five times as high and more round some hot spots; compact grids of about equal area.
 */
export function makeCity(blocks: number, grids: number, seed: number): MadeCity {
  const dice = makeDice(seed);
  const streets = layStreets(blocks, dice);
  const ground = measure(streets, blocks);
  const graph = blockGraph(inhabit(ground, HALF_CELL_METRES * streets.side, grids, dice), ground.borders);
  return { graph, gridOf: compactGrids(graph, ground, grids, dice) };
}

function layStreets(blocks: number, dice: () => number): Streets {
  const side = Math.ceil(Math.sqrt(1.3 * blocks));
  const corners = (side + 1) ** 2;
  const along = (at: number) => {
    const shift = at === 0 || at === side ? 0 : CROOKED * (2 * dice() - 1);
    const part = (2 * (at + shift)) / side - 1;
    return HALF_CELL_METRES * side * part * (0.6 + 0.4 * Math.abs(part));
  };
  const x = Float64Array.from({ length: corners }, (_, corner) => along(corner % (side + 1)));
  const y = Float64Array.from({ length: corners }, (_, corner) => along(Math.floor(corner / (side + 1))));
  const isBarrier = barriers(side, dice);
  return { side, x, y, isBarrier, blockOf: joinCells(side, blocks, isBarrier, dice) };
}

/** A river that winds from top to bottom, and a road straight across. */
function barriers(side: number, dice: () => number): Streets['isBarrier'] {
  const middle = () => Math.floor(side * (0.3 + 0.4 * dice()));
  const road = middle();
  const river: number[] = [];
  for (let row = 0, column = middle(); row < side; row++) {
    river.push(column);
    if (dice() < 0.4) column = Math.min(side - 2, Math.max(2, column + (dice() < 0.5 ? -1 : 1)));
  }
  const isWest = (cell: number) => cell % side < river[Math.floor(cell / side)]!;
  const isNorth = (cell: number) => Math.floor(cell / side) < road;
  return (cell, other) => isWest(cell) !== isWest(other) || isNorth(cell) !== isNorth(other);
}

function joinCells(
  side: number,
  blocks: number,
  isBarrier: Streets['isBarrier'],
  dice: () => number,
): Int32Array {
  const members = Array.from({ length: side * side }, (_, cell) => [cell]);
  const nameOf = Int32Array.from(members.keys());
  for (let left = side * side; left > blocks; ) {
    const cell = Math.floor(dice() * side * side);
    const other = dice() < 0.5 ? cell + side : cell % side < side - 1 ? cell + 1 : -1;
    const [one, two] = [members[nameOf[cell]!]!, members[nameOf[other] ?? -1]];
    if (!two || one === two || one.length + two.length > 4 || isBarrier(cell, other)) continue;
    const name = nameOf[cell]!;
    for (const moved of two.splice(0)) {
      nameOf[moved] = name;
      one.push(moved);
    }
    left--;
  }
  const names = [...new Set(nameOf)];
  const numbers = new Map(names.map((name, number) => [name, number]));
  return nameOf.map((name) => numbers.get(name)!);
}

function measure({ side, x, y, blockOf, isBarrier }: Streets, blocks: number): Ground {
  const empty = () => new Float64Array(blocks);
  const ground: Ground = { area: empty(), x: empty(), y: empty(), outer: empty(), borders: [] };
  const metres = (a: number, b: number) => Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!);
  for (let cell = 0; cell < side * side; cell++) {
    const [column, row] = [cell % side, Math.floor(cell / side)];
    const corner = row * (side + 1) + column;
    const [nw, ne, sw, se] = [corner, corner + 1, corner + side + 1, corner + side + 2];
    const block = blockOf[cell]!;
    const area = Math.abs((x[se]! - x[nw]!) * (y[sw]! - y[ne]!) - (x[sw]! - x[ne]!) * (y[se]! - y[nw]!)) / 2;
    ground.area[block]! += area;
    ground.x[block]! += (area * (x[nw]! + x[se]!)) / 2;
    ground.y[block]! += (area * (y[nw]! + y[se]!)) / 2;
    const side4 = [
      [row > 0, cell - side, metres(nw, ne)],
      [row < side - 1, cell + side, metres(sw, se)],
      [column > 0, cell - 1, metres(nw, sw)],
      [column < side - 1, cell + 1, metres(ne, se)],
    ] as const;
    for (const [isInside, other, length] of side4) {
      if (!isInside) ground.outer[block]! += length;
      else if (other > cell && blockOf[other] !== block)
        ground.borders.push({
          a: block,
          b: blockOf[other]!,
          metres: length,
          isBarrier: isBarrier(cell, other),
        });
    }
  }
  for (const [block, area] of ground.area.entries()) {
    ground.x[block]! /= area;
    ground.y[block]! /= area;
  }
  return ground;
}

function inhabit({ area, x, y, outer }: Ground, reach: number, grids: number, dice: () => number): Block[] {
  const normal = () => Math.sqrt(-2 * Math.log(1 - dice())) * Math.cos(2 * Math.PI * dice());
  const spots = Array.from({ length: Math.round(grids / 2) }, () => ({
    x: 0.8 * reach * (2 * dice() - 1),
    y: 0.8 * reach * (2 * dice() - 1),
    metres: 150 + 250 * dice(),
    heat: 0.5 + dice(),
  }));
  return Array.from(area, (areaM2, block) => {
    const dwellings =
      dice() < 0.08 ? 0 : Math.round(40 * Math.exp(0.7 * normal()) * Math.sqrt(areaM2 / 15_000));
    const heat = spots.reduce((sum, spot) => {
      const square = (x[block]! - spot.x) ** 2 + (y[block]! - spot.y) ** 2;
      return sum + spot.heat * Math.exp(-square / (2 * spot.metres ** 2));
    }, 0);
    const workload = (0.02 * dwellings + 0.4 + 6 * heat) * Math.exp(0.5 * normal());
    return { workload, dwellings, areaM2, outerMetres: outer[block]! };
  });
}
