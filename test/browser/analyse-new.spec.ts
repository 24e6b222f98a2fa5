import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sql } from '../../server/database/sql.ts';
import { findings } from '../support/axe.ts';
import { withSite } from '../support/browser.ts';

const site = withSite();
const ASKED = '/?ws=analyse&ask=new&with=new.days:365;new.replications:99';

const results = (page: Page) => page.locator('.new-results');
const untilDone = (page: Page) => page.locator('.new-results[aria-busy="false"] .new-repeats').waitFor();

test('what is new: found without asking, told in words, in tables and on the map', async () => {
  const { page, complaints } = await site().desk('supervisor', ASKED);
  await untilDone(page);
  expect(await results(page).getByText('随机模拟 99 次').first().isVisible()).toBe(true);
  const heads = await results(page).locator('.new-repeats thead th').allTextContents();
  expect(heads.slice(1)).toEqual(['[0, 7) 天', '[7, 14) 天', '[14, 21) 天', '[21, 28) 天']);
  const bands = await results(page).locator('.new-repeats tbody th').allTextContents();
  expect(bands).toEqual(['[0, 100)', '[100, 200)', '[200, 300)', '[300, 400)']);
  expect(await findings(page)).toEqual([]);

  const more = results(page).getByRole('button', { name: /可能是偶然/ });
  if (await more.isVisible()) await more.press('Enter');
  const first = results(page).locator('.new-table tbody th button').first();
  await first.press('Enter');
  expect(await first.getAttribute('aria-pressed')).toBe('true');
  expect(complaints).toEqual([]);
});

test('another setting scans again and can be cancelled; the result before stays and says so', async () => {
  const { page, complaints } = await site().desk('supervisor', `${ASKED}&lang=en&theme=light`);
  await untilDone(page);
  const about = await results(page).locator('> .muted').first().textContent();
  const [, day, told] = /^(\S+) to .* ([\d,]+) incidents/.exec(about ?? '') ?? [];
  const [row] = await site().deps.database.query<{ n: number }>(
    sql`SELECT count(*)::integer AS n FROM incident WHERE reported_at >= ${`${day}T00:00:00+08:00`}`,
  );
  expect(told?.replaceAll(',', '')).toBe(String(row?.n));
  await page.getByLabel('Random shuffles').selectOption('4999');
  await results(page).getByRole('button', { name: 'Cancel' }).press('Enter');
  await results(page).getByText('Filter or parameters have changed').waitFor();
  expect(await results(page).locator('> .muted').first().textContent()).toBe(about);
  expect(new URL(page.url()).searchParams.get('with')).toContain('new.replications:4999');
  expect(await findings(page)).toEqual([]);
  await page.getByLabel('Random shuffles').selectOption('99');
  await results(page).getByText('Filter or parameters have changed').waitFor({ state: 'detached' });
  await page.goBack();
  expect(complaints).toEqual([]);
});

test('a result of earlier incidents says so, and can be saved only when it was made again', async () => {
  const { page } = await site().desk('supervisor', ASKED);
  await untilDone(page);
  await page.getByLabel('名称', { exact: true }).fill('近期聚集');
  const save = page.getByRole('button', { name: '存档', exact: true });
  expect(await save.isEnabled()).toBe(true);
  await site().send('operator', 'POST', '/api/incidents', {
    geometry: { type: 'Point', coordinates: [101.7782, 36.6171] },
    properties: { type: 'noise', priority: 4 },
  });
  await results(page).getByText('此后警情有新增或改动').waitFor();
  expect(await save.isEnabled()).toBe(false);
  await results(page).getByRole('button', { name: '重新扫描' }).click();
  await results(page).getByText('此后警情有新增或改动').waitFor({ state: 'detached' });
  await untilDone(page);
  expect(await save.isEnabled()).toBe(true);
});
