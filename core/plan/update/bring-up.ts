/**
 * A draft brought onto a plan that came into force since it began. What the draft changed goes over community by community, so that every community
 * is in the end as the draft or as the plan in force has it, never a mixture.
 */
import { communityOf } from '../../contract/area-code.ts';
import { changeBetween, type PlanChange, restore } from '../change.ts';
import { standingSteps } from '../draft-log.ts';
import { type Edited, edit } from '../edit.ts';
import type { Operation } from '../operation.ts';
import type { Plan } from '../plan.ts';
import type { PlanRefusal } from '../refusal.ts';
import type { DraftSoFar, MadeStep } from '../take-step.ts';
import { putCommunities, type Source } from './put-communities.ts';
import { changedCommunities, isSameGround } from './region.ts';

/** A draft whose steps may say more of themselves. */
export interface DraftToBring<Step extends MadeStep> extends DraftSoFar {
  steps: readonly Step[];
}

/** Communities that the draft changed together. */
export interface Part {
  /** Codes, in order. */
  communities: readonly string[];
  /** Steps of the draft in them that hold. */
  steps: number;
  /** `carried`: the draft's grids are taken. `same`: both have the same already. `clash`: the plan in force has others, or the draft's do not fit. */
  state: 'carried' | 'same' | 'clash';
  /** Of a clash: why the draft's grids can not be taken; null: they can. */
  refusal: PlanRefusal | null;
}

/** A step of the draft as it is on the new plan. `of`: the step that it was; null: several at once, made just now. */
export interface CarriedStep<Step extends MadeStep> {
  of: Step | null;
  communities: readonly string[];
  operation: Operation;
  change: PlanChange;
}

export interface BroughtUp<Step extends MadeStep> {
  plan: Plan;
  steps: CarriedStep<Step>[];
  parts: Part[];
}

/** Of which clashes the draft's grids are kept, and what new nodes and arcs are numbered from. */
export interface BringUpChoices {
  keeps: (part: Part) => boolean;
  /** The grid had that code in a plan that is or was in force. */
  isOwnCode: (gridId: string, code: string) => boolean;
  firstNode: number;
  firstArc: number;
}

const ALL = { level: 'city' } as const;

/**
 * Brings a draft onto the plan in force. Where only the draft changed a community, its steps are made there again one by one, exactly as they were; where that can not be, the
 * grids are put there as they are in the draft, in one step. Where both changed a community it stays as in force, unless `keeps` says
 * that the draft's grids are to be kept. The plan is a partition if both were: every step is proven as an edit is.
 */
export function bringUp<Step extends MadeStep>(
  draft: DraftToBring<Step>,
  inForce: Plan,
  choices: BringUpChoices,
): BroughtUp<Step> {
  const groups = groupsOf(draft, inForce);
  const { plan, steps, failed } = replayed(draft, inForce, groups, choices);
  const up = new Upon<Step>(draft, plan, choices);
  const refusals = new Map<Group<Step>, PlanRefusal | null>();
  for (const group of failed) refusals.set(group, up.put(group));
  const parts = groups.flatMap((group): Part[] => {
    if (!group.isChanged) return [];
    const { communities, steps: own } = group;
    const part = { communities, steps: own.length, refusal: null };
    if (group.isSame) return [{ ...part, state: 'same' }];
    const failure = refusals.get(group);
    if (failure) return [{ ...part, state: 'clash', refusal: failure }];
    if (!group.isClash) return [{ ...part, state: 'carried' }];
    const clash: Part = { ...part, state: 'clash', refusal: up.reasonCannot(group) };
    if (!clash.refusal && choices.keeps(clash)) up.put(group);
    return [clash];
  });
  return { plan: up.plan, steps: [...steps, ...up.steps], parts };
}

interface Group<Step> {
  communities: string[];
  steps: Step[];
  /** Its grids are others than where the draft began. */
  isChanged: boolean;
  /** The plan in force has the same. */
  isSame: boolean;
  isClash: boolean;
}

