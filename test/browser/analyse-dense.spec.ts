import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';

const site = withSite();
/** What the question itself shows. */
const PARTS = '.dense-settings, .dense-legend, .dense-places';

/** The legend, once the density corrected at the border is drawn. */
async function drawn(page: Page): Promise<string | null> {
  await page.locator('.map[data-status="ready"]').waitFor();
  await page.getByText(/已在.*边界校正/).waitFor();
  return page.locator('.density-scale').textContent();
}

describe('where is it dense', () => {
  test('a bandwidth is suggested, can be moved by keys and taken back, and the legend stays when the map moves', async () => {
    const { page, complaints } = await site().desk('supervisor', '/?ws=analyse&at=101.77,36.62,11.5');
    await drawn(page);
    await page.getByText(/已采用建议值/).waitFor();
    await page.locator('.dense-places li').nth(2).waitFor();
    expect(await findings(page, PARTS)).toEqual([]);

    const slider = page.getByLabel('平滑半径');
    await slider.focus();
    await page.keyboard.press('Home');
    for (let i = 0; i < 24; i++) await page.keyboard.press('ArrowRight');
    await page.waitForURL(/with=dense\.radius:/);
    await page.getByText(/四次核，半径 1\.0 公里/).waitFor();
    const legend = await drawn(page);
    await page.mouse.move(700, 300);
    await page.mouse.down();
    await page.mouse.move(600, 380, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL((url) => !url.search.includes('at=101.77,36.62'));
    expect(await drawn(page)).toBe(legend);

    await page.getByRole('button', { name: '采用建议值' }).click();
    await page.getByText(/已采用建议值/).waitFor();
    await page.getByText('高斯核').click();
    await page.getByText(/高斯核，半径/).waitFor();
    await page.getByLabel('等值线').check();
    await page.getByText(/等值线：/).waitFor();
    const levels = page.getByLabel('等值线取值');
    await levels.fill('2, 0.5');
    await levels.press('Enter');
    await page.getByText('等值线：0.5、2').waitFor();
    await page.getByLabel('边界校正').uncheck();
    await page.getByText('未做边界校正，靠近边界处偏低。').waitFor();
    expect(complaints).toEqual([]);
  });

  test('two times are compared, or it says why they can not be', async () => {
    const { page, complaints } = await site().desk('supervisor', '/?ws=analyse&at=101.77,36.62,11.5');
    await drawn(page);
    const compare = page.getByLabel('对比时段');
    await compare.selectOption('before');
    await page.getByText('请先选定研判时段，再作对比。').waitFor();
    await page.getByRole('button', { name: '近 30 天' }).click();
    await page.getByText(/本时段减对比时段/).waitFor();
    await page.getByText(/颜色很淡处：相差在偶然波动范围内/).waitFor();
    await page.getByText('倍数', { exact: true }).click();
    await page.getByText(/本时段为对比时段的倍数/).waitFor();
    expect(await findings(page, PARTS)).toEqual([]);
    await compare.selectOption('year');
    await page.getByText(/对比时段早于历史数据的起点/).waitFor();
    await page
      .locator('.dense-legend')
      .getByText(/起\/km²·日/)
      .waitFor();
    expect(complaints).toEqual([]);
  });

  test('along the roads: lines on the map, and how many lie near none', async () => {
    const { page, complaints } = await site().desk('supervisor', '/?ws=analyse&at=101.77,36.62,13');
    await drawn(page);
    await page.getByText('沿道路').click();
    const left = page.locator('[data-left]');
    await left.waitFor();
    const before = Number(await left.getAttribute('data-left'));
    expect(await findings(page, PARTS)).toEqual([]);
    await page.getByLabel('距道路不超过').selectOption('25');
    await page.locator('[data-left][data-within="25"]').waitFor();
    expect(Number(await left.getAttribute('data-left'))).toBeGreaterThan(before);
    expect(await page.locator('.dense-classes li').count()).toBe(5);
    expect(complaints).toEqual([]);
  });

  test('one incident, or none, is no trouble', async () => {
    const { page, complaints } = await site().desk(
      'supervisor',
      '/?ws=analyse&window=2031-01-01T00:00Z~2031-02-01T00:00Z',
    );
    await page.getByText('警情不足两起，无法给出建议').waitFor();
    await drawn(page);
    await page.getByText('没有警情', { exact: true }).waitFor();
    await page.getByText('沿道路').click();
    await page.locator('[data-left="0"]').waitFor();
    expect(complaints).toEqual([]);
  });
});
