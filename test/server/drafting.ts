import { v7 as uuidv7 } from 'uuid';
import type { Draft, PlanOperation } from '../../core/contract/draft.ts';
import { placeAt } from '../../core/plan/plan.ts';
import { STAFF_ROLES } from '../../core/vocabulary.ts';
import { boardPlace } from '../core/plan/board-plan.ts';
import { arcBetween, SNAP } from '../core/plan/edits.ts';
import type { Answer, Api, Send } from './api.ts';
import { COMMUNITY_A, PLANNED, plannedGrid } from './planned-city.ts';

/** Id of the grid that `SPLIT` makes. */
export const MADE_ID = '0193f000-0000-7000-a000-000000000001';
export const MADE_CODE = `${COMMUNITY_A}100`;

/** Divides the grid in column 1, row 1 across its middle. */
export const SPLIT: PlanOperation = {
  kind: 'split',
  grid: plannedGrid(1, 1),
  line: [boardPlace(0.8, 1.45), boardPlace(2.2, 1.45)],
  made: { id: MADE_ID, code: MADE_CODE },
  keeps: 'left',
  ...SNAP,
};
/** Makes one grid of two of community B. */
export const MERGE: PlanOperation = { kind: 'merge', keeps: plannedGrid(4, 2), goes: plannedGrid(5, 2) };
/** Gives a corner of a grid of community A to its neighbour in the east. */
export const TRANSFER: PlanOperation = {
  kind: 'transfer',
  from: plannedGrid(0, 3),
  to: plannedGrid(1, 3),
  line: [boardPlace(0.7, 3.3), boardPlace(1.1, 3.3), boardPlace(1.1, 3.7), boardPlace(0.7, 3.7)],
  ...SNAP,
};
const codeOf = (column: number, row: number): string =>
  PLANNED.grids.get(plannedGrid(column, row))?.code ?? '';
/** Two grids of community A change their codes. */
export const RENUMBER: PlanOperation = {
  kind: 'renumber',
  codes: [
    [plannedGrid(0, 0), codeOf(1, 0)],
    [plannedGrid(1, 0), codeOf(0, 0)],
  ],
};
/** Puts a point of a border in community B some metres (in units) east of where it was in the beginning. */
export function nudge(by: number): PlanOperation {
  const arc = arcBetween(PLANNED, plannedGrid(3, 0), plannedGrid(4, 0));
  const { lng7, lat7 } = placeAt(PLANNED.arcs.get(arc)?.line ?? [], 1);
  return { kind: 'moveVertex', arc, index: 1, to: { lng7: lng7 + by, lat7 } };
}

/** What people do with drafts. */
export class Drafting {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  async begin(more: object = {}): Promise<Draft> {
    return must(await this.#send('POST', '/api/drafts', { name: '春季调整', ...more }), 201);
  }

  /** Takes steps of a draft, and fails where one is refused. */
  async steps(id: string, ...operations: PlanOperation[]): Promise<void> {
    const { editorId, first } = must(await this.#send('POST', `/api/drafts/${id}/editors`), 201);
    let free = first;
    for (const operation of operations) {
      const step = { act: 'do', operation, key: uuidv7(), editorId, firstNode: free, firstArc: free };
      must(await this.#send('POST', `/api/drafts/${id}/steps`, step), 201);
      free += 100;
    }
  }

  /** Posts to a draft (`submit`, `approve`, `publish`, ...) on its version of now. */
  async post(id: string, act: string, body?: object): Promise<Answer> {
    const { headers } = await this.#send('GET', `/api/drafts/${id}`);
    return await this.#send('POST', `/api/drafts/${id}/${act}`, body, {
      'If-Match': headers.get('ETag') ?? '',
    });
  }

  async done(id: string, act: string, body?: object): Promise<Draft> {
    return must(await this.post(id, act, body), 200);
  }

  async check(id: string) {
    return must(await this.#send('GET', `/api/drafts/${id}/check`), 200);
  }

  /** Puts four officials on duty in a grid of a draft. */
  async staff(id: string, gridId: string, nameZh = '新任员'): Promise<void> {
    const staff = STAFF_ROLES.map((role) => ({
      role,
      officialNameZh: nameZh,
      officialNameEn: 'New Official',
    }));
    must(await this.#send('PUT', `/api/drafts/${id}/grids/${gridId}`, { staff }), 200);
  }
}

/** Somebody who draws, and somebody else who approves and publishes. */
export async function planners(
  api: Api,
): Promise<{ ann: Drafting; ben: Drafting; annSends: Send; benSends: Send }> {
  const [annSends, benSends] = [await api.as('planner'), await api.as('planner')];
  return { ann: new Drafting(annSends), ben: new Drafting(benSends), annSends, benSends };
}

/** A draft with these steps that is approved, its new grid staffed. */
export async function approvedDraft(
  { ann, ben }: { ann: Drafting; ben: Drafting },
  ...operations: PlanOperation[]
): Promise<Draft> {
  const { id } = await ann.begin();
  await ann.steps(id, ...operations);
  if (operations.includes(SPLIT)) await ann.staff(id, MADE_ID);
  await ann.done(id, 'submit');
  return await ben.done(id, 'approve');
}

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
function must({ status, text, body }: Answer, wanted: number): any {
  if (status !== wanted) throw new Error(`${status} instead of ${wanted}: ${text}`);
  return body;
}
