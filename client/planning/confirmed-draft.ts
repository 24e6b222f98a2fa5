import type { DraftPlan, DraftStep, DraftStepMade } from '../../core/contract/draft.ts';
import { withChanges } from '../../core/plan/change.ts';
import { unpackPlan } from '../../core/plan/packed.ts';
import type { Plan } from '../../core/plan/plan.ts';

/** A draft as the server was last heard to have it. */
export class ConfirmedDraft {
  readonly plan: Plan;
  /** Of its last step. */
  readonly seq: number;
  /** The published plan that it begins from. */
  readonly originId: string;
  readonly steps: readonly DraftStep[];

  private constructor({ plan, seq, originId, steps }: Omit<ConfirmedDraft, 'with' | 'orNewer'>) {
    [this.plan, this.seq, this.originId, this.steps] = [plan, seq, originId, steps];
  }

  static of({ seq, originId, steps, ...packed }: DraftPlan): ConfirmedDraft {
    return new ConfirmedDraft({ plan: unpackPlan(packed), seq, originId, steps });
  }

  /** Itself, unless the other one has the same origin and more steps. */
  orNewer(other: ConfirmedDraft | null): ConfirmedDraft {
    return other && other.originId === this.originId && other.seq > this.seq ? other : this;
  }

  /** With the steps that come after those it has; the others are known already. */
  with(steps: readonly DraftStepMade[]): ConfirmedDraft {
    const newer = steps.filter(({ seq }) => seq > this.seq);
    if (newer.length === 0) return this;
    const plan = withChanges(
      this.plan,
      newer.map(({ change }) => change),
    );
    const told = newer.map(({ change: _, ...step }) => step);
    const seq = newer.at(-1)?.seq ?? this.seq;
    return new ConfirmedDraft({ plan, seq, originId: this.originId, steps: [...this.steps, ...told] });
  }
}
