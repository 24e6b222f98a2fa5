import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fatesOf,
  isStale,
  openAfter,
  openUpTo,
  outlookOf,
  type Review,
  reviewOf,
  withAccepted,
  withSkipped,
} from '../../../../../client/workspaces/plan/balance/review.ts';
import type { DraftStep } from '../../../../../core/contract/draft.ts';
import type { PlanProposal } from '../../../../../core/plan/balance/plan-balance.ts';
import type { PlanStep } from '../../../../../core/plan/balance/plan-steps.ts';

const HERE = '630102001001';
const ELSEWHERE = '630102001002';
const NOT_SENT = () => false;

/** Work goes from a to b, b to c and c to a, a tenth of a mean grid each time. */
const LOADS = { a: 1.5, b: 1, c: 0.5 };
function stepOf(from: 'a' | 'b' | 'c', to: 'a' | 'b' | 'c', now: Record<string, number>): PlanStep {
  const before = { from: now[from]!, to: now[to]! };
  now[from]! -= 0.1;
  now[to]! += 0.1;
  return {
    from,
    to,
    blocks: [],
    dwellings: 10,
    areaM2: 100,
    before,
    after: { from: now[from]!, to: now[to]! },
    operation: { kind: 'transfer', from, to, line: [], snapMetres: 1 },
  };
}
function proposalOf(count: number): PlanProposal {
  const now: Record<string, number> = { ...LOADS };
  const ways = [
    ['a', 'b'],
    ['b', 'c'],
    ['a', 'c'],
  ] as const;
  const steps = Array.from({ length: count }, (_, i) => {
    const [from, to] = ways[i % 3]!;
    return stepOf(from, to, now);
  });
  return {
    steps,
    loads: Object.entries(LOADS).map(([grid, before]) => ({ grid, before, after: now[grid]! })),
    variation: { before: 0.4, after: 0.2 },
    leastCompactness: { before: 0.5, after: 0.4 },
    borderFactor: 1,
    barrierMetres: { before: 0, after: 0 },
    dwellingsMoved: 10 * count,
    dwellings: 1000,
    blocksMoved: count,
  };
}
const begun = (count = 4): Review => reviewOf(proposalOf(count), { communities: [HERE], sinceSeq: 5 });

/** A step of the draft's log. */
function logged(seq: number, key: string, more: Partial<DraftStep> = {}): DraftStep {
  return {
    seq,
    key,
    accountId: 'ann',
    editorId: 'e',
    at: '2026-11-27T00:00:00.000Z',
    act: 'do',
    of: null,
    kind: 'transfer',
    communities: [HERE],
    ...more,
  };
}
const undoOf = (seq: number, of: number) => logged(seq, `u${seq}`, { act: 'undo', of });

describe('what became of transfers', () => {
  it('is told by the log: accepted while on its way and while its step holds, open again once that is taken back', () => {
    const review = withAccepted(begun(), 1, 'k');
    expect(fatesOf(review, [], (key) => key === 'k')).toEqual(['open', 'accepted', 'open', 'open']);
    expect(fatesOf(review, [logged(6, 'k')], NOT_SENT)[1]).toBe('accepted');
    const undone = [logged(6, 'k'), undoOf(7, 6)];
    expect(fatesOf(review, undone, NOT_SENT)[1]).toBe('open');
    const redone = [...undone, logged(8, 'r', { act: 'redo', of: 6 })];
    expect(fatesOf(review, redone, NOT_SENT)[1]).toBe('accepted');
  });

  it('is open of one that the server did not take, and accepted of one that was accepted anew', () => {
    const review = withAccepted(begun(), 0, 'lost');
    expect(fatesOf(review, [], NOT_SENT)[0]).toBe('open');
    expect(fatesOf(withAccepted(review, 0, 'again'), [logged(6, 'again')], NOT_SENT)[0]).toBe('accepted');
  });

  it('is skipped until it is taken up or accepted', () => {
    const review = withSkipped(begun(), 2, true);
    expect(fatesOf(review, [], NOT_SENT)[2]).toBe('skipped');
    expect(fatesOf(withSkipped(review, 2, false), [], NOT_SENT)[2]).toBe('open');
    const accepted = withAccepted(review, 2, 'k');
    expect(fatesOf(accepted, [logged(6, 'k')], NOT_SENT)[2]).toBe('accepted');
    expect(fatesOf(accepted, [logged(6, 'k'), undoOf(7, 6)], NOT_SENT)[2]).toBe('open');
  });
});

describe('a proposal is out of date', () => {
  it('when the draft was changed in its communities by anything but its transfers', () => {
    const review = withAccepted(begun(), 0, 'k');
    const own = [logged(5, 'before'), logged(6, 'k'), undoOf(7, 6), logged(8, 'r', { act: 'redo', of: 6 })];
    expect(isStale(review, own)).toBe(false);
    expect(isStale(review, [...own, logged(9, 'x', { communities: [ELSEWHERE] })])).toBe(false);
    expect(isStale(review, [...own, logged(9, 'x', { accountId: 'ben' })])).toBe(true);
    expect(isStale(review, [...own, logged(9, 'x')])).toBe(true);
  });

  it('when something done before it was taken back', () => {
    expect(isStale(begun(), [logged(5, 'before'), undoOf(6, 5)])).toBe(true);
  });
});

describe('stepping', () => {
  it('goes on to the next open transfer, then to an earlier one, and stays where none is', () => {
    expect(openAfter(['accepted', 'skipped', 'open', 'open'], 0)).toBe(2);
    expect(openAfter(['open', 'accepted', 'skipped'], 1)).toBe(0);
    expect(openAfter(['accepted', 'skipped'], 1)).toBe(1);
  });

  it('up to one takes the open ones in order, itself among them', () => {
    expect(openUpTo(['open', 'accepted', 'skipped', 'open', 'open'], 3)).toEqual([0, 3]);
    expect(openUpTo(['accepted'], 0)).toEqual([]);
  });
});

describe('the outlook', () => {
  it('is between: as before with none accepted, as promised with all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (count) => {
        const proposal = proposalOf(count);
        const all = (fate: 'open' | 'accepted') => proposal.steps.map(() => fate);
        const none = outlookOf(proposal, all('open'));
        expect(none.soFar).toEqual(none.before);
        const whole = outlookOf(proposal, all('accepted'));
        for (const name of ['variation', 'maxToMean', 'gini'] as const)
          expect(whole.soFar[name]).toBeCloseTo(whole.after[name]!, 9);
      }),
    );
  });

  it('counts what is accepted alone, whatever was skipped', () => {
    const { soFar } = outlookOf(proposalOf(3), ['skipped', 'open', 'accepted']);
    expect(soFar.maxToMean).toBeCloseTo(1.4);
    expect(soFar.total).toBeCloseTo(3);
  });
});
