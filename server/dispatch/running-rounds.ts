import type {
  PatrolStraying,
  RoundTrack,
  RunningRound,
  RunningRounds,
  RunningStop,
} from '../../core/contract/running-round.ts';
import { toInt7 } from '../../core/geometry/integer.ts';
import { measureLine, partAlong } from '../../core/network/along.ts';
import { SILENT_AFTER_MS } from '../../core/patrol/adherence.ts';
import { LONGEST_WAY_MS } from '../../core/patrol/fixes-in-order.ts';
import { drivenOf, plannedLine } from '../../core/patrol/planned-line.ts';
import { type CheckIn, nextStop, type StopOutcome, stopOutcomes } from '../../core/patrol/stop-states.ts';
import { PATROL_PLACE_KINDS } from '../../core/vocabulary.ts';
import type { Deps } from '../deps.ts';
import { strayingRule } from '../live/round-follower.ts';
import { selectStrayings } from '../queries/patrol-strayings.ts';
import { selectVisits, type VisitRow } from '../queries/patrol-visits.ts';
import { thinnedFixes } from '../queries/round-tracks.ts';
import {
  type RunningRoundRow,
  type RunningStopRow,
  selectRoundLine,
  selectRunningRounds,
  selectStopsOfRounds,
} from '../queries/running-rounds.ts';
import { knownUntil } from './dosage.ts';

type RunningDeps = Pick<Deps, 'database' | 'clock'>;

/** A track is told by one position of so many seconds. */
const TRACK_STEP_SECONDS = 10;

/** Rounds of the units of a scope whose time is now, and how they are kept to, as far as it is known. */
export async function runningRounds(
  { database, clock }: RunningDeps,
  scopeCode: string,
): Promise<RunningRounds> {
  const nowMs = clock();
  const rows = await selectRunningRounds(database, { scopeCode, nowMs });
  const ids = rows.map(({ id }) => id);
  const fromMs = Math.min(nowMs, ...rows.map(({ startAt }) => Date.parse(startAt)));
  const [stops, visits, strayings] = await Promise.all([
    selectStopsOfRounds(database, ids),
    rows.length > 0 ? selectVisits(database, PATROL_PLACE_KINDS, { fromMs, toMs: nowMs + 1 }) : [],
    selectStrayings(database, ids),
  ]);
  const items = rows.map((row) =>
    roundOf(
      row,
      stops.filter(({ roundId }) => roundId === row.id),
      visits.filter(({ unitId }) => unitId === row.unitId),
      strayings.filter(({ roundId }) => roundId === row.id),
      nowMs,
    ),
  );
  return {
    items,
    known: await knownUntil({ database }),
    rule: await strayingRule(database),
    asOf: new Date(nowMs).toISOString(),
  };
}

function roundOf(
  { seenAt, driven, incidentId, incidentNumber, ...round }: RunningRoundRow,
  stops: readonly RunningStopRow[],
  visits: readonly VisitRow[],
  strayings: PatrolStraying[],
  nowMs: number,
): RunningRound {
  const [startMs, endMs] = [Date.parse(round.startAt), Date.parse(round.endAt)];
  const seenMs = seenAt === null ? startMs : Date.parse(seenAt);
  const isSilent = nowMs - seenMs > SILENT_AFTER_MS;
  const outcomes = stopOutcomes(
    stops.map(({ id, placeId, arriveAt, leaveAt, windowMinutes }) => {
      return { id, placeId, arriveMs: Date.parse(arriveAt), leaveMs: Date.parse(leaveAt), windowMinutes };
    }),
    checkInsOf(visits, stops),
    { startMs, endMs, nowMs, knownMs: isSilent ? seenMs : nowMs },
  );
  return {
    ...round,
    stops: stops.map((stop, at) => stopOf(stop, outcomes[at]!)),
    nextStopId: nextStop(outcomes),
    drivenMetres: driven && driven.length > 0 ? (countOf(driven) / driven.length) * round.lengthMetres : null,
    strayings,
    knownAt: seenAt,
    isSilent,
    onCall: incidentId === null ? null : { incidentId, number: incidentNumber ?? '' },
  };
}

/** Stays at the stops' places, but for what was told of a stop of another round. */
function checkInsOf(visits: readonly VisitRow[], stops: readonly RunningStopRow[]): CheckIn[] {
  const ids = new Set(stops.map(({ id }) => id));
  const own = visits.filter(({ stopId }) => stopId === null || ids.has(stopId));
  return own.map(({ placeId, stopId, arrivedMs, leftMs, goesOn, how }) => {
    return { placeId, stopId, arrivedMs, leftMs: goesOn ? null : leftMs, how };
  });
}

function stopOf(
  { roundId: _, placeId: __, ...stop }: RunningStopRow,
  { state, checkIn, lateSeconds, isShort }: StopOutcome,
): RunningStop {
  const at = (ms: number | null | undefined) => (ms == null ? null : new Date(ms).toISOString());
  const came = { arrivedAt: at(checkIn?.arrivedMs), leftAt: at(checkIn?.leftMs), how: checkIn?.how ?? null };
  return { ...stop, state, ...came, lateSeconds, isShort };
}

function countOf(driven: Uint8Array): number {
  return driven.reduce((sum, one) => sum + one, 0);
}

/** The way of a running round and where its unit truly was; undefined: there is no such round in the scope. */
export async function roundTrack(
  { database, clock }: RunningDeps,
  id: string,
  scopeCode: string,
): Promise<RoundTrack | undefined> {
  const nowMs = clock();
  const [row] = await selectRunningRounds(database, { scopeCode, nowMs, id });
  if (!row) return undefined;
  const line = await selectRoundLine(database, id);
  const span = { fromMs: Date.parse(row.startAt), toMs: nowMs, stepSeconds: TRACK_STEP_SECONDS };
  return {
    line,
    left: line && row.driven ? leftOf(line.coordinates, row.driven) : [],
    track: inPieces(await thinnedFixes(database, row.unitId, span)),
    knownAt: row.seenAt,
    asOf: new Date(nowMs).toISOString(),
  };
}

/** The parts of a line that were not driven. */
function leftOf(coordinates: readonly [number, number][], isDriven: Uint8Array): [number, number][][] {
  if (isDriven.length === 0) return [];
  const line = coordinates.flat().map(toInt7);
  const measured = measureLine(line);
  const { left, lengthMetres } = drivenOf(plannedLine(line), isDriven);
  // The line is a little longer on one measure than on the other.
  const scale = lengthMetres > 0 ? measured.lengthMetres / lengthMetres : 0;
  return left.map(({ fromMetres, toMetres }) => {
    const part = partAlong(measured, scale * fromMetres, scale * toMetres);
    return Array.from({ length: part.length / 2 }, (_, i): [number, number] => [
      part[2 * i]! / 1e7,
      part[2 * i + 1]! / 1e7,
    ]);
  });
}

type TrackFix = { lng7: number; lat7: number; fixMs: number };

/** Where the way between two positions is not known the track is cut. */
function inPieces(fixes: readonly TrackFix[]): [number, number][][] {
  const pieces: [number, number][][] = [];
  fixes.forEach(({ lng7, lat7, fixMs }, at) => {
    const before = fixes[at - 1];
    if (!before || fixMs - before.fixMs > LONGEST_WAY_MS) pieces.push([]);
    pieces.at(-1)?.push([lng7 / 1e7, lat7 / 1e7]);
  });
  return pieces.filter((piece) => piece.length > 1);
}
