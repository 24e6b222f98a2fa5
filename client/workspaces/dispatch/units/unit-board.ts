import type { OpenAssignment } from '../../../../core/contract/assignment.ts';
import type { Incident } from '../../../../core/contract/incident.ts';
import type { FeedAge, UnitPositionRow } from '../../../../core/contract/live.ts';
import type { Unit } from '../../../../core/contract/unit.ts';
import type { Skill } from '../../../../core/duty/vocabulary.ts';
import { type Freshness, freshnessOf } from '../../../../core/live/freshness.ts';

/** What a unit works on: its open assignment, and the incident of that. */
export interface Task {
  incident: Incident;
  assignment: OpenAssignment;
}

/** A unit as the board shows it. */
export interface BoardRow {
  unit: Unit;
  state: BoardState;
  /** Since when it is in that state, ISO 8601 UTC. */
  since: string;
  task: Task | undefined;
  /** When its latest position was measured, milliseconds since 1970; null: never. */
  fixAtMs: number | null;
}

/** As a dispatcher looks for them: who is free, who was sent and has not set out, who is at work, who cannot be had. */
export const BOARD_STATES = [
  'available',
  'patrolling',
  'called',
  'en_route',
  'on_scene',
  'unavailable',
  'off_duty',
] as const;
export type BoardState = (typeof BOARD_STATES)[number];

/** What each unit works on, by its id. */
export function tasksOf(incidents: Iterable<Incident>): Map<string, Task> {
  const tasks = new Map<string, Task>();
  for (const incident of incidents)
    for (const assignment of incident.properties.assignments ?? [])
      tasks.set(assignment.unitId, { incident, assignment });
  return tasks;
}

/** What a unit is to a dispatcher: one that was sent is not free, though its own state says so until it sets out. */
export function boardState({ properties: { state } }: Unit, task: Task | undefined): BoardState {
  return task && (state === 'available' || state === 'patrolling') ? 'called' : state;
}

/** How many units are in each state. */
export function stateCounts(
  units: Iterable<Unit>,
  tasks: ReadonlyMap<string, Task>,
): Record<BoardState, number> {
  const counts = Object.fromEntries(BOARD_STATES.map((state) => [state, 0])) as Record<BoardState, number>;
  for (const unit of units) counts[boardState(unit, tasks.get(unit.id))] += 1;
  return counts;
}

export interface BoardWish {
  tasks: ReadonlyMap<string, Task>;
  states: readonly BoardState[];
  skill: Skill | null;
  text: string;
}

/** The units in one of `states` and with `skill` (null: any) whose code or names hold `text`, by state, those longest in it first. */
export function boardRows(
  units: Iterable<Unit>,
  positions: ReadonlyMap<string, UnitPositionRow>,
  { tasks, states, skill, text }: BoardWish,
): BoardRow[] {
  const wanted = text.trim().toLowerCase();
  const rows: BoardRow[] = [];
  for (const unit of units) {
    const { code, nameZh, nameEn, skills = [], fixAt, stateSince } = unit.properties;
    if (skill !== null && !skills.includes(skill)) continue;
    const task = tasks.get(unit.id);
    const state = boardState(unit, task);
    if (!states.includes(state) || !`${code} ${nameZh} ${nameEn}`.toLowerCase().includes(wanted)) continue;
    const fixAtMs = positions.get(unit.id)?.[5] ?? (fixAt === null ? null : Date.parse(fixAt));
    const since = (state === 'called' && task?.assignment.steps.at(-1)?.doneAt) || stateSince;
    rows.push({ unit, state, since, task, fixAtMs });
  }
  return rows.sort((a, b) => {
    const byState = BOARD_STATES.indexOf(a.state) - BOARD_STATES.indexOf(b.state);
    if (byState !== 0) return byState;
    if (a.since !== b.since) return a.since < b.since ? -1 : 1;
    return a.unit.properties.code < b.unit.properties.code ? -1 : 1;
  });
}

/** How fresh a position is at `nowMs`, by how often those of units are expected. */
export function fixFreshness(fixAtMs: number | null, nowMs: number, feeds: readonly FeedAge[]): Freshness {
  const expected = feeds.find(({ feed }) => feed === 'units')?.expectedIntervalSeconds;
  if (expected === undefined) return 'fresh';
  return freshnessOf(fixAtMs === null ? null : Math.max(0, nowMs - fixAtMs) / 1000, expected);
}
