import { addDays, DUE_DAYS } from '../../core/case/due.ts';
import { advanceCase, caseRefusal } from '../../core/case/transitions.ts';
import type { CaseAct } from '../../core/case/vocabulary.ts';
import { cityDay, cityDayBounds, DEFAULT_CITY_ZONE } from '../../core/city-time.ts';
import type { CaseAction, CaseProperties } from '../../core/contract/case.ts';
import type { AccountRole } from '../../core/vocabulary.ts';
import type { CityInstitution, CityPost } from '../city/city.ts';
import { MATTERS, type Matter } from './case-matters.ts';
import { CASES, type CasePlan, casePlan, type PlannedStep } from './case-plans.ts';
import { type FileStep, type FileTale, inTurn } from './file-tales.ts';
import type { SeededCity } from './seeded-city.ts';
import { mix } from './seeded-id.ts';

const HOUR_MS = 3_600_000;
/** The built-up districts come first: of four places three lie there. */
const CENTRE = ['630102', '630103', '630104', '630105'];

type Case = Omit<CaseProperties, 'version' | 'updatedAt' | 'areaCode'>;
type Host = Pick<CityPost | CityInstitution, 'nameZh' | 'nameEn' | 'point' | 'areaCode'>;

/**
 * Cases of places at every level and in every state, some of them late, in the order of their opening: each step as the rules of cases
 * allow it. The same city gives the same cases.
 */
export function caseTales(seeded: SeededCity): FileTale<Case>[] {
  const { city } = seeded;
  const tales = Array.from({ length: CASES }, (_, index) => index).flatMap((index) => {
    const matter = MATTERS[index % MATTERS.length]!;
    const host = hostOf(seeded, matter, index);
    return host ? [new Teller(seeded, index, matter, host).tell(casePlan(city.seed, index, matter))] : [];
  });
  return numbered(tales.sort((a, b) => a.steps[0]!.at - b.steps[0]!.at));
}

/** In the order of their opening, by the year of the city's day. */
function numbered(tales: readonly FileTale<Case>[]): FileTale<Case>[] {
  const counts = new Map<string, number>();
  return tales.map((tale) => {
    const year = cityDay(DEFAULT_CITY_ZONE, tale.steps[0]!.at).slice(0, 4);
    const count = (counts.get(year) ?? 0) + 1;
    counts.set(year, count);
    const number = `C${year}-${String(count).padStart(4, '0')}`;
    const steps = tale.steps.map((step) => ({ ...step, properties: { ...step.properties, number } }));
    return { ...tale, steps };
  });
}

/** Tells one case from its opening on. */
class Teller {
  readonly #seeded: SeededCity;
  readonly #index: number;
  readonly #matter: Matter;
  readonly #host: Host;
  /** The account sees all of the city. */
  readonly #actor: { scopeCode: string };

  constructor(seeded: SeededCity, index: number, matter: Matter, host: Host) {
    this.#seeded = seeded;
    this.#index = index;
    this.#matter = matter;
    this.#host = host;
    this.#actor = { scopeCode: `${host.areaCode.slice(0, 4)}00` };
  }

