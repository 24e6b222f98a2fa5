import type { DraftStep } from '../../../../core/contract/draft.ts';
import type { PlanProposal } from '../../../../core/plan/balance/plan-balance.ts';
import type { Spread } from '../../../../core/plan/workload/spread.ts';
import { spreadOf } from '../../../../core/plan/workload/spread.ts';
import { standingNumbers } from '../../../planning/own-steps.ts';

/** A proposal that somebody goes through, one transfer after another; transfers are counted from 0. */
export interface Review {
  proposal: PlanProposal;
  /** Codes of the communities that it is about. */
  communities: readonly string[];
  /** Number of the last step of the draft that the proposal was made from. */
  sinceSeq: number;
  /** The transfer that is looked at. */
  at: number;
  skipped: ReadonlySet<number>;
  /** Keys of steps of the draft, and the transfers that they made. */
  made: ReadonlyMap<string, number>;
}

export type Fate = 'open' | 'accepted' | 'skipped';

/** A proposal of which nothing is accepted yet. */
export function reviewOf(
  proposal: PlanProposal,
  { communities, sinceSeq }: Pick<Review, 'communities' | 'sinceSeq'>,
): Review {
  return { proposal, communities, sinceSeq, at: 0, skipped: new Set(), made: new Map() };
}

/** What became of each transfer. One that was accepted is open again when its step was taken back, or was not kept. */
export function fatesOf(
  review: Review,
  steps: readonly DraftStep[],
  isOnItsWay: (key: string) => boolean,
): Fate[] {
  const accepted = new Set<number>();
  if (review.made.size > 0) {
    const standing = standingNumbers(steps);
    const known = new Map(steps.map(({ key, seq }) => [key, seq]));
    for (const [key, transfer] of review.made) {
      const seq = known.get(key);
      if (seq === undefined ? isOnItsWay(key) : standing.has(seq)) accepted.add(transfer);
    }
  }
  return review.proposal.steps.map((_, at) =>
    accepted.has(at) ? 'accepted' : review.skipped.has(at) ? 'skipped' : 'open',
  );
}

/** Whether the draft has changed in these communities since the proposal was made, but by its own transfers. */
export function isStale({ made, communities, sinceSeq }: Review, steps: readonly DraftStep[]): boolean {
  const own = new Set(steps.filter(({ key }) => made.has(key)).map(({ seq }) => seq));
  return steps.some(({ seq, of, communities: touched }) => {
    if (seq <= sinceSeq || own.has(seq) || own.has(of ?? -1)) return false;
    return touched.some((code) => communities.includes(code));
  });
}

/** The transfer to look at after one: the next that is open, else an earlier one, else the one itself. */
export function openAfter(fates: readonly Fate[], at: number): number {
  const next = fates.indexOf('open', at + 1);
  if (next >= 0) return next;
  const first = fates.indexOf('open');
  return first >= 0 ? first : at;
}

/** The open transfers up to one, itself included, in their order. */
export function openUpTo(fates: readonly Fate[], last: number): number[] {
  return fates.flatMap((fate, at) => (fate === 'open' && at <= last ? [at] : []));
}

export function withAccepted(review: Review, transfer: number, key: string): Review {
  const skipped = new Set([...review.skipped].filter((one) => one !== transfer));
  return { ...review, skipped, made: new Map([...review.made, [key, transfer]]) };
}

/** Lets a transfer be skipped, or takes it up again. */
export function withSkipped(review: Review, transfer: number, isSkipped: boolean): Review {
  const skipped = new Set([...review.skipped].filter((one) => one !== transfer));
  if (isSkipped) skipped.add(transfer);
  return { ...review, skipped };
}

/** How even the grids were, are with the transfers that are accepted, and would be with all of them. */
export interface Outlook {
  before: Spread;
  soFar: Spread;
  after: Spread;
}

export function outlookOf({ loads, steps }: PlanProposal, fates: readonly Fate[]): Outlook {
  const now = new Map(loads.map(({ grid, before }) => [grid, before]));
  const add = (grid: string, work: number) => now.set(grid, Math.max(0, (now.get(grid) ?? 0) + work));
  steps.forEach(({ from, to, before, after }, at) => {
    if (fates[at] !== 'accepted') return;
    add(from, after.from - before.from);
    add(to, after.to - before.to);
  });
  return {
    before: spreadOf(loads.map((load) => load.before)),
    soFar: spreadOf([...now.values()]),
    after: spreadOf(loads.map((load) => load.after)),
  };
}
