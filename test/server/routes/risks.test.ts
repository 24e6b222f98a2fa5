import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RISK_ITEMS } from '../../../core/case/vocabulary.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Answer, type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { IN_LEFT, LEFT, loadSmallCity, thing } from '../small-city.ts';

const ANY = { 'If-Match': '*' };
const DAY_MS = 86_400_000;
const STARTS = '2026-12-01T00:00:00.000Z';
const ENDS = '2026-12-02T00:00:00.000Z';
const low = RISK_ITEMS.map((item) => ({ item, answer: 'low' }));
const crowded = low.map((one) => (one.item === 'crowd' ? { item: 'crowd', answer: 'high' } : one));
const unsafe = low.map((one) => (one.item === 'evacuation' ? { item: 'evacuation', answer: 'high' } : one));
const measures = [{ text: '增设疏散通道', organisation: 'fire_rescue' }];

withDatabases('schema', (database) => {
  let api: Api;
  let author: Send;
  let second: Send;
  let signer: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    author = await api.as('supervisor');
    second = await api.as('operator');
    signer = await api.as('supervisor');
  });
  afterAll(() => api.close());
  beforeEach(() => api.setClock(NOW_MS));

  const write = (given: object = {}, send = author) =>
    send('POST', '/api/risks', {
      geometry: { type: 'Point', coordinates: IN_LEFT },
      properties: {
        kind: 'mass_event',
        nameZh: '城市马拉松',
        owner: 'culture_tourism',
        startsAt: STARTS,
        endsAt: ENDS,
        checklist: low,
        ...given,
      },
    });
  const written = async (given: object = {}, send = author): Promise<string> =>
    (await write(given, send)).body.id;
  const act = (
    id: string,
    name: string,
    send: Send,
    body: object = {},
    headers: Record<string, string> = ANY,
  ) => send('POST', `/api/risks/${id}/${name}`, body, headers);
  const patch = (id: string, properties: object, send = author) =>
    send('PATCH', `/api/risks/${id}`, { properties }, ANY);
  const because = ({ status, body }: Answer) => [status, body.reason];

  it('goes from draft to sign-off by two accounts, runs, and is evaluated once it is over', async () => {
    const { body } = await write();
    expect(body.properties).toMatchObject({
      status: 'draft',
      grade: 'low',
      number: expect.stringMatching(/^R2026-\d{4}$/),
    });
    expect(body.properties.authorName).toMatch(/^t-supervisor/);
    const submitted = await act(body.id, 'submit', author);
    expect(submitted.body.properties).toMatchObject({
      status: 'submitted',
      submittedBy: body.properties.authorId,
    });
    const signed = (await act(body.id, 'sign-off', signer, { reason: '同意' })).body.properties;
    expect(signed).toMatchObject({
      status: 'signed_off',
      signedAt: new Date(NOW_MS).toISOString(),
      lastReason: '同意',
    });
    expect(signed.signedBy).not.toBe(signed.authorId);
    const evaluation = { result: 'smooth', reason: '人流平稳' };
    expect(because(await act(body.id, 'evaluate', author, evaluation))).toEqual([422, 'risk_not_over']);
    api.setClock(Date.parse(ENDS));
    expect((await act(body.id, 'evaluate', author, evaluation)).body.properties).toMatchObject({
      status: 'evaluated',
      result: 'smooth',
    });
    const { items } = (await author('GET', `/api/risks/${body.id}/history`)).body;
    expect(
      items.map((item: { after: { properties: { lastAct: string } } }) => item.after.properties.lastAct),
    ).toEqual(['evaluate', 'sign_off', 'submit', 'open']);
  });

  describe('the sign-off', () => {
    it('is neither the author nor the submitter, nor a role without the right', async () => {
      const own = await written();
      await act(own, 'submit', author);
      expect(because(await act(own, 'sign-off', author))).toEqual([422, 'risk_own_file']);
      expect(because(await act(own, 'sign-off', second))).toEqual([403, 'role_forbids']);
      const others = await written({}, second);
      await act(others, 'submit', author);
      expect(because(await act(others, 'sign-off', author))).toEqual([422, 'risk_own_file']);
      expect((await act(others, 'sign-off', signer)).status).toBe(200);
    });

    it('of a high risk is the city, and there is only one', async () => {
      const id = await written({ checklist: unsafe, measures });
      await act(id, 'submit', author);
      const district = await api.as('supervisor', LEFT);
      expect(because(await act(id, 'sign-off', district))).toEqual([422, 'risk_needs_city']);
      const seen = { 'If-Match': (await author('GET', `/api/risks/${id}`)).headers.get('ETag') ?? '' };
      const third = await api.as('admin');
      const both = await Promise.all([
        act(id, 'sign-off', signer, {}, seen),
        act(id, 'sign-off', third, {}, seen),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
      expect(because(await act(id, 'sign-off', third))).toEqual([422, 'risk_status_forbids']);
    });

    it('falls when the file is returned, which needs a reason; then it can be changed and submitted again', async () => {
      const id = await written();
      await act(id, 'submit', author);
      expect(because(await patch(id, { text: '改' }))).toEqual([422, 'risk_status_forbids']);
      expect((await act(id, 'return', signer)).status).toBe(400);
      await act(id, 'sign-off', signer);
      const back = await act(id, 'return', signer, { reason: '路线有变' });
      expect(back.body.properties).toMatchObject({ status: 'returned', signedBy: null, signedAt: null });
      expect((await patch(id, { text: '改道' })).body.properties).toMatchObject({
        status: 'returned',
        text: '改道',
      });
      expect((await act(id, 'submit', second)).body.properties.status).toBe('submitted');
    });
  });

  describe('its content', () => {
    it('is graded by the checklist; another grade needs its reason and keeps it', async () => {
      expect((await write({ checklist: crowded })).body.properties.grade).toBe('medium');
      expect(because(await write({ grade: 'high' }))).toEqual([400, 'grade_needs_reason']);
      const { body } = await write({ grade: 'high', gradeReason: '去年发生过拥挤' });
      expect(body.properties).toMatchObject({ grade: 'high', gradeReason: '去年发生过拥挤' });
      expect((await patch(body.id, { text: '补充' })).body.properties.grade).toBe('high');
      expect((await patch(body.id, { grade: 'low' })).body.properties).toMatchObject({
        grade: 'low',
        gradeReason: '',
      });
    });

    it('is submitted whole', async () => {
      const bare = await written({ checklist: [] });
      expect((await author('GET', `/api/risks/${bare}`)).body.properties.checklist).toHaveLength(
        RISK_ITEMS.length,
      );
      expect(because(await act(bare, 'submit', author))).toEqual([422, 'risk_items_open']);
      const unmeasured = await written({ checklist: crowded });
      expect(because(await act(unmeasured, 'submit', author))).toEqual([422, 'risk_measures_missing']);
      await patch(unmeasured, { measures });
      expect((await act(unmeasured, 'submit', author)).status).toBe(200);
    });

    it('bears no personal data in any of its texts', async () => {
      const answer = await write({
        nameZh: '夜市 13812345678',
        text: '联系人：王小明',
        checklist: [{ item: 'fire', answer: 'high', note: '摊主电话 13912345678' }],
        measures: [{ text: '负责人 a.b@example.com 到岗', organisation: 'fire_rescue' }],
      });
      expect(answer.headers.get('X-Masked')).toBe('name,mobile,email');
      expect(answer.text).not.toMatch(/13812345678|13912345678|王小明|example\.com/);
      const returned = await act(answer.body.id, 'withdraw', author, { reason: '电话 13812345678 取消' });
      expect(returned.headers.get('X-Masked')).toBe('mobile');
    });

    it.each([
      [{ endsAt: STARTS }, 'risk_period_reversed'],
      [{ endsAt: '2036-01-01T00:00:00Z' }, 'risk_period_too_long'],
      [{ owner: '某人' }, 'not_among'],
      [{ checklist: [{ item: 'faith', answer: 'low' }] }, 'not_among'],
      [{ organiser: '某人' }, 'field_unknown'],
    ])('is refused with %j', async (given, reason) => {
      const answer = await write(given);
      expect([answer.status, answer.body.reason ?? answer.body.issues?.[0]?.reason]).toEqual([400, reason]);
    });
  });

  it('is neither submitted nor signed once its period is over', async () => {
    const id = await written();
    await act(id, 'submit', author);
    api.setClock(Date.parse(ENDS));
    expect(because(await act(id, 'sign-off', signer))).toEqual([422, 'risk_over']);
    expect((await act(id, 'withdraw', author, { reason: '未举办' })).status).toBe(200);
    expect(because(await act(id, 'withdraw', author, { reason: 'x' }))).toEqual([422, 'risk_status_forbids']);
  });

  it('is listed by kind, grade, status and the time it shares, and found only in its area', async () => {
    const id = await written({ kind: 'festival', checklist: crowded });
    const listed = async (query: string, send = author) =>
      (await send('GET', `/api/risks?limit=500&${query}`)).body.features.map(
        (risk: { id: string }) => risk.id,
      );
    expect(await listed('kind=festival&grade=medium&status=draft')).toEqual([id]);
    expect(await listed(`kind=festival&from=${ENDS}`)).toEqual([]);
    expect(await listed(`kind=festival&to=${STARTS}`)).toEqual([]);
    expect(await listed(`kind=festival&from=2026-12-01T12:00:00Z&to=2026-12-01T13:00:00Z`)).toEqual([id]);
    const district = await api.as('viewer', LEFT);
    expect((await district('GET', `/api/risks/${thing('risks', 'right')}`)).status).toBe(404);
    api.setClock(NOW_MS + DAY_MS);
    await act(id, 'withdraw', author, { reason: '取消' });
    const { risks } = (await author('GET', '/api/live/snapshot')).body;
    expect(risks.some((risk: { id: string }) => risk.id === id)).toBe(false);
  });
});
