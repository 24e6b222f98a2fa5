import { daysBetween, isActionOverdue, isOverdue } from './due.ts';
import { type JointState, ORGANISATIONS, type Organisation } from './vocabulary.ts';

/** What an organisation has on its hands, as owner of cases and as partner in joint actions. */
export interface Workload {
  organisation: Organisation;
  /** Cases that it owns and that are not closed. */
  cases: number;
  casesOverdue: number;
  /** Joint actions of its own that are not ended, in anybody's case. */
  actions: number;
  actionsOverdue: number;
  /** Days since the oldest of what is overdue was due; 0 when nothing is. */
  mostDaysLate: number;
}

/** What a case tells of who has what to do. */
export interface Working {
  status: string;
  owner: Organisation;
  dueOn: string;
  actions: readonly { partner: Organisation; state: JointState; dueOn: string }[];
}

/**
 * What each organisation has to do of these cases on the day `today` ('yyyy-mm-dd' in the city's zone), the one with most overdue first,
 * of equals in the order of the vocabulary. Organisations with nothing to do are left out.
 */
export function workloads(cases: Iterable<Working>, today: string): Workload[] {
  const loads = new Map<Organisation, Workload>();
  const of = (organisation: Organisation): Workload => {
    const load = loads.get(organisation) ?? none(organisation);
    loads.set(organisation, load);
    return load;
  };
  for (const one of cases) {
    if (one.status === 'closed') continue;
    const load = of(one.owner);
    load.cases += 1;
    if (isOverdue(one, today)) {
      load.casesOverdue += 1;
      load.mostDaysLate = Math.max(load.mostDaysLate, daysBetween(one.dueOn, today));
    }
    for (const action of one.actions) if (action.state === 'open') count(of(action.partner), action, today);
  }
  const order = (load: Workload) => ORGANISATIONS.indexOf(load.organisation);
  const overdue = (load: Workload) => load.casesOverdue + load.actionsOverdue;
  return [...loads.values()].sort(
    (a, b) => overdue(b) - overdue(a) || b.mostDaysLate - a.mostDaysLate || order(a) - order(b),
  );
}

function count(load: Workload, action: { state: JointState; dueOn: string }, today: string): void {
  load.actions += 1;
  if (!isActionOverdue(action, today)) return;
  load.actionsOverdue += 1;
  load.mostDaysLate = Math.max(load.mostDaysLate, daysBetween(action.dueOn, today));
}

function none(organisation: Organisation): Workload {
  return { organisation, cases: 0, casesOverdue: 0, actions: 0, actionsOverdue: 0, mostDaysLate: 0 };
}
