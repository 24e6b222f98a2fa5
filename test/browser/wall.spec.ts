import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Incident } from '../../core/contract/incident.ts';
import { observeConditions } from '../../server/commands/alarms.ts';
import { command } from '../../server/commands/command.ts';
import { condition } from '../server/conditions.ts';
import { findings } from '../support/axe.ts';
import { type PageOptions, withSite } from '../support/browser.ts';

const scene = (id: string, name: string, west: number) => ({
  id,
  name,
  subject: { kind: 'city' },
  seconds: 5,
  bbox: [west, 36.58, west + 0.06, 36.62],
  query: '',
  figures: ['open', 'onDuty'],
});
const SCENES = [scene('one', '甲处', 101.72), scene('two', '乙处', 101.78)];

const site = withSite();

async function reportFire(): Promise<Incident> {
  const geometry = { type: 'Point', coordinates: [101.75, 36.6] };
  const body = { geometry, properties: { type: 'fire', priority: 1 } };
  return (await (await site().send('operator', 'POST', '/api/incidents', body)).json()) as Incident;
}

describe('the wall', () => {
  const title = (page: Page) => page.locator('.wall-panel h2');
  const wallOf = (settings: object) => ({
    'jingwei.wall': JSON.stringify({ scenes: SCENES, rotating: false, ...settings }),
  });
  const openWall = async (settings: object = {}, query = '', options: PageOptions = {}) => {
    const visit = await site().open('operator', `/?mode=wall${query}`, {
      ...options,
      storage: wallOf(settings),
    });
    await visit.page.locator('.map[data-status="ready"]').waitFor();
    return visit;
  };
  /** A wall of these scenes that another test may have had before. */
  const sameWall = async (query = '') => {
    const visit = await site().desk('operator', `/?mode=wall${query}`, { storage: wallOf({}) });
    await visit.page.locator('.map[data-status="ready"]').waitFor();
    return visit;
  };
  const drag = async (page: Page) => {
    await page.mouse.move(700, 400);
    await page.mouse.down();
    await page.mouse.move(600, 350, { steps: 4 });
    await page.mouse.up();
  };
  const sceneInAddress = (page: Page) => new URL(page.url()).searchParams.get('scene');

  test('each wall of a workstation has scenes of its own, and begins as the first', async () => {
    const { page, context } = await openWall({}, '&wall=2');
    await title(page).getByText('甲处').waitFor();
    await page.evaluate(
      (text) => localStorage.setItem('jingwei.wall.2', text),
      JSON.stringify({ scenes: [SCENES[1]], rotating: false }),
    );
    await page.reload();
    await title(page).getByText('乙处').waitFor();
    const first = await context.newPage();
    await first.goto(`${site().url}/?mode=wall`);
    await title(first).getByText('甲处').waitFor();
    await first.keyboard.press('e');
    await first.getByLabel('本窗口是').selectOption('2');
    await first.waitForURL(/[?&]wall=2/);
    await first.keyboard.press('Escape');
    await title(first).getByText('乙处').waitFor();
    await context.close();
  });

  test('shows one scene after the other, holds, and follows the arrows', async () => {
    const { page, complaints } = await openWall({ rotating: true });
    await title(page).getByText('甲处').waitFor();
    await page.locator('.wall-progress progress').waitFor();
    await title(page).getByText('乙处').waitFor();
    await page.waitForURL(/scene=two/);
    await title(page).getByText('甲处').waitFor();
    await page.keyboard.press(' ');
    await page.locator('.wall-progress').getByText('已定格').waitFor();
    await page.waitForURL(/scene=one/);
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/scene=two/);
    expect(await page.locator('.wall-figures dt').count()).toBe(2);
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/scene=one/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('without scenes of its own it goes through the districts and the five nets', async () => {
    const { page } = await openWall({ scenes: null });
    await title(page).getByText('全市总览').waitFor();
    await page.keyboard.press('ArrowLeft');
    await title(page).getByText('现代科技防控网').waitFor();
    await page.waitForURL(/hide=street/);
    await page.keyboard.press('w');
    await page.locator('.left-panel').or(page.locator('.panel')).first().waitFor();
    expect(sceneInAddress(page)).toBeNull();
    await page.context().close();
  });

  test('locks while somebody moves the map, and one key unlocks it', async () => {
    const { page } = await openWall({ rotating: true, unlockMinutes: 0 });
    await title(page).getByText('甲处').waitFor();
    await page.waitForURL(/scene=one/);
    const at = new URL(page.url()).searchParams.get('at');
    await drag(page);
    const note = page.locator('.wall-note').getByText('视图已锁定');
    await note.waitFor();
    await title(page).getByText('自选视图').waitFor();
    await page.waitForURL((url) => !url.searchParams.has('scene') && url.searchParams.get('at') !== at);
    await page.keyboard.press('u');
    await note.waitFor({ state: 'detached' });
    await page.waitForURL(/scene=/);
    await page.context().close();
  });

  test('a cut shows the age, then the veil, and goes by itself', async () => {
    const { page, context } = await sameWall();
    const age = page.locator('.wall-age');
    await age.getByText(/画面 \d+ 秒前/).waitFor();
    await page.locator('.wall-age.fresh').waitFor();
    await context.route('**/api/live**', (route) => route.abort());
    await site().deps.hub.close();
    await page.locator('.wall-age.late').waitFor();
    await page.locator('.frozen-veil').waitFor({ state: 'attached' });
    await page.locator('.wall-age.frozen').getByText('画面停在').waitFor();
    expect(await page.locator('.wall-figures').isVisible()).toBe(true);
    await context.unroute('**/api/live**');
    await page.locator('.wall-age.fresh').waitFor();
    await page.locator('.frozen-veil').waitFor({ state: 'detached' });
  });

  test('when the session ends the last picture stays and says so; signed in again it lives on', async () => {
    const { page, context } = await sameWall();
    await page.locator('.wall-age.fresh').waitFor();
    const role = { data: { role: 'operator' } };
    await context.request.delete(`${site().url}/api/session`);
    await site().deps.hub.close();
    const note = page.locator('.wall-note.bad').getByText('登录已失效');
    await note.waitFor();
    await page.locator('.frozen-veil').waitFor({ state: 'attached' });
    expect(await page.locator('.map .maplibregl-canvas').isVisible()).toBe(true);
    await context.request.post(`${site().url}/api/session/demo`, role);
    await note.waitFor({ state: 'detached' });
    await page.locator('.wall-age.fresh').waitFor();
  });

  test('the map outlives a lost graphics context, in place and with everything on it', async () => {
    const { page } = await sameWall();
    await page.locator('.map:not([data-symbols="0"])').waitFor();
    const canvas = '.map-canvas canvas.maplibregl-canvas';
    await page.evaluate((selector) => {
      const element = document.querySelector<HTMLCanvasElement>(selector);
      const loss = element?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
      if (!element || !loss) throw new Error('there is no context to lose');
      Object.assign(window, { mark: element, loss });
      loss.loseContext();
    }, canvas);
    await page.locator('.wall-note.bad').getByText('显卡已重置').waitFor();
    await page.evaluate(() => (window as unknown as { loss: WEBGL_lose_context }).loss.restoreContext());
    await page.locator('.map[data-status="ready"]').waitFor();
    await page.locator('.wall-note.bad').waitFor({ state: 'detached' });
    const drawnSeq = async () => Number(await page.getAttribute('.map-canvas', 'data-drawn-seq'));
    const before = await drawnSeq();
    await reportFire();
    await expect.poll(drawnSeq).toBeGreaterThan(before);
    const isSame = (selector: string) =>
      (window as unknown as { mark: Element }).mark === document.querySelector(selector);
    expect(await page.evaluate(isSame, canvas)).toBe(true);
  });

  test('an alarm breaks through, the wall goes there, and A acknowledges it', async () => {
    const { page } = await openWall({ followAlarms: true });
    await title(page).getByText('甲处').waitFor();
    const { deps } = site();
    const now = new Date(deps.clock()).toISOString();
    const areaCode = (await reportFire()).properties.areaCode;
    const raised = condition({
      at: now,
      subjectLabel: 'ZD-777',
      priority: 1,
      areaCode,
      lng: 101.7,
      lat: 36.65,
    });
    await command(deps, (tx) => observeConditions(tx, [raised], now));
    await page.getByRole('alert').getByText('ZD-777').waitFor();
    await page.locator('.wall-progress').getByText('跟随告警').waitFor();
    await page.waitForURL(/at=101\.7\d*,36\.6\d*,14/);
    await page.keyboard.press('a');
    await page.getByRole('alert').getByText('ZD-777').waitFor({ state: 'detached' });
    await page.waitForURL(/scene=one/);
    await page.context().close();
  });

  test('scenes are added, renamed, ordered and removed, and undone', async () => {
    const { page } = await openWall({ scenes: SCENES });
    await title(page).getByText('甲处').waitFor();
    await page.keyboard.press('e');
    const editor = page.locator('dialog.scene-editor');
    await editor.getByLabel('新场景名称').fill('丙处');
    await editor.getByRole('button', { name: '加入当前视图' }).click();
    const names = () =>
      editor
        .getByLabel('名称', { exact: true })
        .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    await expect.poll(names).toEqual(['甲处', '乙处', '丙处']);
    await editor.getByRole('button', { name: '上移“丙处”' }).click();
    await expect.poll(names).toEqual(['甲处', '丙处', '乙处']);
    await editor.getByLabel('名称', { exact: true }).first().fill('丁处');
    await page.keyboard.press('Tab');
    await expect.poll(() => title(page).textContent()).toBe('丁处');
    await editor.getByRole('button', { name: '删除“丙处”' }).click();
    await expect.poll(names).toEqual(['丁处', '乙处']);
    await editor.getByRole('button', { name: '撤销' }).click();
    await expect.poll(names).toEqual(['丁处', '丙处', '乙处']);
    expect(await findings(page)).toEqual([]);
    await page.context().close();
  });

  test.each(['lang=zh&theme=dark', 'lang=en&theme=light'])(
    'axe finds nothing serious on a locked wall, %s',
    async (look) => {
      const { page } = await sameWall(`&at=101.75,36.6,12&${look}`);
      await page.locator('.wall-note').waitFor();
      await page.locator('.wall-figures dd').first().waitFor();
      expect(await findings(page)).toEqual([]);
    },
  );
});

describe('the second window', () => {
  test('follows camera, selection and theme; Y lets it roam; it says when the main window is gone', async () => {
    await reportFire();
    const { page, context } = await site().open('operator', '/?at=101.75,36.6,12');
    await page.locator('.map[data-status="ready"]').waitFor();
    const opening = context.waitForEvent('page');
    await page.keyboard.press('y');
    const second = await opening;
    const badge = second.locator('.second-badge');
    await second.locator('.second-badge.linked').getByText('跟随主窗口').waitFor();
    await second.locator('.map[data-status="ready"]').waitFor();
    await page.locator('.second-badge').getByText('1 个副窗口').waitFor();
    await page.locator('.row').first().click();
    await page.waitForURL(/sel=incidents:/);
    const selection = new URL(page.url()).searchParams.get('sel');
    await second.waitForURL((url) => url.searchParams.get('sel') === selection);
    await page.getByRole('button', { name: /浅色/ }).click();
    await second.waitForURL(/theme=light/);
    await page.locator('.map .maplibregl-canvas').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL((url) => !url.search.includes('at=101.75,36.6,12'));
    await expect.poll(() => cameraOf(second)).toBe(await cameraOf(page));

    await second.bringToFront();
    await second.keyboard.press('y');
    await badge.getByText('独立浏览').waitFor();
    await page.bringToFront();
    await page.keyboard.press('3');
    await second.waitForURL(/hide=checkpoint/);
    const roaming = await cameraOf(second);
    await page.locator('.map .maplibregl-canvas').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => cameraOf(page)).not.toBe(roaming);
    expect(await cameraOf(second)).toBe(roaming);

    await page.close();
    await badge.getByText('主窗口已关闭').waitFor();
    await context.close();
  });

  function cameraOf(page: Page): Promise<string | null> {
    return Promise.resolve(new URL(page.url()).searchParams.get('at'));
  }
});

describe('latency on the health page', () => {
  test('tells how long incidents take to be drawn, hop by hop', async () => {
    const { page } = await site().open('operator', '/?page=health&at=101.75,36.6,12');
    const row = (hop: string) => page.locator(`.latency tr[data-hop="${hop}"]`);
    await row('incident').waitFor();
    const counted = async () => {
      await reportFire();
      return Number(await row('incident').locator('td').first().textContent());
    };
    await expect.poll(counted, { interval: 2000 }).toBeGreaterThan(0);
    for (const hop of ['stored', 'received', 'drawn'])
      expect(Number(await row(hop).locator('td').first().textContent())).toBeGreaterThan(0);
    await page.context().close();
  });
});