/** Communities that a step changed together stay together. */
function groupsOf<Step extends MadeStep>(
  { origin, plan, steps }: DraftToBring<Step>,
  inForce: Plan,
): Group<Step>[] {
  const [mine, theirs] = [changedCommunities(origin, plan), changedCommunities(origin, inForce)];
  const standing = standingSteps(steps);
  const sets: Set<string>[] = [];
  for (const codes of [
    ...standing.map(({ communities }) => communities),
    ...[...mine].map((code) => [code]),
  ]) {
    const met = sets.filter((set) => codes.some((code) => set.has(code)));
    const [first = new Set<string>(), ...others] = met;
    for (const code of [...codes, ...others.flatMap((set) => [...set])]) first.add(code);
    for (const set of others) sets.splice(sets.indexOf(set), 1);
    if (met.length === 0) sets.push(first);
  }
  return sets.map((set) => {
    const isChanged = [...set].some((code) => mine.has(code));
    const isBoth = isChanged && [...set].some((code) => theirs.has(code));
    const isSame = isBoth && isSameGround(plan, inForce, set);
    return {
      communities: [...set].sort(),
      steps: standing.filter(({ communities }) => communities.some((code) => set.has(code))),
      isChanged,
      isSame,
      isClash: isBoth && !isSame,
    };
  });
}

/** The steps of all groups that do not clash, made again in their order; those of a group of which one does not fit are left out, and the group is told. */
function replayed<Step extends MadeStep>(
  draft: DraftToBring<Step>,
  inForce: Plan,
  groups: readonly Group<Step>[],
  choices: BringUpChoices,
): { plan: Plan; steps: CarriedStep<Step>[]; failed: Group<Step>[] } {
  let wanted = groups.filter(({ isClash, isSame }) => !isClash && !isSame);
  const failed: Group<Step>[] = [];
  for (;;) {
    const run = replay(draft, inForce, wanted, choices);
    const { misfit } = run;
    if (!misfit) return { plan: run.plan, steps: run.steps, failed };
    wanted = wanted.filter((group) => group !== misfit);
    // What is not left of a group that changed nothing is a lock of what is no more.
    if (misfit.isChanged) failed.push(misfit);
  }
}

function replay<Step extends MadeStep>(
  draft: DraftToBring<Step>,
  inForce: Plan,
  groups: readonly Group<Step>[],
  choices: BringUpChoices,
): { plan: Plan; steps: CarriedStep<Step>[]; misfit: Group<Step> | undefined } {
  const groupOf = new Map(groups.flatMap((group) => group.steps.map((step) => [step.seq, group] as const)));
  const wanted = standingSteps(draft.steps).filter(({ seq }) => groupOf.has(seq));
  const steps = wanted.map((of): CarriedStep<Step> => {
    const { communities, operation, change } = of;
    return { of, communities, operation, change };
  });
  let last: Step | undefined;
  const edited = edit(inForce, ALL, (made) => {
    for (last of wanted) restore(made, last.change);
  });
  if ('refusal' in edited) return { plan: inForce, steps: [], misfit: groupOf.get(last?.seq ?? -1) };
  const { plan } = edited;
  const misfit = groups.find(
    (group) => group.isChanged && !isAsInDraft(draft, inForce, plan, group, choices),
  );
  return { plan, steps, misfit };
}

/** Also that no code is one that another grid had meanwhile. */
function isAsInDraft(
  draft: DraftSoFar,
  inForce: Plan,
  plan: Plan,
  { communities }: Group<MadeStep>,
  { isOwnCode }: BringUpChoices,
): boolean {
  const own = new Set(communities);
  if (!isSameGround(plan, draft.plan, own)) return false;
  return [...plan.grids].every(
    ([id, { code }]) => !own.has(communityOf(code)) || !inForce.retiredCodes.has(code) || isOwnCode(id, code),
  );
}

/** The plan in the making, on which groups are put whole. */
class Upon<Step extends MadeStep> {
  readonly steps: CarriedStep<Step>[] = [];
  plan: Plan;
  readonly #source: Source;

  constructor({ plan: mine, origin }: DraftSoFar, plan: Plan, choices: BringUpChoices) {
    const { firstNode, firstArc, isOwnCode } = choices;
    this.plan = { ...plan, nextNode: firstNode, nextArc: firstArc };
    this.#source = { plan: mine, origin, isOwnCode };
  }

  reasonCannot(group: Group<Step>): PlanRefusal | null {
    const edited = this.#edited(group);
    return 'refusal' in edited ? edited.refusal : null;
  }

  /** Puts it there, or answers why not. */
  put(group: Group<Step>): PlanRefusal | null {
    const edited = this.#edited(group);
    if ('refusal' in edited) return edited.refusal;
    const change = changeBetween(this.plan, edited.plan);
    const { communities } = group;
    this.steps.push({ of: null, communities, operation: { kind: 'restore', change }, change });
    this.plan = edited.plan;
    return null;
  }

  #edited({ communities }: Group<Step>): Edited {
    return edit(this.plan, ALL, (made) => putCommunities(made, this.#source, new Set(communities)));
  }
}
