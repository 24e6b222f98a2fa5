import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Incident } from '../../core/contract/incident.ts';
import { findings } from '../support/axe.ts';
import { type Visit, withSite } from '../support/browser.ts';
import { openPhone, PHONE_PLACE } from '../support/unit-phone.ts';

describe('the phone page of a unit', () => {
  const site = withSite();
  let desk: Visit;
  let phone: Visit;
  beforeAll(async () => {
    phone = await openPhone(site());
    desk = await site().open('dispatcher');
  });
  afterAll(async () => {
    await desk.context.close();
    await phone.context.close();
  });

  const sent = async (unitId: string): Promise<Incident> => {
    const made = await site().send('operator', 'POST', '/api/incidents', {
      geometry: { type: 'Point', coordinates: [PHONE_PLACE.longitude, PHONE_PLACE.latitude] },
      properties: { type: 'assault', priority: 2, text: '广场东门有人打架' },
    });
    const incident = (await made.json()) as Incident;
    const path = `/api/incidents/${incident.id}/assignment`;
    const confirmed = [
      'off_shift',
      'off_soon',
      'small_crew',
      'position_late',
      'position_lost',
      'no_position',
    ];
    const more = ['position_too_old', 'no_way'];
    const answer = await site().send(
      'dispatcher',
      'POST',
      path,
      { unitId, confirmed: [...confirmed, ...more] },
      { 'If-Match': '*' },
    );
    expect(answer.status, await answer.clone().text()).toBe(200);
    return incident;
  };
  const press = (name: string) => phone.page.getByRole('button', { name, exact: true }).click();
  const openAtDesk = async ({ id }: Incident): Promise<void> => {
    await desk.page.locator(`[data-id="${id}"]`).click();
    await desk.page.locator('.assigned').waitFor();
  };
  const deskShows = (text: string) => desk.page.locator('.assigned li b', { hasText: text }).waitFor();
  const unitOf = async (page: Page): Promise<string> =>
    await page.evaluate(async () => (await (await fetch('/api/unit')).json()).unit.id);
  const offline = (context: BrowserContext, isOff: boolean) => context.setOffline(isOff);

  test('acknowledges, goes, arrives without a line, and clears when it is back; the desk sees each', async () => {
    const { page, context } = phone;
    await press('演示：以一个在岗单位登录');
    await page.getByText('目前没有派警').waitFor();
    await page.getByText(/正在上报/).waitFor();
    await page.getByText(/上次送达/).waitFor();
    expect(await findings(page)).toEqual([]);
    const incident = await sent(await unitOf(page));
    await page.getByText(incident.properties.number).first().waitFor();
    await page.getByText('广场东门有人打架').waitFor();
    await page.getByText(/直线距离/).waitFor();
    await openAtDesk(incident);
    await deskShows('已派');
    await press('接警');
    await deskShows('已接警');
    await press('出发');
    await deskShows('途中');
    expect(await findings(page)).toEqual([]);
    await offline(context, true);
    await press('到场');
    await page.locator('.acts li.waiting').getByText('到场').waitFor();
    await page.getByText('未连接：操作已保存，恢复后自动发送').waitFor();
    await page.getByRole('button', { name: '处置完毕，撤离' }).waitFor();
    await deskShows('途中');
    await offline(context, false);
    await page.locator('.acts li.applied').getByText('到场').waitFor();
    await deskShows('已到场');
    await press('处置完毕，撤离');
    await page.getByText('目前没有派警').waitFor();
    await desk.page.locator('.assigned li.over b', { hasText: '已撤离' }).waitFor();
    await desk.page.locator('.inspector h2 span', { hasText: '已处置' }).waitFor();
  });

  test('what the desk ended meanwhile is refused, said why, and stays until it was seen', async () => {
    const { page, context } = phone;
    const incident = await sent(await unitOf(page));
    await page.getByText(incident.properties.number).first().waitFor();
    await offline(context, true);
    await press('出发');
    await page.locator('.acts li.waiting').waitFor();
    const cancel = { properties: { status: 'cancelled' } };
    const path = `/api/incidents/${incident.id}`;
    expect((await site().send('dispatcher', 'PATCH', path, cancel, { 'If-Match': '*' })).status).toBe(200);
    await offline(context, false);
    const refused = page.locator('.acts li.refused');
    await refused.getByText(/本次派警已结束/).waitFor();
    await page.reload();
    await refused.getByText(/本次派警已结束/).waitFor();
    await refused.getByRole('button', { name: '知道了' }).click();
    await refused.waitFor({ state: 'detached' });
  });

  test('is told its post in a cordon, says that it is there, and that it is free again', async () => {
    const { page } = phone;
    const unitId = await unitOf(page);
    const listed = await site().send('dispatcher', 'GET', '/api/checkpoints?limit=1');
    const [checkpoint] = (await listed.json()).features;
    const [nowMs, minute] = [site().deps.clock(), 60_000];
    const iso = (ms: number) => new Date(ms).toISOString();
    const place = { type: 'Point', coordinates: [PHONE_PLACE.longitude, PHONE_PLACE.latitude] };
    const times = { dueAt: iso(nowMs + 9 * minute), arrivesAt: iso(nowMs + 5 * minute) };
    const made = await site().send('dispatcher', 'POST', '/api/cordons', {
      ...{ place, sinceAt: iso(nowMs - minute), travel: 'car' },
      positions: [{ checkpointId: checkpoint.id, nodeId: null, unitId, ...times }],
    });
    const cordon = await made.json();
    expect(made.status, JSON.stringify(cordon)).toBe(201);
    const card = page.getByRole('region', { name: '堵控岗位' });
    await card.getByRole('heading', { name: checkpoint.properties.nameZh }).waitFor();
    expect(await page.locator('.card:empty').count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    await card.getByRole('button', { name: '已到位' }).click();
    await card.getByText(/起在位/).waitFor();
    await page
      .locator('.acts li.applied')
      .getByText(/堵控 .*已到位/)
      .waitFor();
    const seen = await (await site().send('viewer', 'GET', `/api/cordons/${cordon.id}`)).json();
    expect(seen.properties.positions[0].state).toBe('in_place');
    const ends = await site().send('dispatcher', 'POST', `/api/cordons/${cordon.id}/stand-down`, undefined, {
      'If-Match': '*',
    });
    expect(ends.status).toBe(200);
    await page.getByText(/的岗位已撤销/).waitFor();
  });

  test('opens without a line, in English and light too, and is used by keys alone', async () => {
    const { page, context } = phone;
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.reload();
    const incident = await sent(await unitOf(page));
    await page.getByText(incident.properties.number).first().waitFor();
    await offline(context, true);
    await page.goto(`${site().url}/unit?lang=en&theme=light`);
    await page.getByText(/No line: what you do is kept/).waitFor();
    await page.getByText('Assault').first().waitFor();
    await page.getByRole('button', { name: 'Decline' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.locator('.acts li.waiting').getByText('Decline').waitFor();
    await offline(context, false);
    await page.locator('.acts li.applied').getByText('Decline').waitFor();
    expect(await findings(page)).toEqual([]);
    const declined = await site().send('viewer', 'GET', `/api/incidents/${incident.id}/assignments`);
    const [assignment] = (await declined.json()).items;
    expect(assignment.steps.at(-1)).toMatchObject({ state: 'declined', reason: 'Vehicle out of order' });
  });
});
