import { DUE_DAYS } from '../../core/case/due.ts';
import type { CaseStep } from '../../core/case/transitions.ts';
import { HOLDING_LEVELS } from '../../core/incident/deadlines.ts';
import type { Matter } from './case-matters.ts';
import { mix } from './seeded-id.ts';

/** Cases that stand, and closed ones after them. */
export const STANDING = 40;
export const CASES = 88;

/** A step of a demo case, so many days before the city's day. Extensions are in days after the day that was set before. */
export interface PlannedStep {
  daysAgo: number;
  reason: string;
  step:
    | Exclude<CaseStep, { act: 'extend' }>
    | { act: 'extend'; byDays: number }
    /** The `at`-th joint action of the matter, due so many days before (below zero: after) the city's day. */
    | { act: 'add_action'; at: number; dueDaysAgo: number }
    | { act: 'end_action'; at: number };
}
export interface CasePlan {
  grade: number;
  openedDaysAgo: number;
  /** In their order. */
  steps: readonly PlannedStep[];
}

/** A stay with a level: which (0 is the community), and since how many days. */
interface Stay {
  level: number;
  sinceDaysAgo: number;
}

/** How the `index`-th case went: up through the levels, some back again, with partners, and most of the older ones to an end. */
export function casePlan(seed: number, index: number, matter: Matter): CasePlan {
  const dice = (what: number, sides: number) => mix(seed, index, what, 21) % sides;
  const isClosed = index >= STANDING;
  const level = [0, 0, 0, 0, 0, 1, 1, 1, 2, 3][(index * 7 + dice(1, 3)) % 10] ?? 0;
  const usual = dueDays(level);
  const isLate = !isClosed && index % 5 === 2;
  const daysLeft = isLate ? -1 - dice(2, 12) : dice(3, usual);
  const endedDaysAgo = isClosed ? 1 + Math.round(((index - STANDING) * 40) / (CASES - STANDING)) : 0;
  const stays = staysOf(level, endedDaysAgo + Math.max(2, usual - daysLeft), index, dice);
  const here = stays.at(-1)!;
  const onTheWay = stays.slice(1).flatMap((stay, i) => movedTo(stay, stays[i]!, matter, index));
  const isEvaluated = !isClosed && index % 8 === 5;
  const work = new Work(here.sinceDaysAgo, isClosed ? endedDaysAgo + 1 : isEvaluated ? 1 : undefined);
  if (level > 0 || index % 3 === 0) work.jointly(matter, daysLeft, index);
  if (index % 6 === 1) work.note(index);
  if (!isClosed && !isLate && index % 11 === 5) work.extend();
  if (isClosed) work.close(matter, endedDaysAgo, index % 10 === 3);
  else if (isEvaluated) work.evaluate(1);
  const grade = level >= 2 ? 1 : level === 1 ? 2 : ([2, 3, 3][dice(4, 3)] ?? 3);
  return { grade, openedDaysAgo: stays[0]!.sinceDaysAgo, steps: [...onTheWay, ...work.steps] };
}

function dueDays(level: number): number {
  return DUE_DAYS[HOLDING_LEVELS[level] ?? 'community'];
}

/** From the community to its level; some were a level higher in between. Lower levels kept it for most of their time. */
function staysOf(
  level: number,
  hereDays: number,
  index: number,
  dice: (what: number, sides: number) => number,
): Stay[] {
  const wasAbove = index % 9 === 4 && level < 2;
  const levels = [...Array(level + 1).keys(), ...(wasAbove ? [level + 1, level] : [])];
  const stays: Stay[] = [];
  let sinceDaysAgo = hereDays;
  for (const [i, own] of [...levels.entries()].reverse()) {
    if (i < levels.length - 1)
      sinceDaysAgo += own > level ? 3 + dice(5, 3) : Math.ceil(dueDays(own) * (0.5 + dice(6 + i, 5) / 10));
    stays.unshift({ level: own, sinceDaysAgo });
  }
  return stays;
}

const ESCALATED = ['涉及多个部门，本级难以办结', '超出本级职权，提请上级协调', '多次协调未果，提请上级牵头'];

