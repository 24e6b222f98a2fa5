/** Rounds that are gone again on other days: times are seconds from the begin of the shift. */
import type { PlannedRound, PlannedStop } from './shift-plan.ts';

export interface TemplateStop extends Omit<PlannedStop, 'id' | 'arriveMs' | 'leaveMs'> {
  fromSeconds: number;
  staySeconds: number;
}

export interface TemplateRound extends Omit<PlannedRound, 'stops'> {
  stops: readonly TemplateStop[];
}

/** The rounds of a shift that begins at `startMs` as a template; rounds without a stop are left out. */
export function templateOf(rounds: readonly PlannedRound[], startMs: number): TemplateRound[] {
  return rounds
    .filter(({ stops }) => stops.length > 0)
    .map((round) => ({
      ...round,
      stops: round.stops.map(({ id: _, arriveMs, leaveMs, ...stop }) => ({
        ...stop,
        fromSeconds: Math.round((arriveMs - startMs) / 1000),
        staySeconds: Math.round((leaveMs - arriveMs) / 1000),
      })),
    }));
}

/** The rounds of a template in a shift that begins at `startMs`; its stops are new ones. */
export function roundsOfTemplate(rounds: readonly TemplateRound[], startMs: number): PlannedRound[] {
  return rounds.map((round) => ({
    ...round,
    stops: round.stops.map(({ fromSeconds, staySeconds, ...stop }) => {
      const arriveMs = startMs + fromSeconds * 1000;
      return { ...stop, id: null, arriveMs, leaveMs: arriveMs + staySeconds * 1000 };
    }),
  }));
}
