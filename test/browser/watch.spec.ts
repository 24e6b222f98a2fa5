import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Incident } from '../../core/contract/incident.ts';
import { sql } from '../../server/database/sql.ts';
import { type Visit, withSite } from '../support/browser.ts';

const PLACE = [101.7782, 36.6171];

describe('the Watch workspace', () => {
  const site = withSite();

  /** Takes an incident in as another operator would. */
  async function report(properties: object): Promise<Incident> {
    const geometry = { type: 'Point', coordinates: PLACE };
    const answer = await site().send('operator', 'POST', '/api/incidents', { geometry, properties });
    expect(answer.status).toBe(201);
    return (await answer.json()) as Incident;
  }

  describe('at one desk, one after the other', () => {
    let visit: Visit;
    let page: Page;
    beforeAll(async () => {
      visit = await site().desk('operator');
      page = visit.page;
    });

    test('an incident of somebody else appears by itself; opening it shows its facts; Back returns to the list', async () => {
      await page.getByRole('list', { name: '待办警情' }).waitFor({ state: 'attached' });
      const fire = await report({ type: 'fire', priority: 1, text: '仓库冒烟' });
      const row = page.locator(`[data-id="${fire.id}"]`);
      await row.waitFor();
      await row.click();
      const inspector = page.getByRole('article', { name: '火情' });
      await inspector.getByText(fire.properties.number).waitFor();
      await inspector.getByText('仓库冒烟').waitFor();
      await inspector.getByText('管理员').waitFor();
      expect(page.url()).toContain(`sel=incidents:${fire.id}`);
      await page.goBack();
      await row.waitFor();
      expect(visit.complaints).toEqual([]);
    });

    test('the filter narrows the list, says so, lives in the address, and can be cleared', async () => {
      const fire = await report({ type: 'fire', priority: 2 });
      const fraud = await report({ type: 'fraud', priority: 2 });
      await page.locator(`[data-id="${fraud.id}"]`).waitFor();
      await page.locator('summary').filter({ hasText: '类型' }).click();
      await page.getByRole('checkbox', { name: /火情/ }).check();
      await page.locator(`[data-id="${fraud.id}"]`).waitFor({ state: 'detached' });
      await page.locator(`[data-id="${fire.id}"]`).waitFor();
      await page.getByText(/已筛选：显示/).waitFor();
      expect(page.url()).toContain('type=fire');
      await page.getByRole('button', { name: '清除筛选' }).first().click();
      await page.locator(`[data-id="${fraud.id}"]`).waitFor();
      expect(page.url()).not.toContain('type=');
    });

    test('search finds an area by name and a place by its coordinates', async () => {
      const bar = page.getByRole('combobox', { name: '搜索与命令' });
      await bar.fill('湟源');
      await page.getByRole('option').filter({ hasText: '湟源县' }).first().click();
      await page.getByRole('article', { name: '湟源县' }).waitFor();
      expect(page.url()).toContain('sel=areas:630123');
      await bar.fill('101.78, 36.62');
      await page.getByRole('option').filter({ hasText: '101.78000, 36.62000' }).waitFor();
      await bar.press('Enter');
      await page.waitForURL(/at=101\.7/);
      await page.getByRole('button', { name: '返回' }).click();
    });

    test('a place outside the city is refused in words and the form stays filled in', async () => {
      await page.getByRole('button', { name: /登记/ }).click();
      await page.getByRole('combobox', { name: '地点' }).fill('116.39, 39.9');
      await page.getByRole('combobox', { name: '类型' }).selectOption('noise');
      await page.getByLabel('情况').fill('不该丢失');
      await page.getByRole('button', { name: '登记警情' }).click();
      await page.getByRole('alert').getByText('位置不在本市范围内').waitFor();
      expect(await page.getByLabel('情况').inputValue()).toBe('不该丢失');
      await page.keyboard.press('Escape');
      await page.getByRole('list', { name: '待办警情' }).waitFor({ state: 'attached' });
    });

    test('a new incident is taken in with the form and comes back by the stream', async () => {
      await page.getByRole('button', { name: /登记/ }).click();
      await page.getByRole('combobox', { name: '地点' }).fill(PLACE.join(', '));
      await page.getByRole('combobox', { name: '类型' }).selectOption('theft');
      await page.getByLabel('情况').fill('电动车被盗');
      await page.getByRole('button', { name: '登记警情' }).click();
      await page.getByRole('article', { name: '盗窃' }).getByText('电动车被盗').waitFor();
      await page.getByRole('button', { name: '返回' }).click();
      await page.getByRole('list', { name: '待办警情' }).getByText('盗窃').first().waitFor();
    });

    test('language and theme change at once and stay in the address', async () => {
      await page.getByRole('heading', { name: '五张网' }).waitFor();
      await page.getByRole('button', { name: 'Switch to English' }).click();
      await page.getByRole('heading', { name: 'Five nets' }).waitFor();
      await page.getByRole('button', { name: 'Switch to light' }).click();
      await page.waitForURL(/lang=en.*theme=light/);
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
    });

    test('however narrow the bar, the name of a feed is there as a whole or not at all', async () => {
      await page.locator('.chip-name').first().waitFor();
      const { cut, whole, away } = await page.evaluate(namesInNarrowBars);
      expect(cut).toEqual([]);
      expect(Math.min(whole, away)).toBeGreaterThan(0);
    });
  });

  test('verifying moves the incident on, and its history says who did it', async () => {
    const incident = await report({ type: 'assault', priority: 1 });
    const { page } = await site().desk('operator', `/?sel=incidents:${incident.id}`);
    await page.getByRole('button', { name: '核实' }).click();
    await page.getByRole('article').getByText('未核实 → 已核实').waitFor();
    await page.getByRole('button', { name: '处置完毕' }).waitFor();
    await page.getByRole('article').getByText('演示值守员').first().waitFor();
  });

  test('an edit on an old version is refused in words and what is new is shown', async () => {
    const incident = await report({ type: 'noise', priority: 3 });
    const { page } = await site().desk('operator', `/?sel=incidents:${incident.id}`);
    await page.getByRole('button', { name: '核实' }).waitFor();
    await page.route(`**/api/incidents/${incident.id}`, (route) => {
      const headers = { ...route.request().headers(), 'if-match': '"99"' };
      return route.continue({ headers });
    });
    await page.getByRole('button', { name: '核实' }).click();
    await page.getByRole('alert').getByText('他人刚刚修改过').waitFor();
    await page.getByRole('alert').getByText('现为第 1 版。').waitFor();
  });

  test('one click signs in, and the address survives the sign-in', async () => {
    const { page, complaints } = await site().open(null, '/?area=630102&theme=light');
    await page.getByRole('button', { name: /值守员/ }).click();
    await page.getByRole('heading', { name: '五张网' }).waitFor();
    await page.getByRole('paragraph').filter({ hasText: '仅城东区' }).first().waitFor();
    expect(page.url()).toContain('area=630102');
    expect(page.url()).toContain('theme=light');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a wrong password is told in words, with a trace number', async () => {
    const { page } = await site().open(null);
    await page.getByLabel('账号', { exact: true }).fill('nobody');
    await page.getByLabel('密码').fill('not the password');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('账号或密码不正确').waitFor();
    await alert.getByText(/追踪号 \S+/).waitFor();
    await page.context().close();
  });

  test('a viewer sees no way to change anything', async () => {
    const incident = await report({ type: 'noise', priority: 3 });
    const { page } = await site().desk('viewer', `/?sel=incidents:${incident.id}`);
    await page.getByRole('article').getByText(incident.properties.number).waitFor();
    expect(await page.getByRole('button', { name: '核实' }).count()).toBe(0);
    await page.getByRole('button', { name: '返回' }).click();
    await page.getByRole('list', { name: '待办警情' }).waitFor({ state: 'attached' });
    expect(await page.getByRole('button', { name: /登记/ }).count()).toBe(0);
  });

  test('areas drill down to a grid, and the counts say which area they are of', async () => {
    const { page } = await site().desk('viewer');
    await page.getByRole('tab', { name: '区划汇总' }).click();
    const table = page.locator('.roll-up');
    await table.getByRole('button', { name: '城中区' }).click();
    const breadcrumb = page.getByRole('navigation', { name: '区划层级' });
    await breadcrumb.getByText('城中区').waitFor();
    for (const level of ['街道', '社区', '网格']) {
      await table.getByRole('columnheader', { name: level }).waitFor();
      await table.locator('tbody .link-button').first().click();
    }
    await table.waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('area')).toMatch(/^630103\d{9}$/);
    await breadcrumb.getByRole('button', { name: '西宁市' }).click();
    await table.getByRole('button', { name: '湟源县' }).waitFor();
    expect(page.url()).not.toContain('area=');
  });

  test('a session that ended returns to the sign-in without losing the view', async () => {
    const { page } = await site().desk('viewer', '/?area=630104');
    await page.getByRole('heading', { name: /待办警情/ }).waitFor();
    await site().deps.database.query(sql`DELETE FROM session`);
    await page.getByRole('combobox', { name: '搜索与命令' }).fill('西');
    await page.getByRole('button', { name: /观察员/ }).waitFor();
    expect(page.url()).toContain('area=630104');
    await page.getByRole('button', { name: /观察员/ }).click();
    await page.getByRole('heading', { name: /待办警情/ }).waitFor();
  });

  test('a cut stream is told: since when the picture is frozen and what still works', async () => {
    const { page } = await site().open('operator');
    await page.getByRole('list', { name: '待办警情' }).waitFor({ state: 'attached' });
    await page.getByText('实时连接正常').waitFor({ state: 'attached' });
    await page.context().route('**/api/live**', (route) => route.abort());
    await site().deps.hub.close();
    const banner = page.getByRole('alert').filter({ hasText: '实时连接中断' });
    await banner.getByText(/画面停在 \d\d:\d\d:\d\d/).waitFor();
    await page.context().close();
  });
});

/** Runs in the page: of the names of feeds in the top bar, made narrower step by step, how many are seen, how many not, and which in part. */
function namesInNarrowBars(): { cut: string[]; whole: number; away: number } {
  const bar = document.querySelector('.top-bar') as HTMLElement;
  const seen = { cut: [] as string[], whole: 0, away: 0 };
  for (let narrower = 0; narrower <= 600; narrower += 7) {
    bar.style.right = `${narrower}px`;
    const strip = document.querySelector('.freshness-strip') as HTMLElement;
    const chips = document.querySelector('.freshness') as HTMLElement;
    if (chips.scrollWidth > strip.clientWidth)
      seen.cut.push(`the last feed in a bar narrower by ${narrower}`);
    for (const name of document.querySelectorAll('.chip-name')) {
      const chip = name.closest('.chip') as HTMLElement;
      const isWhole = name.getBoundingClientRect().right <= chip.getBoundingClientRect().right;
      if (name.getClientRects().length === 0) seen.away += 1;
      else if (isWhole) seen.whole += 1;
      else seen.cut.push(`${name.textContent} in a bar narrower by ${narrower}`);
    }
  }
  bar.style.right = '';
  return seen;
}
