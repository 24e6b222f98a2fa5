import type { TFunction } from 'i18next';
import type { ImportBatch } from '../../../core/contract/import.ts';

/** How it stands with an import, and whether undoing it failed. `doing`: what is being done with it, where that is known. */
export function batchState(
  t: TFunction,
  { status, undoFailedAt }: Pick<ImportBatch, 'status' | 'undoFailedAt'>,
  doing = t(`import.statuses.${status}`),
): string {
  if (!undoFailedAt) return doing;
  return t(status === 'importing' ? 'import.undoFailing' : 'import.undoFailed');
}