function movedTo({ level, sinceDaysAgo }: Stay, from: Stay, matter: Matter, index: number): PlannedStep[] {
  if (level < from.level)
    return [
      { daysAgo: sinceDaysAgo, step: { act: 'return' }, reason: '属地可以办结，退回并明确办理要求与时限' },
    ];
  const reason = ESCALATED[(index + level) % ESCALATED.length] ?? '';
  const up: PlannedStep = { daysAgo: sinceDaysAgo, step: { act: 'escalate' }, reason };
  const isHandedOver = from.level === 0 && index % 2 === 0;
  const owner = { act: 'transfer', owner: matter.owner } as const;
  return isHandedOver ? [up, { daysAgo: sinceDaysAgo, step: owner, reason: '按职责分工移交主办单位' }] : [up];
}

const NOTES = ['现场走访核实，情况平稳', '已张贴公示，意见收集中', '约谈双方代表，分歧缩小'];

/** What was done at the level that holds the case, from the day it came there. */
class Work {
  readonly steps: PlannedStep[] = [];
  readonly #sinceDaysAgo: number;
  /** By when the partners were done; undefined: the case is being worked. */
  readonly #doneDaysAgo: number | undefined;

  constructor(sinceDaysAgo: number, doneDaysAgo: number | undefined) {
    this.#sinceDaysAgo = sinceDaysAgo;
    this.#doneDaysAgo = doneDaysAgo;
  }

  /** Partners are called in on the next day; of a case that is being worked the first of them is done after a while. */
  jointly({ joint }: Matter, daysLeft: number, index: number): void {
    const addedDaysAgo = Math.max(1, this.#sinceDaysAgo - 1);
    const doneDaysAgo = (at: number) => {
      if (this.#doneDaysAgo !== undefined) return Math.min(addedDaysAgo, this.#doneDaysAgo + at);
      return at === 0 && addedDaysAgo > 8 ? Math.floor(addedDaysAgo / 2) : undefined;
    };
    const ends = joint.map((_, at) => doneDaysAgo(at));
    for (const at of joint.keys()) {
      const end = ends[at];
      const dueDaysAgo = end === undefined ? (daysLeft < 0 ? -daysLeft : -1 - ((at + index) % 9)) : end - 2;
      this.#do(addedDaysAgo, { act: 'add_action', at, dueDaysAgo: Math.min(dueDaysAgo, addedDaysAgo) });
    }
    const ended = [...ends.entries()].flatMap(([at, end]) => (end === undefined ? [] : [{ at, end }]));
    for (const { at, end } of ended.sort((a, b) => b.end - a.end)) this.#do(end, { act: 'end_action', at });
  }

  note(index: number): void {
    this.#do(this.#lastDaysAgo, { act: 'note' }, NOTES[index % NOTES.length]);
  }

  extend(): void {
    this.#do(
      Math.min(1, this.#lastDaysAgo),
      { act: 'extend', byDays: 7 },
      '协同单位正在整改，经批准延期七天',
    );
  }

  evaluate(daysAgo: number): void {
    const step = { act: 'evaluate', evaluation: 'resolved' } as const;
    this.#do(Math.min(daysAgo, this.#lastDaysAgo), step, '各方已签字确认，待回访后结案');
  }

  /** Evaluated and closed; some were closed before and taken up again. */
  close({ kind }: Matter, daysAgo: number, again: boolean): void {
    const step = { act: 'close', outcome: kind === 'dispute' ? 'settled' : 'rectified' } as const;
    if (again && this.#lastDaysAgo > daysAgo) {
      this.evaluate(daysAgo + 1);
      this.#do(this.#lastDaysAgo, step, '回访未再反复');
      this.#do(this.#lastDaysAgo, { act: 'reopen' }, '回访发现又有反复，重新办理');
    }
    this.evaluate(daysAgo + 1);
    this.#do(daysAgo, step, '回访两次，未再反复');
  }

  get #lastDaysAgo(): number {
    return this.steps.at(-1)?.daysAgo ?? this.#sinceDaysAgo;
  }

  #do(daysAgo: number, step: PlannedStep['step'], reason = ''): void {
    this.steps.push({ daysAgo, step, reason });
  }
}
