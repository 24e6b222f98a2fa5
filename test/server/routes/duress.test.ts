import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { IN_LEFT, IN_RIGHT, LEFT, loadSmallCity, thing } from '../small-city.ts';

const UNIT = thing('units', 'left');

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    send = await api.as('operator');
  });
  beforeEach(async () => void (await database().query(sql`DELETE FROM alarm`)));
  afterAll(() => api.close());

  const duress = (body: object, id = UNIT) => send('POST', `/api/units/${id}/duress`, body);

  it('is raised at the place given, else at the latest position, and ended', async () => {
    const raised = await duress({ isActive: true, geometry: { type: 'Point', coordinates: IN_RIGHT } });
    expect(raised.status).toBe(200);
    expect(raised.body).toMatchObject({
      geometry: { coordinates: IN_RIGHT },
      properties: {
        kind: 'unit_duress',
        priority: 1,
        state: 'unacknowledged',
        areaCode: LEFT,
        subjectId: UNIT,
      },
    });
    expect((await duress({ isActive: true })).body.properties.version).toBe(1);
    expect((await duress({ isActive: false })).body.properties.state).toBe('returned_unacknowledged');
    expect((await duress({ isActive: true })).body.geometry.coordinates).toEqual(IN_LEFT);
  });

  it('of no unit, or of one that never called, is not found', async () => {
    expect((await duress({ isActive: false })).status).toBe(404);
    expect((await duress({ isActive: true }, thing('posts', 'left'))).status).toBe(404);
    const district = await api.as('dispatcher', LEFT);
    const foreign = `/api/units/${thing('units', 'right')}/duress`;
    expect((await district('POST', foreign, { isActive: true })).status).toBe(404);
  });

  it('may be reported by whoever reports positions or edits units', async () => {
    for (const [role, status] of [
      ['viewer', 403],
      ['planner', 403],
      ['operator', 200],
      ['supervisor', 200],
    ] as const)
      expect(
        (await (await api.as(role))('POST', `/api/units/${UNIT}/duress`, { isActive: true })).status,
      ).toBe(status);
  });
});
