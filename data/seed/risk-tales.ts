import { gradeOfRisk, wholeChecklist } from '../../core/case/risk-grade.ts';
import { NEXT_BY_ACT, riskRefusal } from '../../core/case/risk-transitions.ts';
import { RISK_ITEMS, type RiskAct } from '../../core/case/vocabulary.ts';
import { cityDay, cityDayBounds, DEFAULT_CITY_ZONE } from '../../core/city-time.ts';
import type { RiskProperties } from '../../core/contract/risk.ts';
import type { AccountRole } from '../../core/vocabulary.ts';
import { demoAccountId, demoName } from './demo-accounts.ts';
import { type FileStep, type FileTale, inTurn } from './file-tales.ts';
import { RISK_PLANS, type RiskPlan } from './risk-plans.ts';
import type { SeededCity } from './seeded-city.ts';
import { mix } from './seeded-id.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const CENTRE = ['630102', '630103', '630104', '630105'];
/** A file is opened so many days before its period, or before today when that lies ahead. */
const AHEAD_DAYS = 10;
/** Of a draft, items that nobody has answered when it is opened. */
const OPEN_AT_FIRST = 4;

type Risk = Omit<RiskProperties, 'version' | 'updatedAt' | 'areaCode'>;

/** Files of what goes on, is planned and is over in the city: signed, running without a sign-off, waiting, in the making, evaluated. */
export function riskTales(seeded: SeededCity): FileTale<Risk>[] {
  return RISK_PLANS.flatMap((plan, index): FileTale<Risk>[] => {
    const host = hostOf(seeded, plan, index);
    if (!host) return [];
    const { areaCode, point } = host;
    return [{ areaCode, point, ...stepsOf(seeded, plan, index, host) }];
  });
}

interface PlannedAct {
  act: RiskAct;
  /** Milliseconds since 1970. */
  wantedMs: number;
  reason?: string | undefined;
}

function stepsOf(
  seeded: SeededCity,
  plan: RiskPlan,
  index: number,
  host: { nameZh: string; nameEn: string },
): Pick<FileTale<Risk>, 'id' | 'steps'> {
  const opened = openedBy(seeded, plan, index, host);
  const acts = actsOf(seeded, plan, index, opened);
  const times = inTurn(
    acts.map(({ wantedMs }) => wantedMs),
    seeded,
  );
  const steps: FileStep<Risk>[] = [];
  for (const [i, { act, reason }] of acts.entries()) {
    const at = times[i]!;
    const actor: AccountRole = ['return', 'sign_off', 'evaluate'].includes(act) ? 'supervisor' : 'operator';
    const before = steps.at(-1)?.properties;
    const properties = before ? afterStep(seeded, plan, before, { act, reason, at, actor }) : opened;
    steps.push({ at, actor, properties });
  }
  return { id: seeded.id('risk', index, times[0]!), steps };
}

/** From the draft to where the plan says that it stands; a file with a reason that is signed off was sent back once. */
function actsOf(seeded: SeededCity, plan: RiskPlan, index: number, { startsAt, endsAt }: Risk): PlannedAct[] {
  const { status, reason } = plan;
  const firstMs = Math.min(Date.parse(startsAt), seeded.asOfMs) - AHEAD_DAYS * DAY_MS;
  const on = (days: number) => workingTime(seeded, firstMs + days * DAY_MS, index);
  const acts: PlannedAct[] = [
    { act: 'open', wantedMs: on(0) },
    { act: 'edit', wantedMs: on(1) },
  ];
  if (status === 'draft') return acts;
  acts.push({ act: 'submit', wantedMs: on(2) });
  if (status === 'submitted') return acts;
  const isSentBack = status === 'returned' || (status === 'signed_off' && reason !== undefined);
  if (isSentBack) acts.push({ act: 'return', wantedMs: on(3), reason });
  if (status === 'returned') return acts;
  if (isSentBack) acts.push({ act: 'edit', wantedMs: on(4) }, { act: 'submit', wantedMs: on(4) });
  acts.push({ act: 'sign_off', wantedMs: on(5) });
  if (status === 'evaluated')
    acts.push({ act: 'evaluate', wantedMs: workingTime(seeded, Date.parse(endsAt) + DAY_MS, index), reason });
  return acts;
}

