import { isWithinCode } from '../../core/contract/area-code.ts';
import type { ReviewTracks } from '../../core/contract/review.ts';
import { type Stay, staysOf, tracksOf } from '../../core/review/tracks.ts';
import type { Queryable } from '../database/database.ts';
import { type ReviewOrder, selectReviewed, selectUnitMoves, selectUnitNames } from '../queries/reviews.ts';
import { fixesBetween } from '../queries/tracks.ts';
import { usesOf } from './read-review.ts';
import type { Reviewed } from './review-order.ts';

/** Positions of one answer, about. */
const MOST_FIXES = 20_000;
const MOST_UNITS = 100;
const FINEST_SECONDS = 5;
const MOST_INCIDENTS = 100_000;

/**
 * Where the units that were used had been in the period, as far as they were in the area: thinned so that an answer holds about
 * `MOST_FIXES` positions, of the `MOST_UNITS` used most.
 */
export async function readTracks(db: Queryable, { order, unitIds }: Reviewed): Promise<ReviewTracks> {
  const { areaCode, fromMs, toMs } = order;
  const wanted = order.about ? unitIds : await usedUnits(db, order);
  const units = await selectUnitNames(db, wanted.slice(0, MOST_UNITS));
  const seconds = (toMs - fromMs) / 1000;
  const stepSeconds = Math.max(FINEST_SECONDS, Math.ceil((seconds * units.length) / MOST_FIXES));
  const ids = units.map(({ id }) => id);
  const limit = MOST_FIXES + 2 * units.length;
  const fixes = await fixesBetween(db, ids, { fromMs: fromMs - 1, toMs: toMs - 1, stepSeconds, limit });
  const moves = await selectUnitMoves(db, ids, areaCode, fromMs);
  const stays = new Map<string, Stay[]>(
    units.map(({ id, areaCode: home }) => [
      id,
      staysOf(
        isWithinCode(home, areaCode),
        moves.filter(({ unitId }) => unitId === id),
        fromMs,
        toMs,
      ),
    ]),
  );
  const codes = new Map(units.map(({ id, code }) => [id, code]));
  const features = tracksOf(
    fixes,
    stepSeconds,
    (id) => codes.get(id) ?? id,
    (id) => stays.get(id) ?? [],
  );
  return { type: 'FeatureCollection', features, stepSeconds };
}

async function usedUnits(db: Queryable, order: ReviewOrder): Promise<string[]> {
  const rows = await selectReviewed(db, order, MOST_INCIDENTS);
  return (await usesOf(db, order, rows)).map(({ unitId }) => unitId);
}
