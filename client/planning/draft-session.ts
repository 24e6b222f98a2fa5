import type {
  Draft,
  DraftNews,
  DraftStepInput,
  DraftStepMade,
  PlanOperation,
} from '../../core/contract/draft.ts';
import { withChanges } from '../../core/plan/change.ts';
import { unpackPlan } from '../../core/plan/packed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { PlanRefusal } from '../../core/plan/refusal.ts';
import { applyNumbered } from '../../core/plan/take-step.ts';
import type { ClientProblem } from '../api/client.ts';
import { type DraftApi, draftApi } from '../api/drafts.ts';
import { CLOSED, type DraftSessionState, type PendingStep, problemOf, refusedHere } from './draft-state.ts';
import { Lane } from './lane.ts';
import { pause } from './pause.ts';

const RIGHTS_OF = (draft: Draft | null) => ({ level: draft?.editLevel ?? 'grid' }) as const;
/** Numbers kept for an undo or redo: one that is made anew takes few. */
const NUMBERS_OF_UNDO = 64;
const NEWS_WAIT_SECONDS = 20;
const AGAIN_MS = 2000;

/**
 * The draft that is open on this page. What is done shows at once and is sent in order; what others do comes in as it is told. The plan on the screen
 * is always what the server has, with the steps on their way put on top.
 */
export class DraftSession {
  readonly #api: DraftApi;
  #state = CLOSED;
  readonly #listeners = new Set<() => void>();
  #confirmed: Plan | null = null;
  #seq = 0;
  #known = '';
  #pending: PendingStep[] = [];
  #waiting: PlanOperation[] = [];
  #lane: Lane | undefined;
  #open: AbortController | undefined;
  #sending = false;

  constructor(api: DraftApi) {
    this.#api = api;
  }

  get = (): DraftSessionState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether what is done here is sent on. */
  get canEdit(): boolean {
    return this.#lane !== undefined && this.#state.draft?.status === 'draft';
  }

