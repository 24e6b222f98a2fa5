import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cordon } from '../../core/contract/cordon.ts';
import { type Visit, withSite } from '../support/browser.ts';

interface Thing {
  id: string;
  geometry: { coordinates: [number, number] };
  properties: { state: string; vehicle: string };
}

describe('the desk Cordon of Dispatch', () => {
  const site = withSite();
  let visit: Visit;
  let page: Page;
  beforeAll(async () => {
    const listed = async (noun: string): Promise<Thing[]> =>
      (await (await site().send('dispatcher', 'GET', `/api/${noun}?limit=200`)).json()).features;
    const [units, posts] = [await listed('units'), await listed('posts')];
    const place = posts[0]!.geometry.coordinates;
    // Cars stand all over the city now.
    const cars = units.filter(
      ({ properties: { state, vehicle } }) => state === 'patrolling' && vehicle === 'car',
    );
    const fixAt = new Date(site().deps.clock()).toISOString();
    const fixes = cars.map(({ id }, i) => {
      const [lng, lat] = posts[(i * 7) % posts.length]!.geometry.coordinates;
      return { unitId: id, lng, lat, fixAt };
    });
    const moved = await site().send('dispatcher', 'POST', '/api/positions', { fixes });
    expect((await moved.json()).moved).toBe(cars.length);
    visit = await site().desk(
      'dispatcher',
      `/?ws=dispatch&lang=en&at=${place.map((one) => one.toFixed(5)).join()},14`,
    );
    page = visit.page;
  });
  afterAll(() => site().leaveDesks());

  const standing = async (): Promise<Cordon[]> =>
    (await (await site().send('viewer', 'GET', '/api/cordons?state=set')).json()).items;
  const press = async (name: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name }).first().focus();
    await page.keyboard.press('Enter');
  };

  test('by keys alone one is planned round the middle of the map and set', async () => {
    await page
      .getByRole('tablist', { name: 'Desks of Dispatch' })
      .getByRole('tab', { name: 'Units' })
      .focus();
    for (
      let at = 0;
      at < 6 && !(await page.getByRole('tab', { name: 'Cordon', selected: true }).count());
      at += 1
    )
      await page.keyboard.press('ArrowRight');
    await page.getByText('No cordon stands now.').waitFor();
    await press('Middle of the map');
    const planned = page.getByRole('list', { name: 'Positions' }).getByRole('listitem');
    await planned.first().waitFor();
    const count = await planned.count();
    // The focus is still among the fields of what is asked.
    await page.keyboard.press('Control+Enter');
    await page.getByRole('region', { name: 'Cordon', exact: true }).waitFor();
    const [cordon] = await standing();
    const positions = cordon?.properties.positions ?? [];
    expect(positions).toHaveLength(count);
    expect(positions.filter(({ unitId }) => unitId !== null).every(({ state }) => state === 'sent')).toBe(
      true,
    );
    expect(positions.some(({ state }) => state === 'sent')).toBe(true);
  });

  test('another screen sees it and who has arrived, and may do nothing about it', async () => {
    const other = await site().open('viewer', '/?ws=dispatch&desk=cordon&lang=en');
    const row = other.page.getByRole('button', { name: /in place/ });
    await row.waitFor();
    const before = (await standing())[0]!.properties.positions.filter(
      ({ state }) => state === 'in_place',
    ).length;
    await press('In place');
    await other.page.getByText(`${before + 1} of`).waitFor();
    await row.click();
    const there = other.page.getByRole('list', { name: 'Positions' });
    await there
      .getByText(/in place at/)
      .first()
      .waitFor();
    expect(await other.page.getByRole('button', { name: /In place|Stand the cordon down/ }).count()).toBe(0);
    await other.context.close();
  });

  test('it is planned again as units are now, and stood down by one key', async () => {
    await page.getByRole('region', { name: 'As it is now' }).waitFor();
    await press('Stand the cordon down');
    await page.getByText(/^Stood down at/).waitFor();
    expect(await standing()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText('No cordon stands now.').waitFor();
    expect(visit.complaints).toEqual([]);
  });
});
