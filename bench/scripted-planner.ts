import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../client/api/client.ts';
import type { DraftApi } from '../client/api/drafts.ts';
import { DraftSession } from '../client/planning/draft-session.ts';
import { settleConflict } from '../client/planning/settle-conflict.ts';
import { ancestorCode } from '../core/contract/area-code.ts';
import type { DraftStepInput, PlanOperation } from '../core/contract/draft.ts';
import { levelOfArc, type Plan } from '../core/plan/plan.ts';
import type { PlanRefusal } from '../core/plan/refusal.ts';
import { type Dice, operationOf } from '../test/core/plan/random-operations.ts';
import type { Send } from '../test/server/api.ts';

/** Of acts on average, each: an undo, a redo, a community given up to others. */
const SHARES = { undo: 0.1, redo: 0.05, giveUp: 0.03 };
/** Of edits those in the community that both edit, and of these those of one border. */
const IN_SHARED = 0.4;
const ON_BORDER = 0.5;
/** Kinds of `operationOf`: splits, pushes and moves of points above all, merges, some of the others. */
const ANYWHERE = [8, 8, 9, 4, 4, 4, 0, 0, 0, 1, 2, 3, 5, 6, 7, 10, 10, 11];
const OF_A_BORDER = [4, 4, 4, 0, 0, 2, 7];
/** Nobody draws ahead of the server by more steps than these. */
const MOST_PENDING = 8;
const CODES_EACH = 400;

/** What became of an edit: on the log when the server has said so, or why not. */
export type Outcome = 'waits' | 'made' | 'refused here' | `refused: ${string}`;

/** A page session that remembers what became of every edit. */
export class WatchedSession extends DraftSession {
  readonly outcomes = new Map<PlanOperation, Outcome>();
  readonly refusals = new Map<string, number>();
  /** Undos and redos that were asked for, told as refused, and let go with a conflict. */
  readonly steps = { asked: 0, refused: 0, dropped: 0 };
  /** Keys of steps that the server said to have taken. */
  readonly made = new Set<string>();
  readonly latenciesMs: number[] = [];
  /** Steps that were sent, by key: when first, and the edit that each is. */
  readonly sent = new Map<string, { atMs: number; operation: PlanOperation | null }>();

  constructor(api: DraftApi) {
    super({
      ...api,
      sendStep: async (id, step) => {
        const atMs = performance.now();
        const isFirst = !this.sent.has(step.key);
        if (isFirst) this.sent.set(step.key, { atMs, operation: step.act === 'do' ? step.operation : null });
        const made = await api.sendStep(id, step).catch((error: unknown) => this.#toldNo(step.act, error));
        if (isFirst) this.latenciesMs.push(performance.now() - atMs);
        this.#acknowledge(step.key);
        return made;
      },
      fetchDraftNews: async (...asked) => {
        const news = await api.fetchDraftNews(...asked);
        for (const { key } of news.steps) this.#acknowledge(key);
        return news;
      },
    });
  }

  override act(operation: PlanOperation): PlanRefusal | null {
    const refusal = super.act(operation);
    if (refusal) this.#count(refusal.reason);
    this.outcomes.set(operation, refusal ? 'refused here' : (this.outcomes.get(operation) ?? 'waits'));
    return refusal;
  }

  ask(act: 'undo' | 'redo'): void {
    this.steps.asked += 1;
    this.step(act);
  }

  /** Lets go what the server would not take, or tries it again. */
  async settleConflict(choice: 'drop' | 'again'): Promise<void> {
    const { conflict } = this.get();
    if (!conflict) return;
    if (choice === 'drop')
      for (const step of conflict.steps) {
        if (step.act !== 'do') this.steps.dropped += 1;
        else this.outcomes.set(step.operation, `refused: ${conflict.problem.reason}`);
      }
    await settleConflict(this, choice, '');
  }

  #acknowledge(key: string): void {
    const sent = this.sent.get(key);
    if (!sent || this.made.has(key)) return;
    this.made.add(key);
    if (sent.operation) this.outcomes.set(sent.operation, 'made');
  }