  /** Opens a draft, to edit it or only to look. */
  async open(id: string, canEdit: boolean): Promise<void> {
    if (this.#state.draft?.id === id && this.#state.status === 'open') return;
    this.close();
    const open = new AbortController();
    this.#open = open;
    this.#set({ ...CLOSED, status: 'loading' });
    try {
      const [draft, told, editor] = await Promise.all([
        this.#api.fetchDraft(id),
        this.#api.fetchDraftPlan(id, open.signal),
        canEdit ? this.#api.openEditor(id) : undefined,
      ]);
      if (open.signal.aborted) return;
      const { seq, steps, ...packed } = told;
      this.#confirmed = unpackPlan(packed);
      [this.#seq, this.#known, this.#pending] = [seq, '', []];
      this.#lane = editor && new Lane(editor);
      this.#set({ ...CLOSED, status: 'open', draft, plan: this.#confirmed, steps });
      void this.#follow(id, open.signal);
    } catch (error) {
      if (!open.signal.aborted) this.#set({ ...CLOSED, status: 'failed', problem: problemOf(error) });
    }
  }

  close(): void {
    this.#open?.abort();
    [this.#confirmed, this.#pending, this.#waiting] = [null, [], []];
    if (this.#state !== CLOSED) this.#set(CLOSED);
  }

  /** Does something: it shows at once if it is possible, else why not is told and answered. After an undo on its way it waits for what that leaves. */
  act(operation: PlanOperation): PlanRefusal | null {
    const { plan, draft } = this.#state;
    const lane = this.#lane;
    if (!plan || !draft || !lane || !this.canEdit) return null;
    if (this.#isUndoing || !lane.hasRoom) {
      this.#waiting.push(operation);
      return null;
    }
    const first = lane.next;
    const edited = applyNumbered(plan, operation, { firstNode: first, firstArc: first }, RIGHTS_OF(draft));
    if ('refusal' in edited) {
      this.#set({ refusal: edited.refusal });
      return edited.refusal;
    }
    lane.next = Math.max(edited.plan.nextNode, edited.plan.nextArc, first);
    this.#queue(
      { key: crypto.randomUUID(), act: 'do', operation, firstNode: first, firstArc: first },
      edited.plan,
    );
    return null;
  }

  /** Takes back the last step of one's own, or makes it again. */
  step(act: 'undo' | 'redo'): null {
    const lane = this.#lane;
    if (!lane?.hasRoom || !this.canEdit) return null;
    const first = lane.next;
    lane.next += NUMBERS_OF_UNDO;
    this.#queue({ key: crypto.randomUUID(), act, firstNode: first, firstArc: first }, this.#state.plan);
    return null;
  }

  /** What an operation would make, without doing it. */
  tried(operation: PlanOperation): { plan: Plan } | { refusal: PlanRefusal } | null {
    const { plan, draft } = this.#state;
    const first = this.#lane?.next;
    if (!plan || !draft || first === undefined) return null;
    return applyNumbered(plan, operation, { firstNode: first, firstArc: first }, RIGHTS_OF(draft));
  }

  /** Tells of a try that was refused before it came to an operation; null: nothing is wrong any more. */
  refuse(refusal: PlanRefusal | null): void {
    if (refusal !== this.#state.refusal) this.#set({ refusal });
  }

  /** Of steps that the server would not take: lets them go, tries them again on what there is now, or keeps them in a draft of one's own. */
  async settle(choice: 'drop' | 'again' | 'fork', name: string): Promise<string | null> {
    const { conflict, draft } = this.#state;
    if (!conflict || !draft) return null;
    if (choice === 'fork') {
      const fork = await this.#api.createDraft({ name, fromId: draft.id }, crypto.randomUUID());
      await this.open(fork.id, true);
      this.#again(conflict.steps);
      return fork.id;
    }
    this.#set({ conflict: null });
    if (choice === 'again') this.#again(conflict.steps);
    return null;
  }

  /** Takes the draft to another status. */
  async move(act: string, json?: object): Promise<void> {
    const { draft } = this.#state;
    if (draft) this.#set({ draft: await this.#api.moveDraft(draft, act, json) });
  }

  get #isUndoing(): boolean {
    return this.#pending.some(({ act }) => act !== 'do');
  }

  /** What can not be done again waits for another choice. */
  #again(steps: readonly PendingStep[]): void {
    const left: PendingStep[] = [];
    let why: PlanRefusal | null = null;
    for (const step of steps) {
      const refusal = step.act === 'do' ? this.act(step.operation) : this.step(step.act);
      if (!refusal) continue;
      left.push(step);
      why ??= refusal;
    }
    if (why) this.#set({ conflict: { steps: left, problem: refusedHere(why) } });
  }

  #queue(step: PendingStep, plan: Plan | null): void {
    this.#pending.push(step);
    this.#set({ plan, pending: this.#pending.length, refusal: null });
    void this.#send();
  }

  async #send(): Promise<void> {
    const { draft } = this.#state;
    const signal = this.#open?.signal;
    if (this.#sending || !draft || !signal) return;
    this.#sending = true;
    try {
      for (let step = this.#pending[0]; step && !signal.aborted; step = this.#pending[0]) {
        await this.#renewNumbers(draft.id);
        const editorId = this.#lane?.editorId ?? '';
        const made = await this.#api
          .sendStep(draft.id, { ...step, editorId } as DraftStepInput)
          .catch((error: unknown) => problemOf(error));
        if (signal.aborted) return;
        if ('seq' in made) await this.#confirm(made, draft.id, signal);
        else if (made.status === 0 || made.status >= 500) await this.#pause(signal);
        else this.#giveWay(made);
      }
    } finally {
      this.#sending = false;
      // Another draft was opened meanwhile, and what was done there waited.
      if (signal !== this.#open?.signal && this.#pending.length > 0) void this.#send();
    }
  }

  /** A step of one's own is on record: those of others before it come first. */
  async #confirm(made: DraftStepMade, id: string, signal: AbortSignal): Promise<void> {
    if (made.seq > this.#seq + 1) {
      const asked = { after: this.#seq, known: this.#known, waitSeconds: 0 };
      const news = await this.#api.fetchDraftNews(id, asked, signal).catch(() => null);
      // It stays on its way: sent again under its key it is not done again.
      if (!news) return await this.#pause(signal);
      this.#take(news);
    } else if (made.seq === this.#seq + 1) this.#takeSteps([made]);
    // One that was told by the news already.
    this.#pending = this.#pending.filter(({ key }) => key !== made.key);
    this.#show({ isCutOff: false });
    if (this.#isUndoing) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const operation of waiting) this.act(operation);
  }

  #giveWay(problem: ClientProblem): void {
    const steps = this.#pending;
    this.#pending = [];
    this.#waiting = [];
    const isOwnFault = steps.length === 1 && steps[0]?.act !== 'do';
    this.#show(
      isOwnFault && problem.reason
        ? { refusal: { reason: problem.reason, params: problem.params ?? {} } }
        : { conflict: { steps, problem } },
    );
  }

  async #renewNumbers(id: string): Promise<void> {
    if (!this.#lane || this.#lane.hasRoom) return;
    this.#lane = new Lane(await this.#api.openEditor(id));
  }

  async #follow(id: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const asked = {
          after: this.#seq,
          known: this.#known,
          waitSeconds: this.#known === '' ? 0 : NEWS_WAIT_SECONDS,
        };
        const news = await this.#api.fetchDraftNews(id, asked, signal);
        if (signal.aborted) return;
        if (news.version !== this.#state.draft?.version) this.#set({ draft: await this.#api.fetchDraft(id) });
        this.#take(news);
      } catch {
        if (signal.aborted) return;
        this.#set({ isCutOff: true });
        await this.#pause(signal);
      }
    }
  }

  #take({ steps, leases, comments, known }: DraftNews): void {
    this.#takeSteps(steps.filter(({ seq }) => seq > this.#seq));
    this.#known = known;
    this.#show({ leases, comments, isCutOff: false });
  }

  #takeSteps(steps: readonly DraftStepMade[]): void {
    if (steps.length === 0 || !this.#confirmed) return;
    this.#confirmed = withChanges(
      this.#confirmed,
      steps.map(({ change }) => change),
    );
    this.#seq = steps.at(-1)?.seq ?? this.#seq;
    const keys = new Set(steps.map(({ key }) => key));
    this.#pending = this.#pending.filter(({ key }) => !keys.has(key));
    const told = steps.map(({ change: _, ...step }) => step);
    this.#state = { ...this.#state, steps: [...this.#state.steps, ...told] };
  }

  /** Puts the steps on their way on top of what the server has. */
  #show(more: Partial<DraftSessionState>): void {
    let plan = this.#confirmed;
    for (const step of this.#pending) {
      if (step.act !== 'do' || !plan) continue;
      const edited = applyNumbered(plan, step.operation, step, RIGHTS_OF(this.#state.draft));
      if ('plan' in edited) plan = edited.plan;
    }
    this.#set({ ...more, plan, pending: this.#pending.length });
  }

  async #pause(signal: AbortSignal): Promise<void> {
    this.#set({ isCutOff: true });
    await pause(AGAIN_MS, signal);
  }

  #set(patch: Partial<DraftSessionState>): void {
    this.#state = { ...this.#state, ...patch };
    for (const listener of this.#listeners) listener();
  }
}

export const draftSession = new DraftSession(draftApi);
