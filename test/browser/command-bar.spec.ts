import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';

const IN_TOWN = { type: 'Point', coordinates: [101.7782, 36.6171] };

describe('the command bar, by the keyboard alone', () => {
  const site = withSite();
  const type = async (page: Page, text: string) => {
    await page.locator('#command-bar').waitFor();
    await page.keyboard.press('/');
    await page.waitForFunction(() => document.activeElement?.id === 'command-bar');
    await page.keyboard.type(text);
  };
  const option = (page: Page, text: string | RegExp) => page.getByRole('option').filter({ hasText: text });
  const active = (page: Page) =>
    page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant');
      return (id && document.getElementById(id)?.textContent) ?? '';
    });

  test('an empty bar offers the frequent acts, each with its key', async () => {
    const { page, complaints } = await site().desk('operator');
    await page.locator('#command-bar').waitFor();
    await page.keyboard.press('Control+k');
    await option(page, '登记警情').locator('kbd', { hasText: 'N' }).waitFor();
    await option(page, '核实所选警情').locator('kbd', { hasText: 'V' }).waitFor();
    await option(page, '交接班').locator('kbd', { hasText: '⇧H' }).waitFor();
    expect(await active(page)).toContain('登记警情');
    await page.keyboard.press('ArrowDown');
    expect(await active(page)).toContain('核实所选警情');
    expect(await findings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('a grid by its number, the nearest to the view, is opened by Enter, and remembered', async () => {
    const { page } = await site().desk('operator', '/?at=101.7782,36.6171,13');
    await type(page, 'wg001');
    await page.getByRole('status').getByText('理解为：网格 · 001').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/sel=grids:\d{12}001/);
    const code = /sel=grids:(\d{15})/.exec(page.url())?.[1];
    const [grid] = (await (await site().send('viewer', 'GET', `/api/search?q=${code}`)).json()).items;
    expect(Math.hypot(grid.lng - 101.7782, grid.lat - 36.6171)).toBeLessThan(0.1);
    await page.keyboard.press('/');
    await page.getByRole('option').first().getByText(grid.nameZh).waitFor();
  });

  test('a place by the first letters of its pinyin', async () => {
    const { page } = await site().desk('operator');
    await type(page, 'cbq');
    await option(page, '城北区').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/sel=areas:630105/);
  });

  test('Enter waits for the answer instead of taking what stands there meanwhile', async () => {
    const { page } = await site().desk('operator');
    await type(page, '城西区');
    await page.keyboard.press('Enter');
    await page.waitForURL(/sel=areas:630104/);
  });

  test('one sentence after the other is understood and done, wherever the one before led', async () => {
    const { page } = await site().desk('operator');
    for (const [text, url] of [
      ['一级 未结', /priority=1&status=reported,verified,assigned,en_route,on_scene/],
      ['P1 P2 verified last 2 h', /brush=.*priority=1,2&status=verified/],
      ['overdue', /page=deadlines/],
      ['逾期', /page=cases/],
      ['系统状态', /page=health/],
      ['昨天 12:30', /[?&]t=\d{4}-\d\d-\d\dT04:30:00/],
      ['大屏', /mode=wall/],
    ] as const) {
      await type(page, text);
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(url);
    }
  });

  test('what is not understood is answered with what would be; an example is filled in', async () => {
    const { page } = await site().desk('operator', '/?lang=en');
    await type(page, 'qqqqzz');
    await page.getByRole('status').getByText('Nothing found for “qqqqzz”').waitFor();
    await option(page, 'grid 014').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => (document.activeElement as HTMLInputElement).value === 'grid 014');
  });

  test('an act is done to what was at hand before the bar was opened', async () => {
    const made = await site().send('operator', 'POST', '/api/incidents', {
      geometry: IN_TOWN,
      properties: { type: 'noise', priority: 1 },
    });
    const { id } = await made.json();
    const { page } = await site().desk('operator', `/?sel=incidents:${id}`);
    await page.getByRole('article').getByRole('button', { name: /核实/ }).waitFor();
    await type(page, '核实');
    await page.keyboard.press('Enter');
    await page.getByRole('article').getByText('已核实').first().waitFor();
  });

  test('works while the past is shown, where nothing can be changed', async () => {
    const { page } = await site().desk('operator');
    await type(page, '3小时前');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.has('t'));
    await type(page, '核实');
    await page
      .getByRole('status')
      .getByText(/没有找到|项/)
      .first()
      .waitFor();
    expect(await option(page, '核实所选警情').count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.type('实时');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.searchParams.has('t'));
  });

  test("an age is by the server's clock, also before anything has come by the stream", async () => {
    const { page } = await site().open('operator', '/', {
      prepare: (page) => page.route('**/api/live**', (route) => route.abort()),
    });
    await type(page, '3小时前');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.has('t'));
    const shown = Date.parse(new URL(page.url()).searchParams.get('t') ?? '');
    const ago = site().deps.clock() - shown;
    expect(ago).toBeGreaterThan(3 * 3_600_000 - 1000);
    expect(ago).toBeLessThan(3 * 3_600_000 + 60_000);
    await page.context().close();
  });

  test('theme, language, density and layers have keys', async () => {
    const { page } = await site().desk('operator');
    await page.getByRole('heading', { name: '五张网' }).waitFor();
    await page.keyboard.press('g');
    await page.waitForURL(/theme=light/);
    await page.keyboard.press('h');
    await page.waitForURL(/density=off/);
    await page.keyboard.press('7');
    await page.waitForURL(/hide=units/);
    await page.keyboard.press('0');
    await page.waitForURL(/shade=open/);
    await page.keyboard.press('i');
    await page.getByRole('heading', { name: 'Five nets' }).waitFor();
  });
});