  #toldNo(act: DraftStepInput['act'], error: unknown): never {
    if (error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500) {
      this.#count(error.problem.reason ?? error.problem.code);
      // Alone on its way it is told and gone, otherwise it is part of a conflict.
      if (act !== 'do' && this.get().pending === 1) this.steps.refused += 1;
    }
    throw error;
  }

  #count(reason: string): void {
    this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + 1);
  }
}

export interface Script {
  draftId: string;
  own: string;
  shared: string;
  /** A border in the shared community that both like to push. */
  border: number;
  /** 0 or 1: the two make other codes. */
  place: number;
  paceMs: number;
}

/** Edits by chance, the same for the same dice and answers, until `untilMs` of `performance.now()`. */
export async function play(
  session: WatchedSession,
  send: Send,
  script: Script,
  dice: () => number,
  untilMs: number,
): Promise<number> {
  let [acts, sequence] = [0, 100 + script.place * CODES_EACH];
  while (performance.now() < untilMs) {
    await delay(2 * dice() * script.paceMs);
    const { plan, conflict, pending } = session.get();
    if (conflict) await session.settleConflict(dice() < 0.3 ? 'again' : 'drop').catch(() => undefined);
    if (conflict || !plan || pending > MOST_PENDING) continue;
    acts += 1;
    const chance = dice();
    if (chance < SHARES.undo) session.ask('undo');
    else if (chance < SHARES.undo + SHARES.redo) session.ask('redo');
    else if (chance < SHARES.undo + SHARES.redo + SHARES.giveUp)
      await send('DELETE', `/api/drafts/${script.draftId}/leases/${script.shared}`).catch(() => undefined);
    else {
      const operation = someOperation(plan, script, dice, sequence);
      if (operation.kind === 'split') sequence += 1;
      session.act(operation);
    }
  }
  return acts;
}

function someOperation(
  plan: Plan,
  { own, shared, border, place }: Script,
  dice: () => number,
  sequence: number,
): PlanOperation {
  const isShared = dice() < IN_SHARED;
  const community = isShared ? shared : own;
  const isOnBorder = isShared && dice() < ON_BORDER && plan.arcs.has(border);
  const mayName = sequence < 100 + (place + 1) * CODES_EACH;
  const kinds = isOnBorder ? OF_A_BORDER : ANYWHERE.filter((kind) => mayName || (kind !== 8 && kind !== 9));
  const kind = kinds[Math.floor(dice() * kinds.length)] ?? 0;
  const at = kind < 8 ? arcPlace(plan, isOnBorder ? [border] : innerArcs(plan, community), dice) : undefined;
  const thrown: Dice = [
    kind,
    at ?? gridPlace(plan, community, dice),
    Math.floor(dice() * 10_000),
    Math.floor(dice() * 2001) - 1000,
    Math.floor(dice() * 2001) - 1000,
  ];
  const operation = operationOf(plan, thrown, sequence - 100);
  if (operation.kind !== 'split') return operation as PlanOperation;
  return { ...operation, made: { ...operation.made, id: crypto.randomUUID() } };
}

/** Borders between two grids of a community. */
export function innerArcs(plan: Plan, community: string): number[] {
  return [...plan.arcs]
    .filter(([, arc]) => levelOfArc(plan, arc) === 'grid' && communityOfGrid(plan, arc.left) === community)
    .map(([id]) => id);
}

function communityOfGrid(plan: Plan, grid: string | null): string | undefined {
  return ancestorCode(plan.grids.get(grid ?? '')?.code ?? '', 'community');
}

/** Where one of these stands among all as `operationOf` counts them. */
function arcPlace(plan: Plan, arcs: readonly number[], dice: () => number): number {
  const arc = arcs[Math.floor(dice() * arcs.length)] ?? 0;
  return [...plan.arcs.keys()].filter((id) => id < arc).length;
}

function gridPlace(plan: Plan, community: string, dice: () => number): number {
  const own = [...plan.grids.keys()].filter((id) => communityOfGrid(plan, id) === community);
  const grid = own[Math.floor(dice() * own.length)] ?? '';
  return [...plan.grids.keys()].filter((id) => id < grid).length;
}
