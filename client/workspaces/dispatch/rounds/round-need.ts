import type { PatrolStraying, RunningRound, RunningStop } from '../../../../core/contract/running-round.ts';

/** How much a round needs somebody, the most first: it strays and nobody has acknowledged that, it is silent, it strays, it is late, it missed stops, its unit is at an incident, it goes as planned. */
export const ROUND_NEEDS = ['straying', 'silent', 'known', 'late', 'missed', 'onCall', 'inTime'] as const;
export type RoundNeed = (typeof ROUND_NEEDS)[number];

export function needOfRound(round: RunningRound): RoundNeed {
  if (openStraying(round)) return 'straying';
  if (round.isSilent) return 'silent';
  if (round.strayings.some(({ goesOn }) => goesOn)) return 'known';
  if (round.onCall) return 'onCall';
  const states = round.stops.map(({ state }) => state);
  if (states.includes('late')) return 'late';
  return states.includes('missed') ? 'missed' : 'inTime';
}

/** The newest straying that nobody has acknowledged. */
export function openStraying({ strayings }: Pick<RunningRound, 'strayings'>): PatrolStraying | undefined {
  return strayings.find(({ acknowledgedAt }) => acknowledgedAt === null);
}

/** Those that need somebody first; of equal ones by the unit's code. */
export function roundsByNeed(rounds: readonly RunningRound[]): RunningRound[] {
  const rank = (round: RunningRound) => ROUND_NEEDS.indexOf(needOfRound(round));
  return [...rounds].sort((a, b) => rank(a) - rank(b) || (a.unitCode < b.unitCode ? -1 : 1));
}

/** Rounds of a need, those without any left out. */
export function needCounts(rounds: readonly RunningRound[]): [RoundNeed, number][] {
  const needs = rounds.map(needOfRound);
  return ROUND_NEEDS.map((need): [RoundNeed, number] => [
    need,
    needs.filter((one) => one === need).length,
  ]).filter(([, count]) => count > 0);
}

export function nextStopOf({ stops, nextStopId }: RunningRound): RunningStop | undefined {
  return stops.find(({ id }) => id === nextStopId);
}

/** Of the stop that is most behind: the late one, seconds. */
export function mostLateSeconds({ stops }: RunningRound): number {
  return Math.max(0, ...stops.filter(({ state }) => state === 'late').map(({ lateSeconds }) => lateSeconds));
}
