import { codePrefix } from '../../core/contract/area-code.ts';
import type { UnitPositionRow } from '../../core/contract/live.ts';
import type { PastChange } from '../../core/contract/past.ts';
import type { Queryable } from '../database/database.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { fixesBetween, positionsAt } from '../queries/tracks.ts';
import type { SpanOrder } from './past-changes.ts';
import { inside, withPlace } from './past-snapshot.ts';
import { statesAt } from './past-state.ts';

/** When a unit was in the scope: after `fromMs`, up to `toMs` (milliseconds since 1970). */
interface Stay {
  fromMs: number;
  toMs: number;
}

/**
 * The changes of a span with the fixes of the units while they were in the scope; a unit that comes into it brings its place
 * along. Both end at `toMs`, which is earlier than asked for when there are more fixes than an answer may hold.
 */
export async function withFixes(
  db: Queryable,
  scopeCode: string,
  order: SpanOrder,
  changes: readonly PastChange[],
): Promise<{ changes: PastChange[]; fixes: UnitPositionRow[]; toMs: number }> {
  const before = inside((await statesAt(db, order.fromMs, ['units'])).get('units'), codePrefix(scopeCode));
  const { stays, entries } = staysOf(
    before.map(({ id }) => id),
    order,
    changes,
  );
  const limit = order.mostFixes + 1;
  const read = await fixesBetween(db, [...stays.keys()], { ...order, limit });
  const next = read[order.mostFixes];
  const toMs = next ? Math.max(order.fromMs + 1, next[5] - 1) : order.toMs;
  const isSeen = ([id, , , , , ms]: UnitPositionRow): boolean =>
    stays.get(id)?.some((stay) => ms > stay.fromMs && ms <= stay.toMs) ?? false;
  const kept = changes.filter(({ at }) => Date.parse(at) <= toMs);
  return {
    changes: await Promise.all(kept.map((change) => (entries.has(change) ? brought(db, change) : change))),
    fixes: read.filter((row) => row[5] <= toMs && isSeen(row)),
    toMs,
  };
}

function staysOf(
  unitIds: readonly string[],
  { fromMs }: SpanOrder,
  changes: readonly PastChange[],
): { stays: Map<string, Stay[]>; entries: Set<PastChange> } {
  const stays = new Map<string, Stay[]>();
  const enter = (id: string, ms: number): void => {
    stays.set(id, [...(stays.get(id) ?? []), { fromMs: ms, toMs: Number.POSITIVE_INFINITY }]);
  };
  for (const id of unitIds) enter(id, fromMs);
  const entries = new Set<PastChange>();
  for (const change of changes) {
    if (change.noun !== 'units') continue;
    const ms = Date.parse(change.at);
    const last = stays.get(change.id)?.at(-1);
    const isIn = last?.toMs === Number.POSITIVE_INFINITY;
    if (change.kind === 'remove' && isIn) last.toMs = ms;
    if (change.kind === 'remove' || isIn) continue;
    enter(change.id, ms);
    entries.add(change);
  }
  return { stays, entries };
}

async function brought(db: Queryable, change: PastChange): Promise<PastChange> {
  const [row] = await positionsAt(db, [change.id], Date.parse(change.at));
  const feature = withPlace(change.feature as unknown as PlacedFeature, row);
  return { ...change, feature: feature as never };
}
