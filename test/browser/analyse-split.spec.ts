import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';

const site = withSite();

/** Names and numbers of the panels, once they are drawn over a ground. */
async function panels(page: Page): Promise<string[]> {
  await page.locator('.split-grid li canvas').first().waitFor();
  return await page.locator('.split-press').allInnerTexts();
}

/** How many colours a canvas shows. */
async function coloursOf(page: Page, selector: string): Promise<number> {
  return await page.locator(selector).evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
}

describe('small multiples', () => {
  test('a panel is a filter by press and by key, and the way back leads to the map as it was', async () => {
    const { page, complaints } = await site().desk('supervisor', '/?ws=analyse&at=101.77,36.62,11.5');
    await page.getByText(/已在.*边界校正/).waitFor();
    const choice = page.getByLabel('分图对照');
    await choice.selectOption('type');
    await page.getByRole('heading', { name: '按类型分图' }).waitFor();
    expect((await panels(page)).length).toBeGreaterThan(6);
    await page.waitForURL(/with=split:type/);
    await page.waitForURL((url) => !url.search.includes('at=101.77,36.62,11.5'));
    await expect.poll(() => coloursOf(page, '.split-grid li:first-child canvas')).toBeGreaterThan(50);
    expect(await findings(page, '.split')).toEqual([]);

    await page.getByText(/已采用建议值/).waitFor();
    const radius = await page.getByLabel('平滑半径').inputValue();
    const selected = page.locator('[data-selected]');
    const all = Number(await selected.getAttribute('data-selected'));
    const [first, second] = [page.locator('.split-press').nth(0), page.locator('.split-press').nth(1)];
    await first.focus();
    await page.keyboard.press('ArrowRight');
    expect(await second.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL(/[?&]type=\w+/);
    await page.locator('.split-press[aria-pressed="true"]').waitFor();
    const figures = ((await second.locator('.split-figures').textContent()) ?? '').replaceAll(',', '');
    await expect
      .poll(async () => Number(await selected.getAttribute('data-selected')))
      .toBe(Number(/^\d+/.exec(figures)?.[0]));
    // The panels are drawn as before, whatever radius what counts now suggests.
    expect(await page.getByLabel('平滑半径').inputValue()).toBe(radius);
    await second.click();
    await expect.poll(async () => Number(await selected.getAttribute('data-selected'))).toBe(all);

    await page.keyboard.press('Escape');
    await page.waitForURL(({ search }) =>
      /^\?ws=analyse&at=101\.77,36\.62,11\.5&with=dense\.radius:\d+$/.test(search),
    );
    await page.locator('.map[data-status="ready"]').waitFor();
    expect(complaints).toEqual([]);
  });

  test('dragging one moves all, a link shows the same, and a month that became the window stands among the others', async () => {
    const { page, context, complaints } = await site().desk(
      'supervisor',
      '/?ws=analyse&at=101.77,36.62,10&with=split:month&lang=en&theme=light',
    );
    const before = await panels(page);
    expect(before.length).toBeGreaterThan(2);
    const panel = page.locator('.split-press').nth(1);
    const box = (await panel.boundingBox())!;
    await page.mouse.move(box.x + 80, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 40, box.y + 30, { steps: 3 });
    await page.mouse.up();
    await page.waitForURL((url) => !url.search.includes('at=101.77,36.62,10'));
    expect(new URL(page.url()).searchParams.get('window')).toBeNull();
    await panel.click();
    await page.waitForURL(/window=.*split\.of:all/);
    await page.locator('.split-press[aria-pressed="true"]').waitFor();
    expect(await panels(page)).toEqual(before);

    const other = await context.newPage();
    await other.goto(page.url());
    await other.locator('.split-press[aria-pressed="true"]').waitFor();
    expect(await panels(other)).toEqual(before);
    expect(other.url()).toBe(page.url());

    await other
      .getByRole('button', { name: /on the large map/ })
      .nth(1)
      .click();
    await other.waitForURL((url) => url.search.includes('window=') && !url.search.includes('split'));
    await other.locator('.map[data-status="ready"]').waitFor();
    expect(complaints).toEqual([]);
    await other.close();
  });

  test('no incidents, and roads, are no trouble', async () => {
    const { page, complaints } = await site().desk(
      'supervisor',
      '/?ws=analyse&window=2031-01-01T00:00Z~2031-02-01T00:00Z&with=split:type',
    );
    await page.getByText('所选时段内没有警情').waitFor();
    await page.getByText('沿道路').click();
    await page.locator('.map[data-status="ready"]').waitFor();
    expect(complaints).toEqual([]);
  });
});
