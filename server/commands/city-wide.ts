import type { Queryable } from '../database/database.ts';
import { selectCity } from '../queries/city.ts';
import type { Doing } from './command.ts';

/** The same, in the whole city: a unit works where it was sent, be that outside of its home area. */
export async function cityWide(tx: Queryable, { actor, now }: Doing): Promise<Doing> {
  const city = await selectCity(tx);
  return { actor: { ...actor, scopeCode: city?.code ?? actor.scopeCode }, now };
}
