import { addDays, DUE_DAYS } from '../../core/case/due.ts';
import type { CaseOutcome, CaseStatus } from '../../core/case/vocabulary.ts';
import { cityDay, DEFAULT_CITY_ZONE } from '../../core/city-time.ts';
import type { CaseAction, CaseProperties } from '../../core/contract/case.ts';
import { HOLDING_LEVELS, type HoldingLevel } from '../../core/incident/deadlines.ts';
import type { CityInstitution, CityPost } from '../city/city.ts';
import { MATTERS, type Matter } from './case-matters.ts';
import type { SeededCity } from './seeded-city.ts';
import { mix } from './seeded-id.ts';

/** So many cases; the last of them are closed. */
const CASES = 48;
const CLOSED = 8;
const DAY_MS = 86_400_000;
/** The built-up districts come first: of four places three lie there. */
const CENTRE = ['630102', '630103', '630104', '630105'];

export interface DemoCase {
  id: string;
  areaCode: string;
  point: readonly [lng7: number, lat7: number];
  properties: Omit<CaseProperties, 'version' | 'updatedAt' | 'areaCode'>;
}
type Host = Pick<CityPost | CityInstitution, 'nameZh' | 'nameEn' | 'point' | 'areaCode'>;

/**
 * Cases of places at every level and in every state, some of them late, in the order of their opening. The same city gives the same
 * cases.
 */
export function demoCases(seeded: SeededCity): DemoCase[] {
  const { city, asOfMs } = seeded;
  const picks = Array.from({ length: CASES }, (_, index) => index).flatMap((index) => {
    const matter = MATTERS[index % MATTERS.length] as Matter;
    const host = hostOf(seeded, matter, index);
    return host ? [{ index, matter, host, ...courseOf(city.seed, index) }] : [];
  });
  picks.sort((a, b) => b.daysOpen - a.daysOpen || a.index - b.index);
  return picks.map(({ index, matter, host, ...course }, order) => {
    const minutes = mix(city.seed, index, 31, 0) % 540;
    const openedMs = asOfMs - course.daysOpen * DAY_MS - minutes * 60_000;
    const today = cityDay(DEFAULT_CITY_ZONE, asOfMs);
    const actions = actionsOf(seeded, index, matter, course, today);
    const closedMs = Math.min(asOfMs - 3_600_000, openedMs + Math.ceil(course.daysOpen / 2) * DAY_MS);
    const isClosed = course.status === 'closed';
    return {
      id: seeded.id('case', index, openedMs),
      areaCode: host.areaCode,
      point: host.point,
      properties: {
        number: `C${cityDay(DEFAULT_CITY_ZONE, asOfMs).slice(0, 4)}-${String(order + 1).padStart(4, '0')}`,
        kind: matter.kind,
        grade: course.grade,
        nameZh: `${host.nameZh}${matter.zh}`,
        nameEn: `${host.nameEn}: ${matter.en}`,
        text: `${host.nameZh}：${matter.zh}，已现场核实并登记。`,
        status: course.status,
        heldBy: course.heldBy,
        owner: matter.owner,
        openedAt: new Date(openedMs).toISOString(),
        dueOn: addDays(today, course.daysLeft),
        evaluation: course.status === 'open' ? null : 'resolved',
        outcome: isClosed ? outcomeOf(matter) : null,
        closedAt: isClosed ? new Date(closedMs).toISOString() : null,
        actions,
        ...lastOf(course),
      },
    };
  });
}

/** How far a case got: who holds it, since when, how many days it has left (below zero: late). */
interface Course {
  status: CaseStatus;
  heldBy: HoldingLevel;
  grade: number;
  daysOpen: number;
  daysLeft: number;
}

function courseOf(seed: number, index: number): Course {
  const dice = (what: number, sides: number) => mix(seed, index, what, 21) % sides;
  const status: CaseStatus = index >= CASES - CLOSED ? 'closed' : index % 8 === 5 ? 'evaluated' : 'open';
  const step = [0, 0, 0, 0, 0, 1, 1, 1, 2, 3][(index * 7 + dice(1, 3)) % 10] ?? 0;
  const heldBy = HOLDING_LEVELS[step] ?? 'community';
  const usual = DUE_DAYS[heldBy];
  const isLate = status !== 'closed' && index % 5 === 2;
  const daysLeft = isLate ? -1 - dice(2, 12) : dice(3, usual);
  const daysThere = usual - daysLeft;
  const before = HOLDING_LEVELS.slice(0, step).reduce((days, level) => days + DUE_DAYS[level], 0);
  const grade = step >= 2 ? 1 : step === 1 ? 2 : [2, 3, 3][dice(4, 3)];
  return { status, heldBy, grade: grade ?? 3, daysOpen: daysThere + before, daysLeft };
}

/** Every case above the community has partners, and every third other one; what should be over is, but for the late. */
function actionsOf(
  seeded: SeededCity,
  index: number,
  { joint }: Matter,
  { status, heldBy, daysOpen, daysLeft }: Course,
  today: string,
): CaseAction[] {
  if (heldBy === 'community' && index % 3 !== 0) return [];
  return joint.map(([kind, partner, text], at) => {
    const isDone = status !== 'open' || (at === 0 && daysOpen > 12);
    const endedMs = seeded.asOfMs - (1 + (mix(seeded.city.seed, index, at, 5) % 5)) * DAY_MS;
    return {
      id: seeded.id('case', 10_000 + index * 10 + at),
      kind,
      partner,
      text,
      dueOn: addDays(today, isDone ? -1 : daysLeft < 0 ? daysLeft : 1 + ((at + index) % 9)),
      state: isDone ? 'done' : 'open',
      endedAt: isDone ? new Date(endedMs).toISOString() : null,
      result: isDone ? '已按要求完成，现场复核合格' : '',
    };
  });
}

function lastOf({ status, heldBy }: Course): Pick<CaseProperties, 'lastAct' | 'lastReason'> {
  if (status === 'closed') return { lastAct: 'close', lastReason: '回访两次，未再反复' };
  if (status === 'evaluated') return { lastAct: 'evaluate', lastReason: '各方已签字确认，待回访后结案' };
  if (heldBy === 'community') return { lastAct: 'open', lastReason: '' };
  return { lastAct: 'escalate', lastReason: '涉及多个部门，本级难以办结' };
}

function outcomeOf({ kind }: Matter): CaseOutcome {
  return kind === 'dispute' ? 'settled' : 'rectified';
}

/** A place of the kind that the matter is about, three times of four in the built-up districts. */
function hostOf({ city }: SeededCity, { at }: Matter, index: number): Host | undefined {
  const all: readonly Host[] = [...city.posts, ...city.institutions].filter((one) => one.kind === at);
  const central = all.filter(({ areaCode }) => CENTRE.includes(areaCode.slice(0, 6)));
  const hosts = index % 4 === 3 || central.length === 0 ? all : central;
  return hosts[mix(city.seed, index, 3, 9) % Math.max(1, hosts.length)];
}
