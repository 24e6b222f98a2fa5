import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK_ROLES } from '../../../core/vocabulary.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { IN_LEFT, IN_RIGHT, LEFT, loadSmallCity, thing } from '../small-city.ts';

type Side = 'left' | 'right';
const at = (side: Side) => ({ type: 'Point', coordinates: side === 'left' ? IN_LEFT : IN_RIGHT });
const ANY = { 'If-Match': '*' };
/** All that the account of a unit can ask for, beside what everybody can. */
const OF_UNIT = [
  'GET /api/session',
  'DELETE /api/session',
  'GET /api/unit',
  'POST /api/unit/check-in',
  'POST /api/unit/post',
  'POST /api/unit/state',
  'POST /api/positions',
  'POST /api/assignments/{id}/steps',
];

withDatabases('schema', (database) => {
  let api: Api;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
  });
  afterAll(() => api.close());

  describe('the phone of a unit', () => {
    let phone: Send;
    let dispatcher: Send;
    let [own, other] = ['', ''];
    const unit = () => thing('units', 'left');
    /** Sends a unit to a new incident; the id of the assignment. */
    const sent = async (side: Side): Promise<string> => {
      const made = await dispatcher('POST', '/api/incidents', {
        geometry: at(side),
        properties: { type: 'theft', priority: 3 },
      });
      const path = `/api/incidents/${made.body.id}`;
      const unitId = thing('units', side);
      const patched = await dispatcher('PATCH', path, { properties: { unitId } }, ANY);
      return patched.body.properties.assignments[0].id;
    };
    beforeAll(async () => {
      phone = await api.asUnit(unit(), LEFT);
      dispatcher = await api.as('dispatcher');
      [own, other] = [await sent('left'), await sent('right')];
    });

    it('is let into nothing but its own duty', async () => {
      const document = (await api.anonymous('GET', '/api/openapi.json')).body;
      const refused: string[] = [];
      for (const [path, methods] of Object.entries<Record<string, { security?: object[] }>>(document.paths))
        for (const [method, operation] of Object.entries(methods)) {
          if (operation.security?.every((one) => Object.keys(one).length === 0)) continue;
          const name = `${method.toUpperCase()} ${path}`;
          if (OF_UNIT.includes(name)) continue;
          const { status, body } = await phone(method.toUpperCase(), path.replace(/\{[^}]+\}/g, unit()));
          expect([name, status, body?.code]).toEqual([name, 403, 'forbidden']);
          refused.push(name);
        }
      expect(refused.length).toBeGreaterThan(100);
      expect((await phone('GET', '/tiles/areas/0/0/0.mvt')).status).toBe(403);
    });

    it('takes the steps of its own assignments, and does not take itself back', async () => {
      const step = (id: string, name: string) =>
        phone('POST', `/api/assignments/${id}/steps`, { step: name });
      expect((await step(own, 'acknowledge')).status).toBe(200);
      expect((await step(own, 'take_back')).status).toBe(403);
      expect((await step(other, 'acknowledge')).status).toBe(404);
      const { body } = await phone('GET', '/api/unit');
      expect([body.unit.id, body.assignment.id]).toEqual([unit(), own]);
    });

    it('reports its own position only', async () => {
      const [lng, lat] = IN_LEFT;
      const fixAt = new Date(api.deps.clock()).toISOString();
      const fix = (side: Side) => ({ unitId: thing('units', side), lng, lat, fixAt });
      const { body } = await phone('POST', '/api/positions', { fixes: [fix('left'), fix('right')] });
      expect(body.refused).toEqual([{ index: 1, reason: 'unknown_unit' }]);
    });

    it('is no desk: desks have no duty of a unit', async () => {
      for (const role of DESK_ROLES) {
        expect((await (await api.as(role, LEFT))('GET', '/api/unit')).status).toBe(403);
        const state = await (await api.as(role, LEFT))('POST', '/api/unit/state', { state: 'available' });
        expect(state?.status).toBe(403);
      }
      const viewer = await api.as('viewer', LEFT);
      const taken = await viewer('POST', `/api/assignments/${own}/steps`, { step: 'en_route' });
      expect(taken.status).toBe(403);
    });
  });
});
