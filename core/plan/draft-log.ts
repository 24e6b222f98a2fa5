import { ancestorCode } from '../contract/area-code.ts';
import type { Operation } from './operation.ts';
import type { Plan } from './plan.ts';

/** What was done to a draft, or taken back, or made again, in the order of `seq`. */
export interface LogStep {
  seq: number;
  accountId: string;
  act: 'do' | 'undo' | 'redo';
  /** Of an undo or redo: the step that it takes back or makes again. */
  of: number | null;
  /** What the numbers of new nodes and arcs began from. */
  firstNode: number;
  firstArc: number;
}

/** The steps of a log that hold, in the order in which they came to hold: one that was made again counts from then, with the numbers it got then. */
export function standingSteps<Step extends LogStep>(log: readonly Step[]): Step[] {
  const standing = new Map<number, Step>();
  const done = new Map(log.flatMap((step) => (step.act === 'do' ? [[step.seq, step] as const] : [])));
  for (const step of log) {
    const about = step.act === 'do' ? step : done.get(step.of ?? -1);
    if (!about) continue;
    if (step.act === 'undo') standing.delete(about.seq);
    else standing.set(about.seq, { ...about, firstNode: step.firstNode, firstArc: step.firstArc });
  }
  return [...standing.values()];
}

/** The step that an undo of an account takes back: the last of its own that holds. */
export function stepToUndo<Step extends LogStep>(log: readonly Step[], accountId: string): Step | undefined {
  return standingSteps(log).findLast((step) => step.accountId === accountId);
}

/** The step that a redo of an account makes again: what it took back last, unless it did something since. */
export function stepToRedo<Step extends LogStep>(log: readonly Step[], accountId: string): Step | undefined {
  const undone: number[] = [];
  for (const step of log) {
    if (step.accountId !== accountId) continue;
    if (step.act === 'do') undone.length = 0;
    else if (step.act === 'undo') undone.push(step.of ?? -1);
    else undone.pop();
  }
  return log.find((step) => step.act === 'do' && step.seq === undone.at(-1));
}

/** Codes of the communities whose grids an operation on a plan changes; none if it names what is not there. A border that is merely cut is no change. */
export function communitiesOf(plan: Plan, operation: Operation): string[] {
  if (operation.kind === 'lock' && 'community' in operation) return [operation.community];
  const grids = gridsOf(plan, operation);
  const codes = grids.map((id) => ancestorCode(plan.grids.get(id)?.code ?? '', 'community'));
  return [...new Set(codes.filter((code) => code !== undefined))].sort();
}

function gridsOf({ arcs, arcsAt }: Plan, operation: Operation): string[] {
  const beside = (arc: number): string[] => {
    const { left = null, right = null } = arcs.get(arc) ?? {};
    return [left, right].filter((side) => side !== null);
  };
  switch (operation.kind) {
    case 'moveNode':
      return (arcsAt.get(operation.node) ?? []).flatMap(beside);
    case 'split':
    case 'allowParts':
      return [operation.grid];
    case 'merge':
      return [operation.keeps, operation.goes];
    case 'transfer':
      return [operation.from, operation.to];
    case 'renumber':
      return operation.codes.map(([id]) => id);
    case 'lock':
      return 'grid' in operation ? [operation.grid] : 'arc' in operation ? beside(operation.arc) : [];
    case 'restore':
      return operation.change.grids.map(([id]) => id);
    default:
      return beside(operation.arc);
  }
}
