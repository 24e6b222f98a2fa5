import type { PatrolPlaceOffer } from '../../../../core/contract/patrol-plan.ts';
import { type PlannedRound, placeKey } from '../../../../core/patrol/shift-plan.ts';
import type { OverFeature, OverTone } from '../../../state/over-picture.ts';
import type { KnownWays } from './use-plan.ts';

const TONES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const satisfies readonly OverTone[];

/** The numbers and arrows of more rounds than these would hide each other. */
const FEW_ROUNDS = 4;

/** The colour of a round, by its number in the plan. */
export function toneOf(round: number): (typeof TONES)[number] {
  return TONES[round % TONES.length]!;
}

export interface Pictured {
  rounds: readonly PlannedRound[];
  ways: KnownWays;
  /** Places that the optimiser may choose from. */
  places: readonly PatrolPlaceOffer[];
  forbidden: readonly string[];
  at: { round: number; stop: number | null } | null;
}

/** What is drawn: places to choose from as small discs, rounds as lines with the numbers of their stops. The one that is looked at comes last and thicker, where there are many it alone has numbers and arrows; without its way a round is straight and dashed. */
export function patrolPicture({ rounds, ways, places, forbidden, at }: Pictured): OverFeature[] {
  const visited = new Set(rounds.flatMap(({ stops }) => stops.map(placeKey)));
  const offers = places.flatMap((place): OverFeature[] => {
    const key = placeKey(place);
    if (visited.has(key)) return [];
    const tone = forbidden.includes(key) ? 'bad' : 'muted';
    const geometry = { type: 'Point' as const, coordinates: [place.lng, place.lat] };
    return [{ id: `place ${key}`, geometry, tone, weight: 1 }];
  });
  const order = rounds
    .map((_, round) => round)
    .sort((a, b) => Number(a === at?.round) - Number(b === at?.round));
  const isThin = (round: number) => (at === null ? rounds.length > FEW_ROUNDS : at.round !== round);
  const lines = order.flatMap((round) => lineOf(rounds, ways, round, isThin(round)));
  const stops = order.flatMap((round) => stopsOf(rounds, round, at, isThin(round)));
  return [...offers, ...lines, ...stops];
}

function lineOf(
  rounds: readonly PlannedRound[],
  ways: KnownWays,
  round: number,
  isThin: boolean,
): OverFeature[] {
  const { post, stops } = rounds[round]!;
  const ends = post ? [post] : [];
  const straight = [...ends, ...stops, ...ends].map(({ lng, lat }): [number, number] => [lng, lat]);
  const line = ways[round]?.line;
  const coordinates = line ? line.map((position) => [...position]) : straight;
  if (coordinates.length < 2) return [];
  const look = isThin ? { weight: 1 as const } : { weight: 2 as const, arrows: true };
  return [
    {
      id: `round ${round}`,
      geometry: { type: 'LineString', coordinates },
      tone: toneOf(round),
      dashed: !line,
      ...look,
    },
  ];
}

function stopsOf(
  rounds: readonly PlannedRound[],
  round: number,
  at: Pictured['at'],
  isThin: boolean,
): OverFeature[] {
  return rounds[round]!.stops.map(({ lng, lat }, stop) => ({
    id: `stop ${round} ${stop}`,
    geometry: { type: 'Point', coordinates: [lng, lat] },
    tone: toneOf(round),
    weight: at?.round === round && at.stop === stop ? 3 : isThin ? 1 : 2,
    ...(isThin ? {} : { label: String(stop + 1) }),
  }));
}
