import { UNIT_VEHICLES, type UnitVehicle } from '../../vocabulary.ts';
import type { Pieces, Ways } from './cut-ways.ts';
import type { RoadFileLoss } from './losses.ts';
import type { WayTurn } from './turns.ts';

/** A turn between roads of one file, both by their places among them, over the end `via`. */
export interface RoadTurn {
  kind: 'no' | 'only';
  from: number;
  via: number;
  to: number;
  except: readonly UnitVehicle[];
}

type Lose = (reason: RoadFileLoss) => void;

/** Each turn once: it stays free only for whom every entry of the file leaves it free. */
export function eachOnce(turns: readonly RoadTurn[]): RoadTurn[] {
  const byKey = new Map<string, RoadTurn>();
  for (const turn of turns) {
    const key = `${turn.kind} ${turn.from} ${turn.via} ${turn.to}`;
    const known = byKey.get(key);
    const except = known ? known.except.filter((one) => turn.except.includes(one)) : turn.except;
    byKey.set(key, { ...turn, except });
  }
  return [...byKey.values()];
}

/**
 * The restrictions between ways as turns between the pieces that meet at their node. Where a way runs on past that node and both of its pieces
 * could be meant, it is not taken: nothing says which.
 */
export function pieceTurns(
  restrictions: readonly WayTurn[],
  ways: Ways,
  pieces: Pieces,
  slotOf: (node: number) => number,
  lose: Lose,
): RoadTurn[] {
  const wanted = new Set(restrictions.flatMap(({ from, to }) => [...from, ...to]));
  const index = new Map<number, number>();
  ways.ids.forEach((id, way) => {
    if (wanted.has(id)) index.set(id, way);
  });
  const turns: RoadTurn[] = [];
  for (const restriction of restrictions) {
    const via = pieces.endOf(slotOf(restriction.via));
    const found = turnsAt(restriction, index, ways, pieces, via);
    if (typeof found === 'string') lose(found);
    else turns.push(...found);
  }
  return turns;
}

function turnsAt(
  { kind, isUTurn, from, to, except }: WayTurn,
  index: ReadonlyMap<number, number>,
  ways: Ways,
  pieces: Pieces,
  via: number,
): RoadTurn[] | RoadFileLoss {
  const turns: RoadTurn[] = [];
  for (const fromWay of from)
    for (const toWay of to) {
      const [a, b] = [index.get(fromWay), index.get(toWay)];
      if (a === undefined || b === undefined) return 'turn_no_road';
      const arriving = piecesAt(pieces, a, via, 1, ways.roads[a]!.oneWay);
      const leaving = piecesAt(pieces, b, via, 0, ways.roads[b]!.oneWay);
      const isBack = isUTurn && a === b;
      if (!isBack && (arriving.length > 1 || leaving.length > 1)) return 'turn_ambiguous';
      for (const one of arriving)
        for (const next of leaving)
          if (!isBack || one === next) turns.push({ kind, from: one, via, to: next, except });
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
      for (const to of roads) if (from !== to) turns.push({ kind: 'no', from, via, to, except });
  }
  return turns;
}
