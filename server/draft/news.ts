import { setTimeout as delay } from 'node:timers/promises';
import type { DraftNews, DraftStepMade } from '../../core/contract/draft.ts';
import type { Database } from '../database/database.ts';
import { selectDraftHead } from '../queries/drafts.ts';
import { type StepRow, selectSteps } from '../queries/plan-changes.ts';
import { selectLeases } from '../queries/plan-leases.ts';

/** Between looks for what other processes committed. */
const LOOK_MS = 200;

/** What the asker knows: the last step, and the rest of the draft as `DraftNews.known` told it. */
export interface KnownDraft {
  after: number;
  known: string;
}

/** Those who wait for what others do to a draft. */
export class DraftNewsDesk {
  readonly #database: Database;
  readonly #clock: () => number;
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor({ database, clock }: { database: Database; clock: () => number }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Something was committed here about a draft. */
  ring(draftId: string): void {
    for (const wake of this.#waiting.get(draftId) ?? []) wake();
  }

  /** What is new since, as soon as there is anything, or how it stands after `waitMs`. Undefined: there is no such draft. */
  async next(
    draftId: string,
    known: KnownDraft,
    { waitMs, signal }: { waitMs: number; signal: AbortSignal },
  ): Promise<DraftNews | undefined> {
    const untilMs = this.#clock() + waitMs;
    for (;;) {
      const now = new Date(this.#clock()).toISOString();
      const head = await selectDraftHead(this.#database, draftId, now);
      if (!head) return undefined;
      const isNew = head.seq !== known.after || head.known !== known.known;
      if (isNew || this.#clock() >= untilMs || signal.aborted) {
        const steps =
          head.seq > known.after
            ? await selectSteps(this.#database, { id: draftId, originId: head.originId }, known.after)
            : [];
        const leases = await selectLeases(this.#database, draftId, now);
        return { ...head, seq: steps.at(-1)?.seq ?? head.seq, steps: steps.map(wireStep), leases, asOf: now };
      }
      await this.#pause(draftId, signal);
    }
  }

  async #pause(draftId: string, signal: AbortSignal): Promise<void> {
    const waiting = this.#waiting.get(draftId) ?? new Set();
    this.#waiting.set(draftId, waiting);
    const rung = new AbortController();
    const wake = (): void => rung.abort();
    waiting.add(wake);
    await delay(LOOK_MS, undefined, { signal: AbortSignal.any([signal, rung.signal]) }).catch(
      () => undefined,
    );
    waiting.delete(wake);
    if (waiting.size === 0) this.#waiting.delete(draftId);
  }
}

/** A step as it is told to those who edit. */
export function wireStep({ operation, firstNode: _node, firstArc: _arc, ...step }: StepRow): DraftStepMade {
  return { ...step, kind: operation.kind };
}
