import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../core/case/due.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Answer, type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { IN_LEFT, IN_RIGHT, LEFT, loadSmallCity, thing } from '../small-city.ts';

const ANY = { 'If-Match': '*' };
const TODAY = '2026-11-23';
const COMMUNITY = `${LEFT}001001`;

withDatabases('schema', (database) => {
  let api: Api;
  let city: Send;
  let district: Send;
  let community: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    city = await api.as('supervisor');
    district = await api.as('operator', LEFT);
    community = await api.as('operator', COMMUNITY);
  });
  afterAll(() => api.close());
  beforeEach(() => api.setClock(NOW_MS));

  const open = async (given: object = {}, coordinates = IN_LEFT): Promise<Answer> => {
    const properties = {
      kind: 'dispute',
      grade: 3,
      nameZh: '物业费纠纷',
      owner: 'community_committee',
      ...given,
    };
    return await city('POST', '/api/cases', { geometry: { type: 'Point', coordinates }, properties });
  };
  const opened = async (given: object = {}): Promise<string> => (await open(given)).body.id;
  const act = (id: string, name: string, body: object, send = city, headers: Record<string, string> = ANY) =>
    send('POST', `/api/cases/${id}/${name}`, body, headers);
  const because = ({ status, body }: Answer) => [status, body.code, body.reason];
  const reason = '涉及多个部门';

  describe('opening', () => {
    it('numbers the cases of a year, gives the usual day and the one language that is there', async () => {
      const first = (await open()).body.properties;
      const second = (await open({ heldBy: 'district', nameEn: 'Fees' })).body.properties;
      expect(first).toMatchObject({
        status: 'open',
        heldBy: 'community',
        dueOn: addDays(TODAY, 7),
        nameEn: '物业费纠纷',
        lastAct: 'open',
        actions: [],
      });
      expect(second).toMatchObject({ heldBy: 'district', dueOn: addDays(TODAY, 30), nameEn: 'Fees' });
      const numbers = [first, second].map(({ number }) => /^C2026-(\d{4})$/.exec(number)?.[1]);
      expect(Number(numbers[1])).toBe(Number(numbers[0]) + 1);
    });

    it('is done once for a key, and tells what it masked', async () => {
      const send = () =>
        city(
          'POST',
          '/api/cases',
          {
            geometry: { type: 'Point', coordinates: IN_LEFT },
            properties: {
              kind: 'hazard',
              grade: 1,
              nameZh: '外墙脱落 13812345678',
              text: '联系人：王小明',
              owner: 'housing',
            },
          },
          { 'Idempotency-Key': 'case-once' },
        );
      const [first, again] = [await send(), await send()];
      expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
      expect(first.headers.get('X-Masked')).toBe('name,mobile');
      expect(first.text).not.toMatch(/13812345678|王小明/);
    });

    it.each([
      [{ kind: 'crime' }, 400],
      [{ owner: '某某' }, 400],
      [{ suspect: '某某' }, 400],
      [{ grade: 4 }, 400],
      [{ nameZh: ' ' }, 400],
      [{ dueOn: '2026-11-22' }, 400],
      [{ dueOn: '2028-01-01' }, 400],
      [{ heldBy: 'grid' }, 400],
    ])('refuses %j', async (given, status) => {
      expect((await open(given)).status).toBe(status);
    });

    it('is no higher than the account reaches, and inside its area', async () => {
      const body = (heldBy: string, coordinates = IN_LEFT) => ({
        geometry: { type: 'Point', coordinates },
        properties: { kind: 'hazard', grade: 2, nameZh: '隐患', owner: 'emergency', heldBy },
      });
      const send = (heldBy: string, place?: [number, number]) =>
        community('POST', '/api/cases', body(heldBy, place));
      expect((await send('community')).status).toBe(201);
      expect(because(await send('street'))).toEqual([422, 'illegal_transition', 'case_held_above']);
      expect((await send('community', IN_RIGHT)).body.code).toBe('outside_scope');
    });
  });

  it('goes up and down with reasons, is evaluated, closed and reopened, and its history tells it all', async () => {
    const id = await opened();
    const steps: [string, object, object][] = [
      ['escalate', { reason }, { heldBy: 'street', dueOn: addDays(TODAY, 15) }],
      ['escalate', { reason, dueOn: '2026-12-24' }, { heldBy: 'district', dueOn: '2026-12-24' }],
      ['extend', { reason, dueOn: '2027-01-10' }, { dueOn: '2027-01-10' }],
      ['return', { reason: '属地可以办结' }, { heldBy: 'street', dueOn: addDays(TODAY, 15) }],
      ['transfer', { reason, owner: 'housing' }, { owner: 'housing' }],
      ['note', { reason: '已约谈双方' }, { lastReason: '已约谈双方' }],
      ['evaluate', { reason, evaluation: 'unresolved' }, { status: 'open', evaluation: 'unresolved' }],
      ['evaluate', { reason, evaluation: 'contained' }, { status: 'evaluated' }],
      ['close', { outcome: 'settled' }, { status: 'closed', outcome: 'settled' }],
      ['reopen', { reason: '双方反悔' }, { status: 'open', outcome: null, closedAt: null, heldBy: 'street' }],
    ];
    for (const [name, body, after] of steps) {
      const answer = await act(id, name, body);
      expect([name, answer.status]).toEqual([name, 200]);
      expect(answer.body.properties).toMatchObject({ ...after, lastAct: name });
    }
    const { items } = (await city('GET', `/api/cases/${id}/history`)).body;
    expect(items.map((item: { after: { properties: object } }) => item.after.properties)).toMatchObject([
      ...steps.map(([lastAct]) => ({ lastAct })).reverse(),
      { lastAct: 'open' },
    ]);
  });

  it('does what is not legal under no circumstances, and says why', async () => {
    const id = await opened();
    expect(because(await act(id, 'return', { reason }))).toEqual([
      422,
      'illegal_transition',
      'case_at_bottom',
    ]);
    expect(because(await act(id, 'close', { outcome: 'settled' }))).toEqual([
      422,
      'illegal_transition',
      'case_status_forbids',
    ]);
    expect((await act(id, 'escalate', {})).status).toBe(400);
    expect((await act(id, 'escalate', { reason: '  ' })).status).toBe(400);
    expect(because(await act(id, 'extend', { reason, dueOn: TODAY }))).toEqual([
      422,
      'illegal_transition',
      'due_not_later',
    ]);
    await act(id, 'evaluate', { reason, evaluation: 'resolved' });
    const patched = await city('PATCH', `/api/cases/${id}`, { properties: { grade: 1 } }, ANY);
    expect(because(patched)).toEqual([422, 'illegal_transition', 'case_status_forbids']);
    await act(id, 'close', { outcome: 'unfounded', reason: '' });
    expect((await act(id, 'note', { reason })).status).toBe(422);
  });

  it('is taken on by the level that holds it, and seen only inside its area', async () => {
    const id = await opened();
    await act(id, 'escalate', { reason }, community);
    expect(because(await act(id, 'escalate', { reason }, community))).toEqual([
      422,
      'illegal_transition',
      'case_held_above',
    ]);
    expect((await act(id, 'note', { reason }, community)).status).toBe(200);
    expect((await act(id, 'escalate', { reason }, district)).status).toBe(200);
    expect((await act(id, 'escalate', { reason }, district)).status).toBe(200);
    expect((await act(id, 'return', { reason }, district)).body.reason).toBe('case_held_above');
    const right = thing('cases', 'right');
    expect((await act(right, 'note', { reason }, district)).status).toBe(404);
  });

  it('is changed on the version that was seen', async () => {
    const { body, headers } = await open();
    const seen = { 'If-Match': headers.get('ETag') ?? '' };
    expect((await act(body.id, 'escalate', { reason }, city, {})).status).toBe(428);
    const [one, other] = await Promise.all([
      act(body.id, 'escalate', { reason }, city, seen),
      act(body.id, 'escalate', { reason }, district, seen),
    ]);
    expect([one.status, other.status].sort()).toEqual([200, 412]);
    expect((await city('GET', `/api/cases/${body.id}`)).body.properties.heldBy).toBe('street');
  });

  it('lists filter by kind, level, organisation, status and delay; what is overdue is counted by organisation', async () => {
    const id = await opened({
      kind: 'key_area',
      owner: 'police_station',
      heldBy: 'street',
      dueOn: '2026-11-24',
    });
    await city('POST', `/api/cases/${id}/actions`, {
      kind: 'security',
      partner: 'traffic_police',
      text: '联合整治',
      dueOn: '2026-11-23',
    });
    const listed = async (query: string) =>
      (await city('GET', `/api/cases?limit=500&${query}`)).body.features.map(
        (file: { id: string }) => file.id,
      );
    expect(await listed('kind=key_area')).toEqual([id]);
    expect(await listed('level=street&organisation=traffic_police')).toEqual([id]);
    expect(await listed('organisation=petitions')).toEqual([]);
    expect(await listed('overdue=true&within=630103')).toEqual([thing('cases', 'right')]);
    expect(await listed('overdue=true&status=closed')).toEqual([]);
    expect((await city('GET', '/api/cases?overdue=perhaps')).status).toBe(400);

    api.setClock(NOW_MS + 5 * 86_400_000);
    expect(await listed('overdue=true&kind=key_area')).toEqual([id]);
    const load = async (send: Send) =>
      (await send('GET', '/api/cases/workloads')).body.items as { organisation: string }[];
    const of = (items: { organisation: string }[], wanted: string) =>
      items.find(({ organisation }) => organisation === wanted);
    const items = await load(city);
    expect(of(items, 'police_station')).toMatchObject({ cases: 1, casesOverdue: 1, mostDaysLate: 4 });
    expect(of(items, 'traffic_police')).toMatchObject({
      cases: 0,
      actions: 1,
      actionsOverdue: 1,
      mostDaysLate: 5,
    });
    const right = await load(await api.as('viewer', '630103'));
    expect(right).toEqual([
      {
        organisation: 'community_committee',
        cases: 1,
        casesOverdue: 1,
        actions: 0,
        actionsOverdue: 0,
        mostDaysLate: 18,
      },
    ]);
  });

  it('leaves the live set when it is closed, and comes back when it is reopened', async () => {
    const id = await opened();
    const isLive = async () =>
      (await city('GET', '/api/live/snapshot')).body.cases.some((file: { id: string }) => file.id === id);
    expect(await isLive()).toBe(true);
    await act(id, 'evaluate', { reason, evaluation: 'resolved' });
    await act(id, 'close', { outcome: 'settled' });
    expect(await isLive()).toBe(false);
    expect((await city('GET', `/api/cases/${id}`)).body.properties.status).toBe('closed');
    await act(id, 'reopen', { reason });
    expect(await isLive()).toBe(true);
  });

  it('has no act for who may only look', async () => {
    const viewer = await api.as('viewer');
    const id = await opened();
    for (const name of ['escalate', 'return', 'note', 'reopen', 'extend', 'transfer', 'evaluate', 'close'])
      expect((await act(id, name, BODIES[name] ?? { reason }, viewer)).status).toBe(403);
  });
});

const BODIES: Record<string, object> = {
  extend: { reason: 'x', dueOn: '2027-01-01' },
  transfer: { reason: 'x', owner: 'housing' },
  evaluate: { reason: 'x', evaluation: 'resolved' },
  close: { outcome: 'settled' },
};
