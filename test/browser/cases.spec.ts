import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Case } from '../../core/contract/case.ts';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';

describe('cases and risk files', () => {
  const site = withSite();
  const PLACE = '101.77820, 36.61710';

  async function onlyCase(name: string): Promise<Case> {
    const answer = await site().send('viewer', 'GET', '/api/cases?limit=500');
    const { features } = (await answer.json()) as { features: Case[] };
    const found = features.find(({ properties }) => properties.nameZh === name);
    if (!found) throw new Error(`there is no case ${name}`);
    return found;
  }
  /** Presses an act, fills in the reason and confirms. */
  async function take(page: Page, act: string, reason: string, choose?: [label: string, value: string]) {
    await page.locator('.actions > .button-row').getByRole('button', { name: act, exact: true }).click();
    const form = page.getByRole('form', { name: act });
    if (choose) await form.getByLabel(choose[0]).selectOption(choose[1]);
    await form.locator('textarea').fill(reason);
    await form.getByRole('button', { name: act }).click();
    await form.waitFor({ state: 'detached' });
  }

  test('a case is opened, worked jointly, taken up and back, evaluated and closed', async () => {
    const { page, complaints } = await site().desk('supervisor', '/?list=cases');
    await page.locator('.row').first().waitFor();
    await page.keyboard.press('Shift+N');
    const form = page.getByRole('form', { name: '登记排查事项' });
    await form.getByLabel('名称').fill('东关市场摊位纠纷');
    await form.getByRole('combobox', { name: '地点' }).fill(PLACE);
    await form.getByLabel('情况').fill('摊位租金上涨，联系人：王小明');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /东关市场摊位纠纷/ }).waitFor();
    await page.getByText('文字中的个人信息已遮盖').waitFor();
    await page.getByText('退回：已由社区承办，没有下一级。').waitFor();

    await page.getByRole('button', { name: '增加联动事项' }).click();
    const joint = page.getByRole('form', { name: '增加联动事项' });
    await joint.getByLabel('联动方式').selectOption('mediation');
    await joint.getByLabel('协同单位').selectOption('market_regulation');
    await joint.getByLabel('事项').fill('约谈市场方，核对租金');
    await joint.getByRole('button', { name: '增加联动事项' }).click();
    await page.getByText('联调 · 市场监管局').first().waitFor();
    await page.getByText('评估：还有 1 项联动事项未办结。').waitFor();
    expect(await findings(page)).toEqual([]);

    await take(page, '上报', '涉及多个部门');
    await page
      .getByText(/承办层级 → 街道（乡镇）/)
      .first()
      .waitFor();
    await take(page, '退回', '社区可以办结');
    await page.locator('.joint-actions').getByRole('button', { name: '办结' }).click();
    const end = page.getByRole('form', { name: '办结' });
    await end.getByLabel('办理结果').fill('租金按原合同执行');
    await end.getByRole('button', { name: '办结' }).click();
    await end.waitFor({ state: 'detached' });
    await take(page, '评估', '双方签字', ['评估结论', 'resolved']);
    await take(page, '结案', '回访无反复', ['处理结果', 'settled']);
    await page.getByText('结案 调解化解 · 回访无反复').waitFor();
    const { properties } = await onlyCase('东关市场摊位纠纷');
    expect(properties).toMatchObject({ status: 'closed', outcome: 'settled', heldBy: 'community' });
    expect(properties.text).toBe('摊位租金上涨，联系人：***');
    expect(complaints).toEqual([]);
  });

  test('a case is corrected: what others did meanwhile stands, what both changed is asked, and it can be taken back', async () => {
    const properties = { kind: 'dispute', grade: 3, nameZh: '商铺装修噪声纠纷', owner: 'street_office' };
    const geometry = { type: 'Point', coordinates: [101.7782, 36.6171] };
    const made = await site().send('supervisor', 'POST', '/api/cases', { geometry, properties });
    const { id } = (await made.json()) as Case;
    const elsewhere = async (change: object) => {
      const headers = { 'If-Match': '*' };
      const body = { properties: change };
      expect((await site().send('operator', 'PATCH', `/api/cases/${id}`, body, headers)).status).toBe(200);
    };
    const { page, complaints } = await site().desk('supervisor', `/?sel=cases:${id}`);
    await page.getByRole('button', { name: '更正', exact: true }).click();
    const form = page.getByRole('form', { name: '更正排查事项' });
    await form.getByLabel('名称').fill('商铺夜间装修噪声纠纷');
    await form.getByLabel('情况').fill('已约谈，联系 13912345678');
    await form.getByRole('combobox', { name: '地点' }).fill('101.77900, 36.61800');
    expect(await findings(page)).toEqual([]);
    await elsewhere({ grade: 1 });
    await elsewhere({ nameZh: '商铺施工噪声纠纷' });
    await form.getByText('他人已改为：商铺施工噪声纠纷').waitFor();
    await form.getByRole('radio', { name: '重大' }).and(form.locator(':checked')).waitFor();
    await page.keyboard.press('Control+Enter');
    await form.getByText('以谁的为准').waitFor();
    await form.getByRole('button', { name: '保留我的' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByText('文字中的个人信息已遮盖').waitFor();
    await page.getByRole('button', { name: '撤销' }).focus();
    const saved = await onlyCase('商铺夜间装修噪声纠纷');
    expect(saved.properties).toMatchObject({ grade: 1, text: '已约谈，联系 ***', lastAct: 'edit' });
    expect(saved.geometry.coordinates).toEqual([101.779, 36.618]);
    await page.keyboard.press('z');
    await page.getByText(/已撤销/).waitFor();
    const undone = await onlyCase('商铺施工噪声纠纷');
    expect(undone.properties).toMatchObject({ grade: 1, text: '' });
    expect(undone.geometry.coordinates).toEqual([101.7782, 36.6171]);
    // The browser itself tells of the refusal.
    expect(complaints.filter((line) => !line.includes('412'))).toEqual([]);
  });

  test('the page lists what is late, filters by organisation, and opens a case', async () => {
    const { page } = await site().desk('supervisor', '/?list=cases');
    await page.locator('.row').first().waitFor();
    await page.keyboard.press('Shift+C');
    const rows = page.locator('.cases-columns > .desk-table tbody tr');
    await rows.first().waitFor();
    expect(await findings(page)).toEqual([]);
    const all = await rows.count();
    await page.getByLabel('仅逾期').check();
    await expect.poll(() => rows.count()).toBeLessThan(all);
    expect(await rows.count()).toBeGreaterThan(0);
    const first = page.locator('.workload tbody tr').first();
    const [, , ownLate] = await first.locator('th, td').allInnerTexts();
    await first.getByRole('button').click();
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(Number(ownLate));
    const saved = page.waitForEvent('download');
    await page.locator('.cases-filter').getByRole('button', { name: '导出 CSV' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^cases-\d{4}-\d\d-\d\d\.csv$/);
    await rows.first().getByRole('button').click();
    await page.getByRole('heading', { name: '联动事项' }).waitFor();
    expect(new URL(page.url()).searchParams.get('sel')).toMatch(/^cases:/);
  });

  test('a risk file is written by one, signed off by another, and stands on the timeline while it runs', async () => {
    const { page } = await site().open('operator', '/?list=risks');
    await page.locator('.row').first().waitFor();
    await page.getByRole('button', { name: /新建稳评/ }).click();
    const form = page.getByRole('form', { name: '新建稳评档案' });
    await form.getByLabel('名称').fill('人民公园灯会');
    await form.getByRole('combobox', { name: '地点' }).fill(PLACE);
    const now = new Date(site().deps.clock() + 8 * 3_600_000);
    await form.getByLabel('开始').fill(new Date(now.getTime() - 3_600_000).toISOString().slice(0, 16));
    await form.getByLabel('结束').fill(new Date(now.getTime() + 9 * 3_600_000).toISOString().slice(0, 16));
    for (const select of await form.locator('.checklist-row select').all()) await select.selectOption('low');
    await form.locator('.checklist-row', { hasText: '人员密集' }).locator('select').selectOption('high');
    await form.getByText('人员密集为高，有 1 项为高定为中风险').waitFor();
    await form.getByRole('button', { name: '增加措施' }).click();
    await form.getByLabel('措施 1').fill('限流，单向通行');
    expect(await findings(page)).toEqual([]);
    await form.getByRole('button', { name: '保存' }).click();
    await page.getByText('未签批即实施').first().waitFor();
    const signOff = page.getByRole('button', { name: '签批', exact: true });
    await page.getByRole('button', { name: '提交签批' }).click();
    await page.getByRole('form', { name: '提交签批' }).getByRole('button', { name: '提交签批' }).click();
    await page.getByText(/签批：值守员没有“签批稳评”权限/).waitFor();
    expect(await signOff.isDisabled()).toBe(true);
    const address = page.url();
    await page.context().close();

    const { page: desk } = await site().desk('supervisor', `/${new URL(address).search}`);
    await desk.getByRole('button', { name: '签批', exact: true }).click();
    const sign = desk.getByRole('form', { name: '签批' });
    await sign.getByRole('button', { name: '签批' }).click();
    await desk.getByText('已签批 · 进行中').first().waitFor();
    await desk.locator('.risk-spans li[title^="人民公园灯会"]').waitFor({ state: 'attached' });
    await desk.getByRole('button', { name: /稳评 \d+ 项/ }).waitFor();
    expect(await findings(desk)).toEqual([]);
  });
});
