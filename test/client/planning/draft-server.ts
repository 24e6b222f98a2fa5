import type { DraftApi } from '../../../client/api/drafts.ts';
import type { Draft, DraftStepInput, DraftStepMade } from '../../../core/contract/draft.ts';
import { packPlan } from '../../../core/plan/packed.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { type AskedStep, type MadeStep, takeStep } from '../../../core/plan/take-step.ts';

const ORIGIN_ID = 'origin';

/** One draft as a server has it, which answers each step when it is let, and tells news when it is rung. */
export class DraftServer {
  plan: Plan;
  readonly #origin: Plan;
  readonly #steps: (MadeStep & DraftStepMade)[] = [];
  #lanes = 0;
  #doors: (() => void)[] = [];
  #bells: (() => void)[] = [];

  constructor(origin: Plan) {
    this.plan = origin;
    this.#origin = origin;
  }

  /** A step as the server takes it from anybody; throws where it is refused. */
  take(step: DraftStepInput, accountId: string): DraftStepMade {
    const draft = { origin: this.#origin, plan: this.plan, steps: this.#steps };
    const taken = takeStep(draft, { ...step, accountId } as AskedStep, { level: 'grid' });
    if ('refusal' in taken) throw new Error(taken.refusal.reason);
    const { plan, ...made } = taken;
    this.plan = plan;
    const { act, key, editorId } = step;
    const told = { act, key, editorId, accountId, at: '', kind: made.operation.kind };
    const one = { ...made, ...told, seq: this.#steps.length + 1, communities: [...made.communities] };
    this.#steps.push(one);
    return one;
  }

  /** Answers as many steps as have come, one after the other. */
  async answer(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      while (this.#doors.length === 0) await turn();
      this.#doors.shift()?.();
      await turn();
    }
  }

  /** Tells the news that are waited for. */
  async ring(): Promise<void> {
    for (const bell of this.#bells.splice(0)) bell();
    await turn();
  }

  /** What a page asks it. Everything goes through JSON, as on the wire. */
  readonly api = {
    fetchDraft: async () => DRAFT,
    openEditor: async () => {
      const first = 100_000 * ++this.#lanes;
      return { editorId: `editor-${first}`, first, end: first + 100_000 };
    },
    fetchDraftPlan: async () =>
      wired({ ...packPlan(this.plan), seq: this.#steps.length, originId: ORIGIN_ID, steps: this.#steps }),
    sendStep: async (_id: string, step: DraftStepInput) => {
      await new Promise<void>((open) => this.#doors.push(open));
      return wired(this.take(step, 'me'));
    },
    fetchDraftNews: async (_id: string, { after, waitSeconds }: { after: number; waitSeconds: number }) => {
      if (waitSeconds > 0) await new Promise<void>((bell) => this.#bells.push(bell));
      return wired({
        originId: ORIGIN_ID,
        steps: this.#steps.filter(({ seq }) => seq > after),
        leases: [],
        status: 'draft',
        version: 1,
        seq: this.#steps.length,
        comments: 0,
        known: 'known',
        asOf: '',
      });
    },
  } as unknown as DraftApi;
}

const DRAFT = { id: 'draft', status: 'draft', originId: ORIGIN_ID, editLevel: 'grid', version: 1 } as Draft;

function wired<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** Lets everything run that waits for nothing but its turn. */
async function turn(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}
