import { levelOfCode } from '../contract/area-code.ts';
import { type Refusal, refusal } from '../contract/reason.ts';
import { type RiskAnswer, unanswered } from './risk-grade.ts';
import type { RiskAct, RiskGrade, RiskPhase, RiskStatus } from './vocabulary.ts';

/** What may be done to a risk file in each status, and the status after it. */
export const NEXT_BY_ACT: Readonly<Record<RiskStatus, Partial<Record<RiskAct, RiskStatus>>>> = {
  draft: { edit: 'draft', submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { return: 'returned', sign_off: 'signed_off', withdraw: 'withdrawn' },
  returned: { edit: 'returned', submit: 'submitted', withdraw: 'withdrawn' },
  signed_off: { return: 'returned', evaluate: 'evaluated', withdraw: 'withdrawn' },
  evaluated: {},
  withdrawn: {},
};

/** What a decision about a file looks at; times are ISO 8601 UTC. */
export interface RiskState {
  status: RiskStatus;
  startsAt: string;
  endsAt: string;
  checklist: readonly RiskAnswer[];
  grade: RiskGrade;
  measures: readonly object[];
  authorId: string | null;
  submittedBy: string | null;
}

/** Who does it: the account (null: the system) and the area that it may see. */
export interface RiskActor {
  accountId: string | null;
  scopeCode: string;
}

/** Where an instant (milliseconds since 1970) lies against the period of a file; its end is no longer in it. */
export function riskPhase(
  { startsAt, endsAt }: Pick<RiskState, 'startsAt' | 'endsAt'>,
  nowMs: number,
): RiskPhase {
  if (nowMs >= Date.parse(endsAt)) return 'over';
  return nowMs >= Date.parse(startsAt) ? 'running' : 'upcoming';
}

/** Whether something runs at `nowMs` although its file was never signed off. */
export function runsUnsigned(
  risk: Pick<RiskState, 'status' | 'startsAt' | 'endsAt'>,
  nowMs: number,
): boolean {
  return ['draft', 'submitted', 'returned'].includes(risk.status) && riskPhase(risk, nowMs) === 'running';
}

/** Why an act can not be done to a file as it stands at `nowMs` (milliseconds since 1970), or undefined when it can. */
export function riskRefusal(
  risk: RiskState,
  act: RiskAct,
  actor: RiskActor,
  nowMs: number,
): Refusal | undefined {
  if (!NEXT_BY_ACT[risk.status][act])
    return refusal(`A risk file that is ${risk.status} can not do this (${act}).`, 'risk_status_forbids', {
      riskStatus: risk.status,
      riskAct: act,
    });
  const isOver = riskPhase(risk, nowMs) === 'over';
  if (act === 'evaluate' && !isOver)
    return refusal('It is evaluated once its period is over.', 'risk_not_over');
  if (isOver && ['submit', 'sign_off', 'return'].includes(act))
    return refusal('Its period is over.', 'risk_over');
  if (act === 'submit') return refusalOfContent(risk);
  return act === 'sign_off' ? refusalOfSigner(risk, actor) : undefined;
}

function refusalOfContent({ checklist, grade, measures }: RiskState): Refusal | undefined {
  const items = unanswered(checklist);
  if (items > 0)
    return refusal(`${items} items of the checklist are not answered.`, 'risk_items_open', { items });
  if (grade !== 'low' && measures.length === 0)
    return refusal('A medium or high risk needs measures.', 'risk_measures_missing');
  return undefined;
}

/** Four eyes, and of a high risk those of the city. */
function refusalOfSigner({ authorId, submittedBy, grade }: RiskState, actor: RiskActor): Refusal | undefined {
  if (actor.accountId !== null && (actor.accountId === authorId || actor.accountId === submittedBy))
    return refusal('Who wrote or submitted a file can not sign it off.', 'risk_own_file');
  if (grade === 'high' && levelOfCode(actor.scopeCode) !== 'city')
    return refusal('A high risk is signed off by the city.', 'risk_needs_city');
  return undefined;
}
