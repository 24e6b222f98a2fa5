import type { DraftPlan } from '../core/contract/draft.ts';
import type { PublicationCheck } from '../core/contract/publication.ts';
import { formAreas } from '../core/plan/form-areas.ts';
import { packPlan, unpackPlan } from '../core/plan/packed.ts';
import type { Plan } from '../core/plan/plan.ts';
import { provePlan } from '../core/plan/publication/prove-plan.ts';
import { STAFF_ROLES } from '../core/vocabulary.ts';
import type { Answer, Send } from '../test/server/api.ts';
import type { WatchedSession } from './scripted-planner.ts';

/** What was looked at, and what was found wrong. */
export interface Check {
  check: string;
  faults: string[];
}

/** All checks of a race that is over: its two planners, who only watched, and the server. */
export async function checksOf(
  draftId: string,
  { planners, watcher, send }: { planners: WatchedSession[]; watcher: WatchedSession; send: Send },
): Promise<Check[]> {
  const told = await planAt(send, draftId);
  const origin = unpackPlan(await planAt(send, draftId, 0));
  const plan = unpackPlan(told);
  const keys = told.steps.map(({ key }) => key);
  const server = planText(plan);
  const isSame = [...planners, watcher].map((session) => planText(session.get().plan) === server);
  const areas = areasOf(origin);
  return [
    {
      check: 'every acknowledged step is in the log once',
      faults: planners
        .flatMap(({ made }) => [...made])
        .filter((key) => keys.filter((one) => one === key).length !== 1),
    },
    {
      check: 'nothing else is in the log',
      faults: keys.filter((key) => !planners.some(({ made }) => made.has(key))),
    },
    { check: 'every edit is in the log or told as refused', faults: planners.flatMap(untold) },
    {
      check: 'every undo and redo is in the log or told as refused',
      faults: planners.flatMap((one) => untoldSteps(one, told)),
    },
    {
      check: 'all three screens show what the server has',
      faults: isSame.flatMap((same, at) => (same ? [] : [`screen ${at + 1}`])),
    },
    {
      check: 'the plan is a partition (TypeScript)',
      faults: provePlan(plan, { grids: plan.grids.keys(), areas, parents: areas.keys() }).map(
        ({ message }) => message,
      ),
    },
  ];
}

/** Puts a draft into force, whoever is new in it staffed. Answers what stands in the way. */
export async function publish(draftId: string, author: Send, approver: Send): Promise<Check> {
  const path = `/api/drafts/${draftId}`;
  const found: PublicationCheck = must(await approver('GET', `${path}/check`));
  for (const { id } of found.grids.filter(({ staff }) => staff.length < STAFF_ROLES.length)) {
    const staff = STAFF_ROLES.map((role) => ({
      role,
      officialNameZh: '新任员',
      officialNameEn: 'New Official',
    }));
    must(await author('PUT', `${path}/grids/${id}`, { staff }));
  }
  const { blockers }: PublicationCheck = must(await approver('GET', `${path}/check`));
  const check = `the plan comes into force (${found.grids.length} grids changed or new)`;
  if (blockers.length > 0) return { check, faults: blockers.map(({ message }) => message) };
  for (const [send, act, body] of [
    [author, 'submit'],
    [approver, 'approve'],
    [approver, 'publish', {}],
  ] as const)
    must(await send('POST', `${path}/${act}`, body, { 'If-Match': '*' }));
  return { check, faults: [] };
}

async function planAt(send: Send, id: string, at?: number): Promise<DraftPlan> {
  return must(await send('GET', `/api/drafts/${id}/plan${at === undefined ? '' : `?at=${at}`}`));
}

/** A plan as text, whatever order it came about in. */
function planText(plan: Plan | null): string {
  if (!plan) return '';
  const { nodes, arcs, grids, lockedCommunities, retiredCodes } = packPlan(plan);
  return JSON.stringify([
    nodes.toSorted(([a], [b]) => a - b),
    arcs.toSorted((a, b) => a.id - b.id).map((arc) => Object.entries(arc).sort()),
    grids.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((grid) => Object.entries(grid).sort()),
    lockedCommunities.toSorted(),
    retiredCodes.toSorted(),
  ]);
}

function areasOf({ arcs, grids }: Plan) {
  const codeOf = (id: string | null) => (id === null ? null : (grids.get(id)?.code ?? null));
  return formAreas(
    [...arcs.values()].map(({ line, left, right }) => ({
      coordinates: line,
      leftCode: codeOf(left),
      rightCode: codeOf(right),
    })),
  );
}

function untold({ outcomes }: WatchedSession): string[] {
  return [...outcomes].flatMap(([{ kind }, outcome]) =>
    outcome === 'waits' ? [`nothing is known of a ${kind}`] : [],
  );
}

function untoldSteps({ steps: { asked, refused, dropped }, made }: WatchedSession, told: DraftPlan) {
  const logged = told.steps.filter(({ act, key }) => act !== 'do' && made.has(key)).length;
  const left = asked - refused - dropped - logged;
  return left === 0 ? [] : [`of ${asked} ${left} are not accounted for`];
}

function must<T>({ status, text, body }: Answer): T {
  if (status >= 400) throw new Error(`${status}: ${text.slice(0, 500)}`);
  return body;
}
