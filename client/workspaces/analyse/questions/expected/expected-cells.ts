import { ancestorCode } from '../../../../../core/contract/area-code.ts';
import { type AreaShare, mostFlagged } from '../../../../../core/hotspot/expectation.ts';
import type { ExpectationModel } from '../../../../../core/hotspot/expected-counts.ts';
import { type AuditRow, exposureAudit } from '../../../../../core/hotspot/exposure-audit.ts';
import { flaggedCells } from '../../../../../core/hotspot/flagged-cells.ts';
import type { Level } from '../../../../../core/vocabulary.ts';
import { EXPECTATION_SEED, type ExpectationMade } from '../../../../analysis/expectation-job.ts';

/** Whether a model may be shown: the long count always, another only where its interval against it lies above zero. */
export function isOffered(
  { scores }: Pick<ExpectationMade, 'scores'>,
  model: ExpectationModel,
  share: AreaShare,
): boolean {
  return model === 'count' || scores[model][share].isBetter;
}

/** The cells that a model flags now, those with most expected first. */
export function flaggedNow(made: ExpectationMade, model: ExpectationModel, share: AreaShare): number[] {
  const most = mostFlagged(share, made.groundCells);
  return [...flaggedCells(made.expected[model].all, made.ground, most, EXPECTATION_SEED)];
}

/** Shares of the flagged cells by area, the most flagged first; code '': cells of which nobody knows where they belong. */
export function auditOf(
  made: ExpectationMade,
  model: ExpectationModel,
  share: AreaShare,
): (AuditRow & { code: string })[] {
  const level = auditLevel(made.gridCodes);
  const numbers = new Map<string, number>();
  const groupOf = Int32Array.from(made.gridCodes, (grid) => {
    const code = (grid && ancestorCode(grid, level)) || '';
    if (!numbers.has(code)) numbers.set(code, numbers.size);
    return numbers.get(code) ?? 0;
  });
  const rows = exposureAudit(made.flags[model][share], made.tested, made.ground, groupOf, numbers.size);
  return [...numbers.keys()]
    .map((code, i) => ({ code, ...rows[i]! }))
    .filter(({ flagged, incidents }) => flagged > 0 || incidents > 0)
    .sort((a, b) => b.flagged - a.flagged || b.incidents - a.incidents);
}

/** Districts, or streets where there is only one district. */
function auditLevel(gridCodes: readonly string[]): Level {
  const districts = new Set(gridCodes.flatMap((grid) => ancestorCode(grid, 'district') ?? []));
  return districts.size > 1 ? 'district' : 'street';
}
