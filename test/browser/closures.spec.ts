import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TurnRule } from '../../core/contract/turn-rule.ts';
import { type Visit, withSite } from '../support/browser.ts';

describe('the desks Units and Closed roads of Dispatch', () => {
  const site = withSite();
  let visit: Visit;
  let page: Page;
  let place: { lng: number; lat: number };
  beforeAll(async () => {
    const { features } = await (await site().send('dispatcher', 'GET', '/api/posts?limit=50')).json();
    // A post by a road that is there to be clicked.
    for (const { geometry } of features as { geometry: { coordinates: [number, number] } }[]) {
      const [lng, lat] = geometry.coordinates;
      const road = await site().send('dispatcher', 'GET', `/api/closures/road?lng=${lng}&lat=${lat}`);
      if (road.status !== 200) continue;
      place = (await road.json()).properties;
      break;
    }
    visit = await site().desk(
      'dispatcher',
      `/?ws=dispatch&lang=en&at=${place.lng.toFixed(5)},${place.lat.toFixed(5)},16`,
    );
    page = visit.page;
  });
  afterAll(() => site().leaveDesks());

  const listed = async () => (await (await site().send('viewer', 'GET', '/api/closures')).json()).items;

  test('units stand by what they do, and one that is opened is told on the right', async () => {
    const list = page.getByRole('list', { name: 'Units' });
    await list.locator('li').first().waitFor();
    const off = page.getByRole('button', { name: /^Off duty/ });
    await off.click();
    expect(await off.getAttribute('aria-pressed')).toBe('true');
    await list.getByRole('button').first().click();
    await page.waitForURL(/sel=units/);
    expect(new URL(page.url()).searchParams.get('ws')).toBe('dispatch');
    await page.keyboard.press('Escape');
  });

  test('by keys alone the road in the middle of the map is closed, and stands in the list', async () => {
    const tabs = page.getByRole('tablist', { name: 'Desks of Dispatch' });
    await tabs.getByRole('tab', { name: 'Units' }).focus();
    await page.keyboard.press('ArrowRight');
    for (
      let at = 0;
      at < 5 && !(await page.getByRole('tab', { name: 'Closed roads', selected: true }).count());
      at += 1
    )
      await page.keyboard.press('ArrowRight');
    await page.getByText('No road is closed.').waitFor();
    await page.getByRole('button', { name: 'Road in the middle of the map' }).focus();
    await page.keyboard.press('Enter');
    const form = page.getByRole('form', { name: 'Close a road' });
    await form.getByText('between two crossings').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('list', { name: 'Closed roads' }).getByText('until opened by hand').waitFor();
    expect(await listed()).toMatchObject([{ properties: { reason: 'crash', headingDegrees: null } }]);
  });

  test('near enough, the turns that are forbidden are signs on the map and a list, and a road tells its own', async () => {
    const bbox = '101.6,36.4,102.05,36.85';
    const { items } = await (await site().send('viewer', 'GET', `/api/turn-rules?bbox=${bbox}`)).json();
    const rule = (items as TurnRule[]).find(({ properties: { kind, turns } }) => {
      return kind === 'no' && turns[0]?.kind === 'left' && turns[0].nameEn;
    });
    if (!rule) throw new Error('the city forbids no left turn');
    const [lng, lat] = rule.geometry.coordinates;
    const { nameEn, turns } = rule.properties;
    const noLeft = `No left turn into ${turns[0]?.nameEn}`;
    const other = await site().open('viewer', `/?ws=dispatch&desk=closures&lang=en&at=${lng},${lat},17`);
    const list = other.page.getByRole('list', { name: 'Turn rules in view' });
    const row = list.getByRole('listitem').filter({ hasText: nameEn }).filter({ hasText: noLeft }).first();
    await row.getByRole('button', { name: `Look at ${nameEn}` }).focus();
    await other.page.keyboard.press('Enter');
    const road = other.page.getByRole('region', { name: 'Road', exact: true });
    await road.getByRole('list', { name: 'From this road' }).getByText(noLeft).waitFor();
    expect(await road.getByRole('button', { name: 'Close this road' }).count()).toBe(0);
    await other.page.keyboard.press('Escape');
    await row.waitFor();
    const box = await other.page.locator('.map-canvas').boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    const tip = other.page.locator('.map-tooltip');
    await expect
      .poll(
        async () => {
          await other.page.mouse.move(x + 40, y + 40);
          await other.page.mouse.move(x, y);
          return (await tip.count()) ? await tip.textContent() : '';
        },
        { interval: 200 },
      )
      .toContain(noLeft);
    await other.page.mouse.click(x, y);
    await road.getByRole('list', { name: 'From this road' }).getByText(noLeft).waitFor();
    expect(other.complaints).toEqual([]);
    await other.context.close();
  });

  test('a viewer sees it on another screen, and cannot open it', async () => {
    const other = await site().open('viewer', '/?ws=dispatch&desk=closures&lang=en');
    await other.page.getByRole('list', { name: 'Closed roads' }).getByText('Crash').waitFor();
    expect(await other.page.getByRole('button', { name: 'Open again' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Open again' }).click();
    // The offer stands as long as it has the focus.
    await page.getByRole('button', { name: 'Undo' }).focus();
    await other.page.getByText('No road is closed.').waitFor();
    await other.context.close();
  });

  test('opened again it can be taken back, and then it is closed as it was', async () => {
    await page.getByText('No road is closed.').waitFor();
    await page.keyboard.press('z');
    await page.getByRole('list', { name: 'Closed roads' }).getByText('until opened by hand').waitFor();
    expect((await listed()).length).toBe(1);
    expect(visit.complaints).toEqual([]);
  });
});
