import { useSyncExternalStore } from 'react';
import type { PlanBalanceOrder, PlanBalanceResult } from '../../../../core/plan/balance/plan-balance.ts';
import type { PlanRefusal } from '../../../../core/plan/refusal.ts';
import { draftSession } from '../../../planning/draft-session.ts';
import { balanceJob } from './balance-job.ts';
import { type BalanceForm, USUAL_FORM } from './balance-order.ts';
import {
  type Fate,
  fatesOf,
  openAfter,
  openUpTo,
  type Review,
  reviewOf,
  withAccepted,
  withSkipped,
} from './review.ts';

/** Where a search stands. `part`: 0 to 1. */
export interface BalanceRun {
  status: 'running' | 'stopped' | 'done' | 'failed';
  part: number;
  /** 0: the grids are not parted into blocks yet. */
  blocks: number;
  /** Of a search that came to its end. */
  result: Omit<PlanBalanceResult, 'best'> | null;
  /** Of one that failed. */
  message: string;
}

export interface BalanceState {
  form: BalanceForm;
  run: BalanceRun | null;
  review: Review | null;
  /** What transfers are told by: the measure, and its value in a mean grid. */
  told: { measure: keyof PlanBalanceOrder['measure']['shares']; mean: number } | null;
  /** The transfer under the pointer. */
  hovered: number | null;
  /** Several are being accepted, one after another. */
  isAccepting: boolean;
}

const START: BalanceState = {
  form: USUAL_FORM,
  run: null,
  review: null,
  told: null,
  hovered: null,
  isAccepting: false,
};
const NEW_RUN: BalanceRun = { status: 'running', part: 0, blocks: 0, result: null, message: '' };

let state = START;
const listeners = new Set<() => void>();
let search: AbortController | undefined;

/** The proposal to even the grids of the open draft: how it is looked for, and how somebody goes through it. */
export const balanceStore = {
  get: (): BalanceState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Lets everything go when another draft is opened, or this one brought up to date, until the answer is called, and then as well. */
  followDraft(): () => void {
    let openId: string | undefined;
    const follow = (): void => {
      const { draft } = draftSession.get();
      const id = draft ? `${draft.id} ${draft.originId}` : undefined;
      if (id !== openId) reset();
      openId = id;
    };
    const stop = draftSession.subscribe(follow);
    follow();
    return () => {
      stop();
      reset();
    };
  },
  setForm: (patch: Partial<BalanceForm>): void => set({ form: { ...state.form, ...patch } }),
  /** Looks for proposals to the draft as it is now; the last one is let go. */
  async start(order: PlanBalanceOrder, told: NonNullable<BalanceState['told']>): Promise<void> {
    search?.abort();
    const own = new AbortController();
    search = own;
    const { communities } = order;
    const sinceSeq = draftSession.get().steps.at(-1)?.seq ?? 0;
    set({ run: NEW_RUN, review: null, told, hovered: null });
    const more = (patch: Partial<BalanceRun>): void => {
      if (search === own && state.run) set({ run: { ...state.run, ...patch } });
    };
    try {
      const { best: _, ...result } = await balanceJob(order, {
        signal: own.signal,
        onProgress: ({ part, blocks, proposal }) => {
          if (proposal && search === own) set({ review: reviewOf(proposal, { communities, sinceSeq }) });
          more({ part, blocks });
        },
      });
      more({ status: 'done', part: 1, result });
    } catch (error) {
      if (!own.signal.aborted)
        more({ status: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  },
  /** Ends the search; what it has proposed stays. */
  stop(): void {
    search?.abort();
    if (state.run?.status === 'running') set({ run: { ...state.run, status: 'stopped' } });
  },
  hover: (hovered: number | null): void => {
    if (hovered !== state.hovered) set({ hovered });
  },
  look: (at: number): void => {
    if (state.review) set({ review: { ...state.review, at } });
  },
  skip(at: number, isSkipped: boolean): void {
    if (!state.review) return;
    const review = withSkipped(state.review, at, isSkipped);
    set({ review: { ...review, at: isSkipped ? openAfter(fatesNow(review), at) : at } });
  },
  /** Makes a transfer a step of the draft; answers why not. */
  accept(at: number): PlanRefusal | null {
    const refusal = acceptOne(at);
    if (!refusal) balanceStore.look(openAfter(fatesNow(state.review), at));
    return refusal;
  },
  /** Makes the open transfers up to one, each when the server has answered those before; ends at the first that can not be made, which is looked at then. */
  async acceptUpTo(last: number): Promise<void> {
    const proposal = state.review?.proposal;
    set({ isAccepting: true });
    let refused: number | undefined;
    for (const at of openUpTo(fatesNow(state.review), last)) {
      if (state.review?.proposal !== proposal) break;
      if (acceptOne(at)) refused = at;
      if (refused !== undefined) break;
      if (!(await allAnswered())) break;
    }
    set({ isAccepting: false });
    if (state.review?.proposal === proposal)
      balanceStore.look(refused ?? openAfter(fatesNow(state.review), last));
  },
};

/** Resolves when no step is on its way any more: false if they clash with what somebody else did. Each that waits is made anew with every answer. */
async function allAnswered(): Promise<boolean> {
  const { pending } = draftSession.get();
  if (pending > 0)
    await new Promise<void>((resolve) => {
      const stop = draftSession.subscribe(() => {
        if (draftSession.get().pending > 0) return;
        stop();
        resolve();
      });
    });
  return draftSession.get().conflict === null;
}

function acceptOne(at: number): PlanRefusal | null {
  const { review } = state;
  const step = review?.proposal.steps[at];
  if (!review || !step || !draftSession.canEdit) return null;
  const key = crypto.randomUUID();
  const refusal = draftSession.act(step.operation, key);
  if (!refusal) set({ review: withAccepted(review, at, key) });
  return refusal;
}

function fatesNow(review: Review | null): Fate[] {
  return review ? fatesOf(review, draftSession.get().steps, (key) => draftSession.isOnItsWay(key)) : [];
}

function reset(): void {
  search?.abort();
  set(START);
}

function set(patch: Partial<BalanceState>): void {
  state = { ...state, ...patch };
  for (const listener of listeners) listener();
}

/** A part of it, followed. `select` must pick, not build. */
export function useBalance<T>(select: (state: BalanceState) => T): T {
  return useSyncExternalStore(balanceStore.subscribe, () => select(balanceStore.get()));
}
