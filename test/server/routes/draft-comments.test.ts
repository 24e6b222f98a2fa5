import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DraftComment } from '../../../core/contract/draft.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { loadPlannedCity } from '../planned-city.ts';

withDatabases('schema', (database) => {
  let api: Api;
  let ann: Send;
  beforeAll(async () => {
    await loadPlannedCity(database());
    api = makeApi(database());
    ann = await api.as('planner');
  });
  afterAll(() => api.close());

  describe('a comment on a draft', () => {
    it('stands at a place without personal data until it is settled', async () => {
      const { id } = (await ann('POST', '/api/drafts', { name: '春季调整' })).body;
      const place = { lng: 101.7005, lat: 36.6005 };
      const input = {
        geometry: { type: 'Point', coordinates: [place.lng, place.lat] },
        text: '此处应沿河 13912345678',
      };
      const supervisor = await api.as('supervisor');
      const { status, body, headers } = await supervisor('POST', `/api/drafts/${id}/comments`, input);
      expect([status, headers.get('X-Masked')]).toEqual([201, 'mobile']);
      const comment = DraftComment.strict().parse(body);
      expect(comment).toMatchObject({ text: '此处应沿河 ***', settledAt: null });
      const settle = `/api/drafts/${id}/comments/${comment.id}/settle`;
      expect((await ann('POST', settle)).body.settledAt).toBe(new Date(NOW_MS).toISOString());
      expect((await ann('POST', settle)).body.reason).toBe('comment_settled');
      expect((await ann('GET', `/api/drafts/${id}/comments`)).body.items).toHaveLength(1);
      const viewer = await api.as('viewer');
      expect((await viewer('POST', `/api/drafts/${id}/comments`, input)).status).toBe(403);
    });
  });
});
