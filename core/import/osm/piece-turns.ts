import { UNIT_VEHICLES, type UnitVehicle } from '../../vocabulary.ts';
import type { Pieces, Ways } from './cut-ways.ts';
import type { RoadFileLoss } from './losses.ts';
import type { NodeTable } from './node-table.ts';
import type { WayTurn } from './turns.ts';
import { piecesOf, type Stretch, stretchesOver } from './via-ways.ts';

/** A turn between roads of one file, by their places among them, over the end `via` and from there over the roads `over`, one after the other. */
export interface RoadTurn {
  kind: 'no' | 'only';
  from: number;
  via: number;
  over: readonly number[];
  to: number;
  except: readonly UnitVehicle[];
}

type Lose = (reason: RoadFileLoss) => void;

/** Each turn once: it stays free only for whom every entry of the file leaves it free. */
export function eachOnce(turns: readonly RoadTurn[]): RoadTurn[] {
  const byKey = new Map<string, RoadTurn>();
  for (const turn of turns) {
    const key = `${turn.kind} ${turn.from} ${turn.via} ${turn.over} ${turn.to}`;
    const known = byKey.get(key);
    const except = known ? known.except.filter((one) => turn.except.includes(one)) : turn.except;
    byKey.set(key, { ...turn, except });
  }
  return [...byKey.values()];
}

/**
 * The restrictions between ways as turns between the pieces that meet at their node, or at the ends of the stretch that their ways over it make.
 * Where a way runs on past that node and both of its pieces could be meant, or the stretch could be gone over in more than one manner, it is not
 * taken: nothing says which.
 */
export function pieceTurns(
  restrictions: readonly WayTurn[],
  ways: Ways,
  pieces: Pieces,
  nodes: NodeTable,
  lose: Lose,
): RoadTurn[] {
  const index = indexOf(restrictions, ways);
  const turns: RoadTurn[] = [];
  for (const restriction of restrictions) {
    const stretches = stretchesOf(restriction, index, ways, pieces, nodes);
    const found =
      typeof stretches === 'string' ? stretches : turnsOver(restriction, stretches, index, ways, pieces);
    if (typeof found === 'string') lose(found);
    else turns.push(...found);
  }
  return turns;
}

/** Ways of restrictions by their ids. */
function indexOf(restrictions: readonly WayTurn[], ways: Ways): Map<number, number> {
  const wanted = new Set<number>();
  for (const { from, via, to } of restrictions)
    for (const ids of [from, to, 'ways' in via ? via.ways : []]) for (const id of ids) wanted.add(id);
  const index = new Map<number, number>();
  ways.ids.forEach((id, way) => {
    if (wanted.has(id)) index.set(id, way);
  });
  return index;
}

function stretchesOf(
  { via }: WayTurn,
  index: ReadonlyMap<number, number>,
  ways: Ways,
  pieces: Pieces,
  nodes: NodeTable,
): Stretch[] | RoadFileLoss {
  if ('node' in via) {
    const end = pieces.endOf(nodes.slotOf(via.node));
    return [{ start: end, legs: [], end }];
  }
  const over = via.ways.map((id) => index.get(id));
  if (!over.every((way) => way !== undefined)) return 'turn_no_road';
  const stretches = stretchesOver(over, ways, pieces, nodes);
  return stretches.length > 0 ? stretches : 'turn_via_way';
}

function turnsOver(
  { kind, isUTurn, from, to, except }: WayTurn,
  stretches: readonly Stretch[],
  index: ReadonlyMap<number, number>,
  ways: Ways,
  pieces: Pieces,
): RoadTurn[] | RoadFileLoss {
  const turns: RoadTurn[] = [];
  for (const fromWay of from)
    for (const toWay of to) {
      const [a, b] = [index.get(fromWay), index.get(toWay)];
      if (a === undefined || b === undefined) return 'turn_no_road';
      const fitting = stretches.flatMap(({ start, legs, end }) => {
        const arriving = piecesAt(pieces, a, start, 1, ways.roads[a]!.oneWay);
        const leaving = piecesAt(pieces, b, end, 0, ways.roads[b]!.oneWay);
        if (arriving.length === 0 || leaving.length === 0) return [];
        const over = legs.flatMap((leg) => piecesOf(leg, pieces));
        // Nobody comes back at once over the road that he is to take.
        const [comes, goes] = [
          arriving.filter((one) => one !== over[0]),
          leaving.filter((one) => one !== over.at(-1)),
        ];
        return comes.length > 0 && goes.length > 0 ? [{ start, over, end, comes, goes }] : [];
      });
      if (fitting.length > 1) return 'turn_ambiguous';
      for (const { start, over, end, comes, goes } of fitting) {
        const isBack = isUTurn && a === b && start === end;
        if (!isBack && (comes.length > 1 || goes.length > 1)) return 'turn_ambiguous';
        for (const one of comes)
          for (const next of goes)
            if (!isBack || one === next) turns.push({ kind, from: one, via: start, over, to: next, except });
      }
    }
  return turns.length > 0 ? turns : 'turn_apart';
}

/** Pieces of a way whose traffic reaches (`end` 1) or leaves (0) a node. */
function piecesAt(
  { firstOf, ends }: Pieces,
  way: number,
  via: number,
  end: 0 | 1,
  oneWay: boolean,
): number[] {
  const found: number[] = [];
  for (let piece = firstOf[way]!; piece < firstOf[way + 1]!; piece += 1)
    if (ends[piece * 2 + end] === via || (!oneWay && ends[piece * 2 + 1 - end] === via)) found.push(piece);
  return found;
}

/** No way on, from any road to any other, past what stands at a node, but for those who pass it. */
export function turnsPastBlocks(
  blocks: ReadonlyMap<number, readonly UnitVehicle[]>,
  pieces: Pieces,
): RoadTurn[] {
  const { ends, endOf } = pieces;
  const passers = new Map([...blocks].map(([slot, who]) => [endOf(slot), who]));
  const meeting = new Map<number, Set<number>>();
  ends.forEach((end, at) => {
    if (passers.has(end)) meeting.set(end, (meeting.get(end) ?? new Set()).add(at >> 1));
  });
  const turns: RoadTurn[] = [];
  for (const [via, roads] of meeting) {
    const except = UNIT_VEHICLES.filter(
      (vehicle) => vehicle !== 'foot' && passers.get(via)!.includes(vehicle),
    );
    for (const from of roads)
      for (const to of roads) if (from !== to) turns.push({ kind: 'no', from, via, over: [], to, except });
  }
  return turns;
}
