import type { PositionFix, PositionReceipt } from '../../core/contract/unit.ts';
import type { Actor } from '../auth/actor.ts';
import type { Database } from '../database/database.ts';
import { touchFeed } from '../queries/feeds.ts';
import { noteLateFixes } from '../queries/late-fixes.ts';
import { keepPositions, movePositions, unitsInScope } from '../queries/positions.ts';
import { noteLateForVisits } from '../queries/visit-bookmarks.ts';
import type { UnitFixes } from './unit-fixes.ts';

const AHEAD_MS = 60_000;
const OLDEST_MS = 24 * 3_600_000;

/**
 * Takes a batch of fixes (EPSG:4326) for units of a scope: the newest fix of each unit moves it unless a newer one is stored, all
 * others go to its history. Fixes from more than 60 s ahead of the server, older than 24 h, or of units outside the scope are refused;
 * of whoever reports as a unit, those of other units too.
 */
export async function receivePositions(
  deps: { database: Database; clock: () => number; fixes: UnitFixes },
  { scopeCode, unitId }: Pick<Actor, 'scopeCode' | 'unitId'>,
  fixes: readonly PositionFix[],
): Promise<PositionReceipt> {
  const now = deps.clock();
  const { newest, receipt } = await deps.database.transaction(async (transaction) => {
    const unitIds = [...new Set(fixes.map((fix) => fix.unitId))];
    const asked = unitId === null ? unitIds : unitIds.filter((id) => id.toLowerCase() === unitId);
    const known = await unitsInScope(transaction, asked, scopeCode);
    const refused: PositionReceipt['refused'] = [];
    const taken = fixes.filter((fix, index) => {
      const reason = refusal(fix, known, now);
      if (reason) refused.push({ index, reason });
      return !reason;
    });
    if (taken.length === 0) return { newest: [], receipt: { moved: 0, historyOnly: 0, refused } };
    const newest = newestOfEach(taken);
    const movedIds = await movePositions(transaction, newest);
    const moved = movedIds.length;
    await keepPositions(transaction, taken);
    if (moved < taken.length) {
      const late = lateOf(taken, newest, movedIds);
      await noteLateFixes(transaction, late);
      await noteLateForVisits(transaction, late);
    }
    await touchFeed(transaction, 'units', new Date(now).toISOString());
    return { newest, receipt: { moved, historyOnly: taken.length - moved, refused } };
  });
  deps.fixes.take(newest);
  return receipt;
}

/** Of each unit the earliest fix that did not move it. */
function lateOf(
  taken: readonly PositionFix[],
  newest: readonly PositionFix[],
  movedIds: readonly string[],
): { unitId: string; fromAt: string }[] {
  const movers = new Set(movedIds);
  const moving = new Set(newest.filter(({ unitId }) => movers.has(unitId.toLowerCase())));
  const earliest = new Map<string, string>();
  for (const fix of taken) {
    if (moving.has(fix)) continue;
    const id = fix.unitId.toLowerCase();
    const other = earliest.get(id);
    if (other === undefined || Date.parse(fix.fixAt) < Date.parse(other)) earliest.set(id, fix.fixAt);
  }
  return [...earliest].map(([unitId, fromAt]) => ({ unitId, fromAt }));
}

function refusal(
  fix: PositionFix,
  known: ReadonlySet<string>,
  now: number,
): PositionReceipt['refused'][number]['reason'] | undefined {
  if (!known.has(fix.unitId.toLowerCase())) return 'unknown_unit';
  const at = Date.parse(fix.fixAt);
  if (at > now + AHEAD_MS) return 'future_fix';
  return at < now - OLDEST_MS ? 'too_old' : undefined;
}

function newestOfEach(fixes: readonly PositionFix[]): PositionFix[] {
  const newest = new Map<string, PositionFix>();
  for (const fix of fixes) {
    const id = fix.unitId.toLowerCase();
    const other = newest.get(id);
    if (!other || Date.parse(other.fixAt) < Date.parse(fix.fixAt)) newest.set(id, fix);
  }
  return [...newest.values()];
}
