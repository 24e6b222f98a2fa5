import { type Action, mayDo } from '../../core/contract/permission.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { AccountRole } from '../../core/vocabulary.ts';
import { notFound, ProblemError } from '../problem.ts';

/** The signed-in account of a request. */
export interface Actor {
  accountId: string;
  login: string;
  displayName: string;
  role: AccountRole;
  /** Bounds everything it sees or changes. */
  scopeCode: string;
  /** The unit of an account whose role is `unit`. */
  unitId: string | null;
  /** How it signed in, and SHA-256 of the secret, for asking again whether it still holds. */
  kind: 'cookie' | 'bearer';
  secretHash: string;
  /** ISO 8601 UTC. */
  expiresAt: string;
}

/** Refuses an action that the role may not do (403). */
export function allow(actor: Actor, action: Action): void {
  if (!mayDo(actor.role, action))
    throw new ProblemError(
      'forbidden',
      refusal(`The role ${actor.role} may not do this (${action}).`, 'role_forbids', {
        role: actor.role,
        action,
      }),
    );
}

/** The unit of an account of one; refuses others (403, 404). */
export function ownUnit(actor: Actor): string {
  allow(actor, 'work_assignment');
  if (actor.unitId === null) throw notFound('units', 'unit of this account');
  return actor.unitId;
}
