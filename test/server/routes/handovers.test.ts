import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Handover, HandoverDraft, HandoverHeads, HandoverNote } from '../../../core/contract/handover.ts';
import { sql } from '../../../server/database/sql.ts';
import { hashEvent } from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { CITY, GRID_LEFT, IN_LEFT, LEFT, loadSmallCity, RIGHT, thing } from '../small-city.ts';

const HOUR = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();

withDatabases('schema', (database) => {
  let api: Api;
  let outgoing: Send;
  let incoming: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    api.setClock(NOW_MS);
    outgoing = await api.as('operator');
    incoming = await api.as('dispatcher');
  });
  afterAll(() => api.close());
  const note = (send: Send, text: string, subject: object | null = null) =>
    send('POST', '/api/handover-notes', { text, subject });
  const signOff = (send: Send, fromMs = NOW_MS - 8 * HOUR) =>
    send('POST', '/api/handovers', { from: iso(fromMs) });
  const signOn = (send: Send, id: string, body: object = {}, version = '"1"') =>
    send('POST', `/api/handovers/${id}/sign-on`, body, { 'If-Match': version });
  const draft = async (send: Send, query = '') => (await send('GET', `/api/handovers/draft${query}`)).body;

  it('shows what would be handed over: open and due, alarms, what happened, what is lost', async () => {
    const made = await outgoing('POST', '/api/incidents', {
      geometry: { type: 'Point', coordinates: IN_LEFT },
      properties: { type: 'fire', priority: 1 },
    });
    const alarm = `/api/alarms/${thing('alarms', 'left')}`;
    await outgoing('POST', `${alarm}/shelve`, { reason: '检修' }, { 'If-Match': '*' });
    const body = await draft(outgoing, `?from=${iso(NOW_MS - 8 * HOUR)}`);
    const { summary } = HandoverDraft.strict().parse(body);
    expect(summary.shift).toBe('day');
    expect(summary.open).toEqual({ '1': 1, '2': 2, '3': 0, '4': 0 });
    expect(summary.overdue).toBe(2);
    expect(summary.incidents[0]).toMatchObject({
      number: made.body.properties.number,
      next: { stage: 'verify', dueAt: iso(NOW_MS + 60_000) },
    });
    expect([summary.alarmsUnacknowledged, summary.alarmsSetAside]).toEqual([1, 1]);
    expect(summary.alarms.find(({ state }) => state === 'shelved')).toMatchObject({
      reason: '检修',
      until: iso(NOW_MS + 2 * HOUR),
      byName: expect.stringMatching(/^t-operator/),
    });
    expect(summary.lost).toMatchObject({ devicesOffline: 2, unitsLost: 2, checkpointsClosed: 0 });
    expect(summary.lost.feeds.map(({ feed }) => feed)).toContain('units');
    // The clock stands: events of now belong to the next shift, as the span is half open.
    api.setClock(NOW_MS + 1);
    const { changes } = (await draft(outgoing, `?from=${iso(NOW_MS - 8 * HOUR)}`)).summary;
    expect(changes.counts.reported['1']).toBe(1);
    expect(changes.happenings.map(({ kind }: { kind: string }) => kind)).toEqual([
      'urgent_reported',
      'alarm_shelved',
    ]);
    api.setClock(NOW_MS);
  });

  describe('notes', () => {
    it('are masked, belong to the area of what they are about, and are carried on until struck out', async () => {
      const general = await note(outgoing, '联系电话 13912345678，明早复查');
      expect(general.status).toBe(201);
      expect(general.headers.get('X-Masked')).toBe('mobile');
      expect(HandoverNote.strict().parse(general.body).text).toBe('联系电话 ***，明早复查');
      const about = await note(outgoing, '换电池', { noun: 'devices', id: thing('devices', 'left') });
      expect(about.body).toMatchObject({ areaCode: GRID_LEFT, subject: { label: 'D-left' } });
      const left = await api.as('viewer', LEFT);
      expect(
        (await left('GET', '/api/handover-notes')).body.items.map(({ id }: { id: string }) => id),
      ).toEqual([about.body.id]);
      const strike = (send: Send, version: string) =>
        send('POST', `/api/handover-notes/${about.body.id}/strike`, undefined, { 'If-Match': version });
      expect((await strike(left, '"1"')).status).toBe(403);
      expect((await strike(await api.as('operator', RIGHT), '"1"')).status).toBe(404);
      expect((await strike(incoming, '"7"')).status).toBe(412);
      expect((await strike(incoming, '"1"')).body.struckByName).toMatch(/^t-dispatcher/);
      expect((await strike(incoming, '*')).body).toMatchObject({ status: 422, reason: 'note_struck' });
      const standing = (await draft(outgoing)).summary.notes;
      expect(standing.map(({ id }: { id: string }) => id)).toEqual([general.body.id]);
      const since = await outgoing('GET', `/api/handover-notes?struckSince=${iso(NOW_MS - HOUR)}`);
      expect(since.body.items).toHaveLength(2);
    });

    it('are refused without words, about nothing, or to a role that may not', async () => {
      expect((await note(outgoing, '  ')).status).toBe(400);
      const unknown = await note(outgoing, 'x', { noun: 'posts', id: thing('units', 'left') });
      expect(unknown.body).toMatchObject({ status: 400, reason: 'thing_unknown' });
      expect((await note(await api.as('planner'), 'x')).status).toBe(403);
    });
  });

  describe('signatures', () => {
    let id: string;
    it('freeze the summary, whose hash is in the event log', async () => {
      const { status, body, headers } = await signOff(outgoing);
      expect(status).toBe(201);
      id = body.id;
      expect(headers.get('Location')).toBe(`/api/handovers/${id}`);
      const handover = Handover.strict().parse(body);
      expect(handover).toMatchObject({
        state: 'signed_off',
        areaCode: CITY,
        isIntact: true,
        to: iso(NOW_MS),
      });
      expect(handover.summary.notes).toHaveLength(1);
      const [event] = await database().query<
        Parameters<typeof hashEvent>[0] & { hash: string; after: { summaryHash: string } }
      >(sql`
        SELECT seq, at, actor_id AS "actorId", noun, kind, subject_id AS "subjectId", area_code AS "areaCode",
          old_area_code AS "oldAreaCode", before, after, prev_hash AS "prevHash", hash
        FROM event WHERE noun = 'handovers' AND subject_id = ${id}`);
      expect(event?.after.summaryHash).toBe(handover.summaryHash);
      expect(event && hashEvent(event)).toBe(event?.hash);
    });

    it('keep what was signed, whatever happens after; what happened since is told apart', async () => {
      const before = (await outgoing('GET', `/api/handovers/${id}`)).body;
      api.setClock(NOW_MS + 60_000);
      await outgoing('POST', '/api/incidents', {
        geometry: { type: 'Point', coordinates: IN_LEFT },
        properties: { type: 'assault', priority: 2 },
      });
      api.setClock(NOW_MS + 120_000);
      const { body } = await outgoing('GET', `/api/handovers/${id}`);
      expect(body.summary).toEqual(before.summary);
      const told = body.changes.happenings.map(({ kind }: { kind: string }) => kind);
      expect(told[told.length - 1]).toBe('urgent_reported');
      expect(body.changes.from).toBe(iso(NOW_MS));
    });

    it('one handover waits at a time', async () => {
      expect((await signOff(incoming)).body).toMatchObject({ status: 422, reason: 'handover_waiting' });
    });

    it('who signed off does not sign on as well; another account does, once, on the version that was read', async () => {
      expect((await signOn(outgoing, id)).body).toMatchObject({
        status: 422,
        reason: 'handover_same_account',
      });
      expect((await incoming('POST', `/api/handovers/${id}/sign-on`, {})).status).toBe(428);
      expect((await signOn(incoming, id, {}, '"9"')).status).toBe(412);
      expect((await signOn(await api.as('viewer'), id)).status).toBe(403);
      const { status, body, headers } = await signOn(incoming, id);
      expect(status).toBe(200);
      expect(headers.get('ETag')).toBe('"2"');
      expect(body).toMatchObject({
        state: 'signed_on',
        aloneReason: null,
        signedOnAt: iso(NOW_MS + 120_000),
      });
      expect(body.changes).toMatchObject({ from: iso(NOW_MS), to: iso(NOW_MS + 120_000) });
      expect((await signOn(incoming, id, {}, '*')).body).toMatchObject({ reason: 'handover_signed_on' });
      const events = await database().query(sql`
        SELECT kind FROM event WHERE noun = 'handovers' AND subject_id = ${id} ORDER BY seq`);
      expect(events).toEqual([{ kind: 'create' }, { kind: 'update' }]);
    });

    it('who is alone says why, without names', async () => {
      api.setClock(NOW_MS + HOUR);
      const { body } = await signOff(outgoing, NOW_MS);
      const answer = await signOn(outgoing, body.id, { aloneReason: '同班请假，电话13912345678' });
      expect(answer.headers.get('X-Masked')).toBe('mobile');
      expect(answer.body.aloneReason).toBe('同班请假，电话***');
    });

    it('the next shift begins where the last ended', async () => {
      api.setClock(NOW_MS + 2 * HOUR);
      const { summary, previous } = await draft(incoming);
      expect(summary.from).toBe(iso(NOW_MS + HOUR));
      expect(previous.state).toBe('signed_on');
    });

    it('a shift is neither empty nor longer than two days', async () => {
      for (const fromMs of [NOW_MS + 3 * HOUR, NOW_MS - 60 * HOUR])
        expect((await signOff(outgoing, fromMs)).body).toMatchObject({
          status: 400,
          reason: 'handover_span',
        });
      expect((await outgoing('GET', `/api/handovers/draft?from=${iso(NOW_MS + 9 * HOUR)}`)).status).toBe(400);
    });

    it('a repeated request signs once', async () => {
      const send = (key: string) =>
        outgoing('POST', '/api/handovers', { from: iso(NOW_MS + HOUR) }, { 'Idempotency-Key': key });
      const [first, second] = [await send('s1'), await send('s1')];
      expect(second.body.id).toBe(first.body.id);
      await signOn(incoming, first.body.id);
    });

    it('are listed newest first, page by page', async () => {
      const first = HandoverHeads.parse((await incoming('GET', '/api/handovers?limit=2')).body);
      expect(first.items.map(({ to }) => to)).toEqual([iso(NOW_MS + 2 * HOUR), iso(NOW_MS + HOUR)]);
      const cursor = encodeURIComponent(first.nextCursor ?? '');
      const rest = (await incoming('GET', `/api/handovers?limit=2&cursor=${cursor}`)).body;
      expect(rest.items.map((one: { id: string }) => one.id)).toEqual([id]);
      expect(rest.nextCursor).toBeNull();
    });

    it('a changed row is found out', async () => {
      await database().query(sql`
        UPDATE handover SET summary = jsonb_set(summary, '{overdue}', '99') WHERE id = ${id}::uuid`);
      expect((await outgoing('GET', `/api/handovers/${id}`)).body.isIntact).toBe(false);
    });
  });

  it('an area has its own handovers, which the areas beside it do not see', async () => {
    const left = await api.as('operator', LEFT);
    const right = await api.as('operator', RIGHT);
    const { body } = await signOff(left, NOW_MS + HOUR);
    expect(body.areaCode).toBe(LEFT);
    expect(
      body.summary.incidents.every(({ areaCode }: { areaCode: string }) => areaCode.startsWith(LEFT)),
    ).toBe(true);
    expect((await right('GET', `/api/handovers/${body.id}`)).status).toBe(404);
    expect((await signOn(right, body.id)).status).toBe(404);
    expect((await right('GET', '/api/handovers')).body.items).toEqual([]);
    expect((await incoming('GET', `/api/handovers/${body.id}`)).status).toBe(200);
    expect((await signOff(right, NOW_MS + HOUR)).status).toBe(201);
  });
});
