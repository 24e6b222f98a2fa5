import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';

const THEMES = ['dark', 'light'] as const;

const site = withSite();

describe.each(['zh', 'en'])('nothing serious for axe in either theme, %s', (lang) => {
  const look = `lang=${lang}&theme=dark`;
  const themeButton = (page: Page) =>
    page.getByRole('button', { name: /切换到(浅|深)色|Switch to (light|dark)/, includeHidden: true });

  /** The same picture in both themes, the one after the other, and dark again. */
  async function expectNothing(page: Page): Promise<void> {
    for (const theme of THEMES) {
      expect(await page.locator('html').getAttribute('data-theme')).toBe(theme);
      expect(await findings(page), theme).toEqual([]);
      await themeButton(page).evaluate((button: HTMLButtonElement) => button.click());
    }
  }

  test('sign-in', async () => {
    const { page } = await site().open(null, `/?${look}`);
    for (const theme of THEMES) {
      await page.goto(`${site().url}/?lang=${lang}&theme=${theme}`);
      await page.locator('.roles button').first().waitFor();
      expect(await findings(page), theme).toEqual([]);
    }
    await page.context().close();
  });

  test('layers and incidents, inspector, form, keys, search', async () => {
    const geometry = { type: 'Point', coordinates: [101.7782, 36.6171] };
    await site().send('operator', 'POST', '/api/incidents', {
      geometry,
      properties: { type: 'fire', priority: 1 },
    });
    const { page } = await site().desk('operator', `/?${look}`);
    await page.locator('.row').first().waitFor();
    await page.locator('.filter-group summary').first().click();
    await expectNothing(page);
    await page.locator('.row').first().click();
    await page.locator('.grid-staff div').first().waitFor();
    await expectNothing(page);
    await page.keyboard.press('n');
    await page.locator('form.draft').waitFor();
    await expectNothing(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.locator('dialog.keys-help').waitFor();
    await expectNothing(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('63010');
    await page.locator('[role=option]').first().waitFor();
    await expectNothing(page);
  });

  test('the Analyse workspace', async () => {
    const { page } = await site().desk('supervisor', `/?${look}&ws=analyse&type=theft`);
    await page.locator('.area-list .row').first().waitFor();
    await page.locator('.analyse-bar canvas').waitFor();
    await expectNothing(page);
  });

  test('areas and the other lists, and the wall', async () => {
    const { page } = await site().desk('admin', `/?${look}&list=devices&area=630103`, {
      storage: { 'jingwei.preferences': JSON.stringify({ leftTab: 'areas' }) },
    });
    await page.locator('.roll-up tbody tr').first().waitFor();
    await page.locator('.row').first().waitFor();
    await expectNothing(page);
    await page.locator('.row').first().click();
    await page.locator('.facts').waitFor();
    await expectNothing(page);
    for (const theme of THEMES) {
      await site().desk('admin', `/?lang=${lang}&theme=${theme}&mode=wall`);
      await page.locator('.wall-figures').waitFor();
      expect(await findings(page), theme).toEqual([]);
    }
  });
});
