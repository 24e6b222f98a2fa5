import { type PlanChange, restore } from './change.ts';
import { type Edited, edit } from './edit.ts';
import type { Drawn } from './operations/grids.ts';
import { merge, renumber, type Split, split, type Transfer, transfer } from './operations/grids.ts';
import { type Lock, lock } from './operations/locks.ts';
import { type AllowParts, allowParts } from './operations/parts.ts';
import { reshape } from './operations/reshape.ts';
import {
  deleteVertex,
  insertVertex,
  moveNode,
  moveVertex,
  pushBorder,
  simplify,
  straighten,
} from './operations/vertices.ts';
import type { Place, Plan } from './plan.ts';
import type { Rights } from './plan-edit.ts';
import type { PlanRefusal } from './refusal.ts';

/** One act of a planner, as it is stored and played again. Places are in units of 1e-7 degree, lng before lat; points of a border are counted from 0. */
export type Operation =
  | { kind: 'moveVertex'; arc: number; index: number; to: Place }
  | { kind: 'moveNode'; node: number; to: Place }
  | { kind: 'insertVertex'; arc: number; index: number; at: Place }
  | { kind: 'deleteVertex'; arc: number; index: number }
  | { kind: 'pushBorder'; arc: number; first: number; last: number; by: Place }
  | { kind: 'straighten'; arc: number; first: number; last: number }
  | { kind: 'simplify'; arc: number; toleranceMetres: number }
  | ({ kind: 'reshape'; arc: number } & Drawn)
  | ({ kind: 'split' } & Split)
  | { kind: 'merge'; keeps: string; goes: string }
  | ({ kind: 'transfer' } & Transfer)
  | { kind: 'renumber'; codes: readonly (readonly [grid: string, code: string])[] }
  | ({ kind: 'lock' } & Lock)
  | ({ kind: 'allowParts' } & AllowParts)
  | { kind: 'restore'; change: PlanChange };

/** Only borders between grids of one community may move. */
export const WITHIN_COMMUNITY: Rights = { level: 'grid' };

/**
 * The plan after an operation, or why it is refused (then the plan is as it was; see `edit`). The same operation on the same plan makes the same plan,
 * so a list of them played again ends where it ended.
 */
export function apply(plan: Plan, operation: Operation, rights: Rights = WITHIN_COMMUNITY): Edited {
  return edit(plan, rights, (made) => {
    switch (operation.kind) {
      case 'moveVertex':
        return moveVertex(made, operation);
      case 'moveNode':
        return moveNode(made, operation);
      case 'insertVertex':
        return insertVertex(made, operation);
      case 'deleteVertex':
        return deleteVertex(made, operation);
      case 'pushBorder':
        return pushBorder(made, operation);
      case 'straighten':
        return straighten(made, operation);
      case 'simplify':
        return simplify(made, operation);
      case 'reshape':
        return reshape(made, operation);
      case 'split':
        return split(made, operation);
      case 'merge':
        return merge(made, operation);
      case 'transfer':
        return transfer(made, operation);
      case 'renumber':
        return renumber(made, operation);
      case 'lock':
        return lock(made, operation);
      case 'allowParts':
        return allowParts(made, operation);
      case 'restore':
        return restore(made, operation.change);
    }
  });
}

/** Why an operation is refused; null if it is not. */
export function reasonCannot(plan: Plan, operation: Operation, rights?: Rights): PlanRefusal | null {
  const edited = apply(plan, operation, rights);
  return 'refusal' in edited ? edited.refusal : null;
}
