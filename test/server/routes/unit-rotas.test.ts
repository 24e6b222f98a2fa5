import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Recommendation } from '../../../core/contract/recommendation.ts';
import { addDays, shiftAt } from '../../../core/duty/rota.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { seenUnit } from '../seen-unit.ts';
import { IN_LEFT, loadSmallCity } from '../small-city.ts';

const [LNG, LAT] = IN_LEFT;
const ANY = { 'If-Match': '*' };
const { day: TODAY, shift: NOW_SHIFT } = shiftAt('Asia/Shanghai', NOW_MS);
const OTHER_SHIFT = NOW_SHIFT === 'day' ? 'night' : 'day';

withDatabases('schema', (database) => {
  let api: Api;
  let dispatcher: Send;

  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    dispatcher = await api.as('dispatcher');
  });
  afterAll(() => api.close());

  const unit = (more: object = {}, metres = 200) =>
    seenUnit(dispatcher, [LNG + metres / 89_400, LAT], { shift: NOW_SHIFT, ...more });
  const patch = (id: string, properties: object, send = dispatcher, match: Record<string, string> = ANY) =>
    send('PATCH', `/api/units/${id}`, { properties }, match);
  const read = async (id: string) => (await dispatcher('GET', `/api/units/${id}`)).body.properties;

  describe('a pattern', () => {
    it('is kept as it was given, taken away, and changed on the version that was seen by who leads units', async () => {
      const id = await unit();
      const rota = { cycle: ['day', 'rest', 'night'], anchorDay: '2026-01-05' };
      expect(await read(id)).toMatchObject({ rota: null, exceptions: [], brigadeId: null });
      expect((await patch(id, { rota }, dispatcher, { 'If-Match': '"1"' })).body.properties.rota).toEqual(
        rota,
      );
      expect((await patch(id, { rota: null }, dispatcher, { 'If-Match': '"1"' })).status).toBe(412);
      expect((await patch(id, { nameEn: 'Renamed' })).body.properties.rota).toEqual(rota);
      expect((await patch(id, { rota: null })).body.properties.rota).toBeNull();
      expect((await patch(id, { rota }, await api.as('operator'))).status).toBe(403);
      expect((await patch(id, { rota }, await api.as('viewer'))).status).toBe(403);
    });

    it('has at least a day, real days, and no duty that is none of a pattern', async () => {
      const id = await unit();
      const anchorDay = '2026-01-05';
      for (const rota of [
        { cycle: [], anchorDay },
        { cycle: ['training'], anchorDay },
        { cycle: Array(57).fill('day'), anchorDay },
        { cycle: ['day'], anchorDay: '2026-02-30' },
      ])
        expect((await patch(id, { rota })).status, JSON.stringify(rota)).toBe(400);
      expect((await read(id)).version).toBe(1);
    });
  });

  describe('exceptions', () => {
    it('are by rising days, each once', async () => {
      const id = await unit();
      const [one, two] = [
        { day: '2026-11-01', duty: 'rest' },
        { day: '2026-11-02', duty: 'reserve' },
      ];
      expect((await patch(id, { exceptions: [one, two] })).body.properties.exceptions).toEqual([one, two]);
      expect((await patch(id, { exceptions: [two, one] })).status).toBe(400);
      expect((await patch(id, { exceptions: [one, one] })).status).toBe(400);
      expect((await patch(id, { exceptions: [{ ...one, duty: 'holiday' }] })).status).toBe(400);
    });
  });

  describe('a brigade', () => {
    it('is a unit of that kind, and stays one while it has squads', async () => {
      const [brigade, squad] = [await unit({ kind: 'brigade' }), await unit()];
      expect((await patch(squad, { brigadeId: squad })).body.reason).toBe('brigade_unknown');
      expect((await patch(brigade, { brigadeId: brigade })).body.reason).toBe('brigade_unknown');
      expect((await patch(squad, { brigadeId: brigade })).body.properties.brigadeId).toBe(brigade);
      const refused = await patch(brigade, { kind: 'squad' });
      expect([refused.status, refused.body.reason, refused.body.params.units]).toEqual([
        409,
        'brigade_has_units',
        1,
      ]);
      const path = `/api/units/${brigade}`;
      expect((await dispatcher('DELETE', path, undefined, ANY)).body.reason).toBe('brigade_has_units');
      expect((await patch(squad, { brigadeId: null })).status).toBe(200);
      expect((await patch(brigade, { kind: 'squad' })).status).toBe(200);
      expect((await dispatcher('DELETE', path, undefined, ANY)).status).toBe(204);
    });
  });

  describe('the calendar', () => {
    const recommended = async (): Promise<Recommendation> => {
      const { body } = await dispatcher('POST', '/api/incidents', {
        geometry: { type: 'Point', coordinates: IN_LEFT },
        properties: { type: 'theft', priority: 3 },
      });
      const found = await dispatcher('GET', `/api/incidents/${body.id}/recommendation`);
      return Recommendation.strict().parse(found.body);
    };
    const warnings = async (id: string) => (await recommended()).units.find((one) => one.id === id)?.warnings;

    it('says who is on shift, at once', async () => {
      const id = await unit();
      expect(await warnings(id)).toEqual([]);
      await patch(id, { exceptions: [{ day: TODAY, duty: 'training' }] });
      expect(await warnings(id)).toEqual(['off_shift']);
      await patch(id, { exceptions: [], rota: { cycle: ['rest', NOW_SHIFT], anchorDay: TODAY } });
      expect(await warnings(id)).toEqual(['off_shift']);
      await patch(id, { rota: { cycle: ['rest', NOW_SHIFT], anchorDay: addDays(TODAY, -1) } });
      expect(await warnings(id)).toEqual([]);
    });

    it('says how long who is on shift still is', async () => {
      const id = await unit();
      const { endMs } = shiftAt('Asia/Shanghai', NOW_MS);
      const found = (await recommended()).units.find((one) => one.id === id);
      expect(found?.shiftLeftSeconds).toBe((endMs - NOW_MS) / 1000);
    });

    it('keeps who is off out of a plan of patrols', async () => {
      const id = await unit({ shift: OTHER_SHIFT });
      const startMs = shiftAt('Asia/Shanghai', NOW_MS).endMs;
      const { day, shift } = shiftAt('Asia/Shanghai', startMs);
      const stop = {
        ...{ id: null, kind: 'points', placeId: 'p', nameZh: '点', nameEn: 'Point', lng: LNG, lat: LAT },
        arriveAt: new Date(startMs + 3_600_000).toISOString(),
        leaveAt: new Date(startMs + 4_200_000).toISOString(),
        ...{ windowMinutes: 10, radiusMetres: 100, checkIn: 'geofence' },
      };
      const plan = { day, shift, name: 'Calendar', rounds: [{ unitId: id, post: null, stops: [stop] }] };
      const save = () => dispatcher('POST', '/api/patrol-plans', plan);
      const rest = { exceptions: [{ day, duty: 'rest' }] };
      await patch(id, rest);
      const refused = await save();
      expect([refused.status, refused.body.issues[0].message.split(',')[0]]).toEqual([409, 'off_shift']);
      await patch(id, { exceptions: [{ day, duty: shift }] });
      const made = await save();
      expect(made.status, made.text).toBe(201);
      await patch(id, rest);
      const path = `/api/patrol-plans/${made.body.id}/issue`;
      expect((await dispatcher('POST', path, undefined, ANY)).body.reason).toBe('patrol_conflicts');
      await patch(id, { exceptions: [{ day, duty: shift }] });
      expect((await dispatcher('POST', path, undefined, ANY)).status).toBe(200);
    });

    it('says who covers by plan', async () => {
      const covering = async () => {
        const { body } = await dispatcher('GET', '/api/coverage?basis=plan');
        return body.planned.units as number;
      };
      const before = await covering();
      const id = await unit();
      expect(await covering()).toBe(before + 1);
      await patch(id, { exceptions: [{ day: TODAY, duty: 'reserve' }] });
      expect(await covering()).toBe(before);
    });
  });
});
