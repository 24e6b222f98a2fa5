import type { DraftNews, DraftStepInput, DraftStepMade, PlanOperation } from '../../core/contract/draft.ts';
import type { DraftUpdateInput } from '../../core/contract/draft-update.ts';
import type { Edited } from '../../core/plan/edit.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { PlanRefusal } from '../../core/plan/refusal.ts';
import { applyNumbered } from '../../core/plan/take-step.ts';
import type { ClientProblem } from '../api/client.ts';
import { type DraftApi, draftApi } from '../api/drafts.ts';
import { ConfirmedDraft } from './confirmed-draft.ts';
import type { Conflict, DraftSessionState, PendingStep } from './draft-state.ts';
import { BROUGHT_UP, CLOSED, givenWay, problemOf, rightsIn } from './draft-state.ts';
import { Lane } from './lane.ts';
import { pause } from './pause.ts';
import { areForeseen, haveUndo, showStep, unanswered, withPending } from './pending-steps.ts';
import { want } from './settle-conflict.ts';

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
  #confirmed: ConfirmedDraft | null = null;
  #known = '';
  #pending: PendingStep[] = [];
  #waiting: PendingStep[] = [];
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
      const confirmed = ConfirmedDraft.of(told);
      this.#lane = editor && new Lane(editor);
      [this.#confirmed, this.#known, this.#pending] = [confirmed, '', []];
      this.#set({ ...CLOSED, status: 'open', draft, plan: confirmed.plan, steps: confirmed.steps });
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

  /** Does something, as a step that is known by its key: it shows at once if it is possible, else why not is told and answered. After an undo on its way it waits for what that leaves, and all that comes after it. */
  act(operation: PlanOperation, key: string = crypto.randomUUID()): PlanRefusal | null {
    const { plan, draft } = this.#state;
    const lane = this.#lane;
    if (!plan || !draft || !lane || !this.canEdit) return null;
    const step = { act: 'do' as const, operation, ...this.#numbered(lane.next, key) };
    if (haveUndo(this.#pending) || this.#waiting.length > 0 || !lane.hasRoom) {
      this.#waiting.push(step);
      return null;
    }
    const edited = showStep(plan, step, draft);
    if ('refusal' in edited) {
      this.#set({ refusal: edited.refusal });
      return edited.refusal;
    }
    lane.next = Math.max(edited.plan.nextNode, edited.plan.nextArc, lane.next);
    this.#queue(step, edited.plan);
    return null;
  }

  /** Whether a step has been done here that the server has not answered yet. */
  isOnItsWay = (key: string) => [...this.#pending, ...this.#waiting].some((step) => step.key === key);

  /** Takes back the last step of one's own, or makes it again. */
  step(act: 'undo' | 'redo'): null {
    const lane = this.#lane;
    if (!lane || !this.canEdit) return null;
    const step = { act, ...this.#numbered(lane.next) };
    if (this.#waiting.length > 0 || !lane.hasRoom) this.#waiting.push(step);
    else {
      lane.next += NUMBERS_OF_UNDO;
      this.#queue(step, this.#state.plan);
    }
    return null;
  }

  /** What an operation would make, without doing it. */
  tried(operation: PlanOperation): Edited | null {
    const { plan, draft } = this.#state;
    const first = this.#lane?.next;
    if (!plan || !draft || first === undefined) return null;
    return applyNumbered(plan, operation, { firstNode: first, firstArc: first }, rightsIn(draft));
  }

  /** Tells of a try that was refused before it came to an operation; null: nothing is wrong any more. */
  refuse(refusal: PlanRefusal | null): void {
    if (refusal !== this.#state.refusal) this.#set({ refusal });
  }

  /** Steps that the server would not take wait for a choice (settle-conflict.ts); null: it is made. */
  tellConflict(conflict: Conflict | null): void {
    this.#set({ conflict });
  }

  /** Begins a draft of one's own from this one, opens it, and answers its id. */
  async fork(name: string): Promise<string | null> {
    const { draft } = this.#state;
    if (!draft) return null;
    const { id } = await this.#api.createDraft({ name, fromId: draft.id }, crypto.randomUUID());
    await this.open(id, true);
    return id;
  }

  /** Takes the draft to another status. */
  async move(act: string, json?: object): Promise<void> {
    const { draft } = this.#state;
    if (draft) this.#set({ draft: await this.#api.moveDraft(draft, act, json) });
  }

  /** Brings the draft onto the plan in force, as it was looked at. */
  async bringUp(input: DraftUpdateInput, key: string): Promise<void> {
    const { draft } = this.#state;
    const signal = this.#open?.signal;
    if (!draft || !signal) return;
    await this.#api.bringDraftUp(draft, input, key);
    await this.#reload(draft.id, signal);
  }

  #numbered(first: number, key: string = crypto.randomUUID()) {
    return { key, firstNode: first, firstArc: first, originId: this.#confirmed?.originId ?? '' };
  }

  /** Reads all of it anew. Steps on their way are not shown on borders that they were not made on; the server says what becomes of them. */
  async #reload(id: string, signal: AbortSignal): Promise<void> {
    const [draft, told] = await Promise.all([this.#api.fetchDraft(id), this.#api.fetchDraftPlan(id, signal)]);
    if (signal.aborted) return;
    this.#confirmed = ConfirmedDraft.of(told).orNewer(this.#confirmed);
    this.#show({ draft, refusal: null });
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
        const made = await this.#sendOne(draft.id, step).catch((error: unknown) => problemOf(error));
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
    const seq = this.#confirmed?.seq ?? 0;
    if (made.seq <= seq + 1) this.#record([made], { isCutOff: false });
    else
      try {
        const asked = { after: seq, known: this.#known, waitSeconds: 0 };
        await this.#take(await this.#api.fetchDraftNews(id, asked, signal), id, signal);
      } catch {
        // It stays on its way: sent again under its key it is not done again.
        return await this.#pause(signal);
      }
    // On another origin it is on record under another key.
    const left = this.#pending.filter(({ key }) => key !== made.key);
    if (left.length < this.#pending.length) this.#show({}, left);
    this.#goOn();
  }

  /** What waited is done once no undo stands before it, unless the draft begins from another plan by now: then somebody must look. */
  #goOn(): void {
    if (haveUndo(this.#pending)) return;
    const waiting = this.#waiting.splice(0);
    const strange = waiting.filter(({ originId }) => originId !== this.#confirmed?.originId);
    for (const step of waiting) if (!strange.includes(step)) want(this, step);
    if (strange.length > 0) this.#set({ conflict: { steps: strange, problem: BROUGHT_UP } });
  }

  /** What waited for an undo that can not be is done; else it is part of the conflict. */
  #giveWay(problem: ClientProblem): void {
    const steps = this.#pending.splice(0);
    const isUndo = steps.length === 1 && steps[0]?.act !== 'do' && problem.reason !== undefined;
    if (!isUndo) steps.push(...this.#waiting.splice(0));
    this.#show(givenWay(steps, problem));
    this.#goOn();
  }

  async #sendOne(id: string, step: PendingStep): Promise<DraftStepMade> {
    if (this.#lane && !this.#lane.hasRoom) this.#lane = new Lane(await this.#api.openEditor(id));
    return await this.#api.sendStep(id, { ...step, editorId: this.#lane?.editorId ?? '' } as DraftStepInput);
  }

  async #follow(id: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const waitSeconds = this.#known === '' ? 0 : NEWS_WAIT_SECONDS;
        const asked = { after: this.#confirmed?.seq ?? 0, known: this.#known, waitSeconds };
        const news = await this.#api.fetchDraftNews(id, asked, signal);
        if (signal.aborted) return;
        await this.#take(news, id, signal);
        if (news.version !== this.#state.draft?.version) this.#set({ draft: await this.#api.fetchDraft(id) });
      } catch {
        if (signal.aborted) return;
        this.#set({ isCutOff: true });
        await this.#pause(signal);
      }
    }
  }

  async #take(news: DraftNews, id: string, signal: AbortSignal): Promise<void> {
    const { originId, steps, leases, comments, known } = news;
    const isSame = originId === this.#confirmed?.originId;
    if (!isSame) await this.#reload(id, signal);
    if (signal.aborted) return;
    this.#known = known;
    this.#record(isSame ? steps : [], { leases, comments, isCutOff: false });
    this.#goOn();
  }

  /** Takes what is on record by now. Where that is what is shown, all else on its way stays as it is. */
  #record(steps: readonly DraftStepMade[], more: Partial<DraftSessionState>): void {
    const newer = steps.filter(({ seq }) => seq > (this.#confirmed?.seq ?? 0));
    const isForeseen = areForeseen(newer, this.#pending);
    this.#confirmed = this.#confirmed?.with(newer) ?? null;
    if (isForeseen) {
      this.#pending = this.#pending.slice(newer.length);
      this.#set({ ...more, steps: this.#confirmed?.steps ?? [], pending: this.#pending.length });
    } else this.#show(more);
  }

  /** Puts the steps on their way on top of what the server has. */
  #show(more: Partial<DraftSessionState>, pending = this.#pending): void {
    const { steps = [], plan = null, originId = '' } = this.#confirmed ?? {};
    this.#pending = unanswered(pending, steps);
    const draft = more.draft ?? this.#state.draft;
    const shown = { steps, plan: withPending(plan, this.#pending, { draft, originId }) };
    this.#set({ ...more, ...shown, pending: this.#pending.length });
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
