import { v7 as uuidv7 } from 'uuid';
import { roundGeometry } from '../../core/contract/coordinates.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { Remark, RemarkInput } from '../../core/contract/remark.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { Queryable } from '../database/database.ts';
import { notFound, ProblemError } from '../problem.ts';
import { INCIDENTS, LIVE_TABLES } from '../queries/nouns.ts';
import { selectPlacedOne } from '../queries/placed.ts';
import { insertRemark, selectRemarks } from '../queries/remarks.ts';
import type { Doing } from './command.ts';
import { logIncident } from './incidents.ts';

/** Adds a line to the log of an incident: words without personal data, a fact of the place, things on the map. */
export async function addRemark(
  tx: Queryable,
  incidentId: string,
  input: RemarkInput,
  doing: Doing,
): Promise<{ remark: Remark; masked: readonly string[] }> {
  const { scopeCode, accountId } = doing.actor;
  const before = await selectPlacedOne(tx, INCIDENTS, incidentId, scopeCode, true);
  if (!before) throw notFound('incidents', `incident ${incidentId}`);
  if (input.text === '' && input.fact === null && input.things.length === 0)
    throw new ProblemError(
      'invalid_request',
      refusal('A remark has words, a fact of the place, or a thing.', 'remark_empty'),
    );
  for (const { noun, id } of input.things)
    if (!(await selectPlacedOne(tx, LIVE_TABLES[noun], id, scopeCode)))
      throw new ProblemError(
        'invalid_request',
        refusal(`There is no ${noun} ${id} in your area.`, 'thing_unknown', { noun }),
      );
  const { text, masked } = maskPersonalData(input.text);
  const geometry = input.geometry && roundGeometry(input.geometry);
  const id = uuidv7({ msecs: Date.parse(doing.now) });
  await insertRemark(tx, { ...input, text, geometry, id, incidentId, at: doing.now, accountId });
  await logIncident(tx, 'update', incidentId, before, doing);
  const remark = (await selectRemarks(tx, incidentId)).find((one) => one.id === id);
  if (!remark) throw new Error(`remark ${id} is not there after it was written`);
  return { remark, masked };
}
