import { afterAll, beforeAll, expect, it } from 'vitest';
import { withDatabases } from '../../support/databases.ts';
import { type Answer, type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { IN_LEFT, LEFT, loadSmallCity, thing } from '../small-city.ts';

const ANY = { 'If-Match': '*' };

/** Joint actions of cases. */
withDatabases('schema', (database) => {
  let api: Api;
  let city: Send;
  let district: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    city = await api.as('supervisor');
    district = await api.as('operator', LEFT);
  });
  afterAll(() => api.close());

  const opened = async (): Promise<string> => {
    const properties = { kind: 'dispute', grade: 3, nameZh: '物业费纠纷', owner: 'community_committee' };
    const geometry = { type: 'Point', coordinates: IN_LEFT };
    return (await city('POST', '/api/cases', { geometry, properties })).body.id;
  };
  const act = (id: string, name: string, body: object) => city('POST', `/api/cases/${id}/${name}`, body, ANY);
  const because = ({ status, body }: Answer) => [status, body.code, body.reason];
  const reason = '涉及多个部门';
  const action = { kind: 'mediation', partner: 'justice_office', text: '组织调解', dueOn: '2026-11-25' };

  it('are added once for a key, ended with a result, and hold the evaluation back until then', async () => {
    const id = await opened();
    const add = () =>
      city(
        'POST',
        `/api/cases/${id}/actions`,
        { ...action, text: '联系 13812345678' },
        { 'Idempotency-Key': id },
      );
    const [first, again] = [await add(), await add()];
    expect([first.status, again.body.properties.actions.length]).toEqual([201, 1]);
    expect(first.headers.get('X-Masked')).toBe('mobile');
    const actionId = first.body.properties.actions[0].id;
    const why = await act(id, 'evaluate', { reason, evaluation: 'resolved' });
    expect(because(why)).toEqual([422, 'illegal_transition', 'case_actions_open']);
    const end = (state = 'done') => act(id, `actions/${actionId}/end`, { state, result: '达成协议' });
    expect((await end()).body.properties.actions[0]).toMatchObject({
      state: 'done',
      result: '达成协议',
      endedAt: new Date(NOW_MS).toISOString(),
    });
    expect(because(await end('dropped'))).toEqual([422, 'illegal_transition', 'case_action_ended']);
    expect((await act(id, 'evaluate', { reason, evaluation: 'resolved' })).status).toBe(200);
    expect((await city('POST', `/api/cases/${id}/actions`, action)).status).toBe(422);
  });

  it.each([
    [{ partner: '张三' }, 400],
    [{ dueOn: '2026-11-01' }, 400],
    [{ text: '' }, 400],
    [{ kind: 'other' }, 400],
  ])('refuse %j', async (given, status) => {
    const id = await opened();
    expect((await city('POST', `/api/cases/${id}/actions`, { ...action, ...given })).status).toBe(status);
  });

  it('that are not there are 404, as are those of another area', async () => {
    const id = await opened();
    const end = { state: 'done', result: '完成' };
    expect((await act(id, `actions/${thing('cases', 'left')}/end`, end)).status).toBe(404);
    const path = `/api/cases/${thing('cases', 'right')}/actions`;
    expect((await district('POST', path, action)).status).toBe(404);
  });
});
