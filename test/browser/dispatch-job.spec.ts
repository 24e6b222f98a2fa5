import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Incident } from '../../core/contract/incident.ts';
import type { Unit } from '../../core/contract/unit.ts';
import { findings } from '../support/axe.ts';
import { type Visit, withSite } from '../support/browser.ts';
import { openPhone, PHONE_PLACE } from '../support/unit-phone.ts';

/** Steps of Tab within which a unit of the list must come. */
const MOST_TABS = 12;
const REFUSED = {
  type: '/api/docs#problem-conflict',
  title: 'conflict',
  status: 409,
  code: 'conflict',
  detail: 'No.',
};

describe('from the report to the end, at the desk of a dispatcher and on the phone of a unit', () => {
  const site = withSite();
  let phone: Visit;
  let desk: Visit;
  let unit: Unit;
  let incident: Incident;
  beforeAll(async () => {
    phone = await openPhone(site());
    await tap('演示：以一个在岗单位登录');
    await phone.page.getByText('目前没有派警').waitFor();
    await phone.page.getByText(/上次送达/).waitFor();
    unit = await phone.page.evaluate(async () => (await (await fetch('/api/unit')).json()).unit);
    desk = await site().open('dispatcher', '/?ws=dispatch&desk=units');
  });
  afterAll(async () => {
    await desk.context.close();
    await phone.context.close();
  });

  const tap = (name: string) => phone.page.getByRole('button', { name, exact: true }).click();
  const key = (...keys: string[]) =>
    keys.reduce((before, one) => before.then(() => desk.page.keyboard.press(one)), Promise.resolve());
  /** Text of what the keyboard is at. */
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');
  /** On the board of units, in the list of the units of the incident, and as the state of the incident. */
  const shown = async (board: string, assigned: string, status: string): Promise<void> => {
    const row = desk.page
      .getByRole('list', { name: '单位' })
      .locator('li')
      .filter({ hasText: unit.properties.code });
    await row.locator('.row-state', { hasText: board }).waitFor();
    await desk.page.locator('.assigned li b', { hasText: assigned }).first().waitFor();
    await desk.page.locator('.inspector h2 span', { hasText: status }).waitFor();
  };

  test('the report appears at the desk, which opens and verifies it', async () => {
    const { page } = desk;
    await page.getByRole('searchbox', { name: '按名称或编号查找' }).first().focus();
    await page.keyboard.type(unit.properties.code);
    await page.getByRole('list', { name: '单位' }).getByText(unit.properties.code).waitFor();
    const made = await site().send('operator', 'POST', '/api/incidents', {
      geometry: { type: 'Point', coordinates: [PHONE_PLACE.longitude, PHONE_PLACE.latitude] },
      properties: { type: 'theft', priority: 2, text: '市场西门有人偷电动车' },
    });
    incident = (await made.json()) as Incident;
    await page.locator(`[data-id="${incident.id}"]`).waitFor();
    await key('Tab', '/');
    await page.waitForFunction(() => document.activeElement?.id === 'command-bar');
    await page.keyboard.type(incident.properties.number);
    await page.getByRole('option').filter({ hasText: incident.properties.number }).first().waitFor();
    await key('Enter');
    await page.waitForURL(new RegExp(`sel=incidents:${incident.id}`));
    await page.locator('.inspector h2').waitFor();
    await key('v');
    await page.locator('.inspector h2 span', { hasText: '已核实' }).waitFor();
  });

  test('the unit that is there is recommended and sent, and is no free one from then on', async () => {
    const { page } = desk;
    const free = page.getByRole('button', { name: /^(待命|巡逻中) \d/ });
    const counts = async () => (await free.allTextContents()).map((text) => Number(/\d+/.exec(text)?.[0]));
    const before = await counts();
    // Heard just now, it does not grow old while the list lies open: then more would have to be confirmed than was.
    const heard = phone.page.waitForResponse(
      (answer) => answer.url().endsWith('/api/positions') && answer.ok(),
    );
    await phone.context.setGeolocation({ ...PHONE_PLACE, latitude: PHONE_PLACE.latitude + 1e-5 });
    await heard;
    await key('d');
    await page.locator('.assign li button:focus').waitFor();
    for (let i = 0; i < MOST_TABS && !(await focused(page)).includes(unit.properties.code); i++)
      await key('Tab');
    expect(await focused(page)).toContain(unit.properties.code);
    // Refused, as when somebody else was quicker: the keyboard stays at the unit.
    await page.route('**/assignment', (route) => route.fulfill({ status: 409, json: REFUSED }), { times: 1 });
    const refused = page.locator('.assign .problem');
    await key('Enter');
    await refused.or(page.locator('.assign strong')).first().waitFor();
    if ((await refused.count()) === 0) await key('Enter');
    await refused.waitFor();
    expect(await focused(page)).toContain(unit.properties.code);
    // Where something speaks against it, another press confirms; so too where more does by then, as a refusal says.
    const sent = page.locator('.assigned li b', { hasText: '已派' });
    await key('Enter');
    await sent.or(page.locator('.assign strong')).first().waitFor();
    while ((await sent.count()) === 0) {
      await key('Enter');
      await sent.or(refused).first().waitFor();
    }
    await shown('已派', '已派', '已派警');
    await page.getByRole('button', { name: /^已派未动 1/ }).waitFor();
    const after = await counts();
    expect(before.reduce((sum, n) => sum + n, 0) - after.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await findings(page)).toEqual([]);
    await phone.page.getByText('市场西门有人偷电动车').waitFor();
    await phone.page.getByText(incident.properties.number).first().waitFor();
  });

  test('each step on the phone is seen at the desk: acknowledged, on the way, at the scene, cleared', async () => {
    await tap('接警');
    await shown('已接警', '已接警', '已派警');
    await tap('出发');
    await shown('赶赴现场', '途中', '赶赴现场');
    await tap('到场');
    await shown('在现场', '已到场', '已到场');
    await tap('处置完毕，撤离');
    await phone.page.getByText('目前没有派警').waitFor();
    await shown(unit.properties.routeId === null ? '待命' : '巡逻中', '已撤离', '已处置');
    await desk.page.getByRole('button', { name: /^已派未动 0/ }).waitFor();
    const told = await site().send('viewer', 'GET', `/api/incidents/${incident.id}/assignments`);
    const [assignment] = (await told.json()).items;
    expect(assignment.steps.map(({ state }: { state: string }) => state)).toEqual([
      'sent',
      'acknowledged',
      'en_route',
      'arrived',
      'cleared',
    ]);
  });

  test('why it was sent is kept, the desk closes the incident by a key, and no page complained', async () => {
    const kept = await site().send('viewer', 'GET', `/api/incidents/${incident.id}/decisions`);
    const [decision] = (await kept.json()).items;
    expect(decision).toMatchObject({ unitId: unit.id });
    expect(decision.rank).toBeLessThanOrEqual(MOST_TABS);
    await desk.page.locator('.inspector-body').focus();
    await key('c');
    await desk.page.locator('.inspector h2 span', { hasText: '已办结' }).waitFor();
    const complaints = [...desk.complaints, ...phone.complaints];
    expect(complaints.filter((one) => !one.includes('409'))).toEqual([]);
  });
});