  tell({ grade, openedDaysAgo, steps }: CasePlan): FileTale<Case> {
    const wanted = [openedDaysAgo, ...steps.map(({ daysAgo }) => daysAgo)];
    const times = inTurn(
      wanted.map((daysAgo, i) => this.#workingTime(daysAgo, i)),
      this.#seeded,
    );
    const hasMoved = steps.some(({ step }) => step.act === 'transfer');
    const told: FileStep<Case>[] = [
      { at: times[0]!, actor: 'operator', properties: this.#opened(times[0]!, grade, hasMoved) },
    ];
    for (const [i, planned] of steps.entries()) {
      const at = times[i + 1]!;
      const before = told.at(-1)!.properties;
      told.push({ at, actor: actorOf(planned, before), properties: this.#after(before, planned, at) });
    }
    const id = this.#seeded.id('case', this.#index, times[0]!);
    return { id, areaCode: this.#host.areaCode, point: this.#host.point, steps: told };
  }

  /** On the city's day so many days ago, between half past eight and half past five. */
  #workingTime(daysAgo: number, step: number): number {
    const { asOfMs, city } = this.#seeded;
    const [midnightMs] = cityDayBounds(DEFAULT_CITY_ZONE, asOfMs - daysAgo * 24 * HOUR_MS);
    return midnightMs + 8.5 * HOUR_MS + (mix(city.seed, this.#index, 31, step) % 540) * 60_000;
  }

  #opened(at: number, grade: number, hasMoved: boolean): Case {
    const { kind, zh, en, owner } = this.#matter;
    const { nameZh, nameEn } = this.#host;
    return {
      number: '',
      kind,
      grade,
      nameZh: `${nameZh}${zh}`,
      nameEn: `${nameEn}: ${en}`,
      text: `${nameZh}：${zh}，已现场核实并登记。`,
      status: 'open',
      heldBy: 'community',
      owner: hasMoved ? 'community_committee' : owner,
      openedAt: new Date(at).toISOString(),
      dueOn: addDays(cityDay(DEFAULT_CITY_ZONE, at), DUE_DAYS.community),
      evaluation: null,
      outcome: null,
      closedAt: null,
      actions: [],
      lastAct: 'open',
      lastReason: '',
    };
  }

  #after(before: Case, { step, reason }: PlannedStep, at: number): Case {
    const last = { lastAct: step.act satisfies CaseAct, lastReason: reason };
    if (step.act === 'add_action' || step.act === 'end_action') {
      const why = caseRefusal(before, step.act, this.#actor);
      if (why) throw new Error(`demo case ${this.#index}: ${why.message}`);
      const actions =
        step.act === 'add_action' ? this.#added(before, step, at) : this.#ended(before, step.at, at);
      return { ...before, actions, ...last };
    }
    const [now, today] = [new Date(at).toISOString(), cityDay(DEFAULT_CITY_ZONE, at)];
    const taken = step.act === 'extend' ? { act: step.act, dueOn: addDays(before.dueOn, step.byDays) } : step;
    const result = advanceCase(before, taken, this.#actor, { now, today });
    if ('refusal' in result) throw new Error(`demo case ${this.#index}: ${result.refusal.message}`);
    return { ...before, ...result.progress, ...last };
  }

  #added(before: Case, { at, dueDaysAgo }: { at: number; dueDaysAgo: number }, atMs: number): CaseAction[] {
    const [kind, partner, text] = this.#matter.joint[at]!;
    const dueOn = addDays(cityDay(DEFAULT_CITY_ZONE, this.#seeded.asOfMs), -dueDaysAgo);
    const id = this.#seeded.id('case', 10_000 + this.#index * 10 + at, atMs);
    const action = { id, kind, partner, text, dueOn, state: 'open', endedAt: null, result: '' } as const;
    return [...before.actions, action];
  }

  #ended(before: Case, at: number, atMs: number): CaseAction[] {
    const endedAt = new Date(atMs).toISOString();
    const done = { state: 'done', endedAt, result: '已按要求完成，现场复核合格' } as const;
    return before.actions.map((action, i) => (i === at ? { ...action, ...done } : action));
  }
}

/** What is decided above the community, a supervisor decides. */
function actorOf({ step }: PlannedStep, { heldBy }: Case): AccountRole {
  const isWork = ['note', 'add_action', 'end_action'].includes(step.act);
  return isWork || (heldBy === 'community' && step.act !== 'close') ? 'operator' : 'supervisor';
}

/** A place of the kind that the matter is about, three times of four in the built-up districts. */
function hostOf({ city }: SeededCity, { at }: Matter, index: number): Host | undefined {
  const all: readonly Host[] = [...city.posts, ...city.institutions].filter((one) => one.kind === at);
  const central = all.filter(({ areaCode }) => CENTRE.includes(areaCode.slice(0, 6)));
  const hosts = index % 4 === 3 || central.length === 0 ? all : central;
  return hosts[mix(city.seed, index, 3, 9) % Math.max(1, hosts.length)];
}
