import { describe, expect, test } from 'vitest';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';

describe('the handover', () => {
  const site = withSite();

  test('is signed off by one account and on by another, with what happened in between', async () => {
    const report = (priority: number) =>
      site().send('operator', 'POST', '/api/incidents', {
        geometry: { type: 'Point', coordinates: [101.7782, 36.6171] },
        properties: { type: 'fire', priority },
      });
    const { number } = (await (await report(1)).json()).properties;
    const { page, complaints } = await site().open('operator');
    await page.getByRole('heading', { name: '五张网' }).waitFor();
    await page.keyboard.press('Shift+H');
    const sheet = page.locator('.desk-sheet');
    await sheet.getByRole('heading', { name: /当前班次/ }).waitFor();
    await sheet.getByRole('cell', { name: number }).waitFor();
    const form = sheet.getByRole('form', { name: '给下一班的留言' });
    await form.getByRole('textbox').fill('复查路口，联系 13912345678');
    await form.getByRole('button').click();
    await sheet.getByText('复查路口，联系 ***').waitFor();
    await sheet.getByText(/个人信息已遮盖/).waitFor();
    expect(await findings(page)).toEqual([]);
    await sheet.getByRole('button', { name: '交班签字' }).click();
    // The list of past ones answers last: the desk has long been told that this one waits.
    const toldAgain = page.waitForResponse('**/api/handovers/draft');
    await page.route('**/api/handovers?*', async (route) => {
      await toldAgain;
      await route.continue();
    });
    await sheet.getByRole('button', { name: '确认交班' }).click();
    await sheet.getByText(/于 .* 交班 · 待接班/).waitFor();
    await sheet.getByText(/同一账号/).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();

    await report(2);
    const { page: next } = await site().open('dispatcher', '/?page=handover');
    const taken = next.locator('.desk-sheet');
    await taken.getByText(/等待接班/).waitFor();
    await taken.getByRole('button', { name: '接班签收' }).click();
    await taken.getByText('新增紧急警情').first().waitFor();
    await taken.getByText('复查路口，联系 ***').first().waitFor();
    expect(await findings(next)).toEqual([]);
    await taken.getByRole('button', { name: '已阅，接班' }).click();
    await taken
      .getByText(/于 .* 接班/)
      .first()
      .waitFor();
    await taken.getByRole('button', { name: '返回当前班次' }).click();
    const carried = taken.locator('.handover-section').filter({ hasText: '交班留言' });
    await carried.getByRole('button', { name: '划去' }).last().click();
    await carried.getByText('复查路口').waitFor({ state: 'detached' });
    await next.context().close();
  });

  test('a viewer reads it in English, and past ones, but does not sign', async () => {
    const { page } = await site().open('viewer', '/?page=handover&lang=en&theme=light');
    const sheet = page.locator('.desk-sheet');
    await sheet.getByText('Your role may read this, not sign.').waitFor();
    await sheet.locator('.handover-row').last().click();
    await sheet.getByText(/Signed off by .* · Signed on by/).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    await page.getByRole('heading', { name: /Shift handover/ }).waitFor();
    expect(await page.locator('.handover-section').first().isVisible()).toBe(true);
    expect(
      await page.locator('.watch > .desk, .top-bar, .handover-past').filter({ visible: true }).count(),
    ).toBe(0);
    await page.context().close();
  });
});
