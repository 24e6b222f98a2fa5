import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Recommendation } from '../../../core/contract/recommendation.ts';
import { INCIDENT_TYPES } from '../../../core/vocabulary.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { seenUnit } from '../seen-unit.ts';
import { IN_LEFT, LEFT, loadSmallCity } from '../small-city.ts';

const [LNG, LAT] = IN_LEFT;
const ANY = { 'If-Match': '*' };
const NEEDS = '/api/skill-needs';

withDatabases('schema', (database) => {
  let api: Api;
  let dispatcher: Send;
  let supervisor: Send;

  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    [dispatcher, supervisor] = [await api.as('dispatcher'), await api.as('supervisor')];
  });
  afterAll(() => api.close());

  const unitAt = (metres: number, more: object) => seenUnit(dispatcher, [LNG + metres / 89_400, LAT], more);
  const incident = async (type: string): Promise<string> => {
    const geometry = { type: 'Point', coordinates: IN_LEFT };
    const { body } = await dispatcher('POST', '/api/incidents', {
      geometry,
      properties: { type, priority: 3 },
    });
    return body.id;
  };
  const recommended = async (id: string, query = ''): Promise<Recommendation> => {
    const { status, body } = await dispatcher('GET', `/api/incidents/${id}/recommendation${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return Recommendation.strict().parse(body);
  };

  describe('the skills of a unit', () => {
    it('are kept, changed on the version that was seen, and only those of the vocabulary, each once', async () => {
      const id = await unitAt(5000, { skills: ['drone', 'dog'] });
      const path = `/api/units/${id}`;
      expect((await dispatcher('GET', path)).body.properties.skills).toEqual(['drone', 'dog']);
      const patch = (skills: string[]) => dispatcher('PATCH', path, { properties: { skills } }, ANY);
      expect((await patch(['first_aid'])).body.properties).toMatchObject({
        skills: ['first_aid'],
        version: 2,
      });
      expect((await patch(['dog', 'dog'])).status).toBe(400);
      expect((await patch(['flying'])).status).toBe(400);
      const renamed = await dispatcher('PATCH', path, { properties: { nameEn: 'Renamed' } }, ANY);
      expect(renamed.body.properties.skills).toEqual(['first_aid']);
    });

    it('are none when nobody told them', async () => {
      const id = await unitAt(5000, {});
      expect((await dispatcher('GET', `/api/units/${id}`)).body.properties.skills).toEqual([]);
    });
  });

  describe('what a type of incident needs', () => {
    it('is told of every type, and set for the whole city on the version that was seen', async () => {
      const { items } = (await dispatcher('GET', NEEDS)).body;
      expect(items.map(({ type }: { type: string }) => type)).toEqual([...INCIDENT_TYPES]);
      expect(items.find(({ type }: { type: string }) => type === 'dispute').wanted).toEqual(['mediation']);
      const wish = { wanted: ['first_aid'], required: ['dog'] };
      const path = `${NEEDS}/noise`;
      expect((await supervisor('PUT', path, wish)).status).toBe(428);
      expect((await supervisor('PUT', path, wish, { 'If-Match': '"1"' })).body).toMatchObject({
        type: 'noise',
        ...wish,
        version: 2,
      });
      expect((await supervisor('PUT', path, wish, { 'If-Match': '"1"' })).status).toBe(412);
      const both = { wanted: ['dog'], required: ['dog'] };
      expect((await supervisor('PUT', path, both, ANY)).status).toBe(400);
      expect((await supervisor('PUT', `${NEEDS}/weather`, wish, ANY)).status).toBe(400);
      expect((await dispatcher('PUT', path, wish, ANY)).status).toBe(403);
      const district = await api.as('supervisor', LEFT);
      expect((await district('PUT', path, wish, ANY)).status).toBe(403);
    });

    it('counts in the recommendation at once', async () => {
      const [near, able] = [await unitAt(100, {}), await unitAt(900, { skills: ['water_rescue'] })];
      const id = await incident('damage');
      const ids = async (query?: string) => (await recommended(id, query)).units.map((unit) => unit.id);
      expect((await ids()).slice(0, 2)).toEqual([near, able]);
      const wish = { wanted: ['water_rescue'], required: [] };
      expect((await supervisor('PUT', `${NEEDS}/damage`, wish, ANY)).status).toBe(200);
      const found = await recommended(id);
      expect(found.units[0]).toMatchObject({ id: able, warnings: [], lacks: [] });
      expect(found.units.find((unit) => unit.id === near)?.lacks).toEqual(['water_rescue']);
      expect([found.skills, found.missingSkills]).toEqual([wish, []]);
    });
  });

  describe('what a dispatcher wants for one incident', () => {
    it('counts in the stead of what its type needs, and is kept with the decision', async () => {
      const [near, able] = [await unitAt(100, {}), await unitAt(900, { skills: ['bilingual'] })];
      const id = await incident('theft');
      const found = await recommended(id, '?required=bilingual');
      expect(found.units.map((unit) => unit.id)).toEqual([able]);
      expect(found.excluded.find((unit) => unit.id === near)).toMatchObject({
        why: 'lacks_required',
        lacks: ['bilingual'],
      });
      const skills = { wanted: [], required: ['bilingual'] };
      const send = (confirmed: string[]) =>
        dispatcher('POST', `/api/incidents/${id}/assignment`, { unitId: near, confirmed, skills }, ANY);
      expect((await send([])).body.params).toEqual({ warnings: ['lacks_required'] });
      expect((await send(['lacks_required'])).status).toBe(200);
      const [decision] = (await dispatcher('GET', `/api/incidents/${id}/decisions`)).body.items;
      expect(decision).toMatchObject({
        rank: null,
        confirmed: ['lacks_required'],
        recommendation: { skills },
      });
    });

    it('is nothing where the address names none, and refused where it names what there is not', async () => {
      const id = await incident('dispute');
      expect((await recommended(id)).skills?.wanted).toEqual(['mediation']);
      expect((await recommended(id, '?wanted=')).skills).toEqual({ wanted: [], required: [] });
      const path = `/api/incidents/${id}/recommendation`;
      const long = `wanted=${'dog,'.repeat(60)}`;
      for (const query of ['wanted=flying', 'wanted=dog,dog', 'wanted=dog&required=dog', 'skills=dog', long])
        expect((await dispatcher('GET', `${path}?${query}`)).status, query).toBe(400);
    });
  });
});
