import { describe, expect, test } from 'vitest';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';

const LOOKS = [
  { lang: 'zh', theme: 'dark' },
  { lang: 'zh', theme: 'light' },
  { lang: 'en', theme: 'dark' },
  { lang: 'en', theme: 'light' },
] as const;

const site = withSite();

describe.each(LOOKS)('nothing serious for axe in $lang, $theme', ({ lang, theme }) => {
  const look = `lang=${lang}&theme=${theme}`;

  test('sign-in', async () => {
    const { page } = await site().open(null, `/?${look}`);
    await page.locator('.roles button').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.context().close();
  });

  test('layers and incidents, inspector, form, keys, search', async () => {
    const geometry = { type: 'Point', coordinates: [101.7782, 36.6171] };
    await site().send('operator', 'POST', '/api/incidents', {
      geometry,
      properties: { type: 'fire', priority: 1 },
    });
    const { page } = await site().open('operator', `/?${look}`);
    await page.locator('.row').first().waitFor();
    await page.locator('.filter-group summary').first().click();
    expect(await findings(page)).toEqual([]);
    await page.locator('.row').first().click();
    await page.locator('.grid-staff div').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('n');
    await page.locator('form.draft').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.locator('dialog.keys-help').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('63010');
    await page.locator('[role=option]').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.context().close();
  });

  test('the Analyse workspace', async () => {
    const { page } = await site().open('supervisor', `/?${look}&ws=analyse&type=theft`);
    await page.locator('.area-list .row').first().waitFor();
    await page.locator('.analyse-bar canvas').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.context().close();
  });

  test('areas and the other lists', async () => {
    const { page } = await site().open('admin', `/?${look}&list=devices&area=630103`, {
      storage: { 'jingwei.preferences': JSON.stringify({ leftTab: 'areas' }) },
    });
    await page.locator('.roll-up tbody tr').first().waitFor();
    await page.locator('.row').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.locator('.row').first().click();
    await page.locator('.facts').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.goto(`${site().url}/?${look}&mode=wall`);
    await page.locator('.wall-figures').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.context().close();
  });
});
