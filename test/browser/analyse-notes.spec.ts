import { describe, expect, test } from 'vitest';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';

const site = withSite();

describe('notes on the map of an analysis', () => {
  test('are written at a place, masked, changed and removed by their author; a link shows all to a colleague', async () => {
    const { page, context, complaints } = await site().open(
      'supervisor',
      '/?ws=analyse&at=101.77,36.62,12&type=theft&hours=20-22&by=district&with=dense.kernel:gaussian;dense.radius:500',
    );
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('.map[data-status="ready"]').waitFor();
    await page.getByRole('button', { name: '近 90 天' }).click();
    await page.getByRole('button', { name: '在地图上批注' }).click();
    await page.mouse.click(640, 300);
    await page.getByLabel('批注内容').fill('夜市附近增多，联系 13912345678');
    await page.keyboard.press('Control+Enter');
    await page.getByText('夜市附近增多，联系 ***').waitFor();
    await page.waitForURL(/with=.*notes:[0-9a-f-]{36}/);

    await page.getByRole('button', { name: '批注地图中心' }).click();
    await page.getByLabel('批注内容').fill('路口');
    await page.getByRole('button', { name: /保存批注/ }).click();
    const second = page.locator('[data-note]').nth(1);
    await second.getByRole('button', { name: '修改' }).click();
    await page.getByLabel('批注内容').fill('路口改造后下降');
    await page.keyboard.press('Control+Enter');
    await page.getByText('路口改造后下降').waitFor();
    await page.getByText('（已修改）').waitFor();
    expect(await findings(page, '.analysis-notes')).toEqual([]);

    await page.getByRole('button', { name: '复制本页链接' }).click();
    await page.getByText('链接已复制').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(page.url());
    expect(complaints).toEqual([]);

    const reader = await site().open('viewer', new URL(link).pathname + new URL(link).search);
    await reader.page.locator('[data-note]').nth(1).waitFor();
    expect(await reader.page.locator('.note-press').allInnerTexts()).toEqual(
      await page.locator('.note-press').allInnerTexts(),
    );
    expect(reader.page.url()).toBe(link);
    await reader.page.getByText('当前角色可以查看批注，不能书写。').waitFor();
    expect(await reader.page.getByRole('button', { name: '修改' }).count()).toBe(0);
    await reader.page.getByText(/高斯核，半径 500 米/).waitFor();
    await reader.page.getByText('一周中的 3 个小时').waitFor();
    expect(reader.complaints).toEqual([]);

    await second.getByRole('button', { name: '删除' }).click();
    await second.getByRole('button', { name: '再点一次删除' }).click();
    await page.waitForFunction(() => document.querySelectorAll('[data-note]').length === 1);
    await page.goto(`${new URL(link).origin}/?ws=analyse`);
    await page.getByText('其他图上的批注').click();
    await page.getByRole('button', { name: '夜市附近增多，联系 ***' }).click();
    await page.locator('[data-note]').waitFor();
    await page.waitForURL(/window=.*with=notes:/);
  });
});
