import type { RoundTrack, RunningRound, RunningStop } from '../../../../core/contract/running-round.ts';
import type { OverFeature, OverTone } from '../../../state/over-picture.ts';
import { needOfRound, nextStopOf, type RoundNeed } from './round-need.ts';

const NEED_TONES: Record<RoundNeed, OverTone> = {
  straying: 'bad',
  silent: 'muted',
  known: 'warn',
  late: 'warn',
  missed: 'warn',
  onCall: 'accent',
  inTime: 'good',
};
const STOP_TONES: Record<RunningStop['state'], OverTone> = {
  visited: 'good',
  ahead: 'muted',
  late: 'warn',
  missed: 'bad',
  unknown: 'muted',
};

/**
 * What is drawn: of each round where it goes next, as a disc by its need; of the open one its way, what of it is left (dashed), where the unit truly was, all
 * stops by what became of them, and where it strayed farthest.
 */
export function roundsPicture(
  rounds: readonly RunningRound[],
  openId: string | null,
  track: RoundTrack | undefined,
): OverFeature[] {
  const open = rounds.find(({ id }) => id === openId);
  const others = rounds.filter((round) => round !== open).flatMap(discOf);
  return open ? [...others, ...waysOf(track), ...strayedAt(open), ...open.stops.map(stopOf)] : others;
}

function discOf(round: RunningRound): OverFeature[] {
  const next = nextStopOf(round);
  if (!next) return [];
  const geometry = { type: 'Point' as const, coordinates: [next.lng, next.lat] };
  return [{ id: `round ${round.id}`, geometry, tone: NEED_TONES[needOfRound(round)], weight: 1 }];
}

function waysOf(track: RoundTrack | undefined): OverFeature[] {
  if (!track) return [];
  const line = (coordinates: [number, number][]) => ({ type: 'LineString' as const, coordinates });
  return [
    ...(track.line ? [{ geometry: track.line, tone: 'muted' as const, weight: 3 as const }] : []),
    ...track.left.map((part) => ({
      geometry: line(part),
      tone: 'warn' as const,
      weight: 1 as const,
      dashed: true,
    })),
    ...track.track.map((part) => ({
      geometry: line(part),
      tone: 'accent' as const,
      weight: 2 as const,
      arrows: true,
    })),
  ];
}

function strayedAt({ strayings }: RunningRound): OverFeature[] {
  return strayings.map(({ lng, lat, goesOn, acknowledgedAt }) => ({
    geometry: { type: 'Point', coordinates: [lng, lat] },
    tone: acknowledgedAt === null ? 'bad' : 'warn',
    weight: goesOn ? 3 : 2,
    label: '!',
  }));
}

function stopOf({ lng, lat, state }: RunningStop, at: number): OverFeature {
  return {
    geometry: { type: 'Point', coordinates: [lng, lat] },
    tone: STOP_TONES[state],
    weight: 2,
    label: String(at + 1),
  };
}
