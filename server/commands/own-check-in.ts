import type { OwnCheckIn, OwnCheckInInput } from '../../core/contract/patrol-check-in.ts';
import { type Refusal, refusal } from '../../core/contract/reason.ts';
import { stopByCode } from '../../core/patrol/code-check-in.ts';
import { readPlaceCode } from '../../core/patrol/place-code.ts';
import type { Queryable } from '../database/database.ts';
import { ProblemError } from '../problem.ts';
import { selectOwnRounds } from '../queries/own-rounds.ts';
import { selectPlaceOfCode } from '../queries/patrol-codes.ts';
import { AHEAD_MS, tellVisit } from './patrol-check-ins.ts';
import type { Planning } from './patrol-plans.ts';

const HOUR_MS = 3_600_000;
/** A round that ended so long ago, or begins so much later, is told of where the code is refused. */
const [BEHIND_HOURS, AHEAD_HOURS] = [12, 24];

/**
 * A unit read the code of a place: it is at the stop of its rounds there whose time it is. Refused (409) with the reason: a code that never was one or was
 * replaced before it was read, no round, no stop there, too early, too late.
 */
export async function checkInByCode(
  tx: Queryable,
  unitId: string,
  { code, doneAt }: OwnCheckInInput,
  doing: Planning,
): Promise<OwnCheckIn> {
  const atMs = Date.parse(doneAt ?? doing.now);
  if (atMs > Date.parse(doing.now) + AHEAD_MS)
    throw new ProblemError('invalid_request', refusal('The instant is in the future.', 'instant_in_future'));
  const read = readPlaceCode(code);
  const place = read === null ? undefined : await selectPlaceOfCode(tx, read);
  if (!place) return refuse(refusal('No place has this code.', 'patrol_code_unknown'));
  const { nameZh, nameEn, replacedAt } = place;
  // Read before it was replaced and sent later, it was still the code of the place.
  if (replacedAt !== null && Date.parse(replacedAt) <= atMs) {
    const message = `The code of ${nameEn} was replaced by another one.`;
    return refuse(refusal(message, 'patrol_code_replaced', { place: [nameZh, nameEn] }));
  }
  const span = { fromMs: atMs - BEHIND_HOURS * HOUR_MS, toMs: atMs + AHEAD_HOURS * HOUR_MS };
  const rounds = await selectOwnRounds(tx, unitId, place, span);
  const found = stopByCode(rounds, place, atMs);
  if ('refusal' in found) return refuse(found.refusal);
  const round = rounds.find(({ stops }) => stops.some(({ id }) => id === found.stopId));
  const stop = round?.stops.find(({ id }) => id === found.stopId);
  if (!round || !stop) throw new Error(`stop ${found.stopId} is in no round`);
  const at = { areaCode: round.areaCode, unitId, stop: { id: stop.id, ...place } };
  const checkIn = await tellVisit(tx, at, { how: 'qr', arrivedMs: atMs, leftMs: null }, doing);
  const arriveAt = new Date(stop.arriveMs).toISOString();
  return { checkIn, stop: { nameZh: stop.nameZh, nameEn: stop.nameEn, arriveAt } };
}

function refuse(why: Refusal): never {
  throw new ProblemError('conflict', why);
}
