import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../core/contract/analysis.ts';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';
import { TEST_CITY } from '../support/templates.ts';

describe('Analyse: what is to be expected', () => {
  const site = withSite();
  const settled = (page: Page) =>
    page.waitForFunction(
      () =>
        document.querySelector('[data-learnt]') &&
        !document.querySelector('[aria-busy="true"] [data-learnt], .job-note'),
    );

  test('a forecast comes with its back-test, audit and validity, is saved and made again to the same bytes', async () => {
    const { page, complaints } = await site().open('supervisor', '/?ws=analyse&ask=expected');
    await settled(page);
    const learnt = page.locator('[data-learnt]');
    expect(Number(await learnt.getAttribute('data-learnt'))).toBeGreaterThan(1000);
    expect(Number(await learnt.getAttribute('data-discovered'))).toBeGreaterThan(0);
    const backTest = page.getByRole('region', { name: '回测', exact: true });
    const offered = (await backTest.locator('[data-better]').getAttribute('data-better')) ?? '';
    const models = await backTest.getByRole('radio').count();
    const open = await backTest.locator('input[type=radio]:enabled').count();
    expect([models, open]).toEqual([4, offered === '' ? 1 : 1 + offered.split(',').length]);
    const areas = page.getByRole('region', { name: /派往何处/ }).locator('[data-area]');
    expect(await areas.count()).toBeGreaterThan(1);
    const rows = page.getByRole('list', { name: '单元列表' }).getByRole('button', { name: /预计/ });
    await rows.first().click();
    const chosen = page.getByRole('region', { name: '选定单元' });
    await chosen.getByText('中班 16–24').waitFor();
    expect(await findings(page)).toEqual([]);

    await page.getByLabel('名称', { exact: true }).fill('下周预计');
    await page.getByRole('button', { name: '存档', exact: true }).click();
    await page.locator('[data-verdict="same"]').waitFor();
    const { items } = (await (await site().send('viewer', 'GET', '/api/analyses')).json()) as {
      items: Analysis[];
    };
    expect(items[0]).toMatchObject({ title: '下周预计', method: 'expectation' });
    await page.reload();
    await page.locator('[data-verdict]').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('for a time that is over it is refused as a forecast', async () => {
    const to = Date.parse(TEST_CITY.asOf) - 30 * 86_400_000;
    const [from, until] = [to - 300 * 86_400_000, to].map((ms) => new Date(ms).toISOString());
    const { page, complaints } = await site().open(
      'viewer',
      `/?ws=analyse&ask=expected&lang=en&theme=light&window=${from}~${until}`,
    );
    await settled(page);
    await page.locator('[data-expired="true"]').getByText('It has expired').waitFor();
    expect(await page.getByRole('list', { name: 'Cells' }).count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Forecast from now on' }).click();
    await page.locator('[data-expired="false"]').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
