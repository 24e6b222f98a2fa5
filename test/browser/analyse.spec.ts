import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { IncidentChunks } from '../../core/contract/incident-chunk.ts';
import { sql } from '../../server/database/sql.ts';
import { withSite } from '../support/browser.ts';

const site = withSite();
const selected = async (page: Page): Promise<number> =>
  Number(await page.locator('.analyse-selected').getAttribute('data-selected'));
/** Waits until a condition of what is selected holds, and answers how many there are. */
async function until(page: Page, holds: (count: number) => boolean): Promise<number> {
  const handle = page.locator('.analyse-selected');
  for (;;) {
    const count = await selected(page);
    if (holds(count)) return count;
    await handle.page().evaluate('new Promise((resolve) => requestAnimationFrame(() => resolve(0)))');
  }
}
const count = async (where: string): Promise<number> => {
  const rows = await site().deps.database.query<{ n: number }>(
    sql`SELECT count(*)::integer AS n FROM incident WHERE ${{ text: where, values: [] }}`,
  );
  return rows[0]?.n ?? -1;
};
const ready = async (page: Page): Promise<void> => {
  await page.locator('.map[data-status="ready"]').waitFor();
  await page.locator('.area-list .row').first().waitFor();
};

describe('the Analyse workspace', () => {
  test('counts the whole history, filters by charts and brush, and keeps it all in the address', async () => {
    const { page, complaints } = await site().desk('supervisor');
    await page.getByRole('button', { name: '研判', exact: true }).click();
    await ready(page);
    const all = await until(page, (n) => n > 0);
    expect(all).toBe(await count('true'));

    await page.locator('.bars button', { hasText: '盗窃' }).first().click();
    const thefts = await until(page, (n) => n < all);
    expect(thefts).toBe(await count("type = 'theft'"));

    const row = page.locator('.area-list .row').first();
    const code = await row.getAttribute('data-id');
    await row.click();
    const here = await until(page, (n) => n < thefts);
    expect(here).toBe(await count(`type = 'theft' AND area_code LIKE '${code}%'`));
    await page.waitForURL(/ws=analyse.*type=theft.*within=/);

    const chart = await page.locator('.analyse-bar .histogram').boundingBox();
    if (!chart) throw new Error('there is no time brush');
    await page.mouse.move(chart.x + chart.width * 0.3, chart.y + 20);
    // Lifted off the ground before the drag, which it would hold up.
    const lifted = page.locator('.density-canvas');
    await lifted.waitFor({ state: 'attached' });
    await page.mouse.down();
    await page.mouse.move(chart.x + chart.width * 0.6, chart.y + 20, { steps: 6 });
    await page.mouse.up();
    await page.mouse.move(chart.x + chart.width * 0.6, chart.y - 200);
    await lifted.waitFor({ state: 'detached' });
    const [from, to] = new URL(page.url()).searchParams.get('window')?.split('~') ?? [];
    const brushed = await count(
      `type = 'theft' AND area_code LIKE '${code}%' AND reported_at >= '${from}' AND reported_at < '${to}'`,
    );
    expect(brushed).toBeLessThan(here);
    await until(page, (n) => n === brushed);

    await page.reload();
    await ready(page);
    expect(await until(page, (n) => n > 0)).toBe(brushed);

    await page.keyboard.press('Escape');
    expect(await until(page, (n) => n > brushed)).toBe(here);
    await page.keyboard.press('\\');
    await until(page, (n) => n === all);
    expect(complaints).toEqual([]);
  });

  test('the hours of the week by keys, and the map that was there before', async () => {
    const { page } = await site().desk('viewer', '/?lang=en');
    await page.locator('.map[data-status="ready"]').waitFor();
    await page.evaluate("document.querySelector('.map canvas').dataset.mark = 'same'");
    await page.getByRole('button', { name: 'Analyse', exact: true }).click();
    await ready(page);
    const all = await until(page, (n) => n > 0);
    await page.locator('.hour-matrix').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/hours=25/);
    const tuesdays = await until(page, (n) => n < all);
    expect(tuesdays).toBe(
      await count(
        "extract(isodow FROM reported_at AT TIME ZONE 'Asia/Shanghai') = 2 AND extract(hour FROM reported_at AT TIME ZONE 'Asia/Shanghai') = 1",
      ),
    );
    expect(await page.locator('.map canvas[data-mark="same"]').count()).toBe(1);
    await page.getByRole('button', { name: 'Watch', exact: true }).click();
    await page.locator('.timeline .live-button').waitFor();
    expect(await page.locator('.map canvas[data-mark="same"]').count()).toBe(1);
  });

  test('opened before the sign-in it counts after it', async () => {
    const { page } = await site().open(null, '/?ws=analyse');
    await page.getByRole('button', { name: /值守员/ }).click();
    await ready(page);
    expect(await until(page, (n) => n > 0)).toBe(await count('true'));
    await page.context().close();
  });

  test('a new incident is counted within seconds', async () => {
    const { page } = await site().desk('viewer', '/?ws=analyse');
    await ready(page);
    const before = await count('true');
    await until(page, (n) => n === before);
    await site().send('operator', 'POST', '/api/incidents', {
      geometry: { type: 'Point', coordinates: [101.7782, 36.6171] },
      properties: { type: 'noise', priority: 4 },
    });
    expect(await until(page, (n) => n > before)).toBe(before + 1);
    const chunks = (await (
      await site().send('viewer', 'GET', '/api/incidents/columns/chunks')
    ).json()) as IncidentChunks;
    expect(chunks.total).toBe(before + 1);
  });

  test('a report on paper: question, finding, map with legend, tables, method; then the page is as it was', async () => {
    const { page, complaints } = await site().open('supervisor', '/?ws=analyse&ask=significant&theme=dark');
    // Prints without a printer: what is on paper stays to be looked at.
    await page.evaluate('window.print = () => { document.documentElement.dataset.printed = "yes"; }');
    await ready(page);
    await page.locator('[data-tested]').waitFor();
    const before = new URL(page.url()).searchParams.get('at');
    await page.getByRole('button', { name: '打印报告' }).click();
    await page.locator('html[data-printed]').waitFor({ state: 'attached' });
    const paper = page.locator('.analysis-paper');
    await page.emulateMedia({ media: 'print' });
    expect(await paper.getByRole('heading', { level: 1 }).textContent()).toContain('哪里是真热点？');
    expect(await paper.getByText(/在 95% 的置信水平下/).isVisible()).toBe(true);
    expect(await paper.getByText('偏多，99% 把握不是偶然').isVisible()).toBe(true);
    expect(await paper.getByText('cells.kind').isVisible()).toBe(true);
    expect(await paper.locator('.report-table').count()).toBe(3);
    const picture = paper.getByRole('img', { name: '哪里是真热点？：地图' });
    expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(1000);
    expect(await page.locator('.panel').first().isVisible()).toBe(false);
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(40_000);
    await page.emulateMedia({ media: 'screen' });
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    expect(new URL(page.url()).searchParams.get('at')).toBe(before);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the map alone as a picture with its margins, and areas as shapes', async () => {
    const { page, complaints } = await site().desk('viewer', '/?ws=analyse&lang=en&theme=light');
    await ready(page);
    await page.locator('.dense-legend').waitFor();
    const pictured = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Map as PNG' }).click();
    const png = await pictured;
    expect(png.suggestedFilename()).toMatch(/^Analysis report-\d{4}-\d{2}-\d{2}\.png$/);
    const bytes = await readFile(await png.path());
    expect([...bytes.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
    expect(bytes.readUInt32BE(16)).toBe(2 * (760 + 32));
    const saved = page.waitForEvent('download');
    const areas = page.getByRole('region', { name: 'Areas' });
    await areas.getByRole('button', { name: 'GeoJSON' }).click();
    const shapes = JSON.parse(await readFile(await (await saved).path(), 'utf8'));
    expect(shapes.features[0].properties.incidents).toBeGreaterThan(0);
    expect(shapes.features[0].geometry.type).toMatch(/Polygon/);
    expect(complaints).toEqual([]);
  });
});
