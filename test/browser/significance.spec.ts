import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../core/contract/analysis.ts';
import type { Incident } from '../../core/contract/incident.ts';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';

describe('Analyse: significant, changing, saved', () => {
  const site = withSite();
  const tested = (page: Page) => page.locator('[data-tested]').getAttribute('data-tested');
  /** The result that is shown is of what is asked now. */
  const settled = (page: Page) =>
    page.waitForFunction(() => {
      const shown = document.querySelector('[data-tested]');
      return shown && !document.querySelector('[aria-busy="true"] [data-tested], .job-note');
    });

  /** The middle of what the panels leave free of the map. */
  async function freeMiddle(page: Page): Promise<[x: number, y: number]> {
    const boxes = ['.panel.left', '.panel.right', '.top-bar', '.bottom-bar'].map((part) =>
      page.locator(part).boundingBox(),
    );
    const [left, right, top, bottom] = await Promise.all(boxes);
    if (!left || !right || !top || !bottom) throw new Error('the map has no frame');
    return [(left.x + left.width + right.x) / 2, (top.y + top.height + bottom.y) / 2];
  }

  test('significant cells are named in words, listed, chosen by keys; a result is saved and made again to the same bytes', async () => {
    const { page, complaints } = await site().open('supervisor', '/?ws=analyse&ask=significant');
    await settled(page);
    expect(Number(await tested(page))).toBeGreaterThan(50);
    const legend = page.getByRole('list', { name: '图例' });
    await legend.getByText('偏多，99% 把握不是偶然').waitFor();
    const rows = page.getByRole('list', { name: '单元列表' }).getByRole('button', { name: /z / });
    await rows.first().focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const chosen = page.getByRole('region', { name: '选定单元' });
    await chosen.waitFor();
    await chosen.getByText('偏多').first().waitFor();
    expect(await findings(page)).toEqual([]);

    const before = await page.evaluate(() => new URLSearchParams(location.search).get('at'));
    await page.getByLabel('名称', { exact: true }).fill('全年冷热点');
    await page.getByRole('button', { name: '存档', exact: true }).click();
    await page.locator('[data-verdict="same"]').waitFor();
    expect(await page.evaluate(() => new URLSearchParams(location.search).get('at'))).toBe(before);
    const words = await page.getByRole('region', { name: '说明' }).textContent();
    expect(words).toMatch(/在 95% 的置信水平下，\d+ 个单元的警情明显偏多/);

    const saved = (await (await site().send('viewer', 'GET', '/api/analyses')).json()) as {
      items: Analysis[];
    };
    expect(saved.items[0]).toMatchObject({ title: '全年冷热点', method: 'gi_star' });
    expect(Number(saved.items[0]?.figures.tested)).toBe(Number(await tested(page)));
    await page.reload();
    await page.locator('[data-verdict="same"]').waitFor();

    // The map goes there only now; a press on it chooses what the list chose before.
    const place = await chosen.locator('b').textContent();
    await chosen.getByRole('button', { name: '在地图上查看' }).click();
    await page.waitForFunction((old) => new URLSearchParams(location.search).get('at') !== old, before);
    await chosen.getByRole('button', { name: '取消选定' }).click();
    await chosen.waitFor({ state: 'detached' });
    const middle = await freeMiddle(page);
    await page.mouse.click(...middle);
    await chosen.waitFor();
    expect(await chosen.locator('b').textContent()).toBe(place);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a link opens a saved result; when an incident was edited since, it says so', async () => {
    const { items } = (await (await site().send('viewer', 'GET', '/api/analyses')).json()) as {
      items: [Analysis];
    };
    const [record] = items;
    const list = await site().send('viewer', 'GET', '/api/incidents?limit=1');
    const { features } = (await list.json()) as { features: [Incident] };
    const [incident] = features;
    const moved = { geometry: { type: 'Point', coordinates: [101.7782, 36.6171] } };
    const headers = { 'If-Match': '*' };
    const edit = await site().send('supervisor', 'PATCH', `/api/incidents/${incident.id}`, moved, headers);
    expect(edit.status).toBe(200);

    const { page } = await site().open('viewer', '/?ws=analyse&ask=significant&lang=en&theme=light');
    await settled(page);
    await page.getByText('Your role may not save results.').waitFor();
    await page.getByText('Results saved so far').click();
    await page.getByRole('link', { name: record.title }).click();
    await page.locator('[data-verdict="incidents"]').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByText(/1 were taken in or edited since/).waitFor();
    await page.context().close();
  });

  test('changing: every class in words, one at a time, and the steps of a cell', async () => {
    const { page, complaints } = await site().open(
      'supervisor',
      '/?ws=analyse&ask=changing&theme=light&with=cells.kind:plan',
    );
    await settled(page);
    const classes = page.getByRole('list', { name: '图例' }).getByRole('button');
    expect(await classes.count()).toBe(17);
    const rows = page.getByRole('list', { name: '单元列表' }).getByRole('button', { name: /[热冷]点/ });
    await rows.first().click();
    await page.getByRole('img', { name: /步，从 .* 到/ }).waitFor();
    expect(await findings(page)).toEqual([]);
    await classes.nth(4).click();
    expect(await classes.nth(4).getAttribute('aria-pressed')).toBe('true');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
