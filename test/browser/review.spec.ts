import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Page as ListPage } from '../../core/contract/geometry.ts';
import type { Incident } from '../../core/contract/incident.ts';
import type { SearchAnswer } from '../../core/contract/search.ts';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';

/** What is left of a sheet of A4 between its margins, in CSS pixels. */
const SHEET_WIDTH = 703;

describe('the after-action review', () => {
  const site = withSite();
  let incident: Incident;

  beforeAll(async () => {
    const answer = await site().send('supervisor', 'GET', '/api/incidents?status=closed,resolved&limit=200');
    const { features } = (await answer.json()) as ListPage<Incident>;
    const whole = features.find(({ properties: p }) => p.verifiedAt && p.arrivedAt && p.resolvedAt);
    if (!whole) throw new Error('the demo city has no incident that was resolved');
    incident = whole;
  });

  test('an incident by its number: timeline, map, frames, file, paper', async () => {
    const { page, complaints } = await site().desk('supervisor', '/?lang=en');
    await page.locator('.map[data-status="ready"]').waitFor();
    await page.keyboard.press('Shift+R');
    await page.getByLabel('Incident number').fill(incident.properties.number);
    await page.locator('.review-choices button', { hasText: incident.properties.number }).click();
    await page.waitForURL(/[?&]review=/);

    const list = page.getByRole('list', { name: 'Timeline' });
    await list.getByRole('button').first().waitFor();
    expect(await list.getByRole('button').count()).toBeGreaterThanOrEqual(4);
    await list.getByRole('button', { name: /Verified/ }).click();
    await page.waitForURL((url) => url.searchParams.get('t') === incident.properties.verifiedAt);
    expect(page.url()).toContain(`sel=incidents:${incident.id}`);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('t') !== incident.properties.verifiedAt);

    await page.getByText('Map frames', { exact: true }).click();
    await page.getByRole('button', { name: 'Draw the map frames' }).click();
    await page.locator('.posing-veil').waitFor();
    await page.locator('.posing-veil').waitFor({ state: 'detached' });
    const frames = page.locator('.review-frames .frame');
    expect(await frames.count()).toBeGreaterThanOrEqual(3);
    expect(await page.locator('.review-frames .frame[data-state="done"]').count()).toBe(await frames.count());
    expect(await coloursOf(page)).toBeGreaterThan(20);
    expect(await page.locator('.map-canvas').evaluate((element) => element.style.width)).toBe('');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Timeline CSV' }).click(),
    ]);
    const rows = parse(readFileSync(await download.path(), 'utf8'), { bom: true, columns: true }) as {
      act: string;
      id: string;
    }[];
    expect(download.suggestedFilename()).toBe(`review-${incident.properties.number}.csv`);
    const acts = rows.filter(({ id }) => id === incident.id).map(({ act }) => act);
    expect(acts.slice(0, 2)).toEqual(['reported', 'verified']);

    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: SHEET_WIDTH, height: 1000 });
    await page.locator('.entry-table tbody tr').first().waitFor();
    expect(await page.locator('.entry-table tbody tr').count()).toBe(rows.length);
    expect(await overflowing(page)).toEqual([]);
    expect(await page.locator('.review-print .frame img').count()).toBe(await frames.count());
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(20_000);
    expect(complaints).toEqual([]);
  });

  test('a period of an area that is found by its name; what is no area is not reviewed', async () => {
    const answer = await site().send(
      'supervisor',
      'GET',
      `/api/search?noun=grids&q=${incident.properties.areaCode}`,
    );
    const [grid] = ((await answer.json()) as SearchAnswer).items;
    const { page, complaints } = await site().desk('supervisor');
    await page.locator('.map[data-status="ready"]').waitFor();
    await page.keyboard.press('Shift+R');
    await page.getByText('时段与辖区', { exact: true }).click();
    const area = page.getByRole('combobox', { name: '辖区' });
    await area.focus();
    await page.getByRole('option', { name: /城东区 630102/ }).waitFor();
    await area.fill('没有这个地方');
    await page.getByRole('button', { name: '开始复盘' }).click();
    await page.getByText('没有选定辖区').waitFor();
    expect(await findings(page)).toEqual([]);
    await area.fill(grid?.nameZh ?? '');
    await page.getByRole('option').filter({ hasText: incident.properties.areaCode }).first().waitFor();
    await area.fill('城西区');
    await page.getByRole('option', { name: /城西区 630104/ }).waitFor();
    await area.press('Enter');
    expect(await area.inputValue()).toContain('630104');
    await area.press('Enter');
    await page.waitForURL(/review=[^&]*~630104/);
    expect(complaints).toEqual([]);
  });

  test.each(['zh', 'en'])('a whole day fits a sheet, %s', async (lang) => {
    const { page } = await site().desk('supervisor', `/?lang=${lang}&theme=dark&page=review&review=${day()}`);
    await page.locator('.review-tabs').waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: SHEET_WIDTH, height: 1000 });
    await page.locator('.entry-table tbody tr').first().waitFor();
    expect(await overflowing(page)).toEqual([]);
  });

  test('an empty period, one to come, and an incident that is not there are told in words', async () => {
    const at = (path: string) => `/?lang=en&page=review&review=${path}`;
    const { page } = await site().desk('supervisor', at('2019-01-01T00:00:00Z~2019-01-02T00:00:00Z'));
    await page.getByText('Nothing was recorded in this period and area.').first().waitFor();
    await site().desk('supervisor', at('2099-01-01T00:00:00Z~2099-01-02T00:00:00Z'));
    await page.getByText('That time has not come yet.').waitFor();
    await site().desk('supervisor', at('0193f000-0000-7000-8000-000000000009'));
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Review something else' }).click();
    await page.getByLabel('Incident number').waitFor();
  });

  test.each(['lang=zh&theme=dark', 'lang=en&theme=light'])('axe finds nothing serious, %s', async (look) => {
    const { page } = await site().desk('supervisor', `/?${look}&page=review`);
    await page.locator('.review-form').waitFor();
    expect(await findings(page)).toEqual([]);
    await site().desk('supervisor', `/?${look}&page=review&review=${day()}`);
    for (const tab of [0, 1, 2]) {
      await page.locator('.review-tabs label').nth(tab).click();
      expect(await findings(page)).toEqual([]);
    }
  });

  /** The day before the report of the incident, and of it. */
  const day = (): string => {
    const ms = Date.parse(incident.properties.reportedAt);
    return `${new Date(ms - 12 * 3_600_000).toISOString()}~${new Date(ms + 12 * 3_600_000).toISOString()}`;
  };
});

/** How many colours the first picture has: a blank one has hardly any. */
function coloursOf(page: Page): Promise<number> {
  return page
    .locator('.review-frames .frame img')
    .first()
    .evaluate(async (element) => {
      const image = element as HTMLImageElement;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const data = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      const colours = new Set<number>();
      for (let i = 0; i + 2 < data.length; i += 4)
        colours.add((Number(data[i]) << 16) | (Number(data[i + 1]) << 8) | Number(data[i + 2]));
      return colours.size;
    });
}

/** What sticks out of the sheet to the right, or is cut off inside the report. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate((width) => {
    const all = [...document.querySelectorAll<HTMLElement>('.review-print *')];
    const wide = all.filter((element) => element.getBoundingClientRect().right > width + 1);
    const cut = all.filter(
      (element) =>
        element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === 'hidden',
    );
    const page = document.scrollingElement;
    const isWide = page !== null && page.scrollWidth > page.clientWidth;
    return [...wide, ...cut].map((element) => element.outerHTML.slice(0, 120)).concat(isWide ? ['page'] : []);
  }, SHEET_WIDTH);
}
