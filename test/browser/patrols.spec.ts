import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Visit, withSite } from '../support/browser.ts';

describe('the patrols desk', () => {
  const site = withSite();
  let visit: Visit;
  let page: Page;
  beforeAll(async () => {
    visit = await site().open('dispatcher', '/?ws=dispatch&desk=patrols');
    page = visit.page;
  });
  afterAll(() => visit.context.close());

  const optimise = async (name: RegExp): Promise<void> => {
    await page.getByRole('button', { name }).click();
    await page.locator('.patrol-run[data-first-ms]').waitFor();
    // It may have come to its end by itself.
    await page
      .getByRole('button', { name: /停止/ })
      .click({ timeout: 3000 })
      .catch(() => undefined);
    await page.locator('.patrol-run[data-status="stopped"], .patrol-run[data-status="done"]').waitFor();
  };
  const round = (at: number) => page.locator('.patrol-round').nth(at);

  test('a shift is optimised: each round tells what it covers, the rest why it is left out', async () => {
    await page.getByRole('button', { name: /新建计划/ }).click();
    await page.getByLabel('区域').selectOption({ label: '湟源县' });
    await page.getByLabel('最多地点').selectOption('50');
    await optimise(/优化巡线/);
    await page.getByText('没有冲突').first().waitFor();
    expect(await page.locator('.patrol-round').count()).toBeGreaterThan(1);
    await page.getByRole('columnheader', { name: '现状' }).waitFor();
    await page.locator('.patrol-bar').first().waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test('a stop is pinned to another unit, and the next proposal sends that unit there', async () => {
    const first = round(0);
    await first.locator('.patrol-round-head').click();
    await first.locator('.patrol-stop').first().click();
    const place = await first.locator('.patrol-stop-name').first().textContent();
    const unit = await first.locator('.patrol-round-head b').textContent();
    await first.getByRole('button', { name: '指定此单位' }).click();
    await page.getByText(/指定单位 1 处/).waitFor();
    await optimise(/重新优化/);
    const again = page.getByRole('region', { name: unit ?? '' });
    await again.locator('.patrol-round-head').click();
    await again
      .locator('.patrol-stop-name', { hasText: place ?? '' })
      .first()
      .waitFor();
    await again.getByText('已指定').first().waitFor();
  });

  test('the keyboard moves a stop on the time axis, names the conflict, and takes it back', async () => {
    const bar = page.locator('[data-stop="0 1"]');
    await bar.focus();
    await page.keyboard.press('ArrowLeft');
    const start = page.locator('[data-stop="0 0"]');
    await expect.poll(() => start.evaluate((one) => one === document.activeElement)).toBe(true);
    const before = await start.getAttribute('aria-label');
    await page.keyboard.press('Shift+ArrowRight');
    await page
      .getByText(/处冲突/)
      .first()
      .waitFor();
    expect(await page.locator('[data-stop="0 0"]').getAttribute('aria-label')).not.toBe(before);
    expect(await page.getByRole('button', { name: /^保存/ }).isDisabled()).toBe(true);
    await page.keyboard.press('Control+z');
    await page.getByText('没有冲突').first().waitFor();
    expect(await page.locator('[data-stop="0 0"]').getAttribute('aria-label')).toBe(before);
  });

  test('a place from the list is put behind the last stop of the round that is looked at', async () => {
    const row = page.locator('[data-round="0"]');
    await row.locator('.patrol-row-name').click();
    const before = await row.locator('.patrol-bar').count();
    await page.getByRole('button', { name: '加入' }).click();
    await expect.poll(() => row.locator('.patrol-bar').count()).toBe(before + 1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => row.locator('.patrol-bar').count()).toBe(before);
    await page.getByText('没有冲突').first().waitFor();
  });

  test('it is saved and issued in one act each; loaded again it shows the same rounds', async () => {
    await page.keyboard.press('Shift+S');
    await page.getByRole('button', { name: /已保存/ }).waitFor();
    expect(page.url()).toMatch(/of=[0-9a-f-]{36}/);
    await page.getByRole('button', { name: '下达' }).click();
    await page.getByText('已下达').waitFor();
    const units = await page.locator('.patrol-round-head b').allInnerTexts();
    await page.reload();
    await page.getByText('已下达').waitFor();
    await page.locator('.patrol-round-head').first().waitFor();
    expect(await page.locator('.patrol-round-head b').allInnerTexts()).toEqual(units);
    expect(visit.complaints).toEqual([]);
  });

  test('another dispatcher sees it in the list; who only reads cannot change it', async () => {
    const { page: other, context } = await site().open('viewer', '/?ws=dispatch&desk=patrols');
    await other.locator('.draft-row').filter({ hasText: '已下达' }).click();
    await other.locator('.patrol-round-head').first().waitFor();
    expect(await other.getByRole('button', { name: /保存|下达|优化/ }).count()).toBe(0);
    await context.close();
  });
});