/** On the city's day of an instant, between nine and five. */
function workingTime({ city }: SeededCity, ms: number, index: number): number {
  const [midnightMs] = cityDayBounds(DEFAULT_CITY_ZONE, ms);
  return midnightMs + 9 * HOUR_MS + (mix(city.seed, index, 37, Math.floor(ms / DAY_MS)) % 480) * 60_000;
}

function openedBy(
  seeded: SeededCity,
  plan: RiskPlan,
  index: number,
  { nameZh, nameEn }: { nameZh: string; nameEn: string },
): Risk {
  const [todayMs] = cityDayBounds(DEFAULT_CITY_ZONE, seeded.asOfMs);
  const instant = ([day, hour]: RiskPlan['from']) =>
    new Date(todayMs + day * DAY_MS + hour * HOUR_MS).toISOString();
  const checklist = checklistOf(plan, true);
  return {
    number: `R${cityDay(DEFAULT_CITY_ZONE, seeded.asOfMs).slice(0, 4)}-${String(index + 1).padStart(4, '0')}`,
    kind: plan.kind,
    nameZh: `${nameZh}${plan.zh}`,
    nameEn: `${nameEn}: ${plan.en}`,
    text: plan.text,
    owner: plan.owner,
    startsAt: instant(plan.from),
    endsAt: instant(plan.to),
    status: 'draft',
    checklist,
    grade: gradeOfRisk(checklist).grade,
    gradeReason: '',
    measures: [],
    authorId: demoAccountId(seeded, 'operator'),
    authorName: demoName('operator'),
    submittedBy: null,
    submittedByName: null,
    signedBy: null,
    signedByName: null,
    signedAt: null,
    result: null,
    lastAct: 'open',
    lastReason: '',
  };
}

function afterStep(
  seeded: SeededCity,
  plan: RiskPlan,
  before: Risk,
  {
    act,
    reason = '',
    at,
    actor,
  }: { act: RiskAct; reason?: string | undefined; at: number; actor: AccountRole },
): Risk {
  const accountId = demoAccountId(seeded, actor);
  const refusal = riskRefusal(before, act, { accountId, scopeCode: cityCodeOf(seeded) }, at);
  if (refusal) throw new Error(`demo risk file ${before.number}: ${refusal.message}`);
  const status = NEXT_BY_ACT[before.status][act] ?? before.status;
  const after = { ...before, status, lastAct: act, lastReason: reason };
  const by = demoName(actor);
  if (act === 'submit') return { ...after, submittedBy: accountId, submittedByName: by };
  if (act === 'evaluate') return { ...after, result: plan.result ?? 'smooth' };
  if (act === 'sign_off')
    return { ...after, signedBy: accountId, signedByName: by, signedAt: new Date(at).toISOString() };
  if (act !== 'edit') return after;
  const checklist = checklistOf(plan, false);
  const measures = (plan.measures ?? []).map(([text, organisation]) => ({ text, organisation }));
  return { ...after, checklist, grade: gradeOfRisk(checklist).grade, measures };
}

function cityCodeOf({ city }: SeededCity): string {
  return city.areas.find(({ level }) => level === 'city')?.code ?? '';
}

function checklistOf({ answers = {}, open = [] }: RiskPlan, isFirst: boolean) {
  const unanswered = isFirst ? RISK_ITEMS.slice(-OPEN_AT_FIRST) : [];
  return wholeChecklist(
    RISK_ITEMS.map((item) => ({
      item,
      answer: open.includes(item) || unanswered.includes(item) ? null : (answers[item] ?? 'low'),
      note: '',
    })),
  );
}

/** A place of the kind in the built-up districts, another one for each file. */
function hostOf({ city }: SeededCity, { at }: RiskPlan, index: number) {
  const all = [...city.posts, ...city.institutions].filter((one) => one.kind === at);
  const central = all.filter(({ areaCode }) => CENTRE.includes(areaCode.slice(0, 6)));
  const hosts = central.length > 0 ? central : all;
  return hosts[(index * 5 + 2) % Math.max(1, hosts.length)];
}
