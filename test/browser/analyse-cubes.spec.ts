import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withSite } from '../support/browser.ts';

const site = withSite();
const PATH = '/?ws=analyse&at=101.77,36.62,11.5&with=dense.radius:1000';
const selected = async (page: Page): Promise<number> =>
  Number(await page.locator('.analyse-selected').getAttribute('data-selected'));

/** Every number of the charts and of the table, once the density is drawn and as many are selected as `holds` says. */
async function told(page: Page, holds: (count: number) => boolean): Promise<Record<string, unknown>> {
  await page.locator('.map[data-status="ready"]').waitFor();
  await page.locator('.area-list .row').first().waitFor();
  await page.getByText(/已在.*边界校正/).waitFor();
  while (!holds(await selected(page)))
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => resolve(0)))');
  const count = await selected(page);
  await page
    .locator('.dense-legend')
    .getByText(`共 ${count.toLocaleString('zh-CN')} 起`)
    .waitFor();
  return {
    selected: count,
    scale: await page.locator('.density-scale').textContent(),
    bars: await page.locator('.bars').allTextContents(),
    areas: (await page.locator('.area-list .row').allTextContents()).sort(),
  };
}

describe('more incidents than a page should hold', () => {
  test('are counted by the server, and the page shows the same', async () => {
    const { page: here } = await site().open('supervisor', PATH);
    const counting = await site().alsoHolding(1000);
    const { page: there, complaints } = await counting.open('supervisor', PATH);
    const all = await told(here, (n) => n > 0);
    expect(await told(there, (n) => n > 0)).toEqual(all);
    await there.getByText(/由服务器统计/).waitFor();
    expect(await here.getByText(/由服务器统计/).count()).toBe(0);

    for (const page of [here, there]) await page.locator('.bars button', { hasText: '盗窃' }).first().click();
    const thefts = await told(here, (n) => n < Number(all.selected));
    expect(await told(there, (n) => n < Number(all.selected))).toEqual(thefts);

    await site().send('operator', 'POST', '/api/incidents', {
      geometry: { type: 'Point', coordinates: [101.7782, 36.6171] },
      properties: { type: 'theft', priority: 4 },
    });
    await told(there, (n) => n === Number(thefts.selected) + 1);
    expect(complaints).toEqual([]);

    await there.goto(there.url().replace('ws=analyse', 'ws=analyse&ask=significant'));
    await there.getByText('这段时间的警情太多，无法逐起分析。').waitFor();
    await here.context().close();
    await there.context().close();
  });
});
