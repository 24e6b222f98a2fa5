import type { ImportBatchDetail } from '../../core/contract/import.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { ImportRefused } from '../import/import-refused.ts';
import { notFound, ProblemError } from '../problem.ts';
import { type StoredBatch, selectBatch } from '../queries/imports.ts';

/** A batch as it is shown. */
export function shown({
  accountId: _accountId,
  scopeCode: _scopeCode,
  ...batch
}: StoredBatch): ImportBatchDetail {
  return batch;
}

/** The batch, if it lies in the actor's area; else a 404. */
export async function requireBatch(deps: Deps, id: string, actor: Actor): Promise<StoredBatch> {
  const batch = await selectBatch(deps.database, id, actor.scopeCode);
  if (!batch) throw notFound('imports', `import ${id}`);
  return batch;
}

/** What imports refuse, as problem+json. */
export async function asProblem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ImportRefused)
      throw new ProblemError(error.code, error.refusal, { issues: error.issues });
    throw error;
  }
}
