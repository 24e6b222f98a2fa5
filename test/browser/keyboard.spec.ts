import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { withSite } from '../support/browser.ts';

describe('the keyboard', () => {
  const site = withSite();
  const open = async (how: 'open' | 'desk' = 'desk'): Promise<Page> => {
    for (const priority of [1, 2]) {
      const geometry = { type: 'Point', coordinates: [101.7782, 36.6171] };
      await site().send('operator', 'POST', '/api/incidents', {
        geometry,
        properties: { type: 'noise', priority },
      });
    }
    const { page } = await site()[how]('operator');
    await page.locator('.row').nth(1).waitFor();
    return page;
  };
  const net = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(name) });

  describe('at the list, which each leaves as it was', () => {
    let page: Page;
    beforeAll(async () => {
      page = await open();
    });

    test('1 to 5 switch the nets, and the address follows', async () => {
      await page.keyboard.press('3');
      await page.waitForURL(/hide=checkpoint/);
      expect(await net(page, '治安卡口堵控网').getAttribute('aria-pressed')).toBe('false');
      await page.keyboard.press('3');
      await page.waitForURL((url) => !url.searchParams.has('hide'));
    });

    test('J and K move in the list, Enter opens, Esc returns to the row', async () => {
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-id') ?? null);
      await page.keyboard.press('j');
      await page.waitForFunction(() => document.activeElement?.hasAttribute('data-id'));
      const first = await focused();
      await page.keyboard.press('j');
      await page.waitForFunction((id) => document.activeElement?.getAttribute('data-id') !== id, first);
      await page.keyboard.press('k');
      await page.waitForFunction((id) => document.activeElement?.getAttribute('data-id') === id, first);
      await page.keyboard.press('Enter');
      await page.getByRole('article').waitFor();
      expect(page.url()).toContain(`sel=incidents:${first}`);
      await page.keyboard.press('Escape');
      await page.waitForFunction((id) => document.activeElement?.getAttribute('data-id') === id, first);
      expect(page.url()).not.toContain('sel=');
    });

    test('what follows J at once is for the row that J went to, on a machine that is slow to draw too', async () => {
      await page.locator('.row').first().focus();
      const [, second] = await page
        .locator('.row')
        .evaluateAll((rows) => rows.map(({ dataset }) => dataset.id));
      await page.evaluate(() => {
        const waiting: FrameRequestCallback[] = [];
        const later = window.requestAnimationFrame;
        window.requestAnimationFrame = (work) => waiting.push(work);
        Object.assign(window, {
          drawAgain: () => {
            window.requestAnimationFrame = later;
            waiting.forEach(later);
          },
        });
      });
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.evaluate('drawAgain()');
      await page.getByRole('article').waitFor();
      expect(page.url()).toContain(`sel=incidents:${second}`);
      await page.keyboard.press('Escape');
      await page.getByRole('list', { name: '待办警情' }).waitFor();
    });

    test('N opens the form, Esc closes it', async () => {
      await page.keyboard.press('n');
      await page.getByRole('form', { name: '登记警情' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('list', { name: '待办警情' }).waitFor({ state: 'attached' });
    });

    test('keys of an input method are left alone', async () => {
      await page.evaluate(() => {
        for (const init of [{ isComposing: true }, { keyCode: 229 }])
          window.dispatchEvent(new KeyboardEvent('keydown', { key: '4', bubbles: true, ...init }));
      });
      await page.keyboard.press('5');
      await page.waitForURL(/hide=technology$/);
      await page.keyboard.press('5');
      await page.waitForURL((url) => !url.searchParams.has('hide'));
    });
  });

  test('V verifies the incident at hand', async () => {
    const page = await open();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '核实' }).waitFor();
    await page.keyboard.press('v');
    await page.getByRole('button', { name: '处置完毕' }).waitFor();
  });

  test('an incident is taken in, verified, assigned, brought to the scene and settled without the mouse', async () => {
    const { page } = await site().open('dispatcher');
    await page.getByRole('heading', { name: '五张网' }).waitFor();
    const stepButton = (key: string) =>
      page
        .getByRole('article')
        .locator('.actions button:enabled', { has: page.locator(`kbd:text-is("${key}")`) });
    const step = async (key: string) => {
      await stepButton(key).waitFor();
      await page.keyboard.press(key.toLowerCase());
      await stepButton(key).waitFor({ state: 'detached' });
    };
    await page.keyboard.press('n');
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await page.keyboard.type('路口两车追尾');
    await page.keyboard.press('Tab');
    await page.keyboard.type('101.7782, 36.6171');
    await page.getByText('按文字建议').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('article', { name: '交通事故' }).waitFor();
    await step('V');
    await stepButton('D').waitFor();
    await page.keyboard.press('d');
    await page.waitForFunction(() => document.activeElement?.closest('.assign') !== null);
    await page.keyboard.press('Enter');
    // No unit reports here: its place is old, and who sends it confirms that.
    await page.getByText('仍要派').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^撤回（/ }).waitFor();
    for (const key of ['E', 'O', 'R', 'C']) await step(key);
    await page.context().close();
  });

  test('M silences without acknowledging; B opens the alarms, A acknowledges, S shelves with a reason', async () => {
    const units = await (await site().send('dispatcher', 'GET', '/api/units?limit=1')).json();
    const [unit] = units.features;
    const duress = `/api/units/${unit.id}/duress`;
    const raised = await site().send('dispatcher', 'POST', duress, { isActive: true });
    const { id } = await raised.json();
    const state = async () =>
      (await (await site().send('viewer', 'GET', `/api/alarms/${id}`)).json()).properties.state;
    const page = await open();
    const silence = page.getByRole('button', { name: /^消音/ });
    await silence.waitFor();
    await page.keyboard.press('m');
    await silence.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /1 条告警待确认，最高一级/ }).waitFor();
    expect(await state()).toBe('unacknowledged');
    await page.keyboard.press('b');
    await page.waitForFunction((own) => document.activeElement?.getAttribute('data-id') === own, id);
    await page.keyboard.press('a');
    await page.locator('.alarm-list').getByText('已确认').waitFor();
    await page.getByRole('button', { name: '没有待确认的告警' }).waitFor();
    await page.keyboard.press('s');
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
    await page.keyboard.type('演练');
    await page.keyboard.press('Enter');
    await page.locator('.facts').getByText('已搁置').waitFor();
    expect(await state()).toBe('shelved');
    // The stream may have told it before the answer closes the form, and Escape would do no more than that.
    await page.locator('.aside-form').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.locator('.alarm-list').getByText('已搁置').waitFor();
  });

  test('/ and Ctrl-K go to the command bar, where keys are text; a command runs by its name', async () => {
    const page = await open();
    const bar = page.getByRole('combobox', { name: '搜索与命令' });
    await page.keyboard.press('/');
    await page.keyboard.type('1浅色');
    expect(await bar.inputValue()).toBe('1浅色');
    expect(page.url()).not.toContain('hide=');
    await page.keyboard.press('Escape');
    expect(await bar.inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('浅色');
    await page.getByRole('option').filter({ hasText: '切换到浅色' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/theme=light/);
  });

  test('? lists the keys; single keys can be switched off there, for good', async () => {
    const page = await open();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: '键盘快捷键' });
    await dialog.getByText('登记警情').waitFor();
    await dialog.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('2');
    await page.keyboard.press('n');
    await page.keyboard.press('Control+k');
    await page.waitForFunction(() => document.activeElement?.id === 'command-bar');
    expect(page.url()).not.toContain('hide=');
    expect(await page.getByRole('form', { name: '登记警情' }).count()).toBe(0);
    await page.reload();
    await page.locator('.row').first().waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('Control+k');
    await page.waitForFunction(() => document.activeElement?.id === 'command-bar');
    expect(page.url()).not.toContain('hide=');
  });

  test('everything of the tour can be reached with Tab, and the focus can be seen', async () => {
    const page = await open('open');
    const names = new Set<string>();
    for (let i = 0; i < 90; i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        if (element === document.body) return { name: 'the page', ringed: true };
        const style = getComputedStyle(element);
        const ringed =
          style.outlineStyle !== 'none' || getComputedStyle(element.parentElement!).outlineStyle !== 'none';
        return {
          name:
            element.getAttribute('aria-label') || element.textContent?.trim().slice(0, 20) || element.tagName,
          ringed,
        };
      });
      names.add(at.name);
      expect(at.ringed, `the focus on "${at.name}" can not be seen`).toBe(true);
    }
    for (const name of ['搜索与命令', '账号', '区划汇总', '收起面板', '警情'])
      expect([...names]).toContain(name);
    await page.context().close();
  });
});
