import { describe, expect, it } from 'vitest';
import { Cordons, type WantedPosition } from '../../../core/contract/cordon.ts';
import { UnitDuty } from '../../../core/contract/unit-duty.ts';
import { sql } from '../../../server/database/sql.ts';
import { eventsAbout } from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';
import { NOW_MS } from '../api.ts';
import { ANY, EAST_JUNCTION, PATH, withCordonCity } from '../cordon-city.ts';
import { IN_LEFT, LEFT, RIGHT } from '../small-city.ts';

const ROUNDS = 10;

withDatabases('schema', (database) => {
  const { city, unitAt, planned, wantedOf, set, cordonOf, standDown, stateOf } = withCordonCity(database);
  const become = async (id: string, state: string): Promise<void> => {
    const { status, text } = await city.dispatcher(
      'PATCH',
      `/api/units/${id}`,
      { properties: { state } },
      ANY,
    );
    expect(status, text).toBe(200);
  };

  describe('a cordon', () => {
    it('is set in one act, held, and stood down in one act', async () => {
      const wanted = wantedOf(await planned());
      const { status, body, headers, text } = await set(wanted);
      expect(status, text).toBe(201);
      const cordon = cordonOf(body);
      expect(headers.get('ETag')).toBe('"1"');
      expect(cordon.properties).toMatchObject({ state: 'set', exits: 'city', version: 1 });
      expect(cordon.properties.positions.map(({ state, unitId }) => [state, unitId]).sort()).toEqual(
        [
          ['sent', city.west],
          ['sent', city.east],
        ].sort(),
      );
      const [first] = cordon.properties.positions;
      const report = await city.dispatcher(
        'POST',
        `${PATH}/${cordon.id}/positions/${first?.id}/in-place`,
        {},
        { 'If-Match': '"1"' },
      );
      expect(cordonOf(report.body).properties.positions.find(({ id }) => id === first?.id)).toMatchObject({
        state: 'in_place',
        inPlaceAt: new Date(NOW_MS).toISOString(),
      });
      const stale = await city.dispatcher('POST', `${PATH}/${cordon.id}/stand-down`, undefined, {
        'If-Match': '"1"',
      });
      expect(stale.status).toBe(412);
      const down = await standDown(cordon.id);
      expect(down.properties).toMatchObject({ state: 'stood_down', version: 3 });
      expect(down.properties.positions.every(({ state }) => state === 'released')).toBe(true);
      const again = await city.dispatcher('POST', `${PATH}/${cordon.id}/stand-down`, undefined, ANY);
      expect([again.status, again.body.reason]).toEqual([422, 'cordon_stood_down']);
      const events = await eventsAbout(database(), 'cordons', cordon.id, 5);
      expect(events.map(({ kind }) => kind)).toEqual(['update', 'update', 'create']);
    });

    it('binds its units: no other cordon and no incident gets them, until it is stood down', async () => {
      const wanted = wantedOf(await planned());
      const { body } = await set(wanted);
      const other = await set(wanted);
      expect([other.status, other.body.reason]).toEqual([409, 'unit_in_cordon']);
      const incident = await city.dispatcher('POST', '/api/incidents', {
        geometry: { type: 'Point', coordinates: IN_LEFT },
        properties: { type: 'theft', priority: 3 },
      });
      const assign = (unitId: string) =>
        city.dispatcher(
          'PATCH',
          `/api/incidents/${incident.body.id}`,
          { properties: { unitId, status: 'assigned' } },
          ANY,
        );
      const refused = await assign(city.west);
      expect([refused.status, refused.body.reason]).toEqual([409, 'unit_in_cordon']);
      expect((await planned()).units).toMatchObject({ free: 0, bound: 2 });
      await standDown(body.id);
      expect((await assign(city.west)).status).toBe(200);
      const busy = await set(wanted);
      expect([busy.status, busy.body.reason]).toEqual([409, 'unit_busy']);
      expect(await database().query(sql`SELECT id FROM cordon WHERE state = 'set'`)).toEqual([]);
      await city.dispatcher(
        'PATCH',
        `/api/incidents/${incident.body.id}`,
        { properties: { unitId: null } },
        ANY,
      );
    });

    it('is told to its units, and each says from its phone that it is in place', async () => {
      const phone = await city.api.asUnit(city.west, LEFT);
      const postOf = async () => UnitDuty.strict().parse((await phone('GET', '/api/unit')).body).post;
      const say = (positionId: string, doneAt?: string) =>
        phone('POST', '/api/unit/post', { positionId, ...(doneAt ? { doneAt } : {}) });
      expect(await postOf()).toBeNull();
      const { body } = await set(wantedOf(await planned()));
      const { positions } = cordonOf(body).properties;
      const own = positions.find(({ unitId }) => unitId === city.west)!;
      const other = positions.find(({ unitId }) => unitId === city.east)!;
      const { id, place, nameZh, nameEn, dueAt, sentAt } = own;
      expect(await postOf()).toEqual({ id, place, nameZh, nameEn, dueAt, sentAt, inPlaceAt: null });
      expect((await say(other.id)).status).toBe(404);
      // A time before it was sent, or to come, is not believed.
      const said = await say(id, new Date(NOW_MS + 3_600_000).toISOString());
      expect([said.status, said.body.post.inPlaceAt]).toEqual([200, new Date(NOW_MS).toISOString()]);
      expect((await say(id)).body.post).toEqual(await postOf());
      const seen = await city.dispatcher('GET', `${PATH}/${body.id}`);
      expect(cordonOf(seen.body).properties.positions.find((one) => one.id === id)?.state).toBe('in_place');
      await standDown(body.id);
      expect(await postOf()).toBeNull();
      const late = await say(id);
      expect([late.status, late.body.reason]).toEqual([422, 'cordon_stood_down']);
    });

    it('gets a unit once, however many set at once', async () => {
      const wanted = wantedOf(await planned());
      const [one, two] = [await city.api.as('dispatcher'), await city.api.as('supervisor')];
      for (let round = 0; round < ROUNDS; round += 1) {
        const answers = await Promise.all([set(wanted, {}, one), set(wanted, {}, two)]);
        expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
        for (const { status, body } of answers)
          if (status === 201) await standDown(body.id);
          else expect(body.reason).toBe('unit_in_cordon');
      }
      const bind = (cordon: string) =>
        database().query(
          sql`UPDATE cordon_position SET state = 'sent', released_at = NULL WHERE cordon_id = ${cordon}::uuid`,
        );
      const all = await database().query<{ id: string }>(sql`SELECT id FROM cordon ORDER BY set_at, id`);
      await bind(all[0]!.id);
      await expect(bind(all[1]!.id)).rejects.toThrow(/cordon_position_unit/);
      await database().query(sql`UPDATE cordon_position SET state = 'released', released_at = now()`);
    });

    it('closes its checkpoints and puts them back to what they were', async () => {
      const times = {
        dueAt: new Date(NOW_MS + 60_000).toISOString(),
        arrivesAt: new Date(NOW_MS).toISOString(),
      };
      const own = { checkpointId: city.checkpoint, nodeId: null, unitId: null, ...times };
      const made = await set([
        own,
        { checkpointId: null, nodeId: EAST_JUNCTION, unitId: city.east, ...times },
      ]);
      expect(made.status, made.text).toBe(201);
      expect(cordonOf(made.body).properties.positions.find(({ unitId }) => unitId === null)).toMatchObject({
        state: 'in_place',
        checkpointWas: 'staffed',
        nameEn: 'West checkpoint',
      });
      expect(await stateOf(city.checkpoint)).toBe('closed');
      await standDown(made.body.id);
      expect(await stateOf(city.checkpoint)).toBe('staffed');

      const withUnit = await set([
        { checkpointId: city.checkpoint, nodeId: null, unitId: city.west, ...times },
      ]);
      expect(await stateOf(city.checkpoint)).toBe('staffed');
      const [position] = cordonOf(withUnit.body).properties.positions;
      const path = `${PATH}/${withUnit.body.id}/positions/${position?.id}/in-place`;
      expect((await city.dispatcher('POST', path, { closeCheckpoint: true }, ANY)).status).toBe(200);
      expect(await stateOf(city.checkpoint)).toBe('closed');
      // Somebody opens it on purpose: that is not undone.
      await city.dispatcher(
        'PATCH',
        `/api/checkpoints/${city.checkpoint}`,
        { properties: { state: 'open' } },
        ANY,
      );
      await standDown(withUnit.body.id);
      expect(await stateOf(city.checkpoint)).toBe('open');
      await city.dispatcher(
        'PATCH',
        `/api/checkpoints/${city.checkpoint}`,
        { properties: { state: 'staffed' } },
        ANY,
      );
    });

    it('is planned again with its own units, and changed by a person', async () => {
      const { body } = await set(wantedOf(await planned()));
      const reserve = await unitAt(-1500);
      const again = await planned({ cordonId: body.id });
      expect(again.units.free).toBe(3);
      expect(again.plan.newOrders).toBe(0);
      const change = wantedOf(again).map((one) =>
        one.unitId === city.west ? { ...one, unitId: reserve } : one,
      );
      const path = `${PATH}/${body.id}/positions`;
      expect((await city.dispatcher('PUT', path, { positions: change })).status).toBe(428);
      const changed = await city.dispatcher('PUT', path, { positions: change }, { 'If-Match': '"1"' });
      expect(changed.status, changed.text).toBe(200);
      const states = new Map(
        cordonOf(changed.body).properties.positions.map(({ unitId, state }) => [unitId, state]),
      );
      expect(states).toEqual(
        new Map([
          [city.west, 'released'],
          [city.east, 'sent'],
          [reserve, 'sent'],
        ]),
      );
      await standDown(body.id);
      await become(reserve, 'off_duty');
    });

    it.each(['off_duty', 'unavailable'])(
      'no longer counts on a unit of its own that became %s',
      async (state) => {
        const { body } = await set(wantedOf(await planned()));
        const reserve = await unitAt(-1600);
        await become(city.west, state);
        const { plan, units } = await planned({ cordonId: body.id });
        expect(units).toMatchObject({ free: 2 });
        expect(plan.verdict).toBe('closed');
        expect(plan.positions.map(({ unit }) => unit?.id)).not.toContain(city.west);
        expect(plan.positions.map(({ unit }) => unit?.id)).toContain(reserve);
        expect(plan.newOrders).toBe(1);
        await standDown(body.id);
        await become(city.west, 'available');
        await become(reserve, 'off_duty');
      },
    );

    it('is refused whole where one of its positions is wrong', async () => {
      const [first, second] = wantedOf(await planned());
      const reasonOf = async (positions: (WantedPosition | undefined)[]) => {
        const { status, body } = await set(positions.flatMap((one) => one ?? []));
        return [status, body.reason];
      };
      expect(await reasonOf([first, first])).toEqual([400, 'cordon_place_twice']);
      expect(await reasonOf([first, second && { ...second, unitId: first!.unitId }])).toEqual([
        400,
        'cordon_unit_twice',
      ]);
      expect(await reasonOf([first, second && { ...second, nodeId: 999 }])).toEqual([
        400,
        'cordon_place_unknown',
      ]);
      expect(await reasonOf([first, second && { ...second, unitId: city.checkpoint }])).toEqual([
        400,
        'unit_unknown',
      ]);
      expect(await reasonOf([])).toEqual([400, 'field_missing']);
      expect(await database().query(sql`SELECT id FROM cordon WHERE state = 'set'`)).toEqual([]);
    });

    it('is listed for who sees its place', async () => {
      const { body } = await set(wantedOf(await planned()));
      const listed = await city.dispatcher('GET', `${PATH}?state=set`);
      expect(
        Cordons.strict()
          .parse(listed.body)
          .items.map(({ id }) => id),
      ).toEqual([body.id]);
      const page = await city.dispatcher('GET', `${PATH}?limit=1`);
      const next = await city.dispatcher('GET', `${PATH}?limit=1&cursor=${page.body.nextCursor}`);
      expect(next.body.items[0].id).not.toBe(page.body.items[0].id);
      const right = await city.api.as('viewer', RIGHT);
      expect((await right('GET', PATH)).body.items).toEqual([]);
      expect((await right('GET', `${PATH}/${body.id}`)).status).toBe(404);
      await standDown(body.id);
    });
  });
});
