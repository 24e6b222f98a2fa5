import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PatrolPlan, PatrolPlans } from '../../../core/contract/patrol-plan.ts';
import { PatrolTemplate, PatrolTemplates } from '../../../core/contract/patrol-template.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { addUnit, at, DAY, planOf, roundOf, stop, UNIT } from '../patrol-fixtures.ts';
import { IN_RIGHT, LEFT, loadSmallCity, thing } from '../small-city.ts';

const ANY = { 'If-Match': '*' };

withDatabases('schema', (database) => {
  let api: Api;
  let dispatcher: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    dispatcher = await api.as('dispatcher');
  });
  afterAll(() => api.close());

  const save = (input: object, send = dispatcher, headers = {}) =>
    send('POST', '/api/patrol-plans', input, headers);
  const saved = async (input: object = planOf()): Promise<PatrolPlan> => {
    const { status, body, text } = await save(input);
    expect(status, text).toBe(201);
    return PatrolPlan.strict().parse(body);
  };
  const act = (id: string, what: string, send = dispatcher, headers: Record<string, string> = ANY) =>
    send('POST', `/api/patrol-plans/${id}/${what}`, undefined, headers);

  describe('a plan of patrols', () => {
    it('is kept with its ways, read again, and logged', async () => {
      const { status, body, headers } = await save(planOf(), dispatcher, { 'Idempotency-Key': 'once' });
      expect(status).toBe(201);
      const plan = PatrolPlan.strict().parse(body);
      expect(headers.get('ETag')).toBe('"1"');
      expect(plan).toMatchObject({
        state: 'draft',
        day: DAY,
        areaCode: '630100',
        version: 1,
        issuedAt: null,
      });
      const [round] = plan.rounds;
      expect(round).toMatchObject({
        unitId: UNIT,
        unitCode: 'U-left',
        startAt: at(30),
        endAt: at(74),
        line: null,
      });
      // No roads: 800 m, 1.3 times as long, at 30 km/h.
      expect(round?.stops[1]?.travelSeconds).toBeCloseTo((800 * 1.3) / (30 / 3.6), -1);
      expect((await save(planOf(), dispatcher, { 'Idempotency-Key': 'once' })).body.id).toBe(plan.id);
      expect((await dispatcher('GET', `/api/patrol-plans/${plan.id}`)).body).toEqual(body);
      const { body: list } = await dispatcher('GET', `/api/patrol-plans?from=${DAY}&to=${DAY}&shift=day`);
      expect(
        PatrolPlans.strict()
          .parse(list)
          .items.find(({ id }) => id === plan.id),
      ).toMatchObject({ unitIds: [UNIT], stops: 2 });
      const [event] = await database().query<{ kind: string; after: PatrolPlan }>(
        sql`SELECT kind, after FROM event WHERE noun = 'patrol_plans' AND subject_id = ${plan.id}`,
      );
      expect(event).toMatchObject({
        kind: 'create',
        after: { id: plan.id, rounds: [{ stops: [{ nameZh: 'a' }, {}] }] },
      });
    });

    it('names each conflict and keeps nothing', async () => {
      const [own, late] = [await addUnit(dispatcher), await addUnit(dispatcher, { shift: 'night' })];
      const rounds = [
        roundOf(own, [stop('a', 0, 30, 42), stop('b', 9000, 43, 55)]),
        roundOf(own, [stop('a', 0, 41, 52)]),
        roundOf(late, [stop('c', 0, -10, 5), stop('d', 0, 470, 485)]),
        roundOf(thing('devices', 'left'), [stop('e', 0, 30, 42)]),
      ];
      const { status, body } = await save(planOf({ rounds }));
      expect([status, body.reason]).toEqual([409, 'patrol_conflicts']);
      expect(
        body.issues.map(({ path, message }: { path: string; message: string }) => [
          path,
          message.split(',')[0],
        ]),
      ).toEqual([
        ['body.rounds.0.stops.1', 'too_soon'],
        ['body.rounds.1', 'unit_twice'],
        ['body.rounds.1.stops.0', 'place_twice'],
        ['body.rounds.2', 'off_shift'],
        ['body.rounds.2', 'over_shift'],
        ['body.rounds.3', 'unit_unknown'],
      ]);
      expect(body.params).toEqual({ conflicts: 6 });
    });

    it('is changed on the version that was seen, and its stops stay the same stops', async () => {
      const own = await addUnit(dispatcher);
      const plan = await saved(planOf({ rounds: [roundOf(own)] }));
      const [a, b] = plan.rounds[0]!.stops;
      const changed = planOf({
        name: '改后',
        rounds: [roundOf(own, [{ ...stop('b', 900, 20, 32), id: b!.id } as never, stop('new', 0, 60, 75)])],
      });
      const path = `/api/patrol-plans/${plan.id}`;
      expect((await dispatcher('PUT', path, changed)).status).toBe(428);
      expect((await dispatcher('PUT', path, changed, { 'If-Match': '"9"' })).status).toBe(412);
      const { status, body, text } = await dispatcher('PUT', path, changed, { 'If-Match': '"1"' });
      expect(status, text).toBe(200);
      const after = PatrolPlan.strict().parse(body);
      expect([after.version, after.name]).toEqual([2, '改后']);
      expect(after.rounds[0]?.id).toBe(plan.rounds[0]?.id);
      const ids = after.rounds[0]!.stops.map(({ id }) => id);
      expect(ids[0]).toBe(b!.id);
      expect([a!.id, b!.id]).not.toContain(ids[1]);
    });

    it('is issued in one act; a unit of it goes no other round then, until it is taken back', async () => {
      const [one, two] = [await addUnit(dispatcher), await addUnit(dispatcher)];
      const first = await saved(planOf({ rounds: [roundOf(one), roundOf(two, [stop('z', 0, 100, 111)])] }));
      const second = await saved(planOf({ rounds: [roundOf(two, [stop('z', 0, 200, 211)])] }));
      const issued = await act(first.id, 'issue', dispatcher, { 'If-Match': '"1"' });
      expect([issued.status, issued.body.state, issued.body.version]).toEqual([200, 'issued', 2]);
      expect((await act(first.id, 'issue')).body.reason).toBe('patrol_state_forbids');
      const refused = await act(second.id, 'issue');
      expect([refused.status, refused.body.reason]).toEqual([409, 'patrol_conflicts']);
      expect(refused.body.issues[0].message).toContain('unit_twice');
      expect((await act(first.id, 'withdraw')).body.state).toBe('withdrawn');
      expect((await act(second.id, 'issue')).status).toBe(200);
      expect((await dispatcher('DELETE', `/api/patrol-plans/${second.id}`, undefined, ANY)).body.reason).toBe(
        'patrol_state_forbids',
      );
    });

    it('is issued by one of two who give its unit out at once', async () => {
      const own = await addUnit(dispatcher);
      const plans = [
        await saved(planOf({ rounds: [roundOf(own)] })),
        await saved(planOf({ rounds: [roundOf(own)] })),
      ];
      const others = [await api.as('dispatcher'), await api.as('supervisor')];
      const answers = await Promise.all(plans.map(({ id }, i) => act(id, 'issue', others[i])));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const [lost] = answers.filter(({ status }) => status === 409);
      expect(['patrol_unit_taken', 'patrol_conflicts']).toContain(lost?.body.reason);
      await expect(
        database().query(sql`UPDATE patrol_round SET issued = true WHERE unit_id = ${own}::uuid`),
      ).rejects.toThrow(/patrol_round_issued/);
    });

    it('is not issued once its shift is over, and a draft can be removed', async () => {
      const plan = await saved(planOf({ day: '2026-11-20', rounds: [roundOf(UNIT, shifted(-4))] }));
      expect((await act(plan.id, 'issue')).body.reason).toBe('patrol_shift_over');
      expect((await dispatcher('DELETE', `/api/patrol-plans/${plan.id}`, undefined, ANY)).status).toBe(204);
      expect((await dispatcher('GET', `/api/patrol-plans/${plan.id}`)).status).toBe(404);
    });

    it('belongs to a scope, and is made by who leads units', async () => {
      const plan = await saved(planOf({ rounds: [roundOf(await addUnit(dispatcher))] }));
      const left = await api.as('dispatcher', LEFT);
      expect((await left('GET', `/api/patrol-plans/${plan.id}`)).status).toBe(404);
      expect((await save(planOf({ rounds: [roundOf(thing('units', 'right'))] }), left)).body.reason).toBe(
        'patrol_conflicts',
      );
      const [lng, lat] = IN_RIGHT;
      const outside = { ...stop('far', 0, 30, 42), lng, lat };
      expect((await save(planOf({ rounds: [roundOf(UNIT, [outside])] }), left)).body.code).toBe(
        'outside_scope',
      );
      for (const role of ['viewer', 'operator', 'planner'] as const)
        expect((await save(planOf(), await api.as(role))).status).toBe(403);
      expect(
        (await save(planOf({ rounds: [roundOf(await addUnit(dispatcher))] }), await api.as('supervisor')))
          .status,
      ).toBe(201);
      expect((await dispatcher('GET', `/api/patrol-plans?from=${DAY}&to=2026-11-20`)).status).toBe(400);
    });
  });

  it('can be kept as a template for days of the week, and removed', async () => {
    const { id: _, arriveAt: __, leaveAt: ___, ...place } = stop('a', 0, 0, 1);
    const input = {
      name: '工作日早班',
      shift: 'day',
      weekdays: [5, 1],
      rounds: [{ unitId: UNIT, post: null, stops: [{ ...place, fromSeconds: 1800, staySeconds: 720 }] }],
    };
    const path = '/api/patrol-templates';
    const { status, body, text, headers } = await dispatcher('POST', path, input, { 'Idempotency-Key': 't' });
    expect(status, text).toBe(201);
    const template = PatrolTemplate.strict().parse(body);
    expect(template).toMatchObject({
      name: '工作日早班',
      weekdays: [1, 5],
      rounds: input.rounds,
      version: 1,
    });
    expect(headers.get('ETag')).toBe('"1"');
    expect((await dispatcher('POST', path, input, { 'Idempotency-Key': 't' })).body.id).toBe(template.id);
    const { items } = PatrolTemplates.strict().parse((await dispatcher('GET', path)).body);
    expect(items).toEqual([template]);
    const left = await api.as('dispatcher', LEFT);
    expect((await left('GET', path)).body.items).toEqual([]);
    expect((await left('DELETE', `${path}/${template.id}`, undefined, ANY)).status).toBe(404);
    expect((await dispatcher('POST', path, { ...input, weekdays: [1, 1] })).status).toBe(400);
    expect((await (await api.as('operator'))('POST', path, input)).status).toBe(403);
    expect(
      (await dispatcher('DELETE', `${path}/${template.id}`, undefined, { 'If-Match': '"7"' })).status,
    ).toBe(412);
    expect((await dispatcher('DELETE', `${path}/${template.id}`, undefined, ANY)).status).toBe(204);
    const events = await database().query(
      sql`SELECT kind FROM event WHERE noun = 'patrol_templates' ORDER BY seq`,
    );
    expect(events).toEqual([{ kind: 'create' }, { kind: 'delete' }]);
  });

  const shifted = (days: number) =>
    roundOf().stops.map((one) => ({
      ...one,
      arriveAt: new Date(Date.parse(one.arriveAt) + days * 86_400_000).toISOString(),
      leaveAt: new Date(Date.parse(one.leaveAt) + days * 86_400_000).toISOString(),
    }));
});
