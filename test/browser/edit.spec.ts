import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../core/contract/checkpoint.ts';
import type { Geofence } from '../../core/contract/geofence.ts';
import type { Institution } from '../../core/contract/institution.ts';
import type { LiveNoun } from '../../core/contract/live.ts';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';

describe('editing in the inspector', () => {
  const site = withSite();

  async function firstOf<T>(noun: LiveNoun): Promise<T> {
    const answer = await site().send('planner', 'GET', `/api/${noun}?limit=1`);
    return ((await answer.json()) as { features: T[] }).features[0] as T;
  }
  async function guardPostsOf({ id }: Institution): Promise<number> {
    const answer = await site().send('planner', 'GET', `/api/institutions/${id}`);
    return ((await answer.json()) as Institution).properties.guardPosts;
  }
  /** Somebody else sets the number of guard posts. */
  async function setElsewhere({ id }: Institution, guardPosts: number): Promise<void> {
    const headers = { 'If-Match': '*' };
    const path = `/api/institutions/${id}`;
    const answer = await site().send('planner', 'PATCH', path, { properties: { guardPosts } }, headers);
    expect(answer.status).toBe(200);
  }

  test('a value that can not be is refused at its field; a good one is saved and taken back', async () => {
    const institution = await firstOf<Institution>('institutions');
    await setElsewhere(institution, 3);
    const { page, complaints } = await site().desk('supervisor', `/?sel=institutions:${institution.id}`);
    await page.getByRole('button', { name: '编辑' }).click();
    const posts = page.getByLabel('岗亭数');
    await posts.fill('900');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('岗亭数应在 0 至 500 之间。').waitFor();
    expect(await posts.getAttribute('aria-invalid')).toBe('true');
    await posts.fill('8');
    await posts.press('Enter');
    await page.getByText(/已保存：.*岗亭 3 → 8/).waitFor();
    await page.getByRole('button', { name: '撤销' }).focus();
    expect(await guardPostsOf(institution)).toBe(8);
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByText(/已撤销/).waitFor();
    expect(await guardPostsOf(institution)).toBe(3);
    expect(complaints).toEqual([]);
  });

  test('who changed the same meanwhile is not overwritten: one chooses', async () => {
    const institution = await firstOf<Institution>('institutions');
    await setElsewhere(institution, 1);
    const { page } = await site().desk('supervisor', `/?sel=institutions:${institution.id}&lang=en`);
    const change = async (mine: number, theirs: number) => {
      await page.getByRole('button', { name: 'Edit' }).click();
      await page.getByLabel('Guard posts').fill(String(mine));
      await setElsewhere(institution, theirs);
      await page.getByText(`Changed meanwhile to: ${theirs}`).waitFor();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText(/Which shall stand/).waitFor();
      expect(await guardPostsOf(institution)).toBe(theirs);
    };
    await change(7, 5);
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await page.getByRole('form').waitFor({ state: 'detached' });
    expect(await guardPostsOf(institution)).toBe(5);
    await change(9, 6);
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByText(/Saved: .*Guard posts 6 → 9/).waitFor();
    expect(await guardPostsOf(institution)).toBe(9);
  });

  test('the hours in which a checkpoint must be staffed are set, and taken back', async () => {
    const checkpoint = await firstOf<Checkpoint>('checkpoints');
    const path = `/api/checkpoints/${checkpoint.id}`;
    const none = { properties: { staffedHours: null } };
    await site().send('planner', 'PATCH', path, none, { 'If-Match': '*' });
    const hoursNow = async () =>
      ((await (await site().send('planner', 'GET', path)).json()) as Checkpoint).properties.staffedHours;
    const { page, complaints } = await site().desk('planner', `/?sel=checkpoints:${checkpoint.id}`);
    await page.getByRole('button', { name: '编辑' }).click();
    const form = page.getByRole('form', { name: '编辑资料' });
    await form.getByText('没有规定值守时段').waitFor();
    await form.getByRole('button', { name: '添加时段' }).click();
    await form.getByLabel('开始').fill('22:00');
    await form.getByLabel('结束').fill('');
    await form.getByRole('button', { name: '保存' }).click();
    await form.getByRole('alert').waitFor();
    expect(await hoursNow()).toBe(null);
    await form.getByLabel('结束').fill('06:00');
    expect(await findings(page)).toEqual([]);
    await form.getByRole('button', { name: '保存' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByText(/22:00–次日 06:00/).waitFor();
    await page.getByRole('button', { name: '撤销' }).focus();
    expect(await hoursNow()).toEqual([{ days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00' }]);
    await page.keyboard.press('z');
    await page.getByText(/已撤销/).waitFor();
    expect(await hoursNow()).toBe(null);
    expect(complaints).toEqual([]);
  });

  test('a geofence that was deleted is brought back, also where the stream tells of it before the answer', async () => {
    const properties = {
      nameZh: '试验围栏',
      nameEn: 'Trial fence',
      direction: 'enter',
      hours: null,
      validFrom: null,
      validUntil: null,
      persistenceSeconds: 30,
      units: { areaCode: null, kinds: [], vehicles: [], states: [], unitIds: [] },
      isOn: true,
    };
    const [west, south, east, north] = [101.78, 36.62, 101.782, 36.622];
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, south],
    ];
    const input = { geometry: { type: 'Polygon', coordinates: [ring] }, properties };
    const made = await site().send('supervisor', 'POST', '/api/geofences', input);
    expect(made.status).toBe(201);
    const fence = (await made.json()) as Geofence;
    const { page, complaints } = await site().desk('supervisor', `/?sel=geofences:${fence.id}`);
    const inspector = page.getByRole('article', { name: '试验围栏' });
    await page.route(`**/api/geofences/${fence.id}`, async (route) => {
      if (route.request().method() !== 'DELETE') return await route.continue();
      const response = await route.fetch();
      await inspector.waitFor({ state: 'detached' });
      await route.fulfill({ response });
    });
    await inspector.getByRole('button', { name: '删除' }).click();
    await page.getByText('已保存：已删除“试验围栏”').waitFor();
    await page.getByRole('button', { name: '撤销' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/已撤销/).waitFor();
    const listed = await site().send('planner', 'GET', '/api/geofences');
    const { features } = (await listed.json()) as { features: Geofence[] };
    expect(features.map((one) => one.properties.nameZh)).toContain('试验围栏');
    expect(complaints.filter((one) => !one.includes('404'))).toEqual([]);
  });

  test('a role is offered no more than it may do', async () => {
    const checkpoint = await firstOf<Checkpoint>('checkpoints');
    for (const [role, states, forms] of [
      ['viewer', 0, 0],
      ['dispatcher', 3, 0],
      ['planner', 3, 1],
    ] as const) {
      const { page } = await site().desk(role, `/?sel=checkpoints:${checkpoint.id}`);
      await page.locator('.facts').waitFor();
      expect([role, await page.locator('.actions input[type=radio]').count()]).toEqual([role, states]);
      expect([role, await page.getByRole('button', { name: '编辑' }).count()]).toEqual([role, forms]);
    }
  });
});
