import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dosage } from '../../core/contract/dosage.ts';
import { readVisits } from '../../server/live/visit-reader.ts';
import { type Visit, withSite } from '../support/browser.ts';
import { patrolFixes } from '../support/patrolling.ts';

describe('the desk Presence of Dispatch', () => {
  const site = withSite();
  let visit: Visit;
  let page: Page;
  let dosage: Dosage;
  beforeAll(async () => {
    const read = async (path: string) => (await site().send('dispatcher', 'GET', path)).json();
    const [units, posts, routes] = await Promise.all(
      ['/api/units?limit=1', '/api/posts?limit=6', '/api/routes?limit=1'].map(read),
    );
    const patrolled = { unit: units.features[0], posts: posts.features, route: routes.features[0] };
    const fixes = patrolFixes(patrolled, site().deps.clock() - 60_000);
    expect((await site().send('dispatcher', 'POST', '/api/positions', { fixes })).status).toBe(200);
    while (await readVisits(site().deps));
    dosage = (await read('/api/dosage?period=day')) as Dosage;
    visit = await site().open('dispatcher', '/?ws=dispatch&desk=dosage&lang=en');
    page = visit.page;
  });
  afterAll(() => visit.context.close());

  test('lists the places most in need first, with how far positions are known', async () => {
    const list = page.getByRole('list', { name: 'Places by need' });
    const first = dosage.items[0]!;
    await list.getByText(first.nameEn).first().waitFor();
    await page.getByText('Positions are in until').first().waitFor();
    await page.getByText('overdue by 2 h or more').first().waitFor();
    const rows = await list.locator('li').count();
    expect(rows).toBeGreaterThan(5);
    expect(dosage.items.filter(({ visits }) => visits > 0).length).toBeGreaterThanOrEqual(6);
  });

  test('a net can be left out, and a place is found by its name', async () => {
    await page.getByRole('button', { name: 'Posts' }).click();
    await page.getByRole('button', { name: 'Grade 1 institutions' }).click();
    const left = dosage.items.filter(({ net }) => net === 'checkpoint');
    await page.getByRole('heading', { name: `Places by need ${left.length}` }).waitFor();
    await page.getByRole('button', { name: 'Posts' }).click();
    await page.getByRole('button', { name: 'Grade 1 institutions' }).click();
  });

  test('by keyboard: down, open; the place tells its visits; back to the roads', async () => {
    const visited = dosage.items.find(({ visits }) => visits > 0)!;
    await page.getByRole('searchbox').first().fill(visited.nameEn);
    await page.locator(`[data-id="${visited.id}"]`).waitFor();
    await page.getByRole('searchbox').first().blur();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/of=/);
    const opened = new URL(page.url()).searchParams.get('of');
    const item = dosage.items.find(({ id }) => id === opened)!;
    const place = page.getByRole('article', { name: item.nameEn });
    await place.getByText('Next due (every 2 h)').waitFor();
    if (item.visits > 0) await place.locator('.dosage-visits li').first().waitFor();
    await place.getByRole('button', { name: 'Back to the roads' }).click();
    await page.getByRole('region', { name: 'Roads driven' }).waitFor();
    await page.getByRole('searchbox').first().fill('');
  });

  test('roads driven: the least driven streets first, and the roads that are left', async () => {
    const panel = page.getByRole('region', { name: 'Roads driven' });
    await panel.getByText('of the roads were driven').waitFor();
    const areas = panel.getByRole('list', { name: 'The least driven first' }).getByRole('button');
    await areas.first().waitFor();
    const answer = page.waitForResponse((response) => response.url().includes('/not-driven'));
    await areas.first().click();
    expect((await answer).status()).toBe(200);
    const byCommunity = page.waitForResponse((response) => response.url().includes('level=community'));
    await panel.getByRole('radio', { name: 'Community' }).check({ force: true });
    expect((await byCommunity).status()).toBe(200);
    expect(visit.complaints).toEqual([]);
  });
});
